"""The objects of a verb, and what stands behind them: phrases that the parser hangs on the wrong one of two words."""

from __future__ import annotations

from collections.abc import Callable

from kg.language.annotations import head_of, names
from kg.language.parse.phrases import (
    phrase_of_a_team,
    phrase_of_an_adverb,
    place_before_a_subject,
    relative_behind_a_cleft,
    relative_of_a_person,
    relative_of_whose_kin_they_are,
)
from kg.language.parse.tree import Parse

_PARTICLES = frozenset({"down", "up", "off", "out", "away", "back"})  # those that are no prepositions before a name
_ON = frozenset({"on", "upon"})
_AROUND = frozenset({"outside", "inside", "near", "opposite"})
_ACTING = ("PersonNoun", "OrganizationNoun", "GroupNoun", "JobTitle", "Troops")  # sets of nouns for who acts


def object_of_a_particle(parse: Parse) -> None:
    """ "Voted down the bill": a particle holds nothing; its noun is the verb's object. Nor is it an adverb.

    "Called on the king to go": whom a request is put to is no object of "call on".
    """
    for particle, dep in enumerate(parse.deps):
        if dep == "advmod" and parse.tags[particle] == "RP" and parse.is_verb(parse.heads[particle]):
            parse.deps[particle] = "prt"  # "put forward a plan"
        held = parse.child(particle, "pobj") if dep in ("prt", "prep") else None
        if dep == "prep" and held is not None and _is_sooner_or_later(parse, held):
            parse.deps[particle] = "prt"  # "was sworn in hours later"
            parse.attach(held, parse.heads[particle], "npadvmod")
            continue
        if dep != "prt":
            continue
        if held is not None and parse.words[particle] in _PARTICLES:
            parse.attach(held, parse.heads[particle], "dobj")
        elif dep == "prt" and parse.words[particle] in _ON and parse.in_set(parse.heads[particle], "ObjectControlVerb"):
            for asked in [c for c in parse.with_dep(parse.heads[particle], "dobj") if c > particle]:
                parse.attach(asked, particle, "pobj")
                parse.deps[particle] = "prep"


def _is_sooner_or_later(parse: Parse, time: int) -> bool:
    """Whether a noun with "later" or "earlier" says when without a preposition."""
    is_spell = time in parse.timed and parse.pos[time] == "NOUN"
    is_timed = is_spell and parse.word(time + 1) in ("later", "earlier", "afterwards")
    return is_timed and parse.words[parse.left_edge(time) - 1] in ("in", "off", "out", "up", "down")


def receiver_before_a_noun(parse: Parse) -> None:
    """ "Granted Kenya access": a name before the bare noun that a verb of giving has is who is given it.

    And "took two Israelis hostage": a captive is what the people before it are made.
    """
    for name, dep in enumerate(parse.deps):
        noun = parse.heads[name]
        verb = parse.heads[noun]
        is_captive = parse.words[noun] in ("hostage", "captive", "prisoner") and parse.deps[noun] == "dobj"
        if is_captive and dep in ("compound", "nmod") and parse.tags[name] in ("NNS", "NNPS") and name == noun - 1:
            parse.move([c for c in parse.children[noun] if c < name], name)
            parse.attach(name, verb, "dobj")
            parse.deps[noun] = "oprd"
            continue
        if dep not in ("compound", "nmod") or parse.pos[name] != "PROPN" or parse.tags[noun] != "NN":
            continue
        if parse.deps[noun] != "dobj" or not parse.in_set(verb, "GivingVerb") or parse.left_edge(noun) != verb + 1:
            continue
        parts = [c for c in parse.children[noun] if c < noun]
        if parts[-1] == name == noun - 1 and not parse.in_any(noun, _ACTING):
            parse.move(parts[:-1], name)
            parse.attach(name, verb, "dative")


def name_behind_its_verb(parse: Parse) -> None:
    """ "Attacked Bakhmut", "found Yoon guilty", read as adverbs: a name directly behind a verb is its object.

    One that opens the sentence of a verb without a subject is that: "Nauru recognised China", "UBS to buy a rival".
    """
    for name in names(parse.doc):
        root, before = head_of(name.span), name.span.start - 1
        verb = parse.heads[root]
        if parse.deps[root] not in ("advmod", "npadvmod") or root in parse.timed:
            continue
        is_first = parse.deps[verb] == "ROOT" and root < verb and parse.left_edge(verb) == before + 1
        is_next = verb == root + 1 or parse.word(root + 1) == "to"
        if is_first and is_next and parse.child(verb, "nsubj", "nsubjpass") is None:
            parse.attach_subject(root, verb)
            parse.tags[root], parse.pos[root] = "NNP", "PROPN"
        if before < 0 or not parse.is_verb(before):
            continue
        above = parse.heads[root]
        is_its = above == before or (parse.heads[above] == before and parse.pos[above] == "ADJ" and root < above)
        if is_its and parse.child(before, "dobj", "prt") is None:
            parse.attach(root, before, "dobj")
            parse.tags[root], parse.pos[root] = "NNP", "PROPN"


