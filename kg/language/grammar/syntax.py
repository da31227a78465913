"""Where a predicate's arguments stand: the linking rules of English, each stated once.

For a verb or an eventive noun these functions give its `Position`s: the logical subject, the logical object, what its
prepositions and clauses hold, whichever construction the sentence chose (active, passive, relative, controlled,
coordinated, nominal, light verb). They know grammar and no events; frames give the positions their roles.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from kg.frames import OBJECT, SUBJECT
from kg.language.grammar.agents import (
    BY_PHRASE,
    errand_runners,
    is_involved,
    may_do,
    put_to,
    shared_agent,
    stranded,
    torn_agent,
)
from kg.language.grammar.positions import (
    DATIVE,
    MODIFIER,
    POSSESSIVE,
    PREDICATE,
    SUBJECT_DEPS,
    Position,
    antecedent,
    commanders,
    expanded,
    has_no_gap,
    held_on,
    involved,
    means,
    named_by_another,
    prepositional,
    shared_phrases,
    small_clause,
    struck_before,
    torn_phrase,
)
from kg.language.parse.tree import NOMINAL, Parse

SHARED_OBJECT = "shared object"
OBJECT_CONTROL = frozenset({"of", "for", "from", "with", "into", "over", "as"})  # "accused Hamas of stalling"


def verb_positions(parse: Parse, verb: int) -> list[Position]:
    """The positions of a verb, those of coordinated fillers each for itself."""
    found = [position for child in parse.children[verb] for position in _own(parse, child)]
    found += means(parse, verb)
    passive = parse.is_passive(verb)
    if parse.pos[verb] == "ADJ" and parse.deps[verb] in ("acomp", "oprd"):
        found += _behind_the_copula(parse, verb)
    if parse.deps[verb] == "parataxis" and parse.in_set(verb, "SpeechVerb") and parse.child(verb, "ccomp") is None:
        found.append(Position("that", parse.heads[verb], "clause around it", is_clause=True))  # "A fell, B said."
    if parse.deps[verb] == "relcl" and any(parse.words[c] == "where" for c in parse.children[verb]):
        found.append(Position("where", parse.heads[verb], "relative place"))
    if passive and not any(position.rule == BY_PHRASE for position in found):
        found += torn_agent(parse, verb) or shared_agent(parse, verb)
        found += [Position(SUBJECT, token, BY_PHRASE) for token in commanders(parse, verb)]
    subjects, rule = surface_subjects(parse, verb)
    label = (stranded(parse, verb) if passive else "") or _subject_label(parse, verb, passive)
    found += [Position(label, token, f"passive, {rule}" if passive else rule) for token in subjects]
    if not passive and not _has(found, OBJECT):
        found += _gapped_object(parse, verb, found)
        found += _shared_object(parse, verb)
    return expanded(parse, found)


def _behind_the_copula(parse: Parse, adjective: int) -> list[Position]:
    """ "Is adamant that they leave", "was found dead in Gao": what hangs on the copula is the adjective's."""
    copula = parse.heads[adjective]
    is_copula = parse.deps[adjective] == "oprd" or parse.in_set(copula, "CopularVerb")
    if not is_copula or parse.child(adjective, "ccomp", "xcomp", "prep") is not None:
        return []
    after = [c for c in parse.children[copula] if c > adjective and parse.deps[c] in ("ccomp", "xcomp", "prep")]
    return [position for child in after for position in _own(parse, child)]


def noun_positions(parse: Parse, noun: int) -> list[Position]:
    """The positions of a noun by its own dependents; `support_positions` has those of its light verb."""
    found = []
    for child in parse.children[noun]:
        dep = parse.deps[child]
        if dep == "poss":
            found.append(Position(POSSESSIVE, child, "possessive"))
        elif dep in ("compound", "amod", "nmod"):
            found.append(Position(MODIFIER, child, "modifier"))
            if parse.in_set(child, "LeadVerb"):  # "US-led strikes"
                found += [Position("by", c, "participle of the noun") for c in parse.with_dep(child, "npadvmod")]
        elif dep in ("prep", "agent"):
            found += prepositional(parse, child)
        elif dep in ("acl", "ccomp", "advcl") and parse.is_infinitive(child):  # "its call for Chad to leave"
            found.append(Position(_clause_label(parse, child), child, "clause of the noun", is_clause=True))
        elif dep in ("acl", "ccomp") and parse.child(child, "mark") is not None:
            found.append(Position("that", child, "clause of the noun", is_clause=True))
    found += [*involved(parse, noun), *torn_phrase(parse, noun), *shared_phrases(parse, noun)]
    first = parse.heads[noun]
    is_owned = _has(found, POSSESSIVE) or parse.child(noun, "det") is not None  # "its boycott and the arrest of"
    if parse.deps[noun] == "conj" and parse.pos[first] == "NOUN" and not is_owned:
        found += [p._replace(rule="shared possessive") for p in noun_positions(parse, first) if p.label == POSSESSIVE]
    return expanded(parse, found)


