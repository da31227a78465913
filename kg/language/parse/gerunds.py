"""Mending gerunds and bare infinitives: what is said to be done, read as a description, or parted from its fellows."""

from __future__ import annotations

from collections.abc import Callable

from kg.language.parse.clauses import FINITE, SUBJECTS
from kg.language.parse.tree import Parse

_TENSES = {*FINITE, "VBN"}


def gerund_read_as_an_adjective(parse: Parse) -> None:
    """ "Denied supplying weapons to Chad": a participle between such a verb and a bare noun is what is denied.

    So is one behind the preposition of a verb of blaming: "accused them of looting shops". And "and" goes on with
    another of the same form: "a bomb hit a mosque, killing six and injuring scores".
    """
    for gerund, tag in enumerate(parse.tags):
        if tag != "VBG" or parse.deps[gerund] != "amod" or parse.in_set(gerund, "AdjectiveParticiple"):
            continue
        noun, above = parse.heads[gerund], gerund - 1
        if parse.words[above] == "and" and parse.deps[noun] == "conj":
            _part_from_the_object(parse, gerund)
        if parse.heads[noun] != above:
            continue
        if parse.deps[noun] == "dobj" and parse.in_set(above, "GerundVerb"):
            _make_gerund(parse, gerund, "xcomp")
        elif parse.deps[noun] == "pobj" and _is_of_blame(parse, above):
            _make_gerund(parse, gerund, "pcomp")


def _part_from_the_object(parse: Parse, gerund: int) -> None:
    """Coordinate a gerund behind "and" with the one that holds what its noun was coordinated with."""
    noun = parse.heads[gerund]
    held = parse.heads[noun]
    first = parse.heads[held]
    is_pair = parse.deps[held] == "dobj" and parse.tags[first] == "VBG" and parse.deps[first] in ("advcl", "conj")
    if is_pair and parse.left_edge(noun) == gerund:
        parse.pos[gerund] = "VERB"
        parse.attach(gerund, first, "conj")
        parse.attach(noun, gerund, "dobj")


def blame_below_its_object(parse: Parse) -> None:
    """ "Accused rebels of robbing banks": what somebody is blamed for hangs on the verb, not on the rebels."""
    for prep in range(len(parse)):
        blamed = parse.heads[prep]
        if parse.deps[prep] != "prep" or parse.deps[blamed] != "dobj" or parse.child(prep, "pcomp") is None:
            continue
        if blamed < prep and _is_of_blame(parse, prep):
            parse.attach(prep, parse.heads[blamed], "prep")


def bare_infinitive_read_as_a_noun(parse: Parse) -> None:
    """ "Helped Ghana ban the firm", "let police arrest them": behind such a verb and a noun it is what that does."""
    for verb, tag in enumerate(parse.tags):
        if tag != "VB" or parse.deps[verb] not in ("compound", "xcomp") or parse.pos[verb - 1] not in ("NOUN", "PROPN"):
            continue
        above, held, subject = parse.heads[verb], None, verb - 1
        if parse.deps[verb] == "compound":
            held, above = above, parse.heads[above]
        is_apart = parse.child(verb, "aux") is not None or (held is not None and parse.deps[held] != "dobj")
        if above >= subject or is_apart or not parse.in_set(above, "BareInfinitiveVerb"):
            continue
        before = [i for i in range(above + 1, subject) if parse.heads[i] in (verb, held)]
        parse.pos[verb] = "VERB"
        parse.attach(verb, above, "ccomp")
        parse.attach(subject, verb, "nsubj")
        parse.move(before, subject)
        if held is not None:
            parse.attach(held, verb, "dobj")


def gerund_beside_its_fellow(parse: Parse) -> None:
    """ "Accused them of robbing banks, burning shops and killing": a gerund is not coordinated with a tense."""
    for gerund, tag in enumerate(parse.tags):
        verb = parse.heads[gerund]
        if tag != "VBG" or parse.deps[gerund] not in ("conj", "advcl") or parse.tags[verb] not in _TENSES:
            continue
        if parse.child(gerund, "aux", "mark", *SUBJECTS) is not None:
            continue
        joint = parse.left_edge(gerund) - 1
        fellow = next((i for i in range(joint - 1, verb, -1) if parse.deps[i] == "pcomp" and parse.tags[i] == "VBG"), 0)
        is_list = parse.words[joint] == "and" or parse.child(gerund, "cc") is not None
        if fellow and is_list and _is_of_blame(parse, parse.heads[fellow]) and parse.right_edge(fellow) + 2 >= joint:
            parse.attach(gerund, fellow, "conj")


