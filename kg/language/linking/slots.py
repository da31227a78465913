"""What a frame asks of a sentence: which words stand beside its trigger, and which positions its slots take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.frames import CLAUSES, OBJECT, SUBJECT, Frame, PartOfSpeech, Slot
from kg.language.grammar.members import OWNERS
from kg.language.grammar.positions import DATIVE, POSSESSIVE, PREDICATE, Position, counted, fellows
from kg.language.linking.matches import Link
from kg.language.parse.tree import Parse
from kg.model import EntityKind, Role
from kg.ontology import Ontology

_ONTO = ("of", "on", "against", "to")
_COMPOUNDED = ("compound", "amod", "nmod")
_CLAUSE_LABELS = CLAUSES | {"to"}


def words_beside(parse: Parse, head: int, words: tuple[str, ...]) -> list[int] | None:
    """The tokens by which a verb's further words stand ("pull out", "take hostage"); None where one is missing."""
    found = []
    for word in words:
        beside = (c for c in parse.children[head] if parse.deps[c] not in ("nsubj", "nsubjpass"))
        near = [c for c in beside if word in (parse.lemmas[c], parse.words[c]) and parse.words[c - 1] != "-"]
        near = [c for c in near if not _is_phrase(parse, c, words)]
        if not near:
            held = (g for holder in _holders(parse, head) for g in parse.children[holder])
            near = [g for g in held if word in (parse.lemmas[g], parse.words[g])]
        if not near:
            return None
        found.append(near[0])
    is_negated = "not" not in words and any(parse.child(c, "neg") is not None for c in found if c != head)
    return None if is_negated else found  # "pleaded not guilty" is no "plead guilty"


def _is_phrase(parse: Parse, prep: int, words: tuple[str, ...]) -> bool:
    """ "Took them hostage in March", "was taken in Gao": a preposition with a noun of its own is no particle."""
    held, verb = parse.with_dep(prep, "pobj") if parse.deps[prep] == "prep" else [], parse.heads[prep]
    has_object = any(o < prep for o in parse.with_dep(verb, "dobj"))  # "took hostages in a casino"
    is_full = bool(held) and (parse.is_passive(verb) or (has_object and parse.words[prep] == "in"))
    is_apart = is_full and not any(parse.words[noun] in words or parse.lemmas[noun] in words for noun in held)
    return is_apart or any(noun in parse.timed for noun in held)


def words_around(parse: Parse, verb: int) -> set[str]:
    """Whatever may be one of a verb's further words, as it stands and by its lemma."""
    return _forms(parse, [c for holder in (verb, *_holders(parse, verb)) for c in parse.children[holder]])


def compound_parts(parse: Parse, noun: int) -> set[str]:
    """Whatever may be one of a compound's first words, as it stands and by its lemma."""
    return _forms(parse, parse.with_dep(noun, *_COMPOUNDED))


def _forms(parse: Parse, tokens: list[int]) -> set[str]:
    return {parse.words[i] for i in tokens} | {parse.lemmas[i] for i in tokens}


def _holders(parse: Parse, verb: int) -> list[int]:
    """What hangs on a verb and may hold one of its further words: "to" of "put to death"."""
    return [*parse.with_dep(verb, "prep", "prt"), *_complements(parse, verb)]


def _complements(parse: Parse, verb: int) -> list[int]:
    """What a verb finds its object to be: "guilty" of "found them not guilty"."""
    return [c for c in parse.with_dep(verb, "oprd", "acomp", "ccomp") if parse.pos[c] == "ADJ"]


def compound_words(parse: Parse, noun: int, words: tuple[str, ...]) -> list[int]:
    """The modifiers that are a compound's first words ("hunger" of "hunger strike"); none where one is missing."""
    modifiers = parse.with_dep(noun, *_COMPOUNDED)
    found = [c for c in modifiers if parse.lemmas[c] in words or parse.words[c] in words]
    return found if len(found) == len(words) else []


