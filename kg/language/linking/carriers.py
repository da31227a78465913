"""The verbs that carry an event's noun: light verbs ("carried out raids") and those of occurrence ("took place")."""

from __future__ import annotations

from kg.frames import OBJECT
from kg.language.grammar.agents import is_involved
from kg.language.grammar.positions import Position
from kg.language.linking.slots import governs
from kg.language.linking.surroundings import carrying_verbs, occurrence_positions, of_which, raising_verbs
from kg.language.parse.tree import Parse
from kg.model import Role
from kg.ontology import Ontology


def light_verb(parse: Parse, ontology: Ontology, words: tuple[str, ...], noun: int) -> tuple[int | None, Role]:
    """The verb that carries a noun, and whether its subject does what the noun says or suffers it.

    `words` are a frame's: of several the first is the verb that the noun has to have.
    """
    for verb, preposition in carrying_verbs(parse, noun):
        if len(words) > 1:
            if governs(parse, verb, preposition, words[:-1]) and not _is_told_of(parse, verb, noun):
                return verb, Role.ACTOR
            continue
        if preposition == "in" and is_involved(parse, verb):
            return verb, Role.ACTOR
        light = f"{parse.lemmas[verb]} {preposition}".strip()
        for role, verbs in ontology.support_verbs.items():
            if light in verbs:
                return verb, role
    return None, Role.ACTOR


def _is_told_of(parse: Parse, verb: int, noun: int) -> bool:
    """Whether a bare definite noun is what somebody only tells of: "announced the truce", but "announced a truce"."""
    is_definite = any(parse.words[c] == "the" for c in parse.with_dep(noun, "det"))
    is_bare = parse.child(noun, "prep", "acl", "relcl", "compound") is None
    return parse.in_set(verb, "AnnouncingVerb") and is_definite and is_bare


def occurrence(parse: Parse, ontology: Ontology, noun: int) -> tuple[int, list[Position]] | None:
    """The verb of occurrence that a noun is the subject of, with its positions."""
    known, raised = ontology.occurrence_verbs, raising_verbs(parse, noun)
    for verb, positions in occurrence_positions(parse, noun):
        lemma = parse.lemmas[verb]
        for beside in parse.with_dep(verb, "prt", "dobj", "acomp"):
            if f"{lemma} {parse.words[beside]}" in known:  # "took place": the place is no place
                return verb, [p for p in positions if p.token != beside]
        counted = parse.heads[of_which(parse, noun)]
        is_told = is_occurrence(parse, ontology, verb)
        if is_told and verb in (counted, above := parse.heads[noun], parse.heads[above], *raised):
            is_done_to = not parse.in_any(verb, ("EndingVerb", "LastingVerb"))  # "the seizure ended the alliance"
            return verb, positions if is_done_to else [p for p in positions if p.label != OBJECT]
        if _involves(parse, verb):
            return verb, [p._replace(label=_with_or_by(parse, p)) if p.label == OBJECT else p for p in positions]
    return None


def is_occurrence(parse: Parse, ontology: Ontology, verb: int) -> bool:
    """Whether a verb says of an event only that it happens: "swept Luzon", but not "swept away bridges"."""
    is_other = any(parse.words[c] == "away" for c in parse.with_dep(verb, "prt", "advmod"))
    return parse.lemmas[verb] in ontology.occurrence_verbs and not is_other


def _involves(parse: Parse, verb: int) -> bool:
    """ "The talks involve Chad and Mali", "brought together three firms": the object does what the subject says."""
    beside = (parse.words[c] for c in parse.with_dep(verb, "advmod", "prt"))
    phrases = {parse.lemmas[verb], *(f"{parse.lemmas[verb]} {word}" for word in beside)}
    return not phrases.isdisjoint(parse.word_sets.get("InvolvingVerb", ()))


def _with_or_by(parse: Parse, involved: Position) -> str:
    return "with" if parse.in_set(involved.token, "Weapon") else "by"  # "the raid involved drones"
