"""Commas that list, and commas that part a description from what it describes; see `mending`."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.annotations import DocName, head_of, names
from kg.language.parse.clauses import SUBJECTS
from kg.language.parse.tree import Parse

_LISTING = frozenset({(",",), ("and",), (",", "and")})  # what stands between the names of a list


def name_read_as_an_apposition(parse: Parse) -> None:
    """ "Arrested Ana Silva, Jose Mota and Eva Kos": a name beside a name, with "and" behind it, is in a list."""
    for name, dep in enumerate(parse.deps):
        first = parse.heads[name]
        if dep not in ("appos", "npadvmod") or parse.pos[name] != "PROPN" or parse.pos[first] != "PROPN":
            continue
        listed = parse.coordinated(name)
        joint = next((c for member in listed for c in parse.with_dep(member, "cc")), None)
        if joint is None or len(listed) < 2 or (parse.words[joint - 1] == "," and len(listed) < 3):
            continue
        if first > name or parse.child(name, "det", "poss") is not None or name in parse.timed:
            continue
        if parse.deps[first] in ("nsubj", "nsubjpass", "dobj") and parse.words[parse.left_edge(name) - 1] == ",":
            parse.deps[name] = "conj"


def names_that_commas_list(parse: Parse) -> None:
    """ "The CGT, the Dockers' Union and Unsa": three names, commas and an "and" between them, are one list."""
    for run in _listed(parse):
        heads = [head_of(name.span) for name in run]
        first, members = heads[0], set(heads)
        outer = [h for h in heads if parse.heads[h] not in members or parse.heads[h] == h]
        is_parted = parse.deps[first] == "pobj" and any(parse.deps[h] in SUBJECTS for h in outer)
        is_below = first in outer and not members.isdisjoint(parse.ancestors(first))
        if is_parted or is_below or not outer or any(parse.deps[h] == "ROOT" for h in outer):
            continue  # "in Kenya, Chad and Mali agreed"
        if first not in outer:
            above, dep = parse.heads[outer[0]], parse.deps[outer[0]]
            parse.attach(first, above, dep)
        for member in heads[1:]:
            if parse.first_of(member) != first:
                parse.attach(member, first, "conj")


def _listed(parse: Parse) -> Iterator[tuple[DocName, ...]]:
    """The names of one kind that only commas, determiners and a last "and" part, three or more."""
    run: list[DocName] = []
    for name in names(parse.doc):
        between = parse.words[run[-1].span.end : name.span.start] if run else []
        if not run or name.is_demonym or name.kind is not run[-1].kind or _bare(between) not in _LISTING:
            run = [name]
            continue
        run.append(name)
        if "and" in between and len(run) > 2:
            yield tuple(run)
        if "and" in between:
            run = [name]


def _bare(between: list[str]) -> tuple[str, ...]:
    return tuple(word for word in between if word != "the")


def names_behind_a_colon(parse: Parse) -> None:
    """ "Two unions joined the strike: the CGT and Unsa": names tell who was counted, not the noun before the colon."""
    for name, dep in enumerate(parse.deps):
        if dep != "appos" or parse.pos[name] != "PROPN" or parse.tags[parse.heads[name]] == "NNS":
            continue
        mark = parse.left_edge(name) - 1
        if parse.word(mark) == ":" and len(parse.coordinated(name)) > 1:
            counted = (i for i in range(mark - 1, -1, -1) if parse.tags[i] == "NNS" and _is_counted(parse, i))
            whole = next(counted, None)
            if whole is not None and parse.sentences[whole] == parse.sentences[name]:
                parse.attach(name, whole, "appos")


def _is_counted(parse: Parse, noun: int) -> bool:
    return parse.child(noun, "nummod") is not None


def number_read_as_an_apposition(parse: Parse) -> None:
    """ "Killed a priest, two nuns and a driver": several are not what one is called, but the next of a list."""
    for noun, dep in enumerate(parse.deps):
        if dep not in ("appos", "dobj") or parse.tags[noun] != "NNS" or parse.child(noun, "nummod") is None:
            continue
        first, listed = parse.left_edge(noun) - 2, parse.coordinated(noun)
        if first < 0 or parse.words[first + 1] != "," or len(listed) < 2 or parse.tags[first] not in ("NN", "NNP"):
            continue
        while parse.deps[first] in ("pobj", "prep", "compound") and parse.heads[first] < noun:
            first = parse.heads[first]
        end = parse.right_edge(noun) + 1
        is_closed = end < len(parse) and parse.words[end] == ","  # "a family, two adults and a child, fled"
        if parse.deps[first] in ("dobj", "nsubj", "nsubjpass", "pobj") and not is_closed and first != noun:
            parse.attach(noun, first, "conj")


def thing_read_as_an_apposition(parse: Parse) -> None:
    """ "Hit two hotels, a station and a mosque": one is not what several are called, nor a thing another."""
    for noun, dep in enumerate(parse.deps):
        first = parse.heads[noun]
        if dep != "appos" or parse.tags[noun] != "NN" or not _is_new(parse, noun) or first > noun:
            continue
        is_other = parse.tags[first] == "NNS" or (_is_new(parse, first) and not parse.is_somebody(noun))
        is_listed = len(parse.coordinated(noun)) > 1 and parse.words[parse.left_edge(noun) - 1] == ","
        if is_other and is_listed and parse.pos[first] == "NOUN" and parse.word(parse.right_edge(noun) + 1) != ",":
            parse.deps[noun] = "conj"


def _is_new(parse: Parse, noun: int) -> bool:
    return any(parse.words[c] in ("a", "an") for c in parse.with_dep(noun, "det"))


def name_behind_a_new_noun(parse: Parse) -> None:
    """ "Abducted a notary, Ana Silva, in May": a name between commas is what the object before it is called."""
    for name, dep in enumerate(parse.deps):
        if dep not in ("npadvmod", "dobj") or parse.pos[name] != "PROPN" or name in parse.timed:
            continue
        comma, verb = parse.left_edge(name) - 1, parse.heads[name]
        noun = next((c for c in parse.with_dep(verb, "dobj") if parse.right_edge(c) == comma - 1), None)
        if noun is None or parse.words[comma] != "," or parse.word(parse.right_edge(name) + 1) not in (",", "."):
            continue
        if parse.child(noun, "det") is not None and parse.child(name, "det", "conj", "cc") is None:
            parse.attach(name, noun, "appos")


def finite_verb_read_as_an_adjective(parse: Parse) -> None:
    """ "Ana Silva, the mayor of Lima, accused rebels of theft": a comma parts no adjective from what it describes.

    Nor is a noun coordinated with a verb: "sent tanks into the zone and bombed weapons depots".
    """
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        if dep != "amod" or not parse.words[verb].endswith("ed") or parse.left_edge(noun) != verb or verb == 0:
            continue
        above = parse.heads[noun]
        if parse.words[verb - 1] == "and" and parse.deps[noun] == "conj" and parse.is_verb(above):
            parse.tags[verb], parse.pos[verb] = "VBD", "VERB"
            parse.attach(verb, above, "conj")
            _give_object(parse, verb, noun)
        elif parse.words[verb - 1] == "," and parse.deps[noun] in ("appos", "conj"):
            _part_from_an_apposition(parse, verb, noun)


def _part_from_an_apposition(parse: Parse, verb: int, noun: int) -> None:
    name = _described(parse, noun if parse.deps[noun] == "appos" else parse.heads[noun])
    above = parse.heads[name]
    is_free = above == name or (parse.deps[name] == "conj" and parse.is_verb(above))
    if not is_free or parse.child(name, "appos") in (noun, None):
        return
    parse.tags[verb], parse.pos[verb] = "VBD", "VERB"
    parse.attach(verb, verb if above == name else above, parse.deps[name])
    parse.attach(name, verb, "nsubj")
    _give_object(parse, verb, noun)


def _described(parse: Parse, noun: int) -> int:
    while parse.deps[noun] == "appos":
        noun = parse.heads[noun]
    return noun


def _give_object(parse: Parse, verb: int, noun: int) -> None:
    """ "Proposed suspending talks", "accused rebels of theft": a gerund governs the noun, and the verb "of"."""
    gerund = verb + 1
    if parse.deps[gerund] == "amod" and parse.tags[gerund] == "VBG" and parse.heads[gerund] == noun:
        parse.pos[gerund] = "VERB"
        parse.attach(gerund, verb, "xcomp")
        parse.attach(noun, gerund, "dobj")
        return
    parse.attach(noun, verb, "dobj")
    for prep in parse.with_dep(noun, "prep"):
        parse.attach(prep, verb, "prep")


def apposition_read_as_an_object(parse: Parse) -> None:
    """ "Announced by Ana Silva, the envoy": what a comma parts from a passive's agent is no object but describes it."""
    for noun, dep in enumerate(parse.deps):
        verb = parse.heads[noun]
        if dep != "dobj" or parse.words[parse.left_edge(noun) - 1] != "," or parse.tags[verb] != "VBN":
            continue
        agent = parse.child(verb, "agent")
        name = parse.child(agent, "pobj") if agent is not None else None
        if name is not None and name < noun:
            parse.attach(noun, name, "appos")


def owner_of_a_superlative(parse: Parse) -> None:
    """ "Norway's fund, the world's largest, has sold shares": the largest describes what is before the comma."""
    for mark, tag in enumerate(parse.tags):
        most = mark + 1
        if tag != "POS" or most >= len(parse) or parse.tags[most] != "JJS" or parse.deps[most] != "amod":
            continue
        owner = parse.heads[most]
        first = next((s for s in parse.with_dep(parse.heads[owner], *SUBJECTS) if s < owner), None)
        if owner < mark and first is not None and parse.deps[owner] in SUBJECTS:
            parse.attach(most, first, "appos")
            parse.attach(owner, most, "poss")


LIST_RULES = (
    owner_of_a_superlative,
    name_read_as_an_apposition,
    names_that_commas_list,
    names_behind_a_colon,
    number_read_as_an_apposition,
    thing_read_as_an_apposition,
    name_behind_a_new_noun,
    finite_verb_read_as_an_adjective,
    apposition_read_as_an_object,
)