def infinitive_behind_a_margin(parse: Parse) -> None:
    """ "Voted by a wide margin to strike": an active verb's "by" holds no actor, and what is decided is the verb's."""
    for prep, word in enumerate(parse.words):
        verb = parse.heads[prep]
        noun = parse.child(prep, "pobj") if word == "by" else None
        if noun is None or not parse.is_verb(verb) or parse.is_passive(verb) or parse.child(verb, "nsubj") is None:
            continue
        parse.deps[prep] = "prep"
        for clause in parse.with_dep(noun, "relcl", "acl"):
            if parse.is_infinitive(clause) and parse.child(verb, "dobj", "xcomp") is None:
                parse.attach(clause, verb, "xcomp")


def object_behind_its_phrase(parse: Parse) -> None:
    """ "Freed on bail two mayors", "offered to Chad a regiment": a heavy object follows what it would stand before."""
    for verb, pos in enumerate(parse.pos):
        if pos != "VERB" or parse.is_passive(verb) or parse.child(verb, "dobj", "ccomp", "xcomp") is not None:
            continue
        for prep in parse.with_dep(verb, "prep", "dative"):
            held = parse.with_dep(prep, "pobj") if verb < prep else []
            if len(held) == 2:
                parse.attach(held[1], verb, "dobj")
                break
            first = _swallowed(parse, held[0]) if held else None
            if first is not None:
                parse.attach(held[0], verb, "dobj")
                parse.attach(first, prep, "pobj")
                for part in [c for c in parse.children[first] if c > first]:
                    parse.attach(part, held[0], parse.deps[part])
                break


def _swallowed(parse: Parse, noun: int) -> int | None:
    """The first noun of what the parser takes for a compound, where an article or a number stands within it."""
    first = parse.left_edge(noun)
    is_noun = parse.deps[first] in ("compound", "nmod") and parse.heads[first] == noun and first + 1 < noun
    if not is_noun or noun in parse.timed or parse.tags[first + 1] not in ("DT", "CD"):
        return None
    is_name = parse.pos[first] == "PROPN" and first not in parse.timed  # "Boeing 737 jets"
    return None if is_name and parse.tags[first + 1] == "CD" else first


def charge_below_the_accused(parse: Parse) -> None:
    """ "Accused the army of torture", "is accused by Chad of it": what one is accused of is the verb's, not the noun's.

    Unless it says who or what the noun is: "the leaders of rebel groups", "the governor of the bank".
    """
    for prep, word in enumerate(parse.words):
        if word != "of":
            continue
        noun = parse.heads[prep]
        while parse.deps[noun] == "pobj" and parse.words[parse.heads[noun]] == "of":
            noun = parse.heads[parse.heads[noun]]  # "accused the head of the bank of fraud"
        verb = parse.heads[noun]
        is_accuser = parse.deps[noun] == "pobj" and parse.deps[verb] == "agent"
        verb = parse.heads[verb] if is_accuser else verb
        if not (is_accuser or parse.deps[noun] in ("dobj", "nsubjpass")) or not parse.in_set(verb, "ChargingVerb"):
            continue
        held = parse.child(prep, "pobj")
        if held is None or noun > prep or parse.pos[held] != "NOUN" or parse.child(held, "det", "poss") is not None:
            continue
        if not parse.in_any(held, ("PersonNoun", "GroupNoun", "OrganizationNoun", "PlaceNoun")):
            parse.attach(prep, verb, "prep")


def blamed_behind_what_for(parse: Parse) -> None:
    """ "Blamed the raid on Chad", "the raid on Gao on Chad": the last "on" holds who did it, not whom it hit."""
    for verb, lemma in enumerate(parse.lemmas):
        noun = parse.child(verb, "dobj") if lemma == "blame" and parse.is_verb(verb) else None
        if noun is None or noun < verb or any(parse.words[c] in _ON for c in parse.with_dep(verb, "prep")):
            continue
        behind = range(noun + 1, parse.right_edge(noun) + 1)
        preps = [i for i in behind if parse.words[i] in _ON and parse.deps[i] == "prep"]
        held = parse.child(preps[-1], "pobj") if preps else None
        if held is not None and held not in parse.timed and not any(parse.words[c] == "for" for c in behind):
            parse.attach(preps[-1], verb, "prep")


def target_behind_a_time(parse: Parse) -> None:
    """ "Condemned the raid of May 1 on the port": what it was on is the raid's, with its date before that."""
    for prep, word in enumerate(parse.words):
        verb, before = parse.heads[prep], prep - 1
        blow = parse.child(verb, "dobj") if word in ("on", "against") and parse.deps[prep] == "prep" else None
        if (
            blow is None
            or not verb < blow < before
            or before not in parse.timed
            or not parse.in_set(blow, "IncidentNoun")
        ):
            continue
        held = parse.child(prep, "pobj")
        if held is not None and held not in parse.timed and parse.in_any(verb, ("JudgingVerb", "ReactionVerb")):
            parse.attach(prep, blow, "prep")


