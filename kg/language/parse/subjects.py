"""Mending subjects that a phrase before them was thought to hold."""

from __future__ import annotations

from collections.abc import Callable

from kg.language.parse.clauses import CLAUSE_PREPOSITIONS, FINITE, SUBJECTS
from kg.language.parse.contact import NEEDING
from kg.language.parse.tree import NOMINAL, Parse

_ADDRESSING = frozenset({"with", "on", "upon", "to"})


def subject_after_a_fronted_phrase(parse: Parse) -> None:
    """A finite verb without subject after "In Vienna, Iran and six powers": what follows the comma is its subject."""
    for verb in _subjectless(parse):
        fronted = [c for c in parse.children[verb] if parse.deps[c] == "prep" and c < verb]
        for prep in fronted:
            swallowed = _after_the_comma(parse, prep, verb)
            if swallowed is not None:
                parse.attach_subject(swallowed, verb)
                break


def subject_held_by_a_preposition(parse: Parse) -> None:
    """A finite verb without subject after "after a quake": the preposition opens a clause and holds its subject."""
    for verb in _subjectless(parse):
        above = parse.heads[verb]
        for prep in [*parse.children[above], *parse.with_dep(verb, "mark")]:
            if parse.words[prep] not in CLAUSE_PREPOSITIONS or not prep < verb or parse.deps[verb] == "ROOT":
                continue
            held = parse.child(prep, "pobj")
            start = parse.left_edge(verb) if parse.heads[prep] == above else verb
            if held is not None and parse.right_edge(held) == start - 1:
                parse.attach(held, verb, "nsubj")
                parse.attach(prep, verb, "mark")
                parse.deps[verb] = "advcl" if parse.deps[verb] == "conj" else parse.deps[verb]
                break


def subject_behind_and(parse: Parse) -> None:
    """ "Sent tents to Gao and Togo sent rice": what "and" puts right before a verb that nothing joins is its subject.

    So it is of two that the parser has as the subject of a clause, where the verb before them needs an object: "police
    shot Kos and rebels fled".
    """
    for second in [i for i, dep in enumerate(parse.deps) if dep == "conj" and parse.pos[i] in NOMINAL]:
        first = parse.heads[second]
        verb = _tense_behind(parse, second)
        cc = parse.left_edge(second) - 1
        if verb is None or parse.words[cc] not in ("and", "but") or parse.heads[cc] != first:
            continue
        above, prep = parse.heads[verb], parse.heads[first]
        if not (above < first and parse.is_verb(above)) or parse.child(verb, "mark") is not None:
            continue
        if parse.deps[first] == "pobj" and parse.words[prep] in CLAUSE_PREPOSITIONS:
            _open_clause(parse, prep, first, verb)
            continue
        subject = parse.child(verb, *SUBJECTS)
        if parse.deps[verb] in ("conj", "advcl") and subject is None and above in parse.ancestors(first):
            parse.attach_subject(second, verb)
        elif parse.deps[verb] == "ccomp" and subject == first and _lacks_its_object(parse, above, first):
            parse.attach(first, above, "dobj")
            parse.attach_subject(second, verb)
        else:
            continue
        parse.attach(cc, above, "cc")
        parse.deps[verb] = "conj"


def verb_behind_an_apposition(parse: Parse) -> None:
    """ "Alba, a bank, filed for bankruptcy and the state declined to help": the comma ends what describes Alba.

    Behind it stands what Alba did, and "and" puts another subject before the next verb.
    """
    for first in [i for i, dep in enumerate(parse.deps) if dep in SUBJECTS]:
        clause, told, verb = parse.child(first, "acl"), parse.child(first, "appos"), parse.heads[first]
        if clause is None or told is None:
            continue
        others = [*parse.with_dep(first, "conj"), *parse.with_dep(verb, *SUBJECTS)]
        second = next((s for s in others if s > clause), None)
        if second is None or not told < clause:
            continue
        cc = parse.left_edge(second) - 1
        is_past = parse.tags[clause] in ("VBN", "VBD") and parse.child(clause, "agent", "aux", "auxpass") is None
        is_next = parse.words[parse.left_edge(clause) - 1] == "," and parse.right_edge(clause) == cc - 1
        if not (is_past and is_next and parse.words[cc] in ("and", "but") and _tense_behind(parse, second) == verb):
            continue
        parse.tags[clause] = "VBD"
        parse.attach(clause, clause if parse.heads[verb] == verb else parse.heads[verb], parse.deps[verb])
        parse.attach(first, clause, "nsubj")
        parse.attach_subject(second, verb)
        parse.attach(cc, clause, "cc")
        parse.attach(verb, clause, "conj")


def disguise_read_as_a_clause(parse: Parse) -> None:
    """ "Men dressed as policemen stormed it": they stormed it, and no policemen."""
    for mark, word in enumerate(parse.words):
        verb, dressed = parse.heads[mark], mark - 1
        if word != "as" or not parse.in_set(dressed, "DisguiseVerb") or parse.heads[verb] != dressed:
            continue
        who, as_whom = parse.child(dressed, *SUBJECTS), parse.child(verb, *SUBJECTS)
        is_root = who is None and parse.deps[dressed] == "acl" and parse.deps[parse.heads[dressed]] == "ROOT"
        top = parse.heads[dressed] if is_root else dressed
        who = top if is_root else who
        is_next = as_whom is not None and parse.left_edge(as_whom) == mark + 1 and parse.right_edge(as_whom) < verb
        if who is None or as_whom is None or not is_next or parse.child(dressed, "aux", "auxpass") is not None:
            continue
        parse.attach(verb, verb if parse.heads[top] == top else parse.heads[top], parse.deps[top])
        parse.attach_subject(who, verb)
        parse.attach(dressed, who, "acl")
        parse.attach(mark, dressed, "prep")
        parse.attach(as_whom, mark, "pobj")


