"""Which place a name means where several have it: the country or the state Georgia, Cambridge in England or another.

What stands beside the name decides, then which country the document speaks of, then the number of inhabitants.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.gazetteer import Gazetteer, KnownEntity
from kg.language.naming.board import Draft, Tokens
from kg.model import EntityKind
from kg.ontology import Ontology

FAR_LARGER = 8  # so many times the inhabitants, and a town is meant whatever country the document speaks of
_BEFORE, _AFTER = 4, 2  # tokens in which a governor or senator stands to the state's name


@dataclass(frozen=True)
class PlaceChooser:
    """Chooses among the places of a name."""

    ontology: Ontology
    gazetteer: Gazetteer

    def evidence(self, drafts: Iterable[Draft]) -> Counter[str]:
        """How often a document names each country, in itself or by a town, region or body of it.

        The names that a country shares with an American state count for neither.
        """
        found: Counter[str] = Counter()
        for draft in drafts:
            entity = self._certain(draft)
            if entity is not None:
                found[entity.name if entity.kind is EntityKind.COUNTRY else _within(entity)] += 1
        return found

    def choose(
        self,
        tokens: Tokens,
        draft: Draft,
        after: Draft | None,
        candidates: Sequence[KnownEntity],
        seen: Mapping[str, int],
    ) -> KnownEntity:
        """The place that a draft means, of several candidates, the most likely of them first."""
        named = self._by_what_follows(tokens, draft, after, candidates)
        if named is not None:
            return named
        first = candidates[0]
        if first.kind is EntityKind.COUNTRY:
            state = next((c for c in candidates if c.contained_in == "United States"), None)
            return state if state is not None and self._is_state(tokens, draft, first, seen) else first
        near = [c for c in candidates if seen.get(_within(c))]
        if near and first not in near and first.population < FAR_LARGER * near[0].population:
            return near[0]
        return first

    def _certain(self, draft: Draft) -> KnownEntity | None:
        if draft.is_demonym:
            entity = self.gazetteer.demonym(draft.text)
            return None if entity is None or len(self.gazetteer.known(entity.name)) > 1 else entity
        if draft.is_known:
            known = self.gazetteer.known(draft.text)
        else:
            known = self.gazetteer.lookup(draft.text) if draft.label in ("GPE", "LOC") else ()
        return known[0] if len({entity.country for entity in known}) == 1 else None

    def _by_what_follows(
        self, tokens: Tokens, draft: Draft, after: Draft | None, candidates: Sequence[KnownEntity]
    ) -> KnownEntity | None:
        """By the place that a comma joins to the name: "Paris, Texas"."""
        if after is None or after.start != draft.end + 1 or tokens.words[draft.end] != ",":
            return None
        around = {entity.name for entity in self.gazetteer.known(after.text)}
        return next((c for c in candidates if c.contained_in in around or c.country in around), None)

    def _is_state(self, tokens: Tokens, draft: Draft, country: KnownEntity, seen: Mapping[str, int]) -> bool:
        signs = self.ontology.word_sets.get("StateSign", frozenset())
        nearby = (
            tokens.words[max(0, draft.start - _BEFORE) : draft.start] + tokens.words[draft.end : draft.end + _AFTER]
        )
        if any(word.lower() in signs for word in nearby):
            return True
        return seen.get(_INSIDE_US, 0) > seen.get(country.name, 0)


_INSIDE_US = "inside the United States"


def _within(entity: KnownEntity) -> str:
    """The country that an entity speaks for; all news names the United States, but not their towns."""
    return _INSIDE_US if entity.country == "United States" else entity.country or ""