def governs(parse: Parse, verb: int, preposition: str, words: tuple[str, ...]) -> bool:
    """Whether a verb is a frame's light verb, with the particle or preposition that the frame names."""
    if parse.lemmas[verb] != words[0]:
        return False
    if preposition and preposition not in words:
        return False  # "called off a strike", "called for a strike" call none
    if parse.in_set(verb, "JudgingVerb") and parse.child(verb, "oprd") is not None and _has_definite(parse, verb):
        return False  # nor does "called the strike illegal"
    beside = {parse.words[c] for c in parse.children[verb]} | {preposition}
    return all(word in beside for word in words[1:])


def _has_definite(parse: Parse, verb: int) -> bool:
    return any(parse.words[c] == "the" for o in parse.with_dep(verb, "dobj") for c in parse.with_dep(o, "det"))


def words_for(parse: Parse, token: int) -> set[str]:
    """What brackets may call a filler: its noun, alone or after another word, what it counts and what it consists of.

    "Team", "rescue team" and "doctors" of "a rescue team of doctors".
    """
    nouns = {token, counted(parse, token)}
    for noun in [noun for noun in nouns if parse.in_set(noun, "CollectiveNoun")]:
        held = (prep for prep in parse.with_dep(noun, "prep") if parse.words[prep] == "of")
        nouns.update(member for prep in held for member in parse.with_dep(prep, "pobj"))
    before = ((c, noun) for noun in nouns for c in parse.with_dep(noun, *OWNERS))
    return {parse.lemmas[n] for n in nouns} | {f"{parse.lemmas[c]} {parse.lemmas[n]}" for c, n in before}


def takes(slot: Slot, position: Position) -> bool:
    """Clauses are content, and a slot named by a clause marker takes nothing else; an indirect object is no content."""
    if position.is_clause:
        return slot.role is Role.CONTENT
    if position.label == DATIVE:
        return slot.role in (Role.TARGET, Role.RECIPIENT)
    return slot.role is not Role.CONTENT or not set(slot.labels) <= _CLAUSE_LABELS


def is_open(slot: Slot, position: Position) -> bool:
    """Whether an of-phrase stands where a frame asks for nothing that it might be."""
    return position.label == "of" and "of" not in slot.labels and not slot.allowed


def listed_with(parse: Parse, fitting: list[Position], standing: Iterable[Position]) -> list[Position]:
    """What else stands in a list with the fillers of a slot: anywhere in that of a subject, else behind its filler."""
    firsts = (parse.first_of(p.token) if p.label == SUBJECT else p.token for p in fitting if not p.is_clause)
    listed = {token for first in firsts for token in fellows(parse, first)}
    return [p for p in standing if p.token in listed and p not in fitting]


def own_first(slot: Slot, standing: list[Position]) -> list[Position]:
    """What stands behind a slot's own preposition, before what is only read so: "is under a blockade of its port"."""
    own = [p for p in standing if p.label != OBJECT]
    return own if own and OBJECT not in slot.labels else standing


def trigger_span(parse: Parse, head: int, extra: list[int]) -> tuple[int, int]:
    """The verb, with its particle where that follows at once: "pull out", but "stab" of "stab to death"."""
    is_particle = bool(extra) and extra[0] == head + 1 and parse.heads[extra[-1]] != extra[0]
    return (head, head + 2) if is_particle else (head, head + 1)


def has_name(parse: Parse, position: Position) -> bool:
    """Whether what stands in a position is a name or has one before it."""
    before = parse.with_dep(position.token, *OWNERS)
    return parse.pos[position.token] == "PROPN" or any(parse.doc[i].text[:1].isupper() for i in before)