def _open_clause(parse: Parse, prep: int, first: int, verb: int) -> None:
    """ "After a quake and a wave struck Luzon": the preposition opens a clause, and holds both of its subjects."""
    if parse.child(verb, *SUBJECTS) is None:
        parse.attach(first, verb, "nsubj")
        parse.attach(prep, verb, "mark")
        parse.deps[verb] = "advcl"


def _tense_behind(parse: Parse, noun: int) -> int | None:
    """The finite verb that begins, with its auxiliaries, right behind a noun and what belongs to it."""
    start = parse.right_edge(noun) + 1
    if start >= len(parse):
        return None
    verb = start
    while parse.deps[verb] in ("aux", "auxpass", "advmod", "neg") and parse.heads[verb] > verb:
        verb = parse.heads[verb]
    helpers = parse.with_dep(verb, "aux", "auxpass")
    is_finite = any(parse.tags[i] in (*FINITE, "MD") for i in (verb, *helpers))
    return verb if parse.pos[verb] == "VERB" and is_finite else None


def _lacks_its_object(parse: Parse, verb: int, noun: int) -> bool:
    is_next = parse.left_edge(noun) == verb + 1
    return is_next and parse.in_any(verb, NEEDING) and parse.child(verb, "dobj") is None


def subject_before_its_name(parse: Parse) -> None:
    """ "Since a nun, Ana Silva, died": the tense behind a name between commas has whom the preposition held."""
    for verb, dep in enumerate(parse.deps):
        if dep not in ("conj", "advcl") or parse.tags[verb] not in FINITE or parse.child(verb, *SUBJECTS) is not None:
            continue
        for prep in [*parse.with_dep(parse.heads[verb], "prep"), *parse.with_dep(verb, "mark")]:
            noun = _before_its_name(parse, prep, verb) if parse.words[prep] in CLAUSE_PREPOSITIONS else None
            if noun is not None:
                parse.attach(noun, verb, "nsubj")
                parse.attach(verb - 2, noun, "appos")
                parse.attach(prep, verb, "mark")
                parse.deps[verb] = "advcl"
                break


def _before_its_name(parse: Parse, prep: int, verb: int) -> int | None:
    """The noun, where what stands between a preposition and a verb is a noun and a name between commas."""
    if parse.words[verb - 1] != "," or "," not in parse.words[prep : verb - 1]:
        return None
    comma = parse.words.index(",", prep)
    is_name = comma < verb - 2 and all(parse.pos[i] == "PROPN" for i in range(comma + 1, verb - 1))
    return comma - 1 if is_name and parse.pos[comma - 1] == "NOUN" else None


def _subjectless(parse: Parse) -> list[int]:
    """The finite main and adverbial verbs that have no subject and share none."""
    return [
        i
        for i, tag in enumerate(parse.tags)
        if tag in FINITE
        and parse.pos[i] == "VERB"
        and (parse.deps[i] in ("ROOT", "ccomp", "advcl") or _is_joined_by_nothing(parse, i))
        and parse.child(i, *SUBJECTS) is None
    ]


def _is_joined_by_nothing(parse: Parse, verb: int) -> bool:
    """ "Were killed as a bus fell": read as coordinated, with no "and"."""
    above = parse.heads[verb]
    between = (c for c in parse.children[above] if above < c < verb)
    is_joined = parse.deps[verb] == "conj" and above < verb and parse.is_verb(above)
    return is_joined and all(parse.deps[c] not in ("cc", "punct") for c in between)


def _after_the_comma(parse: Parse, prep: int, verb: int) -> int | None:
    """The nominal below a phrase that follows its comma and reaches to the verb."""
    if parse.right_edge(prep) < verb - 3:
        return None
    for i in range(prep, verb):
        is_joined = parse.deps[i] in ("conj", "appos") and parse.pos[i] in ("NOUN", "PROPN", "PRON")
        if is_joined and i > 0 and parse.words[parse.left_edge(i) - 1] == ",":
            return i
    return None


def name_read_as_an_infinitive(parse: Parse) -> None:
    """ "Would flee to Sinai": a name behind "to" is no verb but where to."""
    for name, dep in enumerate(parse.deps):
        to = name - 1
        if dep not in ("xcomp", "advcl") or parse.pos[name] != "PROPN" or parse.words[to] != "to":
            continue
        if parse.deps[to] == "aux" and parse.heads[to] == name and parse.child(name, "dobj", *SUBJECTS) is None:
            parse.attach(to, parse.heads[name], "prep")
            parse.attach(name, to, "pobj")
            parse.tags[to], parse.pos[to] = "IN", "ADP"


def addressee_read_as_a_subject(parse: Parse) -> None:
    """ "Farmers pleaded with the government to act": whom a phrase before "to" and a verb addresses is the phrase's."""
    for verb, dep in enumerate(parse.deps):
        prep = parse.heads[verb]
        if dep != "pcomp" or parse.words[prep] not in _ADDRESSING or not parse.is_infinitive(verb):
            continue
        addressee = parse.child(verb, "nsubj")
        if addressee is not None and parse.is_verb(parse.heads[prep]):
            parse.attach(addressee, prep, "pobj")
            parse.attach(verb, parse.heads[prep], "advcl")


SUBJECT_RULES: tuple[Callable[[Parse], None], ...] = (
    addressee_read_as_a_subject,
    name_read_as_an_infinitive,
    subject_after_a_fronted_phrase,
    subject_held_by_a_preposition,
    subject_behind_and,
    verb_behind_an_apposition,
    disguise_read_as_a_clause,
    subject_before_its_name,
)
