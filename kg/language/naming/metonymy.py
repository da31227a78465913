"""Whether the name of a capital stands for its government ("Lima accused Quito") or for the town ("arrived in Lima").

A government acts: it is the subject or agent of what somebody does, has plans and programmes, and is whom one accuses,
urges and negotiates with. A town is where things are, and what they are done to. The ontology's frames tell them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from kg.frames import OBJECT, PartOfSpeech
from kg.model import Role
from kg.ontology import Ontology

DEALT_WITH = frozenset({Role.TARGET, Role.RECIPIENT})
_LOCAL = frozenset({Role.PLACE, Role.ORIGIN, Role.DESTINATION})
_POSTAL = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "through", "via", "into", "within", "throughout"}
    | {"along", "behind", "beside", "down", "opposite", "past", "up"}
)
_FACING = frozenset({"with", "against", "between", "by", "among"})
_ACTING = frozenset({"country", "organization"})  # of the kinds that a slot asks for
_PARTS = {
    "VERB": PartOfSpeech.VERB,
    "NOUN": PartOfSpeech.NOUN,
    "PROPN": PartOfSpeech.NOUN,
    "ADJ": PartOfSpeech.ADJECTIVE,
}


@dataclass(frozen=True)
class Metonymy:
    """Tells governments from towns by where the name stands in its sentence."""

    ontology: Ontology

    def acts(self, name: Token, *, is_town: bool = True) -> bool:
        """Whether a seat's name, given by its head token, stands for a government; a house does unless one is in it."""
        token = name
        while token.dep_ == "conj" and token.head.pos_ == "PROPN" and token.head is not token:
            token = token.head
        head = token.head
        if not is_town:
            return not self._is_gone_to(token)
        if token.dep_ == "nsubj":
            inner = next((c for c in head.children if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
            head = head if inner is None or head.lemma_ != "have" else inner  # "has yet to comment"
            is_towns = head.lemma_.lower() in self._words("TownVerb") and not self._is_of_mind(head)
            return head.pos_ in ("VERB", "AUX") and not is_towns
        if token.dep_ in ("dobj", "dative", "nsubjpass"):
            if head.lemma_.lower() in self._words("ObjectControlVerb") and any(
                c.dep_ == "xcomp" for c in head.children
            ):
                return True  # "pressured Kyiv to accept it"
            return head.lemma_.lower() in self._words("MoodVerb") or self._is_dealt_with(head, OBJECT)
        if token.dep_ == "ROOT":  # "Lima, which had threatened Quito, offered": the parser takes it for the sentence
            said = (c for c in token.children if c.dep_ == "relcl" and any(s.dep_ == "nsubj" for s in c.children))
            return any(c.pos_ == "VERB" and c.lemma_.lower() not in self._words("TownVerb") for c in said)
        if token.dep_ == "poss":
            return head.lemma_.lower() not in self._words("TownPossession") and head.pos_ == "NOUN"
        if token.dep_ in ("pobj", "pcomp"):
            return self._after_preposition(head)
        return token.dep_ == "compound" and head.lemma_.lower() in self._words("GovernmentNoun")

    def _is_of_mind(self, verb: Token) -> bool:
        """ "Lima is wary of it": what a town is not, but somebody."""
        states = self._words("OwnState")
        return any(c.dep_ == "acomp" and c.lower_ in states for c in verb.children)

    def _after_preposition(self, preposition: Token) -> bool:
        word = preposition.lower_
        if word in _POSTAL:
            return False
        if preposition.head.lower_ == "according" or preposition.dep_ == "agent":
            return True
        if self._is_dealt_with(preposition.head, word):
            return True
        if word in ("from", "to"):
            objects = (c for c in preposition.head.children if c.dep_ == "dobj" and word == "from")
            return any(self._is_talked_of(noun, word) for noun in (preposition.head, *objects))
        return word in _FACING and preposition.head.lemma_.lower() not in self._places_done_to

    def _is_gone_to(self, house: Token) -> bool:
        """Whether somebody is in a house, enters it or leaves it: "at the Kremlin", "marched down Downing Street"."""
        head, dep = house.head, house.dep_
        if dep == "pobj" and head.lower_ in _POSTAL:
            return True
        if dep == "dobj" and any(child.dep_ == "prt" and child.lower_ in _POSTAL for child in head.children):
            return True
        verb, label = (head.head, head.lower_) if dep == "pobj" else (head, OBJECT)
        if dep not in ("pobj", "dobj") or verb.pos_ != "VERB":
            return False
        frames = self.ontology.frames.get((verb.lemma_.lower(), PartOfSpeech.VERB), ())
        roles = {slot.role for frame in frames if (slot := frame.slot(label)) is not None}
        return not roles.isdisjoint(_LOCAL)

    def _is_dealt_with(self, head: Token, label: str) -> bool:
        """Whether what stands in a slot of a word is somebody who is talked to, sanctioned, negotiated with."""
        part = _PARTS.get(head.pos_)
        if part is None:
            return False
        beside = {child.lower_ for child in head.children}  # "call up ... on" says nothing of "call on Lima"
        frames = self.ontology.frames.get((head.lemma_.lower(), part), ())
        slots = [(f.slot(label), f.event_class) for f in frames if beside.issuperset(f.words[1:])]
        dealt_with = DEALT_WITH if label != "to" else {Role.TARGET}
        roles = [
            (slot.role, self._is_talk(c))
            for slot, c in slots
            if slot is not None and not (slot.allowed and slot.allowed.isdisjoint(_ACTING))
        ]
        return any(role in dealt_with for role, _ in roles) and all(is_talk for _, is_talk in roles)

    def _is_talked_of(self, head: Token, preposition: str) -> bool:
        """Whether a noun is what governments exchange: "warnings from Lima", "ties to Lima", the ambassador to it."""
        if head.pos_ != "NOUN":
            return False
        lemma = head.lemma_.lower()
        if preposition == "to":
            return lemma in self._words("Relation") | self._words("Diplomat")
        frames = self.ontology.frames.get((lemma, PartOfSpeech.NOUN), ())
        return any(c.name == "Communication" for f in frames for c in self.ontology.ancestors(f.event_class))

    def _is_talk(self, event_class: str) -> bool:
        known = self.ontology.classes.get(event_class)
        return known is not None and bool(known.with_governments)

    @cached_property
    def _places_done_to(self) -> frozenset[str]:
        """Nouns and verbs of violence: "a strike against Kyiv" is one on the town."""
        frames = self.ontology.frames
        return frozenset(
            lemma for (lemma, _), found in frames.items() if found and not self._is_talk(found[0].event_class)
        )

    def _words(self, name: str) -> frozenset[str]:
        return self.ontology.word_sets.get(name, frozenset())
