"""Who takes part in an event of several by what they do about it: "left for talks in Oslo", "called off a strike".

Such a noun rarely says itself whose it is; the clause around it does, by its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.frames import SUBJECT
from kg.language.annotations import DocArgument, DocEvent, entity_index
from kg.language.grammar.syntax import verb_positions
from kg.language.linking.doers import AGENTS
from kg.language.parse.tree import Parse
from kg.model import Role
from kg.ontology import Ontology

_AT = frozenset({"at", "in", "on", "during", "after", "before", "for", "following", "since"})  # "agreed at a summit"
_FROM = frozenset({"of", "from", "out"})  # "walked out of talks"
_TO = frozenset({"to", "into"})  # "returned to negotiations"
_HELD = frozenset({"at", "in", "on", "during"})  # "Kovac, on a visit to Oslo, said"
_UNDER = frozenset({"under"})  # "agreed to leave under a truce"
_NOT_TAKING_PART = ("Communication", "Mediation", "Boycott")  # who speaks of talks or stays away is no party to them
_WHOSE = "subject of the clause around it"
_JOINT = ("Agreement", "Ceasefire", "Merger", "Acquisition", "Cooperation")
_ENDING = ("Agreement", "Ceasefire")
_HOMES = frozenset({"country", "place"})
_BODIES = frozenset({"organization", "group"})

Kinds = Callable[[int], frozenset[str]]


def with_attendance(found: list[DocEvent], parse: Parse, ontology: Ontology, kinds_of: Kinds) -> list[DocEvent]:
    """The events, talks and visits with those who do something at or after them: "left for talks in Oslo"."""
    at = entity_index(parse.doc)
    spoken = {e.clause for e in found if ontology.is_a(e.event_class, *_NOT_TAKING_PART)}
    ended = {e.clause for e in found if ontology.is_a(e.event_class, *_ENDING)}
    done = []
    for event in found:
        given: list[DocArgument] = []
        if _is_hosted(event, parse, ontology):
            hosts = _subjects_of(parse, parse.heads[event.head])
            given = [DocArgument(_part_of_host(i, kinds_of), i, "who is host to it", at[i]) for i in hosts if at.get(i)]
        elif _is_attended(event, parse, ontology):
            hosts = [i for i in _attending(parse, event.head, spoken) if kinds_of(i) & AGENTS and at.get(i)]
            given = [DocArgument(Role.ACTOR, i, _WHOSE, at[i]) for i in hosts]
            given += _met_for_it(event, found, parse) if given else []
        elif _is_nobodys_fight(event, parse, ontology) and not ended.isdisjoint(parse.ancestors(event.head)):
            given = _fighting(parse, event.head, ended, at)
        done.append(replace(event, arguments=(*given, *event.arguments)) if given else event)
    return done


def _met_for_it(event: DocEvent, found: list[DocEvent], parse: Parse) -> list[DocArgument]:
    """Whom one meets for talks one has them with: "Ruiz met Kos in Lima for talks on Chad"."""
    if event.entities(Role.TARGET) or not parse.in_set(event.head, "Talks"):
        return []
    verb = next((above for above in parse.ancestors(event.head) if parse.is_verb(above)), event.head)
    met = (a for e in found if e.clause == verb and e.event_class == "Meeting" for a in e.arguments)
    return [replace(a, rule="who is met for it") for a in met if a.role is Role.TARGET and a.entities]


def _part_of_host(host: int, kinds_of: Kinds) -> Role:
    return Role.PLACE if kinds_of(host) & _HOMES else Role.ACTOR


def _subjects_of(parse: Parse, verb: int) -> list[int]:
    return [p.token for p in verb_positions(parse, verb) if p.label == SUBJECT and not p.is_clause]


def _is_hosted(event: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """ "Oman hosted the talks": it is where they were held, not who held them."""
    is_object = event.clause == event.head and parse.deps[event.head] == "dobj"
    if not is_object or not parse.in_set(parse.heads[event.head], "HostingVerb"):
        return False
    is_open = not (event.entities(Role.ACTOR) or event.entities(Role.TARGET) or event.entities(Role.PLACE))
    return is_open and ontology.is_a(event.event_class, "Diplomacy")


def _is_nobodys_fight(event: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    is_open = event.clause == event.head and not event.entities(Role.ACTOR) and not event.entities(Role.TARGET)
    return is_open and parse.pos[event.head] == "NOUN" and ontology.is_a(event.event_class, "Fighting")


def _fighting(parse: Parse, noun: int, ended: set[int], at: Mapping[int, tuple[int, ...]]) -> list[DocArgument]:
    """Who fought what they make peace after: "Chad and Mali agreed a truce after days of fighting"."""
    verb = next((above for above in parse.ancestors(noun) if parse.is_verb(above)), noun)
    hosts = [i for i in _attending(parse, noun, set()) if at.get(i)] if verb in ended else []
    members = {i for host in hosts for i in at[host]}
    return [DocArgument(Role.ACTOR, i, _WHOSE, at[i]) for i in hosts] if len(members) > 1 else []


def _is_attended(event: DocEvent, parse: Parse, ontology: Ontology) -> bool:
    """Whether an event is talks or a visit of somebody who is told elsewhere."""
    is_joint = parse.in_set(event.head, "JointEvent") and ontology.is_a(event.event_class, "Diplomacy")
    is_joint = is_joint or (parse.in_set(event.head, "TruceNoun") and event.clause == event.head)
    return is_joint and not event.entities(Role.ACTOR)


def _attending(parse: Parse, noun: int, spoken: set[int]) -> list[int]:
    """Who a phrase with a noun of talks hangs on, or the subjects of its active verb, unless that only speaks of it."""
    below = noun
    is_truce = parse.in_set(noun, "TruceNoun")
    for above in parse.ancestors(noun):
        if parse.is_verb(above) and parse.deps[above] != "prep":  # "following days of talks"
            is_phrase = parse.deps[below] == "prep" and parse.words[below] in (_UNDER if is_truce else _AT)
            is_phrase = is_phrase or (parse.words[below] in _TO and above not in spoken and parse.in_set(noun, "Talks"))
            is_left = parse.deps[below] == "prep" and parse.words[below] in _FROM and above not in spoken
            is_object = parse.deps[below] == "dobj" and above not in spoken
            is_object &= not parse.in_set(above, "JudgingVerb")  # "called the talks useful"
            if parse.is_passive(above) or not (is_phrase or ((is_object or is_left) and not is_truce)):
                return []  # "Chad and Mali broke off talks with Niger", "walked out of talks", "agreed after talks"
            return _subjects_of(parse, above)
        if (
            parse.deps[below] == "prep"
            and parse.words[below] in _HELD
            and not is_truce
            and parse.words[below - 1] == ","
        ):
            return [above]
        is_spell = above in parse.timed or parse.in_set(above, "Spell")  # "after days of talks"
        is_spell = is_spell or parse.in_set(above, "StageNoun")  # "made progress in talks"
        if parse.deps[below] not in ("pobj", "prep", "pcomp") or (parse.pos[above] == "NOUN" and not is_spell):
            return []
        below = above
    return []


def with_keepers(event: DocEvent, parse: Parse, ontology: Ontology, kinds_of: Kinds) -> DocEvent:
    """A protest of nobody with the body that decides on it: "the union called off a strike", "voted for a walkout".

    Who only stops one is no party to it: "a court suspended the strike". A deal "with Chad" is of whoever seeks it.
    """
    if event.clause != event.head or event.entities(Role.ACTOR):
        return event
    if ontology.is_a(event.event_class, "Protest"):
        doers = [i for i in deciding(parse, event.head) if kinds_of(i) & _BODIES]
    elif ontology.is_a(event.event_class, *_JOINT) and event.entities(Role.TARGET):
        seeking = parse.word_sets.get("SeekingWord", frozenset())
        doers = [i for i in _having(parse, event.head, seeking) if kinds_of(i) & AGENTS]
    else:
        return event
    at = entity_index(parse.doc)
    keepers = tuple(DocArgument(Role.ACTOR, i, _WHOSE, at[i]) for i in doers if at.get(i))
    return replace(event, arguments=(*keepers, *event.arguments))


def deciding(parse: Parse, noun: int) -> list[int]:
    """Who decides on a protest: "the union called off a strike"; no court or employer."""
    words = parse.word_sets.get("DecidingVerb", frozenset())
    breakers = parse.word_sets.get("StrikeBreaker", frozenset())
    return [i for i in _having(parse, noun, words) if parse.lemmas[i].lower() not in breakers]


def _having(parse: Parse, noun: int, words: frozenset[str]) -> list[int]:
    """The subjects of the active verb or adjective that has the noun as its object, or as that of its preposition."""
    holder = parse.heads[noun]
    phrase = f"{parse.lemmas[holder]} {parse.particle(holder)}".strip()
    if parse.deps[noun] == "pobj" and parse.deps[holder] == "prep":
        above = parse.heads[holder]
        if parse.in_set(above, "PartitiveNoun") and parse.words[holder] == "of":
            return _having(parse, above, words)  # "suspended a series of strikes"
        phrase, holder = f"{parse.lemmas[above]} {parse.words[holder]}", above
    verb = parse.heads[holder] if parse.deps[holder] == "acomp" else holder
    is_object = parse.deps[noun] in ("dobj", "pobj") and parse.is_verb(verb) and not parse.is_passive(verb)
    is_upshot = parse.deps[verb] == "advcl" and parse.tags[verb] == "VBG"  # "signed a pact, ending the strike"
    if not is_object or is_upshot or phrase not in words:
        return []
    return _subjects_of(parse, verb)
