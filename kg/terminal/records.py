"""Records as JSON: events, and what is made of events."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kg.chains import Chain
from kg.comparison import Comparison
from kg.dossier import Dossier, Entry
from kg.events import ArticleRecord, EntityRecord, EventRecord
from kg.model import Role
from kg.network import EventNode, Evidence, NewsArticle
from kg.stats import Count, Statistics

Plain = dict[str, object]


def to_json(record: object) -> str:
    """JSON with its keys as they come, and a line end."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def event_record(event: EventRecord) -> Plain:
    """An event with all that is said of it; absent values are null."""
    roles = {role.value: [entity_record(entity) for entity in event.filling(role)] for role in Role}
    return {
        "iri": event.iri,
        "label": event.label,
        "class": event.event_class,
        "family": event.family,
        "begin": event.begin,
        "end": event.end,
        "told": event.telling.value,
        "polarity": event.polarity.value,
        "factuality": event.factuality.value,
        "source": entity_record(event.source) if event.source else None,
        "confidence": event.confidence,
        "happening": event.happening,
        "roles": {name: filled for name, filled in roles.items() if filled},
        "content": [{"iri": content.iri, "text": content.text} for content in event.contents],
        "article": article_record(event.article),
        "sentences": [{"text": s.text, "begin": s.begin, "end": s.end} for s in event.sentences],
    }


def entity_record(entity: EntityRecord) -> Plain:
    """An entity by IRI, name and kind."""
    return {"iri": entity.iri, "name": entity.name, "kind": entity.kind.value if entity.kind else None}


def article_record(article: ArticleRecord | NewsArticle) -> Plain:
    """An article with what is known of it."""
    published = article.published
    return {
        "iri": article.iri,
        "title": article.title,
        "published": published if isinstance(published, str) or published is None else published.isoformat(),
        "publisher": article.publisher,
        "url": article.url,
    }


def chain_record(chain: Chain) -> Plain:
    """A chain: who is on it, and what joins each two."""
    steps = [
        {
            "from": entity_record(step.begin),
            "to": entity_record(step.end),
            "happenings": step.happenings,
            "events": [event_record(event) for event in step.events],
        }
        for step in chain.steps
    ]
    return {"entities": [str(entity) for entity in chain.entities], "steps": steps}


def comparison_record(found: Comparison) -> Plain:
    """The reports of a happening, and what differs between them."""
    return {
        "happening": found.happening,
        "reports": [event_record(report) for report in found.reports],
        "differences": [{"part": d.part, "event": d.report.iri, "values": list(d.values)} for d in found.differences],
    }


def statistics_record(found: Statistics) -> Plain:
    """The figures, shares from 0 to 1."""
    return {
        "since": found.since,
        "articles": found.articles,
        "events": found.events,
        "happenings": found.happenings,
        "told_by_several": found.told_by_several,
        "entities": found.entities,
        "new_entities": found.new_entities,
        "families": _counts(found.families),
        "classes": _counts(found.classes),
        "entity_kinds": _counts(found.kinds),
        "factualities": _counts(found.factualities),
        "publishers": _counts(found.publishers),
        "share_attributed": found.share(found.attributed),
        "share_negative": found.share(found.negative),
        "share_dated": found.share(found.dated),
        "central": [
            {
                "iri": one.iri,
                "name": one.name,
                "betweenness": one.betweenness,
                "neighbours": one.neighbours,
                "happenings": one.happenings,
            }
            for one in found.central
        ],
        "central_sampled": found.sampled,
    }


def dossier_record(found: Dossier) -> Plain:
    """Who an entity is, and its events in time order, each with the part that it has in it."""
    entity = found.entity
    return {
        "iri": found.iri,
        "name": entity.label,
        "kind": entity.kind.value,
        "aliases": list(entity.aliases),
        "titles": list(entity.titles),
        "affiliations": list(found.affiliations),
        "places": list(found.places),
        "number": entity.quantity,
        "same_as": list(entity.links),
        "events": [_entry(entry) for entry in found.entries],
    }


def _entry(entry: Entry) -> Plain:
    report = entry.report
    head: Plain = {"part": entry.part, "iri": entry.iri, "label": report.label}
    if isinstance(report, EventNode):
        head |= {
            "class": report.event_class,
            "begin": report.begin,
            "end": report.end,
            "polarity": report.polarity.value,
            "factuality": report.factuality.value,
            "confidence": report.confidence,
            "happening": report.happening,
        }
    return head | {
        "sources": list(entry.sources),
        "article": article_record(entry.article),
        "sentences": [_sentence(evidence) for evidence in report.evidence],
    }


def _sentence(evidence: Evidence) -> Mapping[str, object]:
    return {"text": evidence.text, "begin": evidence.begin, "end": evidence.end}


def _counts(counts: tuple[Count, ...]) -> dict[str, int]:
    return {count.name: count.count for count in counts}
