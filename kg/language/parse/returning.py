"""Clauses behind reported speech that the parser takes for a part of it, though the speaker or somebody else goes on.

Each fault is mended by a stated rule, as in `reported`: "said the rebels had fled, urging Chad to pay", "said it had
paid, but Chad denied that", "the rebels had fled, Ruiz said, and accused Chad". One goes the other way: a list of what
somebody is said to have done.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.language.parse.clauses import FINITE, SUBJECTS, is_finite, is_quoted
from kg.language.parse.tree import Parse

_INSIDE = frozenset({"ccomp", "conj", "xcomp", "pcomp", "prep"})
_TELLING = ("SpeechVerb", "ObjectControlVerb", "ChargingVerb")  # sets of verbs for what only somebody does
_CONTRASTS = frozenset({"though", "although", "while", "whereas", "but"})


def _said_above(parse: Parse, clause: int) -> int | None:
    """The verb of speech, with its subject, that a clause is told by: "said it had gone", "blamed for going"."""
    while parse.heads[clause] < clause and parse.deps[clause] in _INSIDE:
        clause = parse.heads[clause]
        if parse.in_set(clause, "SpeechVerb") and parse.child(clause, *SUBJECTS) is not None:
            return clause
    return None


def clause_behind_a_parenthesis(parse: Parse) -> None:
    """ "Ruiz won, a poll showed, and called on Sosa": who called is not the poll but who won."""
    for verb, dep in enumerate(parse.deps):
        if dep != "conj" or parse.child(verb, "mark", *SUBJECTS) is not None:
            continue
        said = parse.heads[verb]
        first = next((c for c in parse.with_dep(said, "ccomp") if c < said), None)
        first = parse.heads[said] if parse.deps[said] == "parataxis" else first
        if first is None or parse.child(first, "mark") is not None:
            continue
        if (
            "," in parse.words[said + 1 : verb]
            and not is_quoted(parse, first, said)
            and is_finite(parse, first)
            and is_finite(parse, verb)
            and not is_speakers_own(parse, first, verb)
        ):
            parse.attach(verb, first, "conj")


def is_speakers_own(parse: Parse, first: int, verb: int) -> bool:
    """ "Troops would fall back, Ruiz said, and accused Chad": a past tense of speech has no share in "would", "had".

    Behind "the president had fled, Ruiz said," it may be the president who spoke.
    """
    has_own = parse.child(verb, "dobj", "ccomp", "dative") is not None and parse.child(verb, *SUBJECTS, "aux") is None
    is_past = parse.tags[verb] in ("VBD", "VBN") and parse.in_set(verb, "SpeechVerb")
    if not has_own or not is_past or parse.child(first, "aux", "auxpass") is None:
        return False
    is_planned = any(parse.tags[c] == "MD" for c in parse.with_dep(first, "aux"))
    is_one = any(parse.tags[c] in ("NN", "NNP", "PRP") for c in parse.with_dep(first, *SUBJECTS))
    return is_planned or parse.is_passive(first) or not is_one


def aside_read_as_content(parse: Parse) -> None:
    """ "In Lima, a priest said by telephone, police fled": who speaks before a comma is told of by nobody behind it.

    A condition before such an aside is of the clause behind it: "if it fell, Ruiz warned, the city would burn".
    """
    for verb, tag in enumerate(parse.tags):
        if tag not in FINITE or not parse.in_set(verb, "SpeechVerb"):
            continue
        main = parse.heads[verb]
        subject = parse.child(main, *SUBJECTS)
        if subject is None or not verb < subject < main or parse.child(verb, "nsubj") is None:
            continue
        if parse.deps[verb] in ("ccomp", "advcl") and parse.words[parse.left_edge(subject) - 1] == ",":
            is_full = parse.child(verb, "ccomp", "dobj", "mark", "advmod", "xcomp") is not None
            parse.deps[verb] = parse.deps[verb] if is_full or is_quoted(parse, verb, main) else "parataxis"
        if parse.deps[verb] == "parataxis":
            clauses = [c for c in parse.with_dep(verb, "advcl") if c < verb and parse.child(c, "mark") is not None]
            parse.move(clauses, main)


def participle_of_the_speaker(parse: Parse) -> None:
    """ "Said the rebels had fled, urging Chad to pay": a way of speaking is the speaker's, unless they speak too."""
    for verb, tag in enumerate(parse.tags):
        if tag != "VBG" or parse.deps[verb] != "advcl" or not parse.in_set(verb, "SpeechVerb"):
            continue
        clause = parse.heads[verb]
        said = _said_above(parse, clause) if clause < verb else None
        if said is None or parse.child(verb, "mark", *SUBJECTS) is not None or parse.words[verb - 1] != ",":
            continue
        if not parse.in_set(clause, "SpeechVerb"):
            parse.attach(verb, said, "advcl")


