"""Which language a text is in, and what becomes of one that the pipeline does not read."""

from __future__ import annotations

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.sources.languages import language_of, written_in

FOREIGN = {
    "de": "Die Bundesregierung hat am Mittwoch in Berlin ein Gesetz beschlossen, das den Bau von Brücken fördern soll.",
    "fr": "Le gouvernement a adopté mercredi à Lyon une loi qui doit faciliter la construction de ponts.",
    "es": "El gobierno aprobó el miércoles en Sevilla una ley que facilitará la construcción de puentes.",
    "ru": "Правительство приняло в среду в Самаре закон, который должен облегчить строительство мостов.",
    "ar": "وافقت الحكومة يوم الأربعاء في المدينة على قانون جديد يسهل بناء الجسور في المنطقة ويحدد الميزانية.",
    "zh": "政府周三在该市通过了一项法律, 旨在促进该地区桥梁的建设, 并为高速公路确定了预算, 议会将于下周进行表决。" * 2,
}
ENGLISH = [
    "The cabinet passed a law in Leeds on Wednesday that is meant to ease the building of bridges in the region.",
    "Bridge collapses near Leeds, two hurt",
    "",
    "12 34 56 " * 40,
    "🚒" * 200,
    "Ruiz, Ortega, Lindqvist, Okafor, Tanaka, Kowalski, Haddad, Moreau, Petrov, Silva and Nguyen signed.",
]


@pytest.mark.parametrize(("language", "text"), FOREIGN.items())
def test_another_language_is_recognised(language: str, text: str) -> None:
    """A sentence of news is enough."""
    assert language_of(text) == language


@pytest.mark.parametrize("text", ENGLISH)
def test_english_and_what_is_no_language_is_not_taken_for_another(text: str) -> None:
    """A headline, a list of names, numbers and emoji are read like English."""
    assert language_of(text) in ("en", None)


def test_an_article_in_another_language_is_reported_and_the_rest_is_read() -> None:
    """The message names the article and both languages."""
    reports: list[SourceError] = []
    articles = [Article(id="a", text=FOREIGN["fr"]), Article(id="b", text=ENGLISH[0]), Article(id="c", text="")]
    assert [article.id for article in written_in("en", articles, reports.append)] == ["b", "c"]
    assert [str(report) for report in reports] == ["a: is written in 'fr', and the pipeline reads 'en'"]


def test_a_quotation_in_another_language_does_not_turn_english_away() -> None:
    """English with a foreign sentence in it is English."""
    assert language_of(f"{ENGLISH[0]} \u201c{FOREIGN['es']}\u201d, the minister said on the radio.") == "en"
