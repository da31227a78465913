"""By whom: the by-phrases of passives, wherever the parser hangs them."""

from __future__ import annotations

from kg.frames import SUBJECT
from kg.language.grammar.positions import SUBJECT_DEPS, Position, is_manner
from kg.language.parse.tree import Parse

BY_PHRASE = "by-phrase"


def may_do(parse: Parse, noun: int) -> bool:
    """Whether "by" may hold who did it: "by rebels", but not "by mistake", "by 20 %", "by 30 votes to 12"."""
    is_measure = parse.in_set(noun, "ShareNoun") or parse.in_set(noun, "TallyNoun")
    return not (is_manner(parse, noun) or noun in parse.timed or is_measure)


def errand_runners(parse: Parse, errand: int) -> list[int]:
    """Who is sent to do what an infinitive says: "sent two ministers to meet him".

    A plane does nothing itself, and what a team does its sender does: "is sending a team to audit the vote".
    """
    verb = parse.heads[errand]
    if not parse.is_infinitive(errand) or not parse.in_set(verb, "SendingVerb"):
        return []
    sent = [o for o in parse.with_dep(verb, "dobj", "nsubjpass") if o < errand and parse.tags[o] != "CD"]
    return [o for o in sent if parse.pos[o] != "NOUN" or parse.in_set(o, "PersonNoun")]


def put_to(parse: Parse, order: int) -> list[int]:
    """Whom an order is put to: "an order to the troops to fire", "gave the fleet an order to return"."""
    given = [c for c in parse.with_dep(parse.heads[order], "dative") if parse.pos[c] != "ADP"]
    phrases = (p for p in parse.with_dep(order, "prep") if parse.words[p] in ("to", "on"))
    held = (o for p in phrases for o in parse.with_dep(p, "pobj"))
    return given or [o for o in held if parse.is_somebody(o)]


def torn_agent(parse: Parse, verb: int) -> list[Position]:
    """The by-phrase of a passive that hangs on what stands before it.

    "Was appointed head of the bank by Peru", "founded in a garage by Ruiz", "were told to leave by Niger".
    """
    for noun in [*parse.with_dep(verb, "oprd", "dobj", "xcomp"), *parse.held(verb)]:
        for prep in parse.with_dep(noun, "prep", "agent"):
            held = parse.child(prep, "pobj")
            is_doer = held is not None and may_do(parse, held) and not parse.is_passive(noun)
            if held is not None and is_doer and parse.words[prep] == "by":
                return [Position(SUBJECT, held, BY_PHRASE)]
    return []


def shared_agent(parse: Parse, verb: int) -> list[Position]:
    """ "Was stormed and looted by rebels": the first of two passives shares the by-phrase of the one next to it."""
    for other in parse.with_dep(verb, "conj"):
        agent = parse.child(other, "agent")
        is_near = parse.tags[other] in ("VBN", "VBD") and parse.child(other, "auxpass", *SUBJECT_DEPS) is None
        if (
            agent is not None
            and is_near
            and all(parse.deps[c] in ("cc", "conj", "punct") for c in parse.children[verb] if verb < c < agent)
        ):
            return [
                Position(SUBJECT, c, "shared by-phrase")
                for c in parse.with_dep(agent, "pobj")
                if not is_manner(parse, c)
            ]
    return []


def stranded(parse: Parse, verb: int) -> str:
    """ "Was fired on", "was shot at by rebels": a preposition without an object, of which the subject is the object."""
    prep = verb + 1
    is_prep = prep < len(parse) and parse.heads[prep] == verb and parse.pos[prep] == "ADP"
    is_prep = is_prep and parse.deps[prep] == "prep"
    return parse.words[prep] if is_prep and not parse.children[prep] and parse.deps[verb] != "relcl" else ""


def is_involved(parse: Parse, verb: int) -> bool:
    """Whether a participle says that somebody takes part: "involved in talks", "are engaged in fighting"."""
    return parse.tags[verb] == "VBN" and parse.in_set(verb, "InvolvingVerb")
