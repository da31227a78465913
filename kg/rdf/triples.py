"""A resolved article in, the triples of its named graph out.

Terms are N-Triples text from the start: a graph is tens of statements an event, and an object for each term would cost
more than all that is written with them. pyoxigraph still writes every IRI and literal that comes from without, so that
no text can break out of its quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.identity import Resolved, ResolvedEvent, canonical_name, entity_iri, known_place_iri, mention_iri
from kg.model import Entity, EntityKind, KnownPlace, Mention, Quantity, Role
from kg.ontology import Ontology
from kg.rdf import vocabulary as terms
from kg.rdf.labels import event_label
from kg.sketch import sketch

Statement = tuple[str, str, str]  # terms as N-Triples writes them

GAF, GEO, KG, NIF, OWL = map(terms.Written, (terms.GAF, terms.GEO, terms.KG, terms.NIF, terms.OWL))
PROV, RDF, RDFS, SCHEMA = map(terms.Written, (terms.PROV, terms.RDF, terms.RDFS, terms.SCHEMA))
SEM, SKOS, XSD = map(terms.Written, (terms.SEM, terms.SKOS, terms.XSD))
TYPES = {kind: str(term) for kind, term in terms.TYPES.items()}

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no file can hold it
_STAMPS = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def triples(resolved: Resolved, ontology: Ontology, *, keep_text: bool = True) -> bytes:
    """Everything that an article says, in N-Triples, each statement once.

    Without `keep_text` the article's text, its sentences and the text of quotations are left out; IRIs, offsets and
    the words of mentions stay. Raises ValueError for what is no IRI.
    """
    lines = [f"{s} {p} {o} .\n" for s, p, o in _statements(resolved, ontology, keep_text)]
    return "".join(dict.fromkeys(lines)).encode()


def _statements(resolved: Resolved, ontology: Ontology, keep_text: bool) -> Iterator[Statement]:
    yield from _article(resolved)
    for iri, entity in zip(resolved.entities, resolved.extraction.entities, strict=True):
        yield from _entity(_node(iri), entity, resolved)
    entities = dict(zip(resolved.entities, resolved.extraction.entities, strict=True))
    for event in resolved.events:
        yield from _event(event, event_label(event, entities, ontology), resolved)
        yield from _short_triples(event, ontology)
    yield from _quotations(resolved, keep_text)
    yield from _mentions(resolved, keep_text)


def _article(resolved: Resolved) -> Iterator[Statement]:
    article, node = resolved.extraction.article, _node(resolved.article)
    yield node, RDF.type, SCHEMA.NewsArticle
    for predicate, value in ((SCHEMA.headline, article.title), (SCHEMA.author, article.author)):
        if value and value.strip():
            yield node, predicate, _text(value)
    if article.published:
        yield node, SCHEMA.datePublished, _stamp(article.published.isoformat())
    if article.publisher and article.publisher.strip():
        publisher = _node(entity_iri(EntityKind.ORGANIZATION, article.publisher, resolved.base))
        yield node, SCHEMA.publisher, publisher
        yield publisher, RDF.type, SCHEMA.Organization
        yield publisher, RDFS.label, _english(canonical_name(article.publisher))
    for key in sketch(article.text):
        yield node, KG.sketch, _text(key)
    if resolved.extraction.dateline is not None:
        yield node, SCHEMA.locationCreated, _node(resolved.entities[resolved.extraction.dateline])


# Entities


def _entity(node: str, entity: Entity, resolved: Resolved) -> Iterator[Statement]:
    name = canonical_name(entity.name)
    yield node, RDF.type, TYPES[entity.kind]
    yield node, RDFS.label, _english(name)
    for alias in map(canonical_name, entity.aliases):
        if alias and alias != name:
            yield node, SKOS.altLabel, _english(alias)
    for title in map(canonical_name, entity.job_titles):
        if title:
            yield node, SCHEMA.jobTitle, _english(title)
    for index in entity.affiliations:
        yield node, KG.affiliation, _node(resolved.entities[index])
    yield from _known(node, entity, resolved.base)
    if entity.quantity is not None:
        yield from _quantity(node, entity.quantity)
    for mention in entity.mentions:
        yield node, GAF.denotedBy, _mention(resolved, mention)


def _known(node: str, known: Entity | KnownPlace, base: str) -> Iterator[Statement]:
    """What is known of an entity from elsewhere, and of the places around it."""
    for iri in known.same_as:
        yield node, OWL.sameAs, _node(iri)
    if known.coordinates is not None:
        latitude, longitude = known.coordinates
        yield node, GEO.lat, _decimal(str(latitude))
        yield node, GEO.long, _decimal(str(longitude))
    if known.contained_in is not None:
        around = _node(known_place_iri(known.contained_in, base))
        yield node, SCHEMA.containedInPlace, around
        yield around, RDF.type, TYPES[known.contained_in.kind]
        yield around, RDFS.label, _english(canonical_name(known.contained_in.name))
        yield from _known(around, known.contained_in, base)


def _quantity(node: str, quantity: Quantity) -> Iterator[Statement]:
    counts = ((KG.count, quantity.count), (KG.minCount, quantity.min_count), (KG.maxCount, quantity.max_count))
    for predicate, number in counts:
        if number is not None:
            yield node, predicate, _integer(number)
    if quantity.amount is not None:
        yield node, KG.amount, _decimal(quantity.amount)
    if quantity.currency is not None:
        yield node, KG.currency, _text(quantity.currency)


# Events


def _event(node: ResolvedEvent, label: str, resolved: Resolved) -> Iterator[Statement]:
    event, iri = node.event, _node(node.iri)
    yield iri, RDF.type, KG[event.event_class] if event.event_class else SEM.Event
    yield iri, RDFS.label, _english(label)
    if event.event_class is None:
        yield iri, KG.predicate, _text(event.predicate)
    for role, filler in node.roles:
        yield iri, KG[role.value], _node(filler)
    if event.time is not None:
        yield from _time(iri, event.time.begin, event.time.end)
    yield iri, KG.polarity, KG[event.polarity.value]
    yield iri, KG.factuality, KG[event.factuality.value]
    yield iri, KG.confidence, _decimal(str(node.confidence))
    if node.attribution is not None:
        yield iri, PROV.wasAttributedTo, _node(node.attribution)
    elif event.is_attributed:
        yield iri, KG.isAttributed, f'"true"^^{XSD.boolean}'
    if node.happening is not None:
        yield iri, KG.happening, _node(node.happening)
    for mention in node.mentions:
        yield iri, GAF.denotedBy, _mention(resolved, mention)


def _time(node: str, begin: str, end: str) -> Iterator[Statement]:
    if begin == end:
        yield node, SEM.hasTimeStamp, _stamp(begin)
        return
    yield node, SEM.hasBeginTimeStamp, _stamp(begin)
    yield node, SEM.hasEndTimeStamp, _stamp(end)


def _stamp(value: str) -> str:
    if len(value) not in _STAMPS:
        raise ValueError(f"{value!r} is no day, month or year")
    return f"{_text(value)}^^{_STAMPS[len(value)]}"


def _short_triples(node: ResolvedEvent, ontology: Ontology) -> Iterator[Statement]:
    """The triple that joins each actor to each other target, where the article itself says that it happened.

    Two who accuse each other are both actors and both targets, and neither accuses itself.
    """
    event_class = ontology.classes.get(node.event.event_class or "")
    if event_class is None or event_class.short is None or not node.event.is_asserted:
        return
    for actor in node.fillers(Role.ACTOR):
        for target in node.fillers(Role.TARGET):
            if actor != target:
                yield _node(actor), KG[event_class.short], _node(target)


# Text


def _quotations(resolved: Resolved, keep_text: bool) -> Iterator[Statement]:
    for iri, quotation in zip(resolved.quotations, resolved.extraction.quotations, strict=True):
        node = _node(iri)
        yield node, RDF.type, KG.Quotation
        if keep_text:
            yield node, SCHEMA.text, _text(quotation.text)
        if quotation.speaker is not None:
            yield node, PROV.wasAttributedTo, _node(resolved.entities[quotation.speaker])
        yield node, GAF.denotedBy, _mention(resolved, quotation.mention)


def _mentions(resolved: Resolved, keep_text: bool) -> Iterator[Statement]:
    text = resolved.extraction.article.text
    context = _words(resolved, 0, len(text))
    yield context, RDF.type, NIF.Context
    if keep_text:
        yield context, NIF.isString, _text(text)
    mentions = resolved.extraction.mentions()
    for mention in mentions:
        node = _mention(resolved, mention)
        yield from _phrase(node, mention.begin, mention.end, context)
        yield node, RDF.type, NIF.Phrase
        yield node, NIF.anchorOf, _text(mention.words)
        yield node, NIF.sentence, _words(resolved, *mention.sentence)
    for begin, end in sorted({mention.sentence for mention in mentions}):
        sentence = _words(resolved, begin, end)
        yield from _phrase(sentence, begin, end, context)
        yield sentence, RDF.type, NIF.Sentence
        if keep_text:
            yield sentence, NIF.anchorOf, _text(text[begin:end])
    for time in resolved.extraction.times:
        yield _mention(resolved, time.mention), KG.value, _text(time.value)


def _phrase(node: str, begin: int, end: int, context: str) -> Iterator[Statement]:
    yield node, NIF.beginIndex, _integer(begin)
    yield node, NIF.endIndex, _integer(end)
    yield node, NIF.referenceContext, context


def _mention(resolved: Resolved, mention: Mention) -> str:
    return _words(resolved, mention.begin, mention.end)


def _words(resolved: Resolved, begin: int, end: int) -> str:
    return f"<{mention_iri(resolved.article, begin, end)}>"  # the article's IRI is known to be one


# Terms, canonical


def _node(iri: str) -> str:
    return str(ox.NamedNode(iri))


def _text(value: str) -> str:
    return str(ox.Literal(value if value.isascii() else _SURROGATE.sub("\ufffd", value)))


def _english(value: str) -> str:
    return f"{_text(value)}@en"


def _integer(value: int) -> str:
    return f'"{value}"^^{XSD.integer}'


def _decimal(value: str) -> str:
    """An xsd:decimal without leading or trailing zeros or exponent, as the store writes it.

    >>> [_decimal(value).partition("^")[0] for value in ("0.90", "1.0", "1e3")]
    ['"0.9"', '"1"', '"1000"']
    """
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(f"{value!r} is no number") from error
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f'"{digits}"^^{XSD.decimal}'
