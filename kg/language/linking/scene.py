"""One article as a scene: its words as triggers and as fillers of roles, and what each trigger makes an event of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from spacy.tokens import Span

from kg.frames import OBJECT, SUBJECT, PartOfSpeech
from kg.language.annotations import (
    DocArgument,
    DocEntity,
    DocEvent,
    entities,
    entity_index,
    head_of,
    names,
    quotations,
)
from kg.language.grammar.members import OWNERS, described_by, within
from kg.language.grammar.positions import Position as Standing
from kg.language.grammar.positions import counted
from kg.language.grammar.pronouns import REFLEXIVE, is_reciprocal
from kg.language.linking.doers import AGENTS
from kg.language.linking.linker import Linker
from kg.language.linking.matches import Link, Match, without_light_verbs
from kg.language.linking.offences import without_offences
from kg.language.linking.slots import is_time, kinds, takes_object, words_for
from kg.language.parse.asides import passive_beside_a_passive
from kg.language.parse.headlines import passives_of_headlines
from kg.language.parse.lemmas import mend_lemmas
from kg.language.parse.tree import Parse
from kg.model import EntityKind, Role
from kg.ontology import Ontology, Position

_MAYBE_CONTENT = frozenset({Role.CONTENT, Role.TOPIC, Role.TARGET})  # an event is never an entity in these
_ACTED_ON = frozenset({Role.TARGET, Role.TOPIC, Role.RECIPIENT})
_ACTING = (EntityKind.GROUP, EntityKind.PERSON, EntityKind.ORGANIZATION)
NAME_WITHIN = "name within the object"
NAME_BESIDE = "name beside the object"
_COUNTED = frozenset({"group", "person", "thing"})
_PLAIN_ROLES = {SUBJECT: Role.ACTOR, OBJECT: Role.TARGET}


class Fillers:
    """The words of a Doc as what may fill a role: entities, and `candidates` for events."""

    def __init__(self, parse: Parse, candidates: frozenset[int]) -> None:
        self.parse = parse
        self.candidates = candidates
        self.entities = entities(parse.doc)
        self.entities_at = entity_index(parse.doc)

    def kinds_of(self, token: int) -> frozenset[str]:
        """What a token may be called in a frame's brackets."""
        found = self.entities_at.get(token, ())
        has_sign = any(self.parse.tags[c] == "$" for c in self.parse.children[token])  # "a fine of $2bn"
        if not found and self.parse.pos[token] == "NUM" and not has_sign:
            return _COUNTED  # "threw out 13"
        entity = self.entities[found[0]] if found else None
        quantity = entity.quantity if entity else None
        is_money = has_sign or (quantity is not None and quantity.currency is not None)
        is_event = token in self.candidates and self.parse.pos[token] in ("NOUN", "VERB")
        return kinds(entity.kind if entity else None, is_event=is_event, is_money=is_money)

    def words_of(self, token: int) -> frozenset[str]:
        """What brackets may call a token: its noun; a pronoun's are those of what it stands for ("tabled it")."""
        found = words_for(self.parse, token)
        if self.parse.pos[token] == "PRON":
            for entity in self.entities_at.get(token, ()):
                heads = (head_of(span) for span in self.entities[entity].mentions)
                found.update(self.parse.lemmas[head] for head in heads if self.parse.pos[head] == "NOUN")
        return frozenset(found)


def may_evoke(parse: Parse, ontology: Ontology, token: int) -> bool:
    """Whether a word is more than the end of idioms that are not there: the phone of no "spoke on the phone"."""
    frames = ontology.frames.get((parse.lemmas[token], PartOfSpeech.NOUN), ()) if parse.pos[token] == "NOUN" else ()
    if not frames or any(len(frame.words) == 1 for frame in frames):
        return True
    head = parse.heads[token]
    near = {parse.lemmas[i] for i in (head, parse.heads[head], *parse.children[token])}
    return any(not near.isdisjoint(frame.words[:-1]) for frame in frames)


