"""Entities and a service in, what may be recorded of their identifiers out.

A candidate that the service is sure of, alone, and that scores high enough is the identifier (owl:sameAs); without one
the best are proposals (skos:closeMatch), which change nothing until somebody has looked at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.entities import ListedEntity
from kg.gazetteer.decisions import Decisions, Identifier, Verdict
from kg.model import EntityKind
from kg.ontology import ontology_folder
from kg.rdf.vocabulary import SKOS, TYPES
from kg.reconciliation.service import Candidate, Manifest, Question, Service

PROPOSED = 3  # candidates that are proposed of one entity where none is sure


@dataclass(frozen=True, slots=True)
class Proposal:
    """An identifier that an entity has or may have, and what the service says of it."""

    entity: ListedEntity
    candidate: Candidate
    identifier: str  # IRI
    verdict: Verdict

    @property
    def decision(self) -> Identifier:
        """What an authority file records."""
        return Identifier(self.entity.iri, self.identifier, self.verdict)

    @property
    def words(self) -> str:
        """The proposal in words: "'Peru' is 'Peru', country in South America (score 100)"."""
        says = "is" if self.verdict is Verdict.SAME else "may be"
        about = f", {self.candidate.description}" if self.candidate.description else ""
        return f"{self.entity.name!r} {says} {self.candidate.name!r}{about} (score {self.candidate.score:g})"


def open_entities(listed: Iterable[ListedEntity], decisions: Decisions) -> Iterator[ListedEntity]:
    """The entities that are worth asking for: known in every article, without an identifier or a proposal of one."""
    settled = {*decisions.links, *decisions.proposed, *decisions.merges}
    for entity in listed:
        is_local = "#entity=" in entity.iri or "&entity=" in entity.iri
        if not (is_local or entity.same_as or entity.iri in settled):
            yield entity


def service_types(manifest: Manifest) -> dict[EntityKind, str]:
    """What a service calls the kinds of entities, by `ontology/types.ttl`; of one that stands there not, nothing.

    >>> service_types(Manifest("Wikidata", "http://www.wikidata.org/entity/"))[EntityKind.PERSON]
    'Q5'
    """
    kinds = {term: kind for kind, term in TYPES.items()}
    triples = ox.parse(path=str(ontology_folder() / "types.ttl"), format=ox.RdfFormat.TURTLE)
    named = ((kinds.get(t.subject), getattr(t.object, "value", "")) for t in triples if t.predicate == SKOS.closeMatch)
    space = manifest.identifier_space
    return {kind: iri.removeprefix(space) for kind, iri in named if kind is not None and iri.startswith(space)}


def questions(listed: Iterable[ListedEntity], types: Mapping[EntityKind, str], limit: int = 5) -> list[Question]:
    """A question for each entity, with the service's type of its kind."""
    return [Question(entity.name, types.get(entity.kind), limit) for entity in listed]


def propose(
    service: Service,
    manifest: Manifest,
    listed: Sequence[ListedEntity],
    asked: Sequence[Question],
    decisions: Decisions,
    *,
    threshold: float,
) -> Iterator[list[Proposal]]:
    """What to record of each entity, in order; nothing for what the user refused, or what scores below the threshold.

    Raises ServiceError; what was answered before has been given.
    """
    for entity, candidates in zip(listed, service.ask(asked, manifest.batch_size), strict=True):
        refused = decisions.refused.get(entity.iri, ())
        found = [(c, iri) for c in candidates if (iri := identifier_iri(manifest, c)) and iri not in refused]
        good = [(candidate, iri) for candidate, iri in found if candidate.score >= threshold]
        sure = [(candidate, iri) for candidate, iri in good if candidate.is_match]
        if len({iri for _, iri in sure}) == 1:
            yield [Proposal(entity, *sure[0], Verdict.SAME)]
        else:
            yield [Proposal(entity, candidate, iri, Verdict.PROPOSED) for candidate, iri in good[:PROPOSED]]


def identifier_iri(manifest: Manifest, candidate: Candidate) -> str | None:
    """The IRI of a candidate: its identifier if that is one, else in the service's space; None where it makes none."""
    space, own = manifest.identifier_space, candidate.identifier
    joint = "" if space.endswith(("/", "#", "=", ":")) else "/"
    iri = own if own.startswith(("http://", "https://")) else f"{space}{joint}{own}"
    try:
        return ox.NamedNode(iri).value
    except ValueError:
        return None