def has_other_clause(parse: Parse, frame: Frame, head: int) -> bool:
    """ "Demonstrated that it could" is not "demonstrated": a clause that the frame has no place for."""
    if any(slot.role is Role.CONTENT for slot in frame.slots):
        return False
    marks = [c for clause in parse.with_dep(head, "ccomp") for c in parse.with_dep(clause, "mark")]
    return any(parse.words[mark] == "that" for mark in marks)


def has_other_particle(parse: Parse, frame: Frame, head: int) -> bool:
    """ "Carried out" is not "carried": a particle that the frame does not name makes another verb."""
    return any(parse.words[p] not in frame.words for p in parse.with_dep(head, "prt"))


def turned(positions: list[Position]) -> list[Position]:
    """The positions under a verb whose subject suffers the noun: "face sanctions from Chad", "come under attack"."""
    labels = {SUBJECT: OBJECT, "from": "by"}
    return [p._replace(label=labels.get(p.label, p.label)) for p in positions]


def doers_by(frame: Frame, positions: list[Position], acts: Callable[[Position], bool]) -> list[Link]:
    """ "Faces an investigation by the regulator": who does what a frame tells of its sufferer alone."""
    subject = frame.slot(SUBJECT)
    if subject is None or subject.role is not Role.TARGET or any("by" in slot.labels for slot in frame.slots):
        return []
    return [Link(Role.ACTOR, p.token, p.rule, label=p.label) for p in positions if p.label == "by" and acts(p)]


def verb_labels(frame: Frame, position: Position) -> Iterator[str]:
    """The labels of slots that a verb's position may fill."""
    label = position.label
    if position.is_clause and label in CLAUSES:
        yield from CLAUSES  # "suggested going", "suggested that they go": the parser does not always tell
    elif position.is_clause and label == "to" and position.rule != "purpose" and not _has_infinitive(frame):
        yield "that"  # "promised to go" is "promised that it would go"
    elif label == DATIVE:
        yield "to"
        if any("for" in slot.labels and slot.role is Role.RECIPIENT for slot in frame.slots):
            yield "for"  # "built Haiti a school", but "paid Haiti a fee" is not for it
        if not any("to" in slot.labels and slot.role is not Role.CONTENT for slot in frame.slots):
            yield OBJECT
    elif label == PREDICATE:
        yield "as"
    elif label != POSSESSIVE:
        yield label


def reachable(standing: Iterable[Position]) -> set[str]:
    """Every label of slots that positions of a verb may fill in some frame."""
    labels = {p.label for p in standing}
    if DATIVE in labels:
        labels |= {"to", "for", OBJECT}
    if PREDICATE in labels:
        labels.add("as")
    if SUBJECT in labels:
        labels.add("with")  # of weapons
    return labels | CLAUSES if any(p.is_clause for p in standing) else labels


def _has_infinitive(frame: Frame) -> bool:
    return any("to" in slot.labels and slot.role is Role.CONTENT for slot in frame.slots)


def noun_labels(frame: Frame, position: Position) -> Iterator[str]:
    """The labels of slots that a noun's position may fill: possessors act, "of" takes the object's place."""
    label = position.label
    explicit = any(label in slot.labels for slot in frame.slots)
    if label in (POSSESSIVE, "by", "between", "among", "from") and not explicit:
        subject = frame.slot(SUBJECT)
        if label != "by" or subject is None or subject.role is not Role.TARGET:
            yield SUBJECT
    elif label == DATIVE:
        yield from ("to", "for")
    elif label == "of" and not explicit:
        yield OBJECT if frame.slot(OBJECT) else SUBJECT
    elif position.is_clause and label in CLAUSES:
        yield from CLAUSES
    elif label != OBJECT or position.rule.startswith("light verb"):
        yield label
        if (
            label == OBJECT and frame.slot(OBJECT) is None and "subject" in position.rule
        ):  # "is under bombardment": of it, "faces sanctions": on it
            yield from (at for slot in frame.slots if slot.role is Role.TARGET for at in slot.labels if at in _ONTO)


