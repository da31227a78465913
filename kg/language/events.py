"""Events: a Doc with entities and times in, `kg_events` with triggers, classes and arguments out.

Each verb and noun of the story that evokes a frame gives one event. A verb that the ontology does not know gives a
plain one where it joins two entities, or where it is the content of another event, so that nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.annotations import DocArgument, DocEvent, entities, entities_at, names, quotations, times
from kg.language.linking import Link, Linker, Match, kinds
from kg.language.parse import Parse, read_parse
from kg.language.syntax import Position
from kg.model import Role
from kg.ontology import OBJECT, SUBJECT, Ontology, load_ontology

_PLAIN_ROLES = {SUBJECT: Role.ACTOR, OBJECT: Role.TARGET}


@Language.factory("kg_events")
def make_events(nlp: Language, name: str) -> EventFinder:
    """The component with the ontology that ships."""
    return EventFinder(load_ontology())


class EventFinder:
    """Finds the events of a Doc."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with `kg_events` set."""
        doc._.kg_events = tuple(find_events(doc, self.ontology))
        return doc


def find_events(doc: Doc, ontology: Ontology) -> list[DocEvent]:
    """The events of a Doc in the order of their triggers, before factuality, sources and times."""
    parse = read_parse(doc, ontology.word_sets)
    scene = Scene(parse, ontology)
    matches = scene.matches()
    matches += scene.plain_matches(matches)
    matches.sort(key=lambda match: match.head)
    at = {match.clause: index for index, match in reversed(list(enumerate(matches)))}
    at |= {match.head: index for index, match in enumerate(matches)}
    return [scene.event(match, at) for match in matches]


class Scene:
    """One Doc with everything that finding its events asks for."""

    def __init__(self, parse: Parse, ontology: Ontology) -> None:
        doc = parse.doc
        self.parse = parse
        self.ontology = ontology
        self.entities = entities(doc)
        self.named = {t.i for name in names(doc) for t in name.span}
        self.timed = {t.i for time in times(doc) for t in time}
        self.candidates = frozenset(self._candidates())
        self.linker = Linker(parse, ontology, self.kinds_of, self.timed.__contains__)

    def _candidates(self) -> Iterator[int]:
        frames, parse = self.ontology.frames, self.parse
        known = {lemma for lemma, _ in frames}
        for i, lemma in enumerate(parse.lemmas):
            if lemma in known and parse.story[i] and i not in self.named and i not in self.timed:
                yield i

    def kinds_of(self, token: int) -> frozenset[str]:
        """What a token may be called in a frame's brackets."""
        found = entities_at(self.parse.doc[token])
        entity = self.entities[found[0]] if found else None
        is_money = entity is not None and entity.quantity is not None and entity.quantity.currency is not None
        is_event = token in self.candidates and self.parse.pos[token] in ("NOUN", "VERB")
        return kinds(entity.kind if entity else None, is_event=is_event, is_money=is_money)

    def matches(self) -> list[Match]:
        """The frames that the story's words evoke, one at most a word."""
        found = [match for i in sorted(self.candidates) if (match := self.linker.match(i)) is not None]
        return _without_light_verbs(found)

    def plain_matches(self, matches: list[Match]) -> list[Match]:
        """Verbs that no frame knows and that join two entities, or are the content of an event."""
        heads = {match.head for match in matches} | {match.clause for match in matches}
        contents = {
            link.token for match in matches for link in match.links if link.role is Role.CONTENT and link.is_clause
        }
        found = []
        for i, pos in enumerate(self.parse.pos):
            if i in heads or not self.parse.story[i] or not (pos == "VERB" or i in contents):
                continue
            if self.parse.deps[i] in ("amod", "compound", "aux", "auxpass"):
                continue
            links = [
                self._plain_link(p) for p in self.linker.positions(i) if p.label in _PLAIN_ROLES and not p.is_clause
            ]
            named = {
                index for link in links for index in entities_at(self.parse.doc[link.token]) if self._is_actor(index)
            }
            if i in contents or len(named) > 1:
                found.append(Match(None, i, (i, i + 1), i, tuple(links)))
        return found

    def _is_actor(self, index: int) -> bool:
        return self.entities[index].is_named

    def _plain_link(self, position: Position) -> Link:
        return Link(_PLAIN_ROLES[position.label], position.token, position.rule)

    def event(self, match: Match, at: dict[int, int]) -> DocEvent:
        """The event of a match; `at` gives the events by their head and clause tokens."""
        frame = match.frame
        return DocEvent(
            head=match.head,
            trigger=match.trigger,
            clause=match.clause,
            event_class=frame.event_class if frame else None,
            predicate=" ".join(frame.words) if frame else self.parse.lemmas[match.head],
            frame=frame,
            arguments=(*self._arguments(match, at), *self._quotations(match)),
        )

    def _quotations(self, match: Match) -> Iterator[DocArgument]:
        """The direct quotations that a speech verb introduces."""
        for index, quotation in enumerate(quotations(self.parse.doc)):
            if quotation.verb is not None and quotation.verb.i in (match.head, match.clause):
                yield DocArgument(Role.CONTENT, quotation.span.root.i, "direct quotation", quotation=index)

    def _arguments(self, match: Match, at: dict[int, int]) -> Iterator[DocArgument]:
        """The links as arguments: an event among the fillers is content; a role takes each filler once."""
        seen: set[tuple[Role, object]] = set()
        for link in match.links:
            event = at.get(link.token)
            if event is not None and link.token not in (match.head, match.clause):
                argument = DocArgument(Role.CONTENT, link.token, link.rule, event=event)
            elif link.is_clause:
                continue
            else:
                role = Role.TOPIC if link.role is Role.CONTENT else link.role
                argument = DocArgument(role, link.token, link.rule, entities=entities_at(self.parse.doc[link.token]))
            key = (argument.role, argument.entities or argument.event)
            if key not in seen and (argument.entities or argument.event is not None):
                seen.add(key)
                yield argument


def _without_light_verbs(matches: list[Match]) -> list[Match]:
    """Where a noun is the event, its light verb is none: "launched an attack" launches nothing."""
    carried = {match.clause for match in matches if match.clause != match.head}
    return [match for match in matches if match.head not in carried]
