"""Conditions of several words, which the parser reads as phrases: "provided that", "as long as", "in case".

Each becomes what "if" is: a marker on the verb of its clause, which hangs on the verb that depends on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from kg.language.parse.clauses import SUBJECTS
from kg.language.parse.tree import NOMINAL, Parse

_SUPPOSING = frozenset({"were", "had"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "VBN"})


def condition_of_several_words(parse: Parse) -> None:
    """ "Will leave as long as Chad pays", "provided that Chad pays", "in case Chad attacks"."""
    openings: dict[str, list[list[str]]] = defaultdict(list)
    for phrase in sorted(parse.word_sets.get("ConditionOpening", ())):
        openings[max(phrase.split(), key=len)].append(phrase.split())  # by the word that tells it: the longest
    for key, word in enumerate(parse.words):
        for opening in openings.get(word, ()):
            start = key - opening.index(word)
            end = start + len(opening)
            if parse.words[max(start, 0) : end] != opening:
                continue
            _give_subject(parse, end - 1)
            clause = _clause_behind(parse, end - 1)
            main = _main_of(parse, start, clause) if clause is not None else None
            if clause is not None and main is not None:
                _mark(parse, clause, main, key, range(start, end))


def _give_subject(parse: Parse, opening: int) -> None:
    """ "Provided Chad stops": a name that the opening is read as holding is the subject of the verb right behind it."""
    held = parse.child(opening, "pobj")
    verb = parse.right_edge(held) + 1 if held is not None else len(parse)
    if held is None or verb >= len(parse) or parse.tags[verb] not in _FINITE or not parse.is_verb(verb):
        return
    if parse.child(verb, *SUBJECTS) is None and parse.left_edge(held) == opening + 1:
        parse.attach(held, verb, "nsubj")


def _clause_behind(parse: Parse, end: int) -> int | None:
    """The finite verb with a subject whose clause begins at the end of an opening, with or without "that"."""
    for verb in range(end + 1, min(end + 16, len(parse))):
        subject = parse.child(verb, *SUBJECTS)
        if subject is None or not end < subject < verb or not parse.is_verb(verb):
            continue
        first = parse.left_edge(subject)
        is_next = first == end + 1 or (first == end + 2 and parse.words[end + 1] == "that")
        is_finite = parse.tags[verb] in _FINITE or parse.child(verb, "aux") is not None
        return verb if is_next and is_finite else None
    return None


def _main_of(parse: Parse, start: int, clause: int) -> int | None:
    """The verb that a condition is of: the first above it that is not inside it."""
    inside = range(start, parse.right_edge(clause) + 1)
    own = (a for i in (clause, start) for a in (i, *parse.ancestors(i)))
    return next((a for a in own if a not in inside and parse.is_verb(a)), None)


def _mark(parse: Parse, clause: int, main: int, key: int, opening: range) -> None:
    children = [c for i in opening for c in parse.children[i] if c not in opening and c != clause]
    parse.attach(clause, main, "advcl")
    parse.attach(key, clause, "mark")
    for i in opening:
        if i != key:
            parse.attach(i, key, "fixed")
    parse.move(children, clause)  # what hung on its words hangs on its clause: "that"


def subject_of_were(parse: Parse) -> None:
    """ "Were Chad to attack Mali, Togo would send troops": it attacks, and "were" only supposes so.

    So behind the main clause: "Togo would have sent troops had Chad attacked".
    """
    for were, dep in enumerate(parse.deps):
        if dep not in ("advcl", "ccomp") or parse.words[were] not in _SUPPOSING:
            continue
        if dep == "ccomp" and not any(parse.tags[c] == "MD" for c in parse.with_dep(parse.heads[were], "aux")):
            continue
        verb = parse.child(were, "advcl", "xcomp", "ccomp")
        subject = parse.child(were, "nsubj", "attr") or (parse.child(verb, *SUBJECTS) if verb is not None else None)
        is_form = verb is not None and (parse.is_infinitive(verb) or parse.words[were] == "had")
        if verb is None or subject is None or not were < subject < verb or not is_form:
            continue
        parse.attach(verb, parse.heads[were], "advcl")
        parse.attach(subject, verb, "nsubjpass" if parse.deps[subject] == "nsubjpass" else "nsubj")
        parse.attach(were, verb, "aux")


def verb_behind_that(parse: Parse) -> None:
    """ "Demanded that the mayor resign", "on condition that Chad apologises": "that" opens a verb and its subject."""
    for verb, dep in enumerate(parse.deps):
        noun = verb - 1
        if dep not in ("ccomp", "acl", "advcl") or parse.tags[verb] not in ("NN", "NNS") or noun < 0:
            continue
        mark = parse.child(verb, "mark")
        if mark is None or parse.words[mark] != "that" or parse.heads[noun] != verb:
            continue
        if parse.deps[noun] not in ("compound", "nsubj") or parse.pos[noun] not in NOMINAL:
            continue
        parse.move([c for c in parse.children[verb] if mark < c < noun], noun)
        parse.attach(noun, verb, "nsubj")
        parse.tags[verb], parse.pos[verb] = "VB" if parse.tags[verb] == "NN" else "VBZ", "VERB"


def verb_before_a_plural(parse: Parse) -> None:
    """ "Demanded that Mota drop bills": a base form with a subject of its own modifies no noun but has it as object."""
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        if dep != "compound" or parse.tags[verb] != "VB" or parse.deps[noun] != "ccomp" or not verb < noun:
            continue
        if parse.child(verb, "nsubj") is None or parse.pos[noun] not in NOMINAL:
            continue
        parse.pos[verb] = "VERB"
        parse.move([c for c in parse.children[noun] if c < verb], verb)
        parse.attach(verb, parse.heads[noun], "ccomp")
        parse.attach(noun, verb, "dobj")


def demand_read_as_a_noun(parse: Parse) -> None:
    """ "Demands that Ana Silva resign": behind such a verb no name describes a noun, it is who is to act."""
    for verb, tag in enumerate(parse.tags):
        name, that = verb - 1, parse.child(verb, "det", "mark") if tag == "NN" else None
        if that is None or parse.words[that] != "that" or parse.heads[name] != verb or parse.pos[name] != "PROPN":
            continue
        if parse.deps[verb] == "dobj" and parse.tags[that] == "IN":
            parse.move([c for c in parse.children[verb] if that < c < name], name)
            parse.attach(name, verb, "nsubj")
            parse.tags[verb], parse.pos[verb], parse.deps[verb], parse.deps[that] = "VB", "VERB", "ccomp", "mark"


def condition_read_as_a_main_clause(parse: Parse) -> None:
    """ "Chad would have left earlier had Mali attacked": what "had" opens behind a clause with "would" supposes."""
    for had, dep in enumerate(parse.deps):
        verb = parse.heads[had]
        if dep != "aux" or parse.words[had] != "had" or parse.deps[verb] != "ROOT":
            continue
        main, subject = parse.child(verb, "ccomp"), parse.child(verb, *SUBJECTS)
        if main is None or subject is None or not main < had < subject < verb:
            continue
        if any(parse.tags[c] == "MD" for c in parse.with_dep(main, "aux")):
            parse.attach(main, main, "ROOT")
            parse.attach(verb, main, "advcl")


RULES: tuple[Callable[[Parse], None], ...] = (
    verb_behind_that,
    verb_before_a_plural,
    demand_read_as_a_noun,
    condition_of_several_words,
    subject_of_were,
    condition_read_as_a_main_clause,
)
