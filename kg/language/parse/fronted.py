"""Mending what stands at the head of a clause: a time is no part of the subject, a name alone is the subject."""

from __future__ import annotations

from collections.abc import Callable

from kg.language.annotations import head_of, names
from kg.language.parse.clauses import CLAUSE_PREPOSITIONS, FINITE, SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod"})
_WHERE = frozenset({"in", "at", "near", "outside", "across"})
_DESCRIPTIONS = frozenset({"relcl", "acl"})
_DASHES = frozenset({"-", "--", "–", "—"})
_TENSED = FINITE | {"MD"}


def name_behind_a_fronted_time(parse: Parse) -> None:
    """ "In 2011 Ana Silva, the mayor, was sued": the time ends where the name begins.

    So behind a place: "In Oslo Ana Silva was met".
    """
    found = names(parse.doc)
    ends = {name.span.end for name in found}
    for name in found:
        root, last = head_of(name.span), name.span.start - 1
        prep = parse.heads[root]
        verb = parse.heads[prep]
        if parse.deps[root] != "pobj" or not prep < last < root < verb or parse.deps[prep] != "prep":
            continue
        is_other = all(i in parse.timed for i in range(prep + 1, last + 1)) or last + 1 in ends
        subject = parse.child(verb, *SUBJECTS)
        is_torn = subject is None or (root < subject and parse.words[parse.left_edge(subject) - 1] == ",")
        if not is_other or not is_torn or not parse.is_verb(verb) or parse.heads[last] not in (root, last):
            continue
        parse.attach(last, prep, "pobj")
        parse.move([c for c in parse.children[root] if c < last], last)
        parse.attach_subject(root, verb)
        if subject is not None:
            parse.attach(subject, root, "appos")


def subject_before_dashes(parse: Parse) -> None:
    """ "Chad - its closest ally - condemned it": what stands between dashes describes the subject before them."""
    dashes = [i for i, word in enumerate(parse.words) if word in _DASHES and _is_spaced(parse, i)]
    for first, second in zip(dashes, dashes[1:], strict=False):
        inside, verb = range(first + 1, second), _finite_verb_at(parse, second + 1)
        aside = next((i for i in inside if parse.heads[i] not in inside or parse.heads[i] == i), None)
        if verb is None or aside is None or any(parse.tags[i] in _TENSED for i in inside):
            continue
        chain = [first - 1, *parse.ancestors(first - 1)]
        subject = next((a for a, b in zip(chain, chain[1:], strict=False) if b > first or parse.is_verb(b)), chain[-1])
        there = parse.child(verb, *SUBJECTS)
        if subject > first or parse.pos[subject] not in NOMINAL or there == subject:
            continue
        if parse.pos[aside] in NOMINAL and there in (None, aside):
            _give_subject(parse, verb, subject)
            parse.attach(aside, subject, "appos")


def _give_subject(parse: Parse, verb: int, subject: int) -> None:
    """Let a noun be a verb's subject; a verb that hung below it takes its place."""
    above = parse.heads[subject]
    if above == subject:
        parse.attach(verb, verb, "ROOT")
    elif subject in parse.ancestors(verb):
        parse.attach(verb, above, "ccomp")
    parse.attach_subject(subject, verb)


def _is_spaced(parse: Parse, dash: int) -> bool:
    """Whether a space stands before a dash, and it neither opens nor ends the text."""
    return 0 < dash < len(parse) - 1 and parse.begins[dash] > parse.ends[dash - 1]


def _finite_verb_at(parse: Parse, start: int) -> int | None:
    """The verb in a tense that begins at a token, an adverb or an auxiliary before it included."""
    verb = start
    while parse.deps[verb] in ("aux", "auxpass", "advmod", "neg") and parse.heads[verb] > verb:
        verb = parse.heads[verb]
    is_finite = parse.tags[verb] in FINITE or parse.child(verb, "aux", "auxpass") is not None
    return verb if is_finite and parse.is_verb(verb) else None


