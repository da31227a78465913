"""Articles in, extractions out: the spaCy pipeline with our components around it.

`Extractor` is the seam: anything with an `extract` method (another parser, a language model) can take this one's place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.errors import OntologyError
from kg.gazetteer import Gazetteer, load_gazetteer
from kg.language.anchoring import EventAnchorer
from kg.language.annotations import DocArgument, DocEvent, article_of, entities, events, quotations, times
from kg.language.attributes import remember_attributes
from kg.language.confidence import set_confidence
from kg.language.coreference import Coreference
from kg.language.events import EventFinder
from kg.language.facts import Facts
from kg.language.factuality import FactualityFinder
from kg.language.layout import LayoutReader
from kg.language.matrices import in_one_thread, multiply_by_numpy
from kg.language.names import NameFinder
from kg.language.speech import SpeechFinder
from kg.language.times import TimeFinder
from kg.model import Argument, Article, Entity, EntityKind, Event, Extraction, Mention, Quotation, Role, TimeExpression
from kg.ontology import Ontology, load_ontology
from kg.pieces import Piece, pieces, united
from kg.pipeline import PIPELINE

BATCH_SIZE = 16  # articles at a time: throughput is flat from 8 to 64, memory is not


class Extractor(Protocol):
    """What turns articles into extractions, in their order, one by one.

    One that has a `version` (a string that changes when its extractions may) takes part in incremental builds; what
    others gave is made anew each time. One that can be pickled can be used by several processes.
    """

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article."""
        ...


Component = Callable[[Doc], Doc]