class Scene:
    """One Doc with everything that finding its events asks for."""

    def __init__(self, parse: Parse, ontology: Ontology) -> None:
        doc = parse.doc
        self.parse = parse
        self.ontology = ontology
        self.entities = entities(doc)
        self.entities_at = entity_index(doc)
        self.named = {i for name in names(doc) for i in range(name.span.start, name.span.end)}
        self.bare: frozenset[int] = frozenset()
        self.things: dict[int, int] = {}  # noun -> index of its entity, beyond those of the Doc
        self.spans: list[Span] = []
        mend_lemmas(parse, ontology.lemmas)
        passive_beside_a_passive(parse, partial(takes_object, parse, ontology))
        passives_of_headlines(parse, partial(takes_object, parse, ontology))
        self.candidates = frozenset(self._candidates())
        events = frozenset(i for i in self.candidates if may_evoke(parse, ontology, i))
        fillers = Fillers(parse, events)  # no method of this: a Scene that held itself would keep its Doc
        kinds_of, words_of = cache(fillers.kinds_of), cache(fillers.words_of)
        self.linker = Linker(parse, ontology, kinds_of, words_of, partial(is_time, parse))

    def _candidates(self) -> Iterator[int]:
        known, frames, parse = self.ontology.trigger_lemmas, self.ontology.frames, self.parse
        for i, lemma in enumerate(parse.lemmas):
            if lemma in known and parse.pos[i] == "NOUN" and (lemma, PartOfSpeech.NOUN) not in frames:
                continue  # a ship, which is no shipping
            if lemma in known and parse.story[i] and i not in self.named and i not in parse.timed:
                yield i

    def matches(self) -> list[Match]:
        """The frames that the story's words evoke, one at most a word."""
        found = [match for i in sorted(self.candidates) if (match := self.linker.match(i)) is not None]
        inside = {i for match in found for i in match.words if i != match.head}  # "dead" of "shot dead"
        unnamed = {i for match in found for i in self._anonymous(match.head)}
        found = [m for m in found if m.head not in inside | unnamed and not self._is_share(m.head)]
        told = without_offences(without_light_verbs(found), self.parse, self.ontology)
        return self._without_purposes(self._without_results(told))

    def _anonymous(self, verb: int) -> Iterator[int]:
        """ "Asked not to be named", "who was not named": the words that keep somebody nameless."""
        parse = self.parse
        if not parse.in_set(verb, "NamingVerb") or parse.child(verb, "auxpass") is None:
            return
        if parse.deps[verb] == "xcomp":
            yield from (verb, parse.heads[verb])
        elif parse.child(verb, "neg") is not None and parse.child(verb, "oprd", "prep") is None:
            yield verb

    def _is_share(self, noun: int) -> bool:
        """ "Won 40% of the vote": a share is no event."""
        of, parse = self.parse.heads[noun], self.parse
        return parse.deps[noun] == "pobj" and parse.words[of] == "of" and parse.in_set(parse.heads[of], "ShareNoun")

    def _without_purposes(self, matches: list[Match]) -> list[Match]:
        """Without the infinitives that say again what their main clause does, which has their roles.

        "Met to discuss", "flew in to visit", "took to the streets to protest against the tax".
        """
        main = {match.clause: match for match in matches if match.frame}
        repeated = {}
        for match in matches:
            above = main.get(self.parse.heads[match.clause])
            if above is not None and self._is_purpose(match.clause) and self._are_akin(match, above):
                repeated[match.clause] = above.clause
        given = {repeated[match.clause]: match for match in matches if match.clause in repeated}
        return [_with_roles(m, given.get(m.clause)) for m in matches if m.clause not in repeated]

    def _is_purpose(self, verb: int) -> bool:
        """ "To discuss it", and "using gas", which says by what means."""
        is_means = self.parse.words[verb] == "using"
        return self.parse.deps[verb] == "advcl" and (is_means or self.parse.is_infinitive(verb))

    def _are_akin(self, one: Match, other: Match) -> bool:
        if one.frame is None or other.frame is None:
            return False
        first, second, is_a = one.frame.event_class, other.frame.event_class, self.ontology.is_a
        return is_a(first, second) or is_a(second, first)

    def _without_results(self, matches: list[Match]) -> list[Match]:
        """Without the nouns that name what another event made or takes: "signed the accord", "the deal"."""
        taken = {link.token for match in matches for link in match.links if not link.is_clause}
        said = {link.token: match for match in matches for link in match.links if link.role is Role.TOPIC}
        return [match for match in matches if not self._is_result(match, taken) and not self._is_said(match, said)]

    def _is_said(self, match: Match, said: dict[int, Match]) -> bool:
        """ "Put the general under arrest", "went into liquidation": the noun says no more than its verb does."""
        above = said.get(match.head)
        return above is not None and not match.links and match is not above and self._are_akin(match, above)

    def _is_result(self, match: Match, taken: set[int]) -> bool:
        if match.clause != match.head or not self.parse.in_set(match.head, "ResultNoun"):
            return False
        if self.parse.pos[match.head] != "NOUN":
            return False
        own = {link.role for link in match.links if not link.rule.startswith("modifier")}
        return not own & ({Role.ACTOR} if match.head in taken else {Role.ACTOR, Role.TARGET, Role.CONTENT})

    def plain_matches(self, matches: list[Match]) -> list[Match]:
        """Verbs that no frame knows: the content or condition of an event, or what joins two entities or events."""
        heads = {match.head for match in matches} | {match.clause for match in matches}
        contents = {link.token for match in matches for link in match.links if link.is_clause}
        found = []
        for i in self._other_verbs(heads, contents):
            links = [
                self._plain_link(p) for p in self.linker.positions(i) if p.label in _PLAIN_ROLES and not p.is_clause
            ]
            if i in contents or self._is_condition(i) or self._joins(links, heads):
                found.append(Match(None, i, (i, i + 1), i, (*links, *self._topics(links))))
        return found

    def _topics(self, links: list[Link]) -> Iterator[Link]:
        """The names within what a verb acts on, of others than those who act: "covered the fuel bill of Gaza"."""
        there = {i for link in links for i in self.entities_at.get(link.token, ())}
        for link in links:
            for token in self._named_within(link.token) if link.role is Role.TARGET else ():
                if there.isdisjoint(self.entities_at.get(token, ())):
                    yield Link(Role.TOPIC, token, NAME_WITHIN)

    def _other_verbs(self, heads: set[int], contents: set[int]) -> Iterator[int]:
        for i, pos in enumerate(self.parse.pos):
            if i in heads or not self.parse.story[i] or not (pos == "VERB" or i in contents):
                continue
            if self.parse.deps[i] not in ("amod", "compound", "aux", "auxpass"):
                yield i

    def _is_condition(self, verb: int) -> bool:
        marks = self.ontology.operators_at(Position.MARKER)
        return any(self.parse.words[c] in marks for c in self.parse.with_dep(verb, "mark"))

    def _joins(self, links: list[Link], heads: set[int]) -> bool:
        """Whether two names meet in a verb, or an event and something else."""
        named = {i for link in links for i in self.entities_at.get(link.token, ()) if self.entities[i].is_named}
        return len(named) > 1 or (len(links) > 1 and any(link.token in heads for link in links))

    def _plain_link(self, position: Standing) -> Link:
        return Link(_PLAIN_ROLES[position.label], position.token, position.rule)

    def event(self, match: Match, at: dict[int, int]) -> DocEvent:
        """The event of a match; `at` gives the events by their head and clause tokens."""
        frame = match.frame
        arguments = tuple(self._arguments(match, at))
        arguments = (*arguments, *self._owners(arguments, match))
        return DocEvent(
            head=match.head,
            trigger=match.trigger,
            clause=match.clause,
            event_class=frame.event_class if frame else None,
            predicate=" ".join(frame.words) if frame else self.parse.lemmas[match.head],
            frame=frame,
            cause=self._cause(match, at),
            arguments=(*arguments, *self._names_within(arguments, match), *self._quotations(match)),
        )

    def _owners(self, arguments: tuple[DocArgument, ...], match: Match) -> Iterator[DocArgument]:
        """Whose forces are sent, where nobody is told to send them: "900 Chadian troops were sent"."""
        known = self.ontology.classes[match.frame.event_class] if match.frame else None
        if known is None or not known.actor_within or any(a.role is Role.ACTOR for a in arguments):
            return
        for argument in arguments:
            for token in self.parse.with_dep(argument.token, *OWNERS) if argument.role is Role.TARGET else ():
                if self.linker.kinds_of(token) & AGENTS and token in self.entities_at:
                    yield DocArgument(Role.ACTOR, token, "whose they are", entities=self.entities_at[token])

    def _names_within(self, arguments: tuple[DocArgument, ...], match: Match) -> Iterator[DocArgument]:
        """The names within what is acted on or gone to, as topics, where nobody is named beside the actor."""
        others = [argument for argument in arguments if argument.role is not Role.ACTOR and argument.entities]
        known = self.ontology.classes[match.frame.event_class] if match.frame else None
        acted_on = [a for a in others if a.role is not Role.PLACE]
        fillers = [self.entities[i] for a in acted_on for i in a.entities if i < len(self.entities)]
        if known is None or not known.topic_within or any(entity.is_named for entity in fillers):
            return
        taken = {argument.token for argument in arguments}
        events = {argument.token for argument in arguments if argument.role is Role.CONTENT}  # which hold their own
        yield from self._names_beside(arguments, match)
        are_things = all(entity.kind is EntityKind.THING for entity in fillers)
        for argument in (other for other in others if other.token not in events):
            is_thing = argument.role is Role.DESTINATION or (are_things and argument.role in _ACTED_ON)
            # of people only what is said behind them: "a Chinese officer" is not China
            behind = described_by(self.parse, argument.token)
            for above in (argument.token,) if is_thing else behind:
                for token in self._named_within(above):
                    found = self.entities_at[token]
                    if token not in taken and found != argument.entities:
                        yield DocArgument(Role.TOPIC, token, NAME_WITHIN, entities=found)

    def _names_beside(self, arguments: tuple[DocArgument, ...], match: Match) -> Iterator[DocArgument]:
        """The names that a trigger's phrases hold and no slot asks for: "trained 300 soldiers from Fiji"."""
        outward = self.ontology.word_sets.get("OutwardPreposition", ())
        taken, tokens = {i for a in arguments for i in a.entities}, {a.token for a in arguments}
        for position in self.linker.positions(match.clause):
            is_behind = position.label in outward and match.clause < position.token
            if position.is_clause or not is_behind or position.token in tokens:
                continue
            for token in (position.token, *self._named_within(position.token)):
                found = self.entities_at.get(token, ())
                if taken.isdisjoint(found) and any(self.entities[i].is_named for i in found):
                    taken.update(found)
                    yield DocArgument(Role.TOPIC, token, NAME_BESIDE, entities=found)

    def _named_within(self, noun: int) -> Iterator[int]:
        for token in within(self.parse, noun):
            held = [self.entities[i] for i in self.entities_at.get(token, ())]
            is_whose = self.parse.deps[token] in OWNERS and self._is_of_people(self.parse.heads[token], noun)
            is_name = any(entity.is_named or entity.kind not in (EntityKind.THING, EntityKind.PLACE) for entity in held)
            if is_name and not is_whose and token not in self.parse.timed:
                yield token

    def _is_of_people(self, head: int, noun: int) -> bool:
        """Whether a noun inside another is people or a body itself: "a plan by two Dutch officers" is not Holland's."""
        return head != noun and any(self.entities[i].kind in _ACTING for i in self.entities_at.get(head, ()))

    def _fillers_at(self, token: int) -> tuple[int, ...]:
        """The entities of a filler; a noun or number that is no mention of any ("a drone attack") becomes one."""
        known = self.entities_at.get(token, ()) or self.entities_at.get(counted(self.parse, token), ())
        is_nobody = self.parse.words[token] == "one" and self.parse.words[token - 1] == "no"
        if known or is_nobody or self.parse.pos[token] not in ("NOUN", "PROPN", "NUM"):
            return known
        if token in self.named and self.parse.heads[token] in self.named:
            return ()  # "the Court of Justice": of what is one name, no part is a thing of its own
        if is_reciprocal(self.parse, token):
            return known
        if token not in self.things:
            first = min([token, *(c for c in self.parse.with_dep(token, "compound", "amod") if c < token)])
            self.things[token] = len(self.entities) + len(self.things)
            self.spans.append(self.parse.doc[first : token + 1])
        return (self.things[token],)

    def new_entities(self) -> list[DocEntity]:
        """The things that only fill a role."""
        return [DocEntity(self._kind(span), span.text, (span,), is_named=False) for span in self.spans]

    def _kind(self, span: Span) -> EntityKind:
        return EntityKind.GROUP if self.parse.pos[span.end - 1] == "NUM" else EntityKind.THING

    def _cause(self, match: Match, at: dict[int, int]) -> int | None:
        """The event that stands where an actor would: "the strike killed six", "a series of strikes did"."""
        tokens = (link.token for link in match.links if link.role is Role.ACTOR)
        causes = (at.get(token, at.get(counted(self.parse, token))) for token in tokens)
        return next((cause for cause in causes if cause is not None), None)

    def _quotations(self, match: Match) -> Iterator[DocArgument]:
        """The direct quotations that a speech verb introduces."""
        for index, quotation in enumerate(quotations(self.parse.doc)):
            if quotation.verb is not None and quotation.verb.i in (match.head, match.clause):
                yield DocArgument(Role.CONTENT, quotation.span.root.i, "direct quotation", quotation=index)

    def _arguments(self, match: Match, at: dict[int, int]) -> Iterator[DocArgument]:
        """The links as arguments, each filler of a role once."""
        seen: set[tuple[Role, object]] = set()
        for link in match.links:
            for argument in self._fillers(link, match, at):
                key = (argument.role, argument.entities or argument.event)
                is_oneself = argument.role is Role.TOPIC and (Role.TARGET, key[1]) in seen  # "became president"
                if key not in seen and not is_oneself:
                    seen.add(key)
                    yield argument

    def _fillers(self, link: Link, match: Match, at: dict[int, int]) -> Iterator[DocArgument]:
        """A link's filler: an event where one stands and the role can be content, else the entities of the token."""
        event = at.get(link.token)
        is_own = link.token in (match.head, match.clause) or _is_addressed(link, match)
        if event is not None and not is_own and (link.is_clause or (match.frame and link.role in _MAYBE_CONTENT)):
            yield DocArgument(Role.CONTENT, link.token, link.rule, event=event)
            yield from self._attempted(link, at)
            if not self._is_thing_too(link, match):
                return
        is_oneself = self.parse.words[link.token] in REFLEXIVE  # "committed itself to it"
        if link.is_clause or is_oneself or (event is not None and match.frame and link.role is Role.ACTOR):
            return
        found = self._fillers_at(link.token)
        if found:
            role = Role.TOPIC if link.role is Role.CONTENT else link.role
            yield DocArgument(role, link.token, link.rule, entities=found)

    def _attempted(self, link: Link, at: dict[int, int]) -> Iterator[DocArgument]:
        """ "Denied that it tried to sway the vote": what is tried, begun or gone on with is content as well."""
        if link.is_clause and self.parse.in_set(link.token, "AspectVerb"):
            for inner in self.parse.with_dep(link.token, "xcomp"):
                if inner in at:
                    yield DocArgument(Role.CONTENT, inner, link.rule, event=at[inner])

    def _is_thing_too(self, link: Link, match: Match) -> bool:
        """Whether an event's noun fills the role itself as well: "signed the accord", "boycotted the poll"."""
        kinds = ("TruceNoun", "RevoltNoun")  # "accepted the truce", "condemned the coup"
        is_accepted = link.label == OBJECT and self.parse.in_any(link.token, kinds)
        if is_accepted or self.parse.in_set(link.token, "ResultNoun"):
            return True
        is_bare = link.role is Role.TARGET and link.token in self.bare
        return is_bare and match.frame is not None and self.ontology.targets_content(match.frame.event_class)


def _is_addressed(link: Link, match: Match) -> bool:
    """ "Told the inquiry that he had resigned": whom something is said to takes no part in what is said."""
    contents = (other for other in match.links if other.role is Role.CONTENT and other.is_clause)
    return link.role is Role.TARGET and link.label == OBJECT and any(c.label in ("that", "to") for c in contents)


def _with_roles(match: Match, other: Match | None) -> Match:
    """A match with the roles that only another has."""
    if other is None:
        return match
    own = {link.role for link in match.links}
    return replace(match, links=(*match.links, *(link for link in other.links if link.role not in own)))