def gerund_behind_a_relative(parse: Parse) -> None:
    """ "Talks which Ruiz left in a rage, accusing him of fraud": talks accuse nobody, who left them does."""
    for gerund, dep in enumerate(parse.deps):
        if dep != "acl" or parse.tags[gerund] != "VBG" or parse.words[gerund - 1] != ",":
            continue
        noun = parse.heads[gerund]
        clause = next((c for c in parse.with_dep(noun, "relcl") if parse.right_edge(c) == gerund - 2), None)
        if clause is not None and parse.in_set(gerund, "SpeechVerb") and not parse.is_somebody(noun):
            parse.attach(gerund, clause, "advcl")


def gerund_before_its_verb(parse: Parse) -> None:
    """ "Left before fighting broke out", "since shelling resumed": the gerund is the subject of the clause."""
    for gerund, tag in enumerate(parse.tags):
        prep, verb = parse.heads[gerund], gerund + 1
        if tag != "VBG" or parse.children[gerund] or parse.pos[verb : verb + 1] != ["VERB"]:
            continue
        if parse.deps[gerund] in ("pobj", "pcomp") and prep == gerund - 1 and parse.tags[verb] in _TENSES:
            is_participle = parse.tags[verb] == "VBN" and parse.child(verb, "dobj") is not None
            if is_participle or parse.child(verb, "aux", "auxpass", *SUBJECTS) is not None:
                continue
            parse.attach(verb, parse.heads[prep], "advcl")
            parse.attach(gerund, verb, "nsubj")
            parse.attach(prep, verb, "mark")
            parse.tags[verb] = "VBD" if parse.tags[verb] == "VBN" else parse.tags[verb]
        elif parse.deps[gerund] != "nsubj" or prep != verb:
            continue
        parse.pos[gerund], parse.tags[gerund], parse.lemmas[gerund] = "NOUN", "NN", parse.words[gerund]


def _is_of_blame(parse: Parse, prep: int) -> bool:
    """Whether a preposition holds what a verb blames somebody for: "accused them of", "convicted of"."""
    if parse.deps[prep] != "prep":
        return False
    above = parse.heads[prep]
    verb = parse.heads[above] if parse.deps[above] == "dobj" else above
    return parse.in_set(verb, "BlamingVerb")


def _make_gerund(parse: Parse, gerund: int, dep: str) -> None:
    """Let a participle hold the noun that it was read as a part of, with the phrases behind it."""
    noun = parse.heads[gerund]
    above = parse.heads[noun]
    behind = [c for c in parse.with_dep(above, "prep") if c > noun]
    parse.pos[gerund] = "VERB"
    parse.attach(gerund, above, dep)
    parse.attach(noun, gerund, "dobj")
    for prep in behind:
        parse.attach(prep, gerund, "prep")


def gerund_of_a_second_phrase(parse: Parse) -> None:
    """ "Accused them of meddling in the work of a court and of lying": what "and of" opens is beside the first "of"."""
    for prep, dep in enumerate(parse.deps):
        gerund = prep + 1
        if dep != "conj" or parse.pos[prep] != "ADP" or gerund >= len(parse) or parse.tags[gerund] != "VBG":
            continue
        first = (a for a in parse.ancestors(prep) if parse.words[a] == parse.words[prep])
        fellow = next((a for a in first if parse.child(a, "pcomp") is not None), None)
        if fellow is not None:
            if parse.deps[gerund] == "amod" and parse.deps[parse.heads[gerund]] == "pobj":
                _make_gerund(parse, gerund, "pcomp")  # "and of [freeing rebels]"
            parse.attach(prep, fellow, "conj")


GERUND_RULES: tuple[Callable[[Parse], None], ...] = (
    gerund_read_as_an_adjective,
    gerund_beside_its_fellow,
    gerund_behind_a_relative,
    blame_below_its_object,
    gerund_before_its_verb,
    bare_infinitive_read_as_a_noun,
    gerund_of_a_second_phrase,
)
