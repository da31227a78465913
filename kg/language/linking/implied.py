"""Roles that one event has by another: who is accused of an act did it, who flew in for talks held them.

A text says such things once, in one of the two clauses. Each rule here says which other event implies what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.language.annotations import DocArgument, DocEvent, entities, entity_index
from kg.language.grammar.members import sides
from kg.language.grammar.positions import PART_PREPOSITIONS
from kg.language.grammar.syntax import surface_subjects
from kg.language.linking.doers import HARMS
from kg.language.linking.whereabouts import blow_around
from kg.language.parse.clauses import SUBJECTS
from kg.language.parse.tree import Parse
from kg.language.saying.attribution import author_of
from kg.model import EntityKind, Factuality, Role
from kg.ontology import Ontology

PRESSED = "whom the demand presses"
_WITH = ('"with"', "phrase of the object")
THREATENED = "whom the threat is to"
DEPENDED_ON = "whom it depends on"
SIDE = "side of the plural"
OF_THE_ATTACK = "actor of the attack"
OF_THE_EVENT = "of the event that it takes up"
_WITH = ('"with"', "phrase of the object")
_SEEKING = ("Willingness", "Wish", "Demand", "Appeal", "Proposal", "Rejection")
_OPEN_ACTS = ("Protest", "Diplomacy", "Ceasefire", "Release", "Fighting", "Sanction")  # which nobody is accused of
_HARMING = ("Violence", "Coup", "Abduction")  # deeds in which one has a part
_PUT_OUT = ("Expulsion", "Exclusion", "Suspension")  # of a state or a body
BY_MEANS_OF = frozenset({"in", "during", "with"})
_DONE_BY_ATTACK = ("Violence", "Seizure", "Abduction", "Invasion", "Release")
_PURPOSE = frozenset({"advcl", "xcomp", "acl", "relcl"})
_ASKED = frozenset({"xcomp", "dobj", "prep", "pobj"})
_ADDRESSED = frozenset({Role.TARGET, Role.RECIPIENT, Role.ORIGIN, Role.DESTINATION, Role.TOPIC, Role.PLACE})


def with_authors(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events of speech with whoever speaks where a text does: "a report by the panel faulted Chad"."""
    at = entity_index(parse.doc)

    def spoken(event: DocEvent, argument: DocArgument) -> DocArgument:
        author = author_of(parse, argument.token, event.clause) if argument.role is Role.ACTOR else argument.token
        if author == argument.token or not at.get(author):
            return argument
        return replace(argument, token=author, rule="author of the text", entities=at[author])

    def told(event: DocEvent) -> DocEvent:
        hidden = _authors_beside(event, parse) if not event.entities(Role.ACTOR) else []
        given = (DocArgument(Role.ACTOR, i, "author of the text", at[i]) for i in hidden if at.get(i))
        return replace(event, arguments=(*given, *(spoken(event, argument) for argument in event.arguments)))

    return [told(event) if ontology.is_a(event.event_class, "Communication") else event for event in found]


def _authors_beside(event: DocEvent, parse: Parse) -> list[int]:
    """Who wrote what a passive of speech was said in: "was urged in a letter by the union to resign"."""
    if not parse.is_passive(event.clause) or parse.child(event.clause, "agent") is not None:
        return []
    behind = range(event.clause + 1, parse.right_edge(event.clause) + 1)
    preps = [i for i in behind if parse.words[i] == "in" and _stands_in(parse, i, event.clause)]
    texts = [t for p in preps for t in parse.with_dep(p, "pobj")]
    authors = ((author_of(parse, text, event.clause), text) for text in texts)
    return [author for author, text in authors if author != text]


def _stands_in(parse: Parse, phrase: int, clause: int) -> bool:
    """Whether only what is asked for and its objects stand between a phrase and a clause."""
    above = next((a for a in parse.ancestors(phrase) if a == clause or parse.deps[a] not in _ASKED), None)
    return above == clause and parse.deps[phrase] == "prep"