def kinds(kind: EntityKind | None, *, is_event: bool, is_money: bool) -> frozenset[str]:
    """What a filler may be called in a frame's brackets."""
    found = {kind.name.lower()} if kind is not None else set()
    return frozenset(found | ({"event"} if is_event else set()) | ({"money"} if is_money else set()))


def is_time(parse: Parse, token: int) -> bool:
    """Whether a token is of a time, which no role takes; "declared three days of mourning" tells what, not when."""
    if token not in parse.timed:
        return False
    is_told = parse.deps[token] == "dobj" and parse.in_set(token, "Spell")
    return not (is_told and any(parse.words[c] == "of" for c in parse.with_dep(token, "prep")))


def part_of_speech(parse: Parse, head: int) -> PartOfSpeech | None:
    """What a token may be as a trigger; None where it only names or describes something."""
    pos, dep = parse.pos[head], parse.deps[head]
    if pos == "VERB" and dep not in ("amod", "compound", "aux", "auxpass"):
        return PartOfSpeech.VERB
    if pos == "NOUN":
        dep = parse.deps[parse.heads[head]] if dep == "conj" else dep  # "a search and rescue team"
        is_name_only = dep in ("compound", "nmod") or _is_tally(parse, head)  # "the strike fund" only names a thing
        is_name_only = is_name_only or _opens_compound(parse, head)
        return None if is_name_only else PartOfSpeech.NOUN
    return PartOfSpeech.ADJECTIVE if pos == "ADJ" and dep in ("acomp", "oprd") else None


def _opens_compound(parse: Parse, noun: int) -> bool:
    """Whether a hyphen makes a noun a part of an adjective: "a coup-prone country"."""
    if parse.words[noun + 1 : noun + 2] != ["-"] or noun + 2 >= len(parse):
        return False
    is_glued = parse.ends[noun] == parse.begins[noun + 1] and parse.ends[noun + 1] == parse.begins[noun + 2]
    return is_glued and parse.pos[noun + 2] in ("ADJ", "VERB")


def _is_tally(parse: Parse, noun: int) -> bool:
    """ "By 61 votes to 20", "twice as many votes", "by a landslide": what an outcome is counted in is no event."""
    if not parse.in_set(noun, "TallyNoun"):
        return False
    by = parse.heads[noun]
    is_blow = parse.in_set(parse.heads[by], "StrikingVerb")  # "was hit by a landslide"
    is_margin = parse.deps[noun] == "pobj" and parse.words[by] == "by" and not is_blow
    is_counted = any(
        parse.deps[c] == "nummod" or parse.words[c] in ("many", "more", "most") for c in parse.children[noun]
    )
    return is_margin or (is_counted and parse.tags[noun] == "NNS")


def takes_object(parse: Parse, ontology: Ontology, verb: int) -> bool:
    """Whether a verb, with its particle, is known with an object alone: "lock up", but not "fly"."""
    words = (parse.lemmas[verb], *(parse.words[c] for c in parse.with_dep(verb, "prt")))
    frames = [f for f in ontology.frames.get((words[0], PartOfSpeech.VERB), ()) if f.words == words]
    return bool(frames) and all(frame.slot(OBJECT) is not None for frame in frames)


def hanging(frame: Frame, tails: Sequence[tuple[str, Position]]) -> list[Position]:
    """The tails of what fills the frame's own positions."""
    holders = {label for slot in frame.slots for label in slot.labels} | {OBJECT, DATIVE}
    holders |= {"by"} if SUBJECT in holders else set()
    return [position for holder, position in tails if holder in holders]


def with_particles_objects(frame: Frame, positions: list[Position]) -> list[Position]:
    """ "Voted down the offer", read as a phrase: what a word of the trigger seems to hold is the verb's object."""
    if frame.slot(OBJECT) is None or any(p.label == OBJECT for p in positions):
        return positions
    return [p._replace(label=OBJECT) if p.label in frame.words[1:] else p for p in positions]
