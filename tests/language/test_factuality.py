"""Polarity, factuality and source by scope over hand-made parses."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.language.annotations import DocArgument, DocEntity, DocEvent
from kg.language.parse.reading import read_parse
from kg.language.saying.attribution import speech_verbs
from kg.language.saying.scopes import Scopes
from kg.model import EntityKind, Factuality, Polarity, Role
from kg.ontology import load_ontology

from .parses import doc_of

ONTOLOGY = load_ontology()
VERBS = speech_verbs(ONTOLOGY)


def event(head: int, event_class: str, *arguments: DocArgument) -> DocEvent:
    """An event whose trigger is one word."""
    return DocEvent(head, (head, head + 1), head, event_class, event_class, arguments=arguments)


def actor(token: int) -> DocArgument:
    """The one entity of the Doc as an actor."""
    return DocArgument(Role.ACTOR, token, "subject", entities=(0,))


def judged(table: str, *found: DocEvent, speaker: int | None = None) -> DocEvent:
    """The last of some events, judged; the entity at a token is number 0."""
    doc: Doc = doc_of(table)
    if speaker is not None:
        doc._.kg_entities = (DocEntity(EntityKind.PERSON, doc[speaker].text, (doc[speaker : speaker + 1],)),)
        doc._.kg_entity_at = {speaker: (0,)}
    return Scopes(read_parse(doc, ONTOLOGY.word_sets), ONTOLOGY, VERBS, found).judged(found[-1])


SAID = """
    Lopes Lopes NNP nsubj 1
    said say VBD ROOT 1
    rebels rebel NNS nsubj 4
    would would MD aux 4
    attack attack VB ccomp 1"""


def test_would_in_reported_speech_is_its_will() -> None:
    """ "Lopes said rebels would attack": future, and Lopes says so."""
    found = judged(SAID, event(1, "Statement", actor(0)), event(4, "Attack"), speaker=0)
    assert (found.factuality, found.attribution) == (Factuality.FUTURE, 0)


def test_what_is_yet_to_come_is_of_the_class_of_its_plan() -> None:
    """ "Rebels would attack": a planned attack; what has no class of plans keeps its own."""
    assert judged(SAID, event(1, "Statement"), event(4, "Attack")).event_class == "PlannedAttack"
    assert judged(SAID, event(1, "Statement"), event(4, "Death")).event_class == "Death"


def test_who_is_nobody_does_not_do_it() -> None:
    """ "No state signed": the determiner of the subject negates the verb."""
    found = judged(
        """
        No no DT det 1
        states state NNS nsubj 2
        signed sign VBD ROOT 2""",
        event(2, "Signing"),
    )
    assert found.polarity is Polarity.NEGATIVE


def test_two_negations_are_none() -> None:
    """ "Rebels never failed to attack"."""
    found = judged(
        """
        Rebels rebel NNS nsubj 2
        never never RB neg 2
        failed fail VBD ROOT 2
        to to TO aux 4
        attack attack VB xcomp 2""",
        event(4, "Attack"),
    )
    assert found.polarity is Polarity.POSITIVE


def test_what_a_negative_word_has_after_it_in_time_is_out_of_its_scope() -> None:
    """ "Talks failed after attacks": the attacks took place."""
    found = judged(
        """
        Talks talk NNS nsubj 1
        failed fail VBD ROOT 1
        after after IN prep 1
        attacks attack NNS pobj 2""",
        event(3, "Attack"),
    )
    assert (found.polarity, found.factuality) == (Polarity.POSITIVE, Factuality.ACTUAL)


def test_a_purpose_is_possible() -> None:
    """ "Ships sailed to attack"."""
    found = judged(
        """
        Ships ship NNS nsubj 1
        sailed sail VBD ROOT 1
        to to TO aux 3
        attack attack VB advcl 1""",
        event(3, "Attack"),
    )
    assert found.factuality is Factuality.POSSIBLE


def test_a_consequence_is_possible_at_most() -> None:
    """ "Rebels will attack if talks fail"."""
    found = judged(
        """
        Rebels rebel NNS nsubj 2
        will will MD aux 2
        attack attack VB ROOT 2
        if if IN mark 5
        talks talk NNS nsubj 5
        fail fail VBP advcl 2""",
        event(2, "Attack"),
    )
    assert found.factuality is Factuality.POSSIBLE


def test_a_believer_is_the_source() -> None:
    """ "Lopes believes rebels attacked": possible, and nobody's but Lopes's."""
    found = judged(
        """
        Lopes Lopes NNP nsubj 1
        believes believe VBZ ROOT 1
        rebels rebel NNS nsubj 3
        attacked attack VBD ccomp 1""",
        event(3, "Attack"),
        speaker=0,
    )
    assert (found.factuality, found.attribution) == (Factuality.POSSIBLE, 0)


def test_relative_clauses_are_nobodys_claim() -> None:
    """ "Lopes said rebels who attacked fled": that they attacked is taken for a fact."""
    found = judged(
        """
        Lopes Lopes NNP nsubj 1
        said say VBD ROOT 1
        rebels rebel NNS nsubj 5
        who who WP nsubj 4
        attacked attack VBD relcl 2
        fled flee VBD ccomp 1""",
        event(1, "Statement", actor(0)),
        event(4, "Attack"),
        speaker=0,
    )
    assert (found.attribution, found.is_attributed) == (None, False)


def test_who_says_so_stands_outside_of_what_is_said() -> None:
    """ "Rebels, Lopes said, attacked": the saying is the article's, the attack is Lopes's."""
    table = """
        Rebels rebel NNS nsubj 5
        , , , punct 3
        Lopes Lopes NNP nsubj 3
        said say VBD parataxis 5
        , , , punct 3
        attacked attack VBD ROOT 5"""
    said, attack = event(3, "Statement", actor(2)), event(5, "Attack")
    assert judged(table, attack, said, speaker=2).attribution is None
    assert judged(table, said, attack, speaker=2).attribution == 0


def test_what_is_rejected_was_still_demanded() -> None:
    """ "Lopes rejected demands": there were demands."""
    found = judged(
        """
        Lopes Lopes NNP nsubj 1
        rejected reject VBD ROOT 1
        demands demand NNS dobj 1""",
        event(1, "Rejection", actor(0), DocArgument(Role.CONTENT, 2, "object", event=1)),
        event(2, "Demand"),
        speaker=0,
    )
    assert found.polarity is Polarity.POSITIVE