def governing_verbs(parse: Parse, noun: int) -> list[tuple[int, str]]:
    """The verbs that may carry an eventive noun, each with its particle or the preposition between, if there is one.

    "Launched an attack", "sanctions imposed by the EU", "the attack that they launched", "engaged in talks".
    """
    return parse.once("governing verbs", noun, _governing_verbs)


def _governing_verbs(parse: Parse, noun: int) -> list[tuple[int, str]]:
    head, dep = parse.heads[noun], parse.deps[noun]
    if dep == "conj" and parse.pos[head] in NOMINAL:
        return governing_verbs(parse, head)
    is_part = parse.in_any(parse.heads[head], ("PartitiveNoun", "Spell"))
    if dep == "pobj" and parse.words[head] == "of" and is_part:
        return governing_verbs(parse, parse.heads[head])  # "launched a series of attacks", "announced days of strikes"
    found = []
    for child in parse.children[noun]:
        is_passive = parse.deps[child] == "acl" and parse.tags[child] == "VBN"
        if is_passive or (parse.deps[child] == "relcl" and _relativises(parse, child, noun)):
            found.append((child, parse.particle(child)))
    if dep in ("dobj", "nsubjpass", "attr") and parse.is_verb(head):
        found.append((head, parse.particle(head)))
    above = parse.heads[head]
    if dep == "pobj" and parse.is_verb(above):
        found.append((above, f"{parse.particle(above)} {parse.words[head]}".strip()))
        beside = [c for c in parse.with_dep(above, "dobj") if parse.in_set(c, "PartNoun")]  # "took part in the attack"
        beside += [c for c in parse.with_dep(above, "advmod") if parse.in_set(c, "DirectionAdverb")]  # "go ahead with"
        found += [(above, f"{parse.words[c]} {parse.words[head]}") for c in beside]
    elif dep == "pobj" and (parse.deps[above] in ("acomp", "attr") or parse.in_set(above, "PartNoun")):
        # "is responsible for the attack", "was the target of an attack", "had a hand in it"
        found.append((parse.heads[above], f"{parse.words[above]} {parse.words[head]}"))
    return found