def with_conditions(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The promises, concessions and refusals with whom they depend on: "will not lift the ban until Chad pays".

    Only where they name nobody themselves.
    """
    at = entity_index(parse.doc)
    named = {i for i, entity in enumerate(entities(parse.doc)) if entity.is_named}
    done = list(found)
    for index, event in enumerate(found):
        if not _may_depend(event, ontology) or _names_somebody(event, named):
            continue
        doers = _doers_of_conditions(parse, event.clause)
        own = set(event.entities(Role.ACTOR))
        given = (DocArgument(Role.TOPIC, d, DEPENDED_ON, entities=at[d]) for d in doers if at.get(d))
        done[index] = replace(event, arguments=(*event.arguments, *(a for a in given if own.isdisjoint(a.entities))))
    return done


def _may_depend(event: DocEvent, ontology: Ontology) -> bool:
    known = ontology.classes.get(event.event_class or "")
    names = ("Promise", "Conciliation", "Rejection", "Threat")
    return bool(known and known.is_hostile) or ontology.is_a(event.event_class, *names)


def _names_somebody(event: DocEvent, named: set[int]) -> bool:
    """Whether an event names anybody beside who acts."""
    return any(a.role in _ADDRESSED and not named.isdisjoint(a.entities) for a in event.arguments)


def _doers_of_conditions(parse: Parse, verb: int) -> list[int]:
    """Who does what a verb's clause depends on: the subjects of its "if", "unless" and "until" clauses."""
    marked = (
        clause
        for clause in parse.with_dep(verb, "advcl")
        for mark in parse.with_dep(clause, "mark", "advmod")
        if parse.in_set(mark, "ConditionWord") and not _is_past(parse, verb)
    )
    return [doer for clause in marked for doer in surface_subjects(parse, clause)[0]]


def _is_past(parse: Parse, verb: int) -> bool:
    """ "Held him until police came", but "did not free him until it paid": what was done depended on nobody."""
    return parse.tags[verb] == "VBD" and parse.child(verb, "neg", "aux") is None


def with_pressed(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The protests with those whom their demand goes to: "refused food to press the ministry".

    A demand that is put to nobody goes to whoever is to meet it: "struck, demanding that the mine pay".
    """
    purposes = {i: e for i, e in enumerate(found) if parse.deps[e.clause] in _PURPOSE and _presses(e, ontology)}
    places = {i for i, entity in enumerate(entities(parse.doc)) if entity.kind is EntityKind.PLACE}
    done = list(found)
    for index, event in enumerate(found):
        if not ontology.is_a(event.event_class, "Protest") or not set(event.entities(Role.TARGET)) <= places:
            continue
        for purpose in purposes.values():
            if purpose is not event and parse.heads[purpose.clause] in (event.clause, event.head):
                given = _pressed(purpose, found)
                done[index] = replace(done[index], arguments=(*done[index].arguments, *given))
    return done


def _presses(event: DocEvent, ontology: Ontology) -> bool:
    return ontology.is_a(event.event_class, "Demand", "Appeal", "Protest", "Criticism")


def _pressed(purpose: DocEvent, found: list[DocEvent]) -> list[DocArgument]:
    """Whom a demand is put to, or who is to do what it asks for."""
    given = [a for a in purpose.arguments if a.role is Role.TARGET and a.entities]
    asked = (found[a.event] for a in purpose.arguments if a.role is Role.CONTENT and a.event is not None)
    given = given or [a for content in asked for a in content.arguments if a.role is Role.ACTOR and a.entities]
    own = set(purpose.entities(Role.ACTOR))
    return [replace(a, role=Role.TARGET, rule=PRESSED) for a in given if own.isdisjoint(a.entities)]


def with_implied_actors(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events with the actors that another event implies.

    Who is accused of an act did it, the accuser says ("blames Moscow for the attack"); who declares a truce keeps it;
    who attacks does what the attack does ("Israel's strike killed six").
    """
    done = [_with_doer_around(event, found, parse, ontology) for event in found]
    for event in found:
        for argument in event.arguments:
            if argument.event is None or done[argument.event].entities(Role.ACTOR):
                continue
            if parse.child(argument.token, *SUBJECTS) is not None or argument.token in parse.ancestors(event.clause):
                continue  # "maintained that six died"; "the raid, for which they blame Togo, killed six"
            giver = ontology.actor_of_content(event.event_class)
            if giver is None and _is_sought(done[argument.event], event, ontology):
                giver = Role.ACTOR
            is_truce = ontology.is_a(event.event_class, "Ceasefire") and len(event.entities(Role.ACTOR)) > 1
            if is_truce and ontology.is_a(done[argument.event].event_class, "Fighting"):
                giver = Role.ACTOR  # "Chad and Mali ended a war": theirs
            is_act = _is_done(done[argument.event]) and not _is_for_others(done[argument.event], event, ontology, parse)
            if giver is not None and is_act and not _is_nobodys(event, parse):
                done[argument.event] = with_actors(done[argument.event], event, giver, _of_the_event_about_it(giver))
    at = {event.head: index for index, event in enumerate(done)}
    for index, event in enumerate(done):
        cause = event.cause if event.cause is not None else at.get(blow_around(parse, event.clause) or -1)
        if cause is None or ontology.is_a(done[cause].event_class, "Fighting"):
            continue  # "the war has killed thousands": which side killed them is not said
        if ontology.is_a(event.event_class, "Violence", "Release") and not event.entities(Role.ACTOR):
            done[index] = with_actors(event, done[cause], Role.ACTOR, OF_THE_ATTACK)
    return done


def _with_doer_around(event: DocEvent, found: list[DocEvent], parse: Parse, ontology: Ontology) -> DocEvent:
    """An attack in or by which somebody does violence is theirs: "rebels kidnapped two nuns in a raid on Gao"."""
    prep = parse.heads[event.head]
    if event.clause != event.head or event.entities(Role.ACTOR) or not ontology.is_a(event.event_class, "Attack"):
        return event
    if parse.deps[event.head] != "pobj" or parse.words[prep] not in BY_MEANS_OF:
        return event
    if any(parse.words[c] in ("the", "that", "this") for c in parse.with_dep(event.head, "det")):
        return event  # which was told of before
    doing = (e for e in found if e.clause == parse.heads[prep] and ontology.is_a(e.event_class, *_DONE_BY_ATTACK))
    giver = next(doing, None)
    return with_actors(event, giver, Role.ACTOR, "subject of the clause around it") if giver is not None else event


def with_threatened(found: list[DocEvent], ontology: Ontology) -> list[DocEvent]:
    """The events, what somebody is threatened with done to them: "threatened Chad with sanctions"."""
    done = list(found)
    for event in found:
        if not ontology.is_a(event.event_class, "Threat"):
            continue
        for argument in event.arguments:
            content = done[argument.event] if argument.event is not None and argument.rule in _WITH else None
            known = ontology.classes.get(content.event_class or "") if content is not None else None
            is_blow = known is not None and (known.is_hostile or ontology.is_a(known.name, "Justice"))
            if content is None or not is_blow or content.entities(Role.TARGET):
                continue
            given = (replace(a, rule=THREATENED) for a in event.arguments if a.role is Role.TARGET and a.entities)
            done[argument.event or 0] = replace(content, arguments=(*content.arguments, *given))
    return done


def _is_sought(event: DocEvent, giver: DocEvent, ontology: Ontology) -> bool:
    """Whether somebody wants what two do, or does not, and it says with whom: "is open to talks with Chad"."""
    known = ontology.classes.get(event.event_class or "")
    is_of_two = known is not None and bool(known.is_mutual) and bool(event.entities(Role.TARGET))
    return is_of_two and ontology.is_a(giver.event_class, *_SEEKING)


def _is_done(event: DocEvent) -> bool:
    """Whether somebody does what an event's frame says: an attack, but no death, which a ministry only confirms."""
    roles = {slot.role for slot in event.frame.slots} if event.frame else set()
    return Role.ACTOR in roles or Role.TARGET not in roles


def _is_for_others(event: DocEvent, about: DocEvent, ontology: Ontology, parse: Parse) -> bool:
    """What is called, announced or promised for others to do: "called an election", "announced the truce"."""
    if ontology.is_a(about.event_class, "Announcement") and ontology.is_a(event.event_class, "Ceasefire"):
        return any(parse.words[c] == "the" for c in parse.with_dep(event.head, "det"))
    is_told = ontology.is_a(about.event_class, "Announcement", "Promise") and event.clause == event.head
    is_promised = ontology.is_a(about.event_class, "Promise") and ontology.is_a(event.event_class, "Investigation")
    return is_told and (is_promised or ontology.is_a(event.event_class, "Election"))


def _of_the_event_about_it(giver: Role) -> str:
    return f"{giver.value} of the event about it"


def _is_nobodys(event: DocEvent, parse: Parse) -> bool:
    """ "No group claimed the attack": which did it is left open."""
    actors = [a.token for a in event.arguments if a.role is Role.ACTOR]
    return any(parse.words[c] == "no" for token in actors for c in parse.with_dep(token, "det"))


def with_denied_parties(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events, what somebody denies a part in done by whoever denies it: "denied any role in the raid".

    And harm by whose part in it is told: "was jailed for his part in the killing".
    """
    at = entity_index(parse.doc)
    denials = {event.head: event for event in found if ontology.is_a(event.event_class, "Denial")}
    done = []
    for event in found:
        prep = parse.heads[event.head]
        is_part = parse.deps[event.head] == "pobj" and parse.words[prep] in PART_PREPOSITIONS
        above = parse.heads[prep]
        parts = (above, *parse.with_dep(above, "dobj")) if is_part else ()  # the phrase may hang on "denied"
        part = next((i for i in parts if parse.in_set(i, "PartWord")), None)
        denial = denials.get(parse.heads[part]) if part is not None else None
        if denial is not None and not event.entities(Role.ACTOR):
            event = with_actors(event, denial, Role.ACTOR, "actor of the denial of a part in it")
        elif part is not None and not event.entities(Role.ACTOR) and ontology.is_a(event.event_class, *_HARMING):
            holders = (i for i in parse.with_dep(part, "poss") if at.get(i))
            given = (DocArgument(Role.ACTOR, i, "who has a part in it", at[i]) for i in holders)
            event = replace(event, arguments=(*given, *event.arguments))
        done.append(event)
    return done


def without_claimed_actors(judged: list[DocEvent], ontology: Ontology) -> list[DocEvent]:
    """The events told as facts without who is only said to be behind them.

    "Denied the raid that killed six": the killing has no actor; nor has "the raid" after "blamed rebels for the raid",
    and nor has the first one, if the article has told of it before.
    """
    blaming = (event for event in judged if ontology.is_a(event.event_class, "Accusation"))
    blamed = {a.event for event in blaming for a in event.arguments if a.event is not None}
    about_it = _of_the_event_about_it(Role.TARGET)
    accused = {a.token for index in blamed for a in judged[index].arguments if a.rule == about_it}
    first = {
        a.token: e
        for e in judged
        for a in e.arguments
        if a.role is Role.ACTOR and a.rule not in (OF_THE_ATTACK, OF_THE_EVENT)
    }

    def is_claim(index: int, event: DocEvent, argument: DocArgument) -> bool:
        if argument.rule == about_it and index in blamed:
            return True
        if argument.rule == OF_THE_EVENT and argument.token in accused:
            return True  # "blamed Togo for the raid. The raid killed six"
        other = judged[event.cause] if argument.rule == OF_THE_ATTACK and event.cause is not None else None
        if argument.rule == OF_THE_EVENT and not ontology.is_a(event.event_class, *_OPEN_ACTS):
            other = first.get(argument.token, event)  # "the talks" are of whoever is said to talk
        return argument.role is Role.ACTOR and other is not None and not _is_told(other)

    done = []
    for index, event in enumerate(judged):
        kept = tuple(a for a in event.arguments if not _is_told(event) or not is_claim(index, event, a))
        done.append(event if kept == event.arguments else replace(event, arguments=kept))
    return done


def _is_told(event: DocEvent) -> bool:
    return event.factuality is Factuality.ACTUAL and not event.is_attributed


def with_expellers(
    found: list[DocEvent], ontology: Ontology, kinds_of: Callable[[int], frozenset[str]]
) -> list[DocEvent]:
    """The expulsions with the state or body that expels: "was expelled from Peru", "thrown out of the league"."""
    done = []
    for event in found:
        is_open = ontology.is_a(event.event_class, *_PUT_OUT)
        if is_open and not event.entities(Role.ACTOR):
            froms = (a for a in event.arguments if a.role is Role.ORIGIN and a.entities)
            homes = (a for a in froms if kinds_of(a.token) & {"country", "organization"})
            given = tuple(replace(a, role=Role.ACTOR, rule="who expels from its own") for a in homes)
            event = replace(event, arguments=(*given, *event.arguments))
        done.append(event)
    return done


def without_struck_actors(found: list[DocEvent], ontology: Ontology) -> list[DocEvent]:
    """The events, harm without what only met with an accident: "a school collapsed, killing six" tells of no killer."""
    struck = {a.token for e in found if ontology.is_a(e.event_class, "Hazard") for a in e.arguments if a.entities}
    done = []
    for event in found:
        is_harm = ontology.is_a(event.event_class, *HARMS)
        kept = tuple(a for a in event.arguments if not (is_harm and a.role is Role.ACTOR and a.token in struck))
        done.append(event if len(kept) == len(event.arguments) else replace(event, arguments=kept))
    return done


def with_sides(found: list[DocEvent], parse: Parse, ontology: Ontology) -> list[DocEvent]:
    """The events that actors do with each other, with the states of a plural of two: "Malian and Kenyan envoys met"."""
    at = entity_index(parse.doc)
    done = []
    for event in found:
        known = ontology.classes.get(event.event_class or "")
        actors = [a for a in event.arguments if a.role is Role.ACTOR and a.entities]
        if known is not None and known.is_mutual and len(actors) == 1 and not event.entities(Role.TARGET):
            states = sides(parse, actors[0].token)
            given = (replace(actors[0], token=i, rule=SIDE, entities=at[i]) for i in states if at.get(i))
            event = replace(event, arguments=(*event.arguments, *given))
        done.append(event)
    return done


def with_joint_acts(found: list[DocEvent], ontology: Ontology) -> list[DocEvent]:
    """The events, those that several do together of the class for that: "Chile and Peru held a drill"."""
    return [_as_joint(event, ontology) for event in found]


def _as_joint(event: DocEvent, ontology: Ontology) -> DocEvent:
    known = ontology.classes.get(event.event_class or "")
    if known is None or known.joint is None or len(event.entities(Role.ACTOR)) < 2:
        return event
    return replace(event, event_class=known.joint)


def with_places_of_events(found: list[DocEvent]) -> list[DocEvent]:
    """An origin or destination that is an event is where it takes place: "recalled its envoy from talks in Oman"."""
    by_head = {event.head: event for event in found}
    done = []
    for event in found:
        extra = [
            replace(place, role=argument.role, rule=f"place of the {argument.role.value}")
            for argument in event.arguments
            if argument.role in (Role.ORIGIN, Role.DESTINATION) and argument.token in by_head
            for place in by_head[argument.token].arguments
            if place.role is Role.PLACE
        ]
        done.append(replace(event, arguments=(*event.arguments, *extra)) if extra else event)
    return done


def with_actors(event: DocEvent, giver: DocEvent, role: Role, rule: str) -> DocEvent:
    """The event with another's fillers of a role as its actors; whom it is done to is none of them."""
    own = {i for a in event.arguments for i in a.entities}
    fillers = (a for a in giver.arguments if a.role is role and a.entities and own.isdisjoint(a.entities))
    given = tuple(replace(a, role=Role.ACTOR, rule=rule) for a in fillers)
    return replace(event, arguments=(*given, *event.arguments))