def time_before_its_subject(parse: Parse) -> None:
    """ "A day later police arrested him": a time at the head of a clause is no part of its subject."""
    for time in sorted(parse.timed):
        noun = parse.heads[time]
        while noun > time and noun not in parse.timed and parse.deps[noun] in ("compound", "poss"):
            noun = parse.heads[noun]  # "last Friday Kenya's parliament"
        if noun > time and noun not in parse.timed and parse.deps[noun] in SUBJECTS:
            _part_from_its_subject(parse, time, noun)
        elif noun > time and noun not in parse.timed and parse.deps[noun] == "pobj":
            _part_from_a_phrase(parse, time, noun)
        elif parse.deps[time] == "ROOT":
            _give_to_its_clause(parse, time)
        elif parse.deps[time] in ("conj", "npadvmod") and parse.is_verb(noun) and time > noun:
            _part_from_a_clause(parse, time, noun)


def participle_behind_its_time(parse: Parse) -> None:
    """ "Was in March charged with fraud", parsed as "was", and what describes it: the participle is the main verb."""
    for verb in (time + 1 for time in sorted(parse.timed) if time + 1 < len(parse)):
        be = parse.heads[verb]
        is_split = parse.tags[verb] == "VBN" and parse.lemmas[be] == "be" and parse.pos[be] == "AUX" and be < verb
        if not is_split or parse.deps[verb] not in ("advcl", "acomp", "attr", "conj", "dep"):
            continue
        if parse.left_edge(verb) != verb or parse.child(be, "attr", "acomp", "aux", "auxpass") not in (None, verb):
            continue
        parse.attach(verb, verb if parse.heads[be] == be else parse.heads[be], parse.deps[be])
        parse.move(parse.children[be], verb)
        parse.attach(be, verb, "auxpass")
        for subject in parse.with_dep(verb, "nsubj"):
            parse.deps[subject] = "nsubjpass"


def subject_in_a_fronted_phrase(parse: Parse) -> None:
    """ "After weeks of sit-ins the cabinet bowed", parsed as "of the cabinet": an article begins another phrase."""
    for noun, dep in enumerate(parse.deps):
        if dep != "pobj":
            continue
        prep, article = parse.heads[noun], parse.child(noun, "det")
        if article is None or parse.tags[prep] != "IN":
            continue
        verb = next((above for above in parse.ancestors(noun) if parse.pos[above] == "VERB"), None)
        if verb is None or not parse.right_edge(noun) < verb or parse.tags[verb] not in FINITE:
            continue
        before = [c for c in (*parse.with_dep(prep, "pobj"), *parse.with_dep(noun, *_MODIFIERS)) if prep < c < article]
        held = next((c for c in reversed(before) if parse.pos[c] in NOMINAL), None)
        if held is not None and parse.child(verb, *SUBJECTS) is None:
            for child in before:
                is_held = child == held
                parse.attach(child, prep if is_held else held, "pobj" if is_held else parse.deps[child])
            parse.attach_subject(noun, verb)


def _part_from_its_subject(parse: Parse, time: int, subject: int) -> None:
    """ "A day later police arrested him", "on 3 March Kenya's parliament met", with the time below the subject."""
    edge, verb = parse.left_edge(subject), parse.heads[subject]
    edge += parse.words[edge] in ("early", "late")  # "late that night police"
    if edge == subject or edge not in parse.timed or parse.deps[time] == "poss":
        return
    if parse.words[edge] in ("this", "that") and parse.heads[edge] not in parse.timed:
        return
    before = edge - 1
    is_torn = before >= 0 and parse.deps[before] == "prep" and parse.heads[before] == verb
    if is_torn and parse.child(before, "pobj") is None:
        parse.attach(time, before, "pobj")
    else:
        parse.attach(time, verb, "npadvmod")


def _part_from_a_phrase(parse: Parse, time: int, noun: int) -> None:
    """ "In August parliament voted", parsed as "in parliament": a verb without subject takes the noun as its own."""
    prep = parse.heads[noun]
    verb = next((above for above in parse.ancestors(prep) if parse.pos[above] == "VERB"), None)
    if verb is None or prep != parse.left_edge(noun) - 1 or not parse.right_edge(noun) < verb:
        return
    is_finite = parse.tags[verb] in FINITE or any(parse.tags[c] == "MD" for c in parse.with_dep(verb, "aux"))
    is_free = is_finite and parse.child(verb, *SUBJECTS) is None
    if is_free and parse.deps[time] in _MODIFIERS and parse.left_edge(noun) in parse.timed:
        parse.attach(time, prep, "pobj")
        parse.attach_subject(noun, verb)


