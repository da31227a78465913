"""Numbers and sums that the parser hangs on the wrong word, put where they belong by stated rules; see `mending`."""

from __future__ import annotations

import re

from kg.language.annotations import head_of, names
from kg.language.parse.tree import Parse

_SMALL = {"two": 2, "three": 3, "four": 4, "five": 5}
_SCALES = frozenset({"m", "m.", "k", "b", "bn", "bn.", "tn"})
_SCALED = re.compile(r"[\d.,]+(?:[mbt]n|[mbk])\.?")


def scale_of_a_sum(parse: Parse) -> None:
    """ "Paid $30m", "a fine of £4bn": the letters behind a number, in one token with it or in two, are a numeral."""
    for number, sign in ((i + 1, i) for i, tag in enumerate(parse.tags[:-1]) if tag == "$"):
        scale = number + 1
        if _SCALED.fullmatch(parse.words[number]):
            parse.tags[number], parse.pos[number] = "CD", "NUM"
            if parse.heads[number] != sign:
                parse.attach(sign, number, "nmod")
        elif parse.word(scale) in _SCALES and parse.begins[scale] == parse.ends[number]:
            parse.tags[scale], parse.pos[scale] = "CD", "NUM"
            if parse.heads[number] != scale:
                parse.attach(scale, parse.heads[number], parse.deps[number])
                parse.move(parse.children[number], scale)
                parse.attach(number, scale, "compound")
            parse.attach(sign, scale, "nmod")


def record_before_a_number(parse: Parse) -> None:
    """ "Seized a record 110 tonnes": what the number counts is the noun, and "record" describes it."""
    for record, word in enumerate(parse.words):
        counted = parse.child(record, "appos", "npadvmod") if word == "record" else None
        number = parse.child(counted, "nummod") if counted is not None else None
        if counted is not None and number is not None and parse.left_edge(counted) == record + 1:
            parse.attach(counted, parse.heads[record], parse.deps[record])
            parse.move([c for c in parse.children[record] if c < record], counted)
            parse.attach(record, counted, "amod")


def list_behind_its_number(parse: Parse) -> None:
    """ "The two parties, Alba and Bora, agreed": as many names as the number says are who is meant, and no others."""
    for noun, pos in enumerate(parse.pos):
        number = parse.child(noun, "nummod") if pos == "NOUN" else None
        if number is None:
            continue
        names_after = [c for c in parse.coordinated(noun)[1:] if parse.pos[c] == "PROPN"]
        if _SMALL.get(parse.words[number]) != len(names_after):
            continue
        first = names_after[0]
        if (
            parse.heads[first] == noun
            and parse.deps[first] == "conj"
            and parse.words[parse.left_edge(first) - 1] == ","
        ):
            parse.deps[first] = "appos"


def adjective_before_a_numeral(parse: Parse) -> None:
    """ "Shot dead three men", "shot dead Ruiz": before a determiner or number, or a live name, it is the verb's."""
    for i, dep in enumerate(parse.deps):
        noun = parse.heads[i]
        if dep != "amod" or parse.pos[i] != "ADJ" or not i < noun or parse.deps[noun] != "dobj":
            continue
        is_verbs = parse.deps[i + 1] in ("det", "poss") or parse.tags[i + 1] == "CD"
        is_verbs = is_verbs or (parse.pos[noun] == "PROPN" and parse.in_set(i, "ResultAdjective"))
        if parse.heads[noun] == i - 1 and is_verbs:
            parse.attach(i, i - 1, "oprd")


def number_before_the_dead(parse: Parse) -> None:
    """ "Left nine dead and 40 hurt": the number is the object, and the adjective what becomes of it."""
    for i, dep in enumerate(parse.deps):
        number = parse.child(i, "nummod") if dep in ("oprd", "dobj") and parse.pos[i] == "ADJ" else None
        if number is None or number != i - 1:
            continue
        parse.deps[i] = "oprd"
        if parse.child(parse.heads[i], "dobj") is None:
            parse.attach(number, parse.heads[i], "dobj")


def receiver_before_a_sum(parse: Parse) -> None:
    """A name that hangs below the sum after it is the verb's indirect object: "fined Google 2.4 billion euros"."""
    for name in names(parse.doc):
        root = head_of(name.span)
        sum_ = _sum_above(parse, root)
        between = range(name.span.end, sum_)
        if parse.deps[root] not in ("nmod", "compound", "npadvmod") or parse.deps[sum_] != "dobj":
            continue
        if between and all(parse.pos[i] in ("NUM", "SYM") or parse.heads[i] in between for i in between):
            for i in (i for i in range(name.span.start, name.span.end) if i != root):
                if parse.heads[i] not in range(name.span.start, name.span.end):
                    parse.attach(i, root, "compound")  # "lent Banco Sol 50 million euros"
            parse.attach(root, parse.heads[sum_], "dative")


