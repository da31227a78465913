"""A long article in pieces: the same offsets, one node for each name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import SpacyExtractor
from kg.model import Article, EntityKind, Extraction, Role
from kg.pieces import pieces, united

STORY = (
    "Norway expelled two Russian diplomats on Monday.\n\n"
    "Foreign Minister Ana Ruiz accused Russia of espionage. She said that the embassy had lied.\n\n"
    "\u201cWe will answer,\u201d the Russian ambassador told reporters in Oslo on 3 March 2025.\n\n"
)


@given(text=st.text(alphabet="ab .\n\u0301🚒", max_size=300), longest=st.integers(2, 40))
def test_the_pieces_make_up_the_text(text: str, longest: int) -> None:
    """Nothing is lost or doubled, and no piece is longer than allowed."""
    found = pieces(Article(id="a", text=text), longest)
    assert "".join(piece.article.text for piece in found) == text
    assert all(len(piece.article.text) <= longest for piece in found)
    assert all(text.startswith(piece.article.text, piece.begin) for piece in found)


def test_a_short_article_is_its_own_piece() -> None:
    """It is not copied."""
    article = Article(id="a", text=STORY)
    assert [(piece.begin, piece.article) for piece in pieces(article)] == [(0, article)]


@pytest.fixture(scope="module")
def story(extractor: SpacyExtractor) -> tuple[Extraction, Extraction]:
    """The story read at once, and three times over in pieces of a paragraph or two."""
    (once,) = extractor.extract([Article(id="a", text=STORY, published=date(2025, 3, 4))])
    article = Article(id="a", text=STORY * 3, published=date(2025, 3, 4))
    parts = pieces(article, len(STORY))
    found = extractor.extract(part.article for part in parts)
    return once, united(article, [(part.begin, one) for part, one in zip(parts, found, strict=True)])


@pytest.mark.model
def test_offsets_are_those_of_the_whole_text(story: tuple[Extraction, Extraction]) -> None:
    """Every mention's words stand where it says, in the sentence that it says."""
    _, whole = story
    for mention in whole.mentions():
        assert whole.article.text[mention.begin : mention.end] == mention.words
        assert mention.sentence in whole.sentences
    assert len(whole.sentences) == len(set(whole.sentences))


@pytest.mark.model
def test_a_name_is_one_entity_over_all_pieces(story: tuple[Extraction, Extraction]) -> None:
    """Norway is one node with three mentions, and events of every piece refer to it."""
    once, whole = story
    names = [entity.name for entity in whole.entities if entity.is_global]
    assert len(names) == len(set(names))
    (norway,) = (i for i, entity in enumerate(whole.entities) if entity.name == "Norway")
    assert len(whole.entities[norway].mentions) == 3
    expulsions = [event for event in whole.events if event.event_class == "Expulsion"]
    assert [event.fillers(Role.ACTOR) for event in expulsions] == [(norway,)] * 3
    assert len(whole.events) == 3 * len(once.events)


@pytest.mark.model
def test_contents_and_sources_stay_with_their_statements(story: tuple[Extraction, Extraction]) -> None:
    """What is said in the second piece is the content of what is said there, by who says it."""
    once, whole = story
    size, quotations = len(once.events), len(once.quotations)
    for i, event in enumerate(whole.events):
        for argument in event.arguments:
            if argument.is_event:
                assert argument.filler // size == i // size
            elif argument.is_quotation:
                assert argument.filler // quotations == i // size
        old = once.events[i % size]
        assert event.attribution is None or (
            whole.entities[event.attribution].name == once.entities[old.attribution or 0].name
        )


@pytest.mark.model
def test_a_long_article_is_one_extraction(extractor: SpacyExtractor) -> None:
    """An article of several pieces between two short ones keeps its place, and its people their one node."""
    long = Article(id="long", text=STORY * 200)
    short = [Article(id=id, text="Peru accused Chile of espionage.") for id in ("a", "b")]
    first, found, last = extractor.extract([short[0], long, short[1]])
    assert [first.article.id, found.article.id, last.article.id] == ["a", "long", "b"]
    assert found.article is long
    people = [entity for entity in found.entities if entity.kind is EntityKind.PERSON and entity.is_global]
    assert [person.name for person in people] == ["Ana Ruiz"]
    assert max(event.trigger.end for event in found.events) > len(long.text) - len(STORY)