def _part_from_a_clause(parse: Parse, time: int, verb: int) -> None:
    """ "Police searched it, and the next month the firm closed", parsed as a month that the firm closed."""
    clause = parse.child(time, "relcl")
    subject = parse.child(clause, *SUBJECTS) if clause is not None else None
    before = parse.words[parse.left_edge(time) - 1]
    if clause is None or subject is None or before not in ("and", "but"):
        return  # "resigned the day the firm closed"
    if parse.left_edge(subject) == time + 1:
        parse.attach(clause, verb, "conj")
        parse.attach(time, clause, "npadvmod")


def _give_to_its_clause(parse: Parse, time: int) -> None:
    """ "The following day police arrested him", parsed as a day that is described by a clause."""
    clause = next((c for c in parse.children[time] if parse.deps[c] in _DESCRIPTIONS and c > time), None)
    subject = parse.child(clause, *SUBJECTS) if clause is not None else None
    if clause is None or subject is None or parse.tags[subject].startswith("W"):
        return
    is_passive = parse.child(clause, "auxpass") is not None
    if parse.tags[clause] not in FINITE and not is_passive and parse.tags[clause] != "VBN":
        return
    if parse.left_edge(clause) == time + 1 and parse.child(clause, "mark") is None:
        parse.tags[clause] = parse.tags[clause] if is_passive or parse.child(clause, "aux") is not None else "VBD"
        parse.attach(clause, clause, "ROOT")
        parse.attach(time, clause, "npadvmod")
        parse.move([c for c in parse.children[time] if c > clause], clause)


def participle_before_a_time_clause(parse: Parse) -> None:
    """ "Halden, a shipyard, filed for bankruptcy, a month after its head quit": no main clause opens with "after"."""
    for clause, head in enumerate(parse.heads):
        mark = parse.child(clause, "mark") if head == clause else None
        noun = parse.child(clause, "nsubj", "nsubjpass") if mark is not None else None
        if mark is None or noun is None or noun > mark or parse.words[mark] not in CLAUSE_PREPOSITIONS:
            continue
        own = (c for c in parse.with_dep(noun, "acl") if parse.tags[c] == "VBN" and c < mark)
        verb = next((c for c in own if parse.child(c, "agent") is None), None)
        if verb is not None and any(subject > mark for subject in parse.with_dep(clause, "nsubj", "nsubjpass")):
            parse.tags[verb] = "VBD"
            parse.attach(verb, verb, "ROOT")
            parse.attach(noun, verb, "nsubj")
            parse.attach(clause, verb, "advcl")


def name_read_as_a_time(parse: Parse) -> None:
    """ "FIFA suspended Blatter": before a finite verb without a subject a name that is no time is its subject.

    So it is before what dashes part from both: "FIFA — under pressure — suspended Blatter".
    """
    for name, dep in enumerate(parse.deps):
        verb = parse.heads[name]
        if dep != "npadvmod" or parse.pos[name] != "PROPN" or name in parse.timed or verb <= name:
            continue
        if name + 1 != verb and not {parse.words[name + 1], parse.words[verb - 1]} <= _DASHES:
            continue
        if parse.tags[verb] in FINITE and parse.pos[verb] == "VERB" and parse.child(verb, *SUBJECTS) is None:
            parse.deps[name] = "nsubj"


def phrase_before_its_noun(parse: Parse) -> None:
    """ "In Paris riot police fired": a phrase hangs on no noun behind it; at the head of a clause it is the verb's."""
    for prep, dep in enumerate(parse.deps):
        noun = parse.heads[prep]
        if dep != "prep" or noun < prep or parse.words[prep] not in _WHERE or parse.pos[noun] not in NOMINAL:
            continue
        place = parse.child(prep, "pobj")
        verb = next((above for above in parse.ancestors(noun) if parse.pos[above] == "VERB"), None)
        if place is not None and parse.pos[place] == "PROPN" and verb is not None and noun < verb:
            parse.attach(prep, verb, "prep")


RULES: tuple[Callable[[Parse], None], ...] = (
    participle_before_a_time_clause,
    name_behind_a_fronted_time,
    subject_before_dashes,
    time_before_its_subject,
    participle_behind_its_time,
    subject_in_a_fronted_phrase,
    name_read_as_a_time,
    phrase_before_its_noun,
)