def sum_read_as_an_adverb(parse: Parse) -> None:
    """ "Lent Zambia $200m", "pledged £5m.": behind whom a verb gives to, or the verb, a sum is what is given."""
    for sum_, dep in enumerate(parse.deps):
        verb, edge = parse.heads[sum_], parse.left_edge(sum_) if dep == "npadvmod" else 0
        if dep != "npadvmod" or "$" not in parse.tags[edge:sum_] or parse.child(verb, "dobj") is not None:
            continue
        receiver = parse.child(verb, "dative")
        if edge == verb + 1 or (receiver is not None and receiver < sum_):
            parse.deps[sum_] = "dobj"


def receiver_below_its_sum(parse: Parse) -> None:
    """ "Fined the retailer 150 million euros": a noun with a determiner of its own is no part of the sum behind it."""
    for noun, dep in enumerate(parse.deps):
        if dep not in ("nmod", "compound") or parse.pos[noun] != "NOUN" or parse.child(noun, "det", "poss") is None:
            continue
        sum_ = parse.heads[noun]
        is_sum = parse.deps[sum_] == "dobj" and noun < sum_ and parse.child(sum_, "nummod", "quantmod") is not None
        if is_sum and parse.tags[noun + 1] in ("CD", "$"):
            parse.attach(noun, parse.heads[sum_], "dative")


def receiver_before_a_number(parse: Parse) -> None:
    """ "Gave Ana Silva, the envoy, 48 hours to leave": what a verb of giving has last is the gift, no apposition."""
    for gift, dep in enumerate(parse.deps):
        if dep == "dobj" and parse.tags[gift] == "CD" and parse.tags[gift - 1] == "PRP" and parse.deps[gift - 1] == dep:
            parse.deps[gift - 1] = "dative"  # "promised him ten"
        if dep != "appos" or parse.child(gift, "nummod") is None or parse.child(gift, "relcl", "acl") is None:
            continue
        receiver = gift
        while parse.deps[receiver] == "appos":
            receiver = parse.heads[receiver]
        verb = parse.heads[receiver]
        if parse.deps[receiver] == "dobj" and parse.in_set(verb, "GivingVerb"):
            parse.attach(receiver, verb, "dative")
            parse.attach(gift, verb, "dobj")


def number_behind_up_to(parse: Parse) -> None:
    """ "Will hire up to 900 of its staff": "up to" says how many, and is no particle of the verb."""
    for up, dep in enumerate(parse.deps):
        if dep != "prt" or parse.words[up : up + 2] != ["up", "to"]:
            continue
        verb, to = parse.heads[up], up + 1
        number = parse.child(to, "pobj")
        if number is not None and parse.tags[up + 2 : up + 3] == ["CD"] and parse.child(verb, "dobj") is None:
            parse.attach(number, verb, "dobj")
            for word in (up, to):
                parse.attach(word, number, "quantmod")


def score_of_a_vote(parse: Parse) -> None:
    """ "Voted 101 to 6 to oust him": the score says how they voted; nobody is asked to do what follows it.

    And "by 15 votes to none" negates nothing.
    """
    for to, tag in enumerate(parse.tags[1:-1], 1):
        if tag in ("IN", "TO") and parse.words[to] == "to" and parse.tags[to - 1] == "CD" == parse.tags[to + 1]:
            ayes, verb = to - 1, parse.heads[to - 1]
            if parse.deps[ayes] in ("dobj", "npadvmod") and parse.is_verb(verb):
                parse.deps[ayes] = "npadvmod"
                parse.attach(to, ayes, "prep")
        elif parse.words[to] == "to" and parse.words[to + 1] == "none" and parse.in_set(to - 1, "TallyNoun"):
            parse.attach(to, to - 1, "prep")


def _sum_above(parse: Parse, token: int) -> int:
    """The noun that a token hangs on, numbers between aside."""
    above = parse.heads[token]
    while parse.pos[above] == "NUM" and parse.deps[above] in ("nummod", "compound", "nmod"):
        above = parse.heads[above]
    return above