def name_behind_its_office(parse: Parse) -> None:
    """ "Signed the pact with his Chilean counterpart, Ali Kos": of two objects the second is who the counterpart is."""
    for name, dep in enumerate(parse.deps):
        verb, comma = parse.heads[name], parse.left_edge(name) - 1 if dep == "dobj" else 0
        if comma < 1 or parse.pos[name] != "PROPN" or parse.words[comma] != ",":
            continue
        office = comma - 1
        is_second = any(verb < other < office for other in parse.with_dep(verb, "dobj"))
        is_held = parse.deps[office] == "pobj" and parse.in_any(office, ("PersonNoun", "JobTitle"))
        if is_second and is_held:
            parse.attach(name, office, "appos")


def receiver_before_its_gift(parse: Parse) -> None:
    """ "Offered the agency its lorries": of two objects side by side, the first is who is given the second."""
    for verb, children in enumerate(parse.children):
        if len(children) < 3 or not parse.in_set(verb, "GivingVerb"):
            continue
        found = [c for c in parse.with_dep(verb, "dobj") if c > verb]
        is_pair = len(found) == 2 and parse.left_edge(found[1]) == parse.right_edge(found[0]) + 1
        if is_pair and parse.is_somebody(found[0]) and not parse.is_somebody(found[1]):
            parse.deps[found[0]] = "dative"


def fellow_of_a_whole_name(parse: Parse) -> None:
    """ "By the League of Nations and Chad": "and" goes on with the whole name, not with its last word."""
    for name in names(parse.doc):
        root = head_of(name.span)
        for inside in range(name.span.start, name.span.end):
            for other in parse.with_dep(inside, "conj") if inside != root else ():
                is_apart = other >= name.span.end and parse.pos[other] == "PROPN"
                if is_apart and parse.doc[inside].ent_type_ == "ORG":
                    parse.attach(other, root, "conj")


def object_before_its_second_phrase(parse: Parse) -> None:
    """ "Thanked Kos for his aid and Chad for its troops": with a phrase of its own Chad is a second object."""
    for other, dep in enumerate(parse.deps):
        if dep != "conj":
            continue
        held = parse.heads[other]
        prep = parse.heads[held]
        verb = parse.heads[prep]
        if parse.deps[held] != "pobj" or parse.deps[prep] != "prep" or not parse.is_verb(verb):
            continue
        first = parse.child(verb, "dobj")
        preps = (p for p in (*parse.with_dep(other, "prep"), *parse.with_dep(verb, "prep")) if p > other)
        again = next((p for p in preps if parse.words[p] == parse.words[prep]), None)
        if first is not None and first < prep and again is not None and parse.is_somebody(other):
            parse.move([c for c in parse.with_dep(held, "cc") if c < other], first)
            parse.attach(other, first, "conj")
            parse.attach(again, verb, "prep")


def phrase_behind_an_adverb(parse: Parse) -> None:
    """ "Laid the blame for the clash squarely on Chad": what an adverb of manner stands before is the verb's."""
    for prep, dep in enumerate(parse.deps):
        noun, adverb = parse.heads[prep], prep - 1
        if dep != "prep" or parse.pos[noun] != "NOUN" or adverb <= noun or not parse.words[adverb].endswith("ly"):
            continue
        verb = next((a for a in parse.ancestors(noun) if parse.is_verb(a)), None)
        if verb is not None and parse.heads[adverb] in (noun, prep) and parse.deps[adverb] == "advmod":
            parse.attach(prep, verb, "prep")
            parse.attach(adverb, verb, "advmod")


def phrase_read_as_an_adjective(parse: Parse) -> None:
    """ "Marched outside parliament": directly behind a verb such a word describes nothing, it holds what follows."""
    for i, dep in enumerate(parse.deps):
        noun, verb = parse.heads[i], i - 1
        if dep == "amod" and parse.words[i] in _AROUND and parse.heads[noun] == verb and parse.is_verb(verb):
            parse.tags[i], parse.pos[i] = "IN", "ADP"
            parse.attach(noun, i, "pobj")
            parse.attach(i, verb, "prep")


OBJECT_RULES: tuple[Callable[[Parse], None], ...] = (
    phrase_read_as_an_adjective,
    object_of_a_particle,
    receiver_before_a_noun,
    name_behind_its_verb,
    infinitive_behind_a_margin,
    object_behind_its_phrase,
    charge_below_the_accused,
    blamed_behind_what_for,
    name_behind_its_office,
    fellow_of_a_whole_name,
    receiver_before_its_gift,
    object_before_its_second_phrase,
    phrase_behind_an_adverb,
    place_before_a_subject,
    phrase_of_a_team,
    phrase_of_an_adverb,
    relative_of_a_person,
    relative_of_whose_kin_they_are,
    target_behind_a_time,
    relative_behind_a_cleft,
)
