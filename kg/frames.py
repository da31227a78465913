"""Frames: one line of Turtle in, the shape that a trigger and its arguments have in English out.

A frame is one way that English says an event class, written as FrameNet names its lexical units
(Ruppenhofer et al., FrameNet II, 2016): a verb as it is (with `.v` where it is also a role's name), a noun with `.n`,
an adjective with `.a`.

    actor accuse target of:content              Witkoff accused Hamas of stalling
    actor pull out target from:origin           Israel pulled out its negotiators from Doha
    actor take target hostage                   gunmen took two nurses hostage
    actor violation.n target                    Israel's violation of the truce
    target murder.n by:actor                    her murder by gunmen
    actor reach deal.n with:target              Iran reached a deal with six powers
    actor dismiss target!['suit'|document]      the court dismissed the suit (but not: its staff)

Before the trigger stands the subject's role (a noun's: its possessive's); after it the object's (a noun's: its
of-phrase's) and, labelled, those of prepositional phrases (`with/against:target`) and clauses (`that:`, `to:`, `ing:`).
`!` makes a role required; brackets say what may fill it: kinds of entity, `event`, `money`, word sets, `'words'`,
and with `-` in front what may not. `duration` asks for a time, which no role takes ("jailed for ten years").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from kg.errors import OntologyError
from kg.model import EntityKind, Role

SUBJECT = ""  # the label of the slot before the trigger
OBJECT = "object"  # the label of a bare slot after it
DURATION = "duration"  # the kind of a slot that a time fills
CLAUSES = frozenset({"that", "ing"})  # labels that take a clause; "to" does where its role is content

_SLOT = re.compile(r"(?:(?P<labels>[a-z_/]+):)?(?P<role>[a-z]+)(?P<required>!?)(?:\[(?P<fillers>[^\]]+)\])?")
_FILLER = re.compile(r"-?(?:'[^']+'|[A-Za-z]+)")
_TOKEN = re.compile(r"(?:\[[^\]]*\]|\S)+")


class PartOfSpeech(Enum):
    """What a trigger is, in Universal Dependencies' names."""

    VERB = "VERB"
    NOUN = "NOUN"
    ADJECTIVE = "ADJ"


@dataclass(frozen=True, slots=True)
class Slot:
    """One role of a frame and where English puts it."""

    role: Role
    labels: tuple[str, ...]  # SUBJECT, OBJECT, or prepositions and clause markers
    is_required: bool = False
    allowed: frozenset[str] = frozenset()  # kinds, word sets and 'words'; empty: anything
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One way that English says an event class."""

    text: str
    event_class: str  # local name
    part_of_speech: PartOfSpeech
    words: tuple[
        str, ...
    ]  # lemmas: the trigger's own, last for a noun ("reach", "deal"), first for a verb ("pull", "out")
    slots: tuple[Slot, ...] = ()

    @property
    def required(self) -> list[Slot]:
        """The slots that something has to fill."""
        return [slot for slot in self.slots if slot.is_required]

    @property
    def head(self) -> str:
        """The lemma that the frame is found by.

        >>> parse_frame("actor reach deal.n with:target", "Agreement").head
        'deal'
        """
        return self.words[-1] if self.part_of_speech is PartOfSpeech.NOUN else self.words[0]

    def slot(self, label: str) -> Slot | None:
        """The slot that a syntactic position fills, if the frame has it."""
        return next((slot for slot in self.slots if label in slot.labels), None)


def parse_frame(text: str, event_class: str, word_sets: Iterable[str] = ()) -> Frame:
    """A frame from its one line.

    Raises OntologyError that names the class and the part that is wrong.

    >>> frame = parse_frame("actor pull out target from:origin", "Withdrawal")
    >>> frame.words, frame.slot("from").role
    (('pull', 'out'), <Role.ORIGIN: 'origin'>)
    """
    known = frozenset(word_sets)
    words: list[str] = []
    slots: list[Slot] = []
    for part in _TOKEN.findall(text):
        slot = _parse_slot(part, text, event_class, known, SUBJECT if not words else OBJECT)
        if slot is not None:
            slots.append(slot)
        elif any(slot.labels[0] not in (SUBJECT, OBJECT) for slot in slots):
            raise OntologyError(f"frame {text!r}: {part!r} is no role, and the trigger has passed", f"kg:{event_class}")
        else:
            words.append(part)
    if not words:
        raise OntologyError(f"frame {text!r} has no trigger", f"kg:{event_class}")
    return Frame(text, event_class, *_trigger(words, text, event_class), tuple(slots))


def _trigger(words: list[str], text: str, event_class: str) -> tuple[PartOfSpeech, tuple[str, ...]]:
    marks = {"n": PartOfSpeech.NOUN, "a": PartOfSpeech.ADJECTIVE, "v": PartOfSpeech.VERB}
    *before, last = [words[0].removesuffix(".v"), *words[1:]]
    if any("." in word for word in before):
        raise OntologyError(f"frame {text!r}: only the last word may carry .n or .a", f"kg:{event_class}")
    lemma, dot, mark = last.partition(".")
    if dot and (mark not in marks or not lemma):
        raise OntologyError(f"frame {text!r}: {last!r} should end in .n, .a or .v", f"kg:{event_class}")
    if mark == "a" and before:
        raise OntologyError(f"frame {text!r}: an adjective stands alone", f"kg:{event_class}")
    return marks.get(mark, PartOfSpeech.VERB), (*before, lemma)


def _parse_slot(part: str, text: str, event_class: str, word_sets: frozenset[str], bare: str) -> Slot | None:
    match = _SLOT.fullmatch(part)
    if match is None or (match["role"] not in _ROLES and not match["labels"]):
        if set(part) & set(":[]!"):
            raise OntologyError(f"frame {text!r}: cannot read {part!r}", f"kg:{event_class}")
        return None
    if match["role"] not in _ROLES:
        raise OntologyError(f"frame {text!r}: {match['role']!r} is no role", f"kg:{event_class}")
    fillers = (match["fillers"] or "").split("|") if match["fillers"] else []
    for filler in fillers:
        if not _FILLER.fullmatch(filler) or not (filler.endswith("'") or filler.lstrip("-") in word_sets | _KINDS):
            raise OntologyError(f"frame {text!r}: {filler!r} is no kind, word set or 'word'", f"kg:{event_class}")
    return Slot(
        role=_ROLES[match["role"]],
        labels=tuple(match["labels"].replace("_", " ").split("/")) if match["labels"] else (bare,),
        is_required=bool(match["required"]),
        allowed=frozenset(filler for filler in fillers if not filler.startswith("-")),
        excluded=frozenset(filler[1:] for filler in fillers if filler.startswith("-")),
    )


_ROLES = {role.value: role for role in Role}
_KINDS = frozenset(kind.name.lower() for kind in EntityKind) | {"event", "money", DURATION}


def demand(frame: Frame) -> tuple[int, int, str]:
    """A sort key: frames that ask for more words and more restricted roles first."""
    demands = sum(slot.is_required + bool(slot.allowed) for slot in frame.slots)
    return (-len(frame.words), -demands, frame.text)