def answer_below_what_it_answers(parse: Parse) -> None:
    """ "Said it had paid, though Chad denied that", "which Chad denied": who does not let it stand is no part of it."""
    for verb, tag in enumerate(parse.tags):
        if tag not in FINITE or parse.deps[verb] not in ("advcl", "conj", "relcl", "ccomp"):
            continue
        if not parse.in_any(verb, ("SpeechVerb", "RebuttalVerb")):
            continue
        clause, subject = parse.heads[verb], parse.child(verb, *SUBJECTS)
        if subject is None or not clause < subject < verb or not parse.is_verb(clause):
            continue
        if _is_taken_up(parse, verb):
            parse.attach(verb, _said_above(parse, clause) or clause, "conj")
        elif _is_contrasted(parse, clause, verb) and (said := _said_above(parse, clause)) is not None:
            parse.attach(verb, said, "conj")


def _is_contrasted(parse: Parse, clause: int, verb: int) -> bool:
    """Whether "but" or "though" opens a clause that is not in the tense of what is reported: "had", "would"."""
    marks = [c for c in parse.with_dep(verb, "mark", "advmod") if c < verb]
    marks += [c for c in parse.with_dep(clause, "cc") if clause < c < verb] if parse.deps[verb] == "conj" else []
    return parse.child(verb, "aux") is None and any(parse.words[c] in _CONTRASTS for c in marks)


def _is_taken_up(parse: Parse, verb: int) -> bool:
    """ ", which Chad denied"."""
    edge = parse.left_edge(verb)
    return parse.words[edge] == "which" and parse.words[edge - 1] == "," and parse.in_set(verb, "RebuttalVerb")


def second_act_of_a_speaker(parse: Parse) -> None:
    """ "The rebels had fled, Ruiz said, and accused Chad": who accused is who said so, not who had fled."""
    for verb, dep in enumerate(parse.deps):
        if dep != "conj" or parse.words[verb - 2 : verb] != [",", "and"]:
            continue
        main = parse.heads[verb]
        if not is_speakers_own(parse, main, verb):
            continue
        said = next((c for c in parse.with_dep(main, "parataxis") if main < c < verb), None)
        if said is not None and parse.in_set(said, "SpeechVerb"):
            parse.tags[verb] = "VBD"
            parse.attach(verb, said, "conj")


def act_behind_what_there_is(parse: Parse) -> None:
    """ "Ruiz said there was no deal and warned Chad", "it was a lie and accused Chad": what only is warns nobody."""
    for verb, dep in enumerate(parse.deps):
        if dep not in ("conj", "ccomp") or parse.tags[verb] != "VBD" or parse.words[verb - 1] != "and":
            continue
        said = next((a for a in parse.ancestors(verb) if parse.in_set(a, "SpeechVerb")), None)
        first = next((c for c in parse.with_dep(said, "ccomp") if said < c < verb), None) if said is not None else None
        if said is None or first is None or parse.heads[verb] not in (said, first) or parse.lemmas[first] != "be":
            continue
        subject = parse.child(first, "expl", "nsubj")
        is_nobody = subject is not None and (parse.deps[subject] == "expl" or parse.words[subject] in ("it", "this"))
        is_own = parse.tags[said] == "VBD" and parse.child(verb, "mark", *SUBJECTS) is None
        if is_nobody and is_own and parse.in_any(verb, _TELLING):
            parse.attach(verb, said, "conj")


def list_of_what_is_said(parse: Parse) -> None:
    """ "Said the rebels shot two, burned huts and fled": the last two are no acts of the speaker, as the first."""
    for second, dep in enumerate(parse.deps):
        if dep != "conj" or parse.words[second - 1] != ",":
            continue
        said = parse.heads[second]
        if not parse.in_set(said, "SpeechVerb"):
            continue
        first = next((c for c in parse.with_dep(said, "ccomp") if said < c < second), None)
        last = next((c for c in parse.with_dep(second, "conj") if parse.words[c - 1] == "and"), None)
        if first is None or last is None or any(parse.in_set(i, "SpeechVerb") for i in (second, last)):
            continue
        is_bare = all(parse.child(i, "aux", "auxpass", "mark", *SUBJECTS) is None for i in (second, last))
        is_told = parse.child(first, "nsubj") is not None and _shares_tense(parse, first, second)
        if is_bare and is_told:
            parse.attach(second, first, "conj")


def _shares_tense(parse: Parse, first: int, second: int) -> bool:
    """Whether two verbs are both in the past, or the second may be a participle behind the first's "had"."""
    if parse.tags[first] == "VBD":
        return parse.tags[second] in ("VBD", "VBN")
    has_had = any(parse.words[c] in ("had", "has", "have") for c in parse.with_dep(first, "aux"))
    return has_had and parse.tags[first] == "VBN" and parse.words[second].endswith(("d", "t", "n"))


RETURNING_RULES: tuple[Callable[[Parse], None], ...] = (
    act_behind_what_there_is,
    list_of_what_is_said,
    participle_of_the_speaker,
    answer_below_what_it_answers,
    second_act_of_a_speaker,
)