def _relativises(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a noun is the logical object of its relative clause."""
    return any(p.label == OBJECT and p.token == noun for p in verb_positions(parse, verb))


def support_positions(parse: Parse, noun: int, verb: int) -> list[Position]:
    """What a light verb gives its noun: "Israel launched an attack on Gaza": its subject and its prepositions.

    A noun behind a preposition has the verb's object, too: "hit the bank with a fine".
    """
    others = (PREDICATE,) if parse.deps[noun] == "pobj" else (OBJECT, PREDICATE)
    own = verb_positions(parse, verb)
    if is_involved(parse, verb):  # "two men were involved in the attack": they did it
        own = [p._replace(label=SUBJECT) if p.label == OBJECT else p for p in own]
    own = [p for p in own if p.token != noun and p.label not in others and not parse.in_set(p.token, "PartNoun")]
    return [position._replace(rule=f"light verb, {position.rule}") for position in own]


def surface_subjects(parse: Parse, verb: int) -> tuple[list[int], str]:
    """The tokens that stand as a verb's surface subject, its own or another's that English shares, and the rule."""
    key = ("subjects", verb)
    if key not in parse.cache:
        parse.cache[key] = ([], "")  # a cycle of heads ends here
        parse.cache[key] = _own_subjects(parse, verb) or _inherited_subjects(parse, verb) or ([], "")
    return cast(tuple[list[int], str], parse.cache[key])


def _own(parse: Parse, child: int) -> Iterator[Position]:
    dep = parse.deps[child]
    if dep == "dobj":
        yield Position(OBJECT, antecedent(parse, child), "object")
    elif dep == "agent" or (dep == "prep" and parse.words[child] == "by" and parse.is_passive(parse.heads[child])):
        for position in prepositional(parse, child):
            is_how = position.is_clause or not may_do(parse, position.token)
            yield position if is_how else position._replace(label=SUBJECT, rule=BY_PHRASE)
    elif dep == "dative":
        if parse.pos[child] == "ADP":
            yield from prepositional(parse, child)
        else:
            yield Position(DATIVE, child, "indirect object")
    elif dep in ("prep", "prt"):
        yield from prepositional(parse, child)
    elif dep == "advmod" and parse.in_set(child, "DirectionAdverb"):  # "moved its embassy back to Jerusalem"
        for prep in parse.with_dep(child, "prep"):
            yield from prepositional(parse, prep)
    elif dep == "oprd" or (dep == "attr" and parse.in_set(parse.heads[child], "BecomingVerb")):
        is_object = parse.child(parse.heads[child], "dobj", "auxpass", "nsubjpass") is None
        yield Position(OBJECT if is_object else PREDICATE, child, "object" if is_object else "object predicate")
        for prep in parse.with_dep(child, "prep") if parse.pos[child] == "ADJ" else ():
            yield from prepositional(parse, prep)  # "found him guilty of fraud", "called a truce effective in Gao"
    elif dep == "advcl" and parse.is_infinitive(child) and parse.heads[child] < child:
        if _clause_label(parse, child) == "for":
            yield Position("for", child, '"for" with a clause', is_clause=True)  # "called for the army to leave"
        else:
            yield Position("to", child, "purpose", is_clause=True)  # "gave tents to help the villages"
    elif dep in ("ccomp", "xcomp"):
        named = named_by_another(parse, child)
        if named is not None:
            yield Position(OBJECT, named, "what somebody calls so")
            return
        yield Position(_clause_label(parse, child), child, "clause", is_clause=True)
        yield from small_clause(parse, child)
        yield from _raised_object(parse, child)


def _raised_object(parse: Parse, clause: int) -> Iterator[Position]:
    """ "Allowed the aide to leave", "helped Peru build": an infinitive's subject is the main verb's object too."""
    is_bare = parse.tags[clause] == "VB" or parse.in_set(parse.heads[clause], "BareInfinitiveVerb")
    is_bare = is_bare and parse.words[clause] == parse.lemmas[clause] and parse.child(clause, "aux") is None
    is_infinitive = is_bare or parse.is_infinitive(clause)
    if parse.deps[clause] != "ccomp" or not is_infinitive or parse.child(clause, "mark") is not None:
        return
    for child in parse.with_dep(clause, "nsubj", "nsubjpass"):
        if parse.heads[clause] < child and parse.child(parse.heads[clause], "dobj") is None:
            yield Position(OBJECT, child, "subject of an infinitive")


def _clause_label(parse: Parse, clause: int) -> str:
    if parse.is_infinitive(clause):
        mark = parse.child(clause, "mark")
        return "for" if mark is not None and parse.words[mark] == "for" else "to"
    is_gerund = parse.tags[clause] == "VBG" and parse.child(clause, "aux", "nsubj") is None
    return "ing" if is_gerund else "that"


def _subject_label(parse: Parse, verb: int, passive: bool) -> str:
    if not passive:
        return SUBJECT
    # "Ukraine was given weapons": the surface subject is the one to whom
    return DATIVE if parse.child(verb, "dobj") is not None else OBJECT


def _own_subjects(parse: Parse, verb: int) -> tuple[list[int], str] | None:
    found = parse.with_dep(verb, *SUBJECT_DEPS)
    if len(found) > 1 and parse.deps[verb] == "relcl":  # "a step that Chad has warned would lead to war"
        found = [c for c in found if not parse.tags[c].startswith("W")] or found
    if len(found) > 1:
        found = [c for c in found if parse.child(c, "neg") is None] or found  # "Benin, though not Togo, agreed"
    own = [antecedent(parse, c) for c in found]
    rule = "relative pronoun" if parse.deps[verb] == "relcl" else "subject"
    return (own, rule) if own else None


def _inherited_subjects(parse: Parse, verb: int) -> tuple[list[int], str] | None:
    """The subject that a verb without its own has from the construction it stands in."""
    head, dep = parse.heads[verb], parse.deps[verb]
    if dep == "oprd" and parse.child(head, "dobj") is not None and not parse.is_passive(head):
        held = [antecedent(parse, o) for o in parse.with_dep(head, "dobj")]
        return held, "object of the predicate"  # "left ten dead"
    if dep in ("acomp", "attr", "oprd") and parse.is_verb(head):
        return surface_subjects(parse, head)[0], "subject of the predicate"  # "is willing", "was unable"
    if dep == "conj" and (parse.is_verb(head) or parse.pos[head] == parse.pos[verb]):
        return surface_subjects(parse, head)[0], "shared subject"
    if dep == "acl" or (dep == "relcl" and parse.is_infinitive(verb)):
        return _subjects_from_noun(parse, verb, head)
    if dep == "relcl" and parse.tags[verb] in ("VBG", "VBN"):
        return [head], "reduced relative"
    if dep in ("xcomp", "ccomp", "advcl") and parse.pos[head] == "ADJ":
        return surface_subjects(parse, head)[0], "subject control"
    if dep in ("xcomp", "ccomp") and parse.is_verb(head):
        return _controllers(parse, verb, head)
    if dep == "pcomp":
        return _subjects_from_preposition(parse, head)
    if dep == "advcl" and parse.is_infinitive(verb) and parse.in_set(head, "GivingVerb"):
        given = parse.child(head, "dobj")
        is_time = given is not None and (given in parse.timed or parse.in_set(given, "Spell"))
        receivers = parse.with_dep(head, "dative") if is_time else []
        if receivers:
            return receivers, "receiver of the noun"  # "gave it 60 days to comply"
    if dep == "advcl" and parse.is_infinitive(verb) and parse.in_set(head, "ObjectControlVerb"):
        found = _controllers(parse, verb, head)
        if found is not None and found[1] == "prepositional control":
            return found  # "called on Chad to leave"
    if dep == "advcl" and (sent := errand_runners(parse, verb)):
        return sent, "object control"
    if dep == "advcl" and parse.is_verb(head):
        return surface_subjects(parse, head)[0], "subject of the main clause"
    return None


def _subjects_from_noun(parse: Parse, verb: int, noun: int) -> tuple[list[int], str] | None:
    if not parse.is_infinitive(verb) and not (parse.tags[verb] == "VBG" and parse.in_set(noun, "SpeechNoun")):
        return [noun], "reduced relative"
    if parse.in_set(noun, "OrderNoun"):
        is_answered = parse.deps[noun] == "dobj" and parse.in_set(parse.heads[noun], "HeedingVerb")
        heard = surface_subjects(parse, parse.heads[noun])[0] if is_answered else []
        return put_to(parse, noun) or heard, "whom the order is put to"  # "defied an order to pay"
    holders = [c for c in parse.children[noun] if parse.deps[c] == "poss"]
    if holders:
        return holders, "possessor of the noun"  # "Israel's decision to recall"
    for prep in parse.with_dep(noun, "prep", "agent"):
        if parse.words[prep] == "by":
            return parse.with_dep(prep, "pobj"), "by-phrase of the noun"  # "the attempt by rebels to take"
    for governor, _ in governing_verbs(parse, noun):
        receivers = parse.with_dep(governor, "dative") if not parse.in_set(noun, "PledgeNoun") else []
        if receivers and parse.in_set(governor, "GivingVerb"):
            return receivers, "receiver of the noun"  # "gave him two days to leave"
        if governor != verb:
            return surface_subjects(parse, governor)[0], "subject of the noun's verb"  # "made a decision to recall"
    return ([noun], "headline infinitive") if parse.pos[noun] == "PROPN" else None


def _controllers(parse: Parse, verb: int, head: int) -> tuple[list[int], str] | None:
    """Object control where the governor has an object ("urged Iran to return"), else subject control."""
    marks = (parse.tags[c] for c in (verb, *parse.with_dep(verb, "aux", "auxpass")))
    if parse.deps[verb] == "ccomp" and any(tag in ("VBD", "VBZ", "VBP", "MD") for tag in marks):
        return None  # "floods have claimed lives, he said"
    objects = [] if parse.is_passive(head) else parse.with_dep(head, "dobj", "dative")
    objects = [o for o in objects if parse.pos[o] in NOMINAL and o < verb]
    objects = [o for o in objects if not parse.in_set(o, "StagedEvent")]  # "called a strike to demand higher pay"
    if objects and not parse.in_set(head, "SubjectControlVerb"):
        return [antecedent(parse, o) for o in objects], "object control"
    for child in parse.children[head]:  # "called on the rebels to release", "appealed to Iran to return"
        if (
            parse.deps[child] == "prep"
            and parse.words[child] in ("on", "upon", "to", "for", "with")
            and head < child < verb
        ):
            held = [c for c in parse.with_dep(child, "pobj") if c not in parse.timed]
            is_way = parse.words[child] == "to" and parse.in_set(head, "MotionVerb")  # "drove to the port to meet him"
            if held and parse.is_infinitive(verb) and not is_way:
                return held, "prepositional control"
    return surface_subjects(parse, head)[0], "subject control"


def _subjects_from_preposition(parse: Parse, prep: int) -> tuple[list[int], str] | None:
    governor = parse.heads[parse.first_of(prep)]  # "accused them of lying and of stealing"
    if parse.deps[governor] == "acomp" and parse.lemmas[parse.heads[governor]] != "be":  # "pleaded guilty to killing"
        governor = parse.heads[governor]
    if struck := struck_before(parse, governor, prep):
        return struck, "object control"
    if not parse.is_verb(governor):
        holders = parse.with_dep(governor, "poss")
        if holders:
            return holders, "possessor of the noun"
        if parse.deps[governor] in ("acomp", "advmod", "oprd") and parse.words[prep] != "for":
            found = parse.with_dep(parse.heads[governor], "dobj") if parse.deps[governor] == "oprd" else []
            found = found or surface_subjects(parse, parse.heads[governor])[0]
            return found, "subject of the predicate"  # "is open to meeting", "found her guilty of killing"
        if (held := held_on(parse, governor)) is not None:  # "arrested on suspicion of killing"
            found = surface_subjects(parse, held)[0] if parse.is_passive(held) else parse.with_dep(held, "dobj")
            return found, "object control"
        carriers = [v for v, _ in governing_verbs(parse, governor)] if parse.in_set(governor, "OwnActNoun") else []
        return (surface_subjects(parse, carriers[0])[0], "subject of the noun's verb") if carriers else None
    if parse.words[prep] == "by" and parse.is_passive(governor):
        return None  # "was wounded by shelling": not by whom
    receivers = parse.with_dep(governor, "dative")
    objects = [] if parse.is_passive(governor) else receivers or parse.with_dep(governor, "dobj")
    objects = [o for o in objects if o < prep and parse.pos[o] in NOMINAL]
    subjects = surface_subjects(parse, governor)[0]
    if parse.words[prep] == "for" and not any(parse.is_somebody(o) for o in objects):
        return subjects, "subject of the main clause"  # "won a prize for making peace"
    if objects and parse.words[prep] in OBJECT_CONTROL:
        return [antecedent(parse, o) for o in objects], "object control"
    if objects and parse.words[prep] == "in" and parse.in_set(governor, "JointVerb"):
        return [*subjects, *objects], "joint subject"  # "joined Britain in imposing": Britain acts too
    return subjects, "subject of the main clause"


def _gapped_object(parse: Parse, verb: int, found: list[Position]) -> list[Position]:
    """ "The ship Iran seized", "which it signed": a relative clause with a subject of its own and no object."""
    if parse.deps[verb] != "relcl" or parse.is_infinitive(verb) or not _has(found, SUBJECT):
        return []
    head = parse.heads[verb]
    if any(position.token == head for position in found) or has_no_gap(parse, verb):
        return []
    return [Position(OBJECT, head, "relative, object gap")]


def _shared_object(parse: Parse, verb: int) -> list[Position]:
    """ "Armed, fed and housed the rebels": a verb shares the object of the one coordinated next to it."""
    for child in parse.with_dep(verb, "conj"):
        if (
            parse.is_verb(child)
            and child - verb <= 3
            and not parse.is_passive(child)
            and parse.child(child, "aux", "nsubj") is None
            and _is_parallel(parse, verb, child)
        ):
            own = [Position(OBJECT, o, SHARED_OBJECT) for o in parse.with_dep(child, "dobj")]
            return own or _shared_object(parse, child)
    return []


def _is_parallel(parse: Parse, first: int, second: int) -> bool:
    """Whether two verbs have one form; "resigned rather than sign the deal" shares nothing."""
    return parse.tags[first] == parse.tags[second] or {parse.tags[first], parse.tags[second]} <= {"VBD", "VBN"}


def _has(positions: list[Position], label: str) -> bool:
    return any(position.label == label for position in positions)