class SpacyExtractor:
    """The default extractor: a trained spaCy pipeline between `before` (layout) and `after` (names to events)."""

    def __init__(self, nlp: Language, before: Iterable[Component], after: Iterable[Component]) -> None:
        self.nlp = nlp
        self.before = tuple(before)
        self.after = tuple(after)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """The extraction of each article, in order; a long one is read in pieces."""
        waiting: deque[tuple[Article, list[Piece]]] = deque()  # the pipeline reads ahead by a batch
        found = self._extractions(_cut(articles, waiting))
        for first in found:
            article, parts = waiting.popleft()
            yield first if len(parts) == 1 else united(article, _with_begins(parts, chain([first], found)))

    def _extractions(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for doc in self.docs(articles):
            found = extraction(doc)
            doc.user_data.clear()  # it holds what holds the Doc, which would else wait for the garbage collector
            yield found

    def docs(self, articles: Iterable[Article]) -> Iterator[Doc]:
        """Each article as a Doc with every annotation."""
        for doc in in_one_thread(self.nlp.pipe(map(self._prepared, articles), batch_size=BATCH_SIZE)):
            for component in self.after:
                doc = component(doc)
            yield doc

    def _prepared(self, article: Article) -> Doc:
        doc = self.nlp.make_doc(article.text)
        doc._.kg_article = article
        for component in self.before:
            doc = component(doc)
        return doc


def _cut(articles: Iterable[Article], waiting: deque[tuple[Article, list[Piece]]]) -> Iterator[Article]:
    """The pieces of each article; who takes them finds in `waiting` which belong together."""
    for article in articles:
        parts = pieces(article)
        waiting.append((article, parts))
        yield from (part.article for part in parts)


def _with_begins(parts: Iterable[Piece], found: Iterator[Extraction]) -> Iterator[tuple[int, Extraction]]:
    """Where each piece begins, with what is found in it; takes no more than there are pieces."""
    return ((part.begin, next(found)) for part in parts)


def extraction(doc: Doc) -> Extraction:
    """What the annotations of a Doc say, with offsets in place of tokens."""
    return Reading(doc).extraction()


class Reading:
    """One annotated Doc on its way to an Extraction: spans to mentions, and only the entities that matter."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.article = article_of(doc)
        self.sentences = [_bounds(sent) for sent in doc.sents]
        self.sentence_of = [i for i, sent in enumerate(doc.sents) for _ in range(sent.start, sent.end)]
        self.every = entities(doc)
        self.found = events(doc)
        self.index = {old: new for new, old in enumerate(self._kept())}

    def extraction(self) -> Extraction:
        """The whole of it."""
        dateline = self.doc._.kg_dateline
        return Extraction(
            article=self.article,
            entities=tuple(self._entity(old) for old in self.index),
            events=tuple(self._event(event) for event in self.found),
            quotations=tuple(
                Quotation(self.mention(q.span), q.span.text, None if q.speaker is None else self.index.get(q.speaker))
                for q in quotations(self.doc)
            ),
            times=tuple(TimeExpression(self.mention(t), t.label_, t.kb_id_) for t in times(self.doc)),
            dateline=None if dateline is None else self._place_within(dateline),
            sentences=tuple(self.sentences),
        )

    def mention(self, span: Span) -> Mention:
        """A span as an offset pair with its words and its sentence."""
        sentence = self.sentences[self.sentence_of[span.start]]
        begin, end = span.start_char, span.end_char
        return Mention(begin, end, self.article.text[begin:end], sentence)

    def _kept(self) -> list[int]:
        """People, bodies, places and groups, and of things those that are named, spoken of twice, or fill a role."""
        kept = {
            i
            for i, entity in enumerate(self.every)
            if entity.is_named or entity.kind is not EntityKind.THING or len(entity.mentions) > 1
        }
        kept |= {i for event in self.found for argument in event.arguments for i in argument.entities}
        kept |= {event.attribution for event in self.found if event.attribution is not None}
        kept |= {q.speaker for q in quotations(self.doc) if q.speaker is not None}
        while more := {i for old in kept for i in self.every[old].affiliations} - kept:
            kept |= more
        return sorted(kept)

    def _entity(self, old: int) -> Entity:
        entity = self.every[old]
        return Entity(
            kind=entity.kind,
            name=entity.name,
            mentions=tuple(self.mention(span) for span in entity.mentions),
            is_global=entity.is_global,
            known_iri=entity.known_iri,
            same_as=entity.same_as,
            aliases=entity.aliases,
            job_titles=entity.job_titles,
            affiliations=tuple(self.index[i] for i in entity.affiliations),
            contained_in=entity.contained_in,
            coordinates=entity.coordinates,
            quantity=entity.quantity,
        )

    def _event(self, event: DocEvent) -> Event:
        return Event(
            trigger=self.mention(self.doc[event.trigger[0] : event.trigger[1]]),
            event_class=event.event_class,
            predicate=event.predicate,
            frame=event.frame.text if event.frame else None,
            arguments=tuple(argument for old in event.arguments for argument in self._arguments(old)),
            polarity=event.polarity,
            factuality=event.factuality,
            attribution=None if event.attribution is None else self.index[event.attribution],
            is_attributed=event.is_attributed,
            time=event.time,
            confidence=event.confidence,
        )

    def _arguments(self, argument: DocArgument) -> Iterator[Argument]:
        """An argument for each entity that it stands for, or its event or quotation."""
        words = self.mention(self._words(argument))
        if argument.event is not None:
            yield Argument(Role.CONTENT, argument.event, words, argument.rule)
        elif argument.quotation is not None:
            yield Argument(Role.CONTENT, argument.quotation, words, argument.rule, is_quotation=True)
        for old in argument.entities:
            yield Argument(argument.role, self.index[old], words, argument.rule)

    def _words(self, argument: DocArgument) -> Span:
        """The mention that fills a role, else its head token."""
        token = argument.token
        around = (span for i in argument.entities for span in self.every[i].mentions if span.start <= token < span.end)
        return next((span for span in around if span.root.i == token), self.doc[token : token + 1])

    def _place_within(self, words: Span) -> int | None:
        """The place that a dateline names; a body may be named there too: "UNITED NATIONS (AP) -"."""
        for old, new in self.index.items():
            entity = self.every[old]
            is_place = entity.kind in (EntityKind.PLACE, EntityKind.COUNTRY)
            if is_place and any(words.start <= span.start < words.end for span in entity.mentions):
                return new
        return None


def _bounds(sentence: Span) -> tuple[int, int]:
    """The offsets of a sentence without the white space around it."""
    text = sentence.text
    begin = sentence.start_char + len(text) - len(text.lstrip())
    return (begin, begin + len(text.strip())) if text.strip() else (sentence.start_char, sentence.end_char)


def load_extractor(
    *, ontology: Ontology | None = None, gazetteer: Gazetteer | None = None, pipeline: str = PIPELINE
) -> SpacyExtractor:
    """The default extractor over a spaCy pipeline that has a tagger, a parser, a lemmatizer and an entity recogniser.

    Raises OntologyError where the pipeline is not installed.
    """
    ontology = ontology or load_ontology()
    gazetteer = gazetteer or load_gazetteer()
    try:
        nlp = spacy.load(pipeline)
    except OSError as error:
        raise OntologyError("no such spaCy pipeline is installed", pipeline) from error
    remember_attributes(nlp)
    multiply_by_numpy(nlp)
    after = (
        NameFinder(ontology, gazetteer),
        TimeFinder.of(ontology),
        Coreference(ontology),
        Facts(ontology, gazetteer),
        SpeechFinder(ontology),
        EventFinder(ontology),
        FactualityFinder(ontology),
        EventAnchorer(ontology),
        set_confidence,
    )
    gazetteer.lookup("")  # reads the towns
    return SpacyExtractor(nlp, before=(LayoutReader(ontology, gazetteer),), after=after)
