"""What a definite noun can stand for: "the country", "the port", "the carmaker", and when it needs no antecedent."""

from __future__ import annotations

from kg.gazetteer import KnownEntity
from kg.language.reference.discourse import Cluster, Discourse
from kg.language.reference.mentions import NounPhrase
from kg.model import EntityKind


def kinds_of_noun(d: Discourse, lemma: str) -> frozenset[EntityKind]:
    """The kinds of entity that a noun takes up; none where it takes up no name."""
    words = d.nouns.words
    kinds: list[EntityKind] = []
    if lemma in words("CountryNoun"):
        kinds.append(EntityKind.COUNTRY)
    if lemma in words("SettlementNoun") or lemma in words("RegionNoun"):
        kinds.append(EntityKind.PLACE)
    if lemma in words("CompanyNoun") or lemma in words("BodyNoun"):
        kinds.append(EntityKind.ORGANIZATION)
    return frozenset(kinds)


def is_town(d: Discourse, cluster: Cluster) -> bool:
    """Whether a place is a town, by the gazetteer or by what it was called."""
    known = known_of(d, cluster)
    is_called_town = not cluster.nouns.isdisjoint(d.nouns.words("SettlementNoun"))
    return is_called_town or (known is not None and known.population > 0)


def known_of(d: Discourse, cluster: Cluster) -> KnownEntity | None:
    """The known entity that a cluster is, if it is one."""
    names = (d.phrases[i].name for i in cluster.phrases)
    return next((name.known for name in names if name is not None and name.known is not None), None)


def called(d: Discourse, cluster: Cluster) -> set[str]:
    """The words of a body's names, and the nouns that it was called by."""
    names = (name.name for i in cluster.phrases if (name := d.phrases[i].name) is not None)
    return {word for name in names for word in name.lower().split()} | cluster.nouns


def is_public(d: Discourse, cluster: Cluster) -> bool:
    """Whether a body is no firm by its name or by what it was called: an agency, a union, a court."""
    words = called(d, cluster)
    return not words.isdisjoint(d.nouns.words("PublicBodyNoun")) and words.isdisjoint(d.nouns.words("CompanyNoun"))


def has_complement(d: Discourse, phrase: NounPhrase) -> bool:
    """Whether something after the head says which one is meant: "the company that", "the region of".

    What a comma parts from it does not: "the company, which".
    """
    parse = d.parse
    for child in parse.children[phrase.head]:
        is_parted = parse.deps[child] != "appos" and parse.words[parse.left_edge(child) - 1] == ","
        if child > phrase.head and parse.deps[child] in ("relcl", "acl", "appos") and not is_parted:
            return True
        if child > phrase.head and parse.words[child] == "of" and parse.child(child, "pobj") is not None:
            return True
    return False
