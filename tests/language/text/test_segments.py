"""Which parts of a text are its story."""

import pytest

from kg.language.text.segments import Segmenter, SegmentKind
from kg.ontology import load_ontology

SEGMENTER = Segmenter(load_ontology().word_sets, {"Quito"}.__contains__)


def parts(text: str, kind: SegmentKind = SegmentKind.STORY) -> list[str]:
    """The words of a text's segments of one kind."""
    return [text[s.begin : s.end] for s in SEGMENTER.segments(text) if s.kind is kind]


@pytest.mark.parametrize(
    "credit",
    [
        "© ANA LOPES / AFP",
        "(Photo by Ana Lopes/Getty Images)",
        "Image: Ana Lopes.",
        "Photograph: Ana Lopes/AFP",
        "REUTERS/Ana Lopes",
        "(Reporting by A. Lopes in Quito and Jan Kos; Editing by Mia Roth)",
        "— AFP",
    ],
)
def test_a_credit_is_cut_from_its_caption(credit: str) -> None:
    """The caption's text is the story, its credit a segment of its own."""
    text = f"Smoke rises over the harbour after a strike. {credit}\n\nPeople fled."
    assert parts(text) == ["Smoke rises over the harbour after a strike.", "People fled."]
    assert parts(text, SegmentKind.CREDIT) == [credit]


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Lopes and Jan Kos in Quito.",
        "Ana Lopes, diplomatic correspondent",
        "Ana Lopes, BBC News, Quito.",
        "Reuters",
    ],
)
def test_a_byline_is_a_credit(line: str) -> None:
    """Names, a place, a title and nothing else."""
    assert parts(f"{line}\n\nPeople fled.") == ["People fled."]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our free newsletter.",
        "This article was first published on 3 May.",
        "Follow us on X and Facebook",
        "Read more: The harbour that burned",
        "Contact: desk@example.org",
        "https://example.org/harbour",
        "Updated: 3 May 2025, 10:30 GMT",
        "Jan Kos contributed to this report.",
        "* * *",
    ],
)
def test_a_notice_is_not_the_story(line: str) -> None:
    """What speaks of the page, or to its reader."""
    assert parts(f"People fled.\n\n{line}\n\nThey returned.") == ["People fled.", "They returned."]


@pytest.mark.parametrize(
    "sentence",
    [
        "By Friday, the Red Cross had reached Quito.",
        "Written in 1940, the pact was lost.",
        "The envoy, AP said, fled.",
        "Peru signed the pact via video: the first to do so.",
        '"Sign up for our army," he told them.',
        "It was reported by Agence France-Presse (AFP)",
        "Share prices fell.",
        "Obama wrote to ana@example.org and asked for help.",
    ],
)
def test_a_sentence_that_looks_alike_stays(sentence: str) -> None:
    """A verb, or a word that a list of names does not have, makes it the story."""
    assert parts(sentence) == [sentence]


def test_a_dateline_names_its_place() -> None:
    """The header is a segment, with the place that it names."""
    text = "  QUITO (AP) — People fled."
    header = SEGMENTER.segments(text)[0]
    assert header.kind is SegmentKind.DATELINE
    assert header.place is not None
    assert text[slice(*header.place)] == "QUITO"


def test_wrapped_lines_are_one_paragraph() -> None:
    """A line break inside a sentence is white space; after a heading it ends a block."""
    wrapped = "The president of Peru met the envoy of\nthe king in a town that neither had\nseen before."
    assert parts(wrapped) == [wrapped]
    assert parts("A short heading\nThe envoy fled.") == ["A short heading", "The envoy fled."]


def test_segments_cover_every_word() -> None:
    """Nothing but white space lies between segments."""
    text = "QUITO (AP) — People fled. (Photo: Ana Lopes)\n\nRead more\n\n\tThey returned. — AFP\n"
    segments = SEGMENTER.segments(text)
    assert "".join("".join(text[s.begin : s.end].split()) for s in segments) == "".join(text.split())
