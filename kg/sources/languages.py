"""Articles -> those that are written in a language that the pipeline reads.

English is recognised by its commonest words, which costs nothing; only what lacks them is asked of py3langid's
n-gram model (Lui and Baldwin 2012).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.model import Article
from kg.sources.text import Report

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENGLISH = "en"
LOOKED_AT = 4_000  # characters from the start of a text: the language of an article shows in its first paragraphs
SHORTEST = 60  # letters: below it a language cannot be told from a list of names
UNSURE = 0.1  # the probability of English from which a text is read
_COMMON = re.compile(r"\b(?:the|of|and|that|were|with|for|from|has|said)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_COMMON_SHARE = 0.06  # of the words: English news has twice as many, no other language has these words
_SISTERS = frozenset({"en", "pcm", "zxx"})  # what the model takes short English for; zxx is no language at all


def written_in(language: str, articles: Iterable[Article], on_error: Report) -> Iterator[Article]:
    """The articles in a language (ISO 639-1), and those too short to tell; others are reported and passed over."""
    for article in articles:
        found = language_of(article.text)
        if found in (None, language):
            yield article
        else:
            on_error(
                SourceError(f"is written in {found!r}, and the pipeline reads {language!r}", article.url or article.id)
            )


def pipeline_language(name: str) -> str:
    """The language that a spaCy pipeline reads, by its name or its folder's; English where that does not tell.

    >>> pipeline_language("de_core_news_sm"), pipeline_language("models/ours")
    ('de', 'en')
    """
    code, _, rest = Path(name).name.partition("_")
    return code if rest and re.fullmatch("[a-z]{2,3}", code) else ENGLISH


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where it cannot be told.

    >>> language_of("The minister said on Monday that the talks in Oslo were over.")
    'en'
    >>> language_of("El ministro dijo el lunes que las conversaciones de Oslo habían terminado sin acuerdo.")
    'es'
    """
    start = text[:LOOKED_AT]
    words = len(_WORD.findall(start))
    if words and len(_COMMON.findall(start)) >= _COMMON_SHARE * words:
        return ENGLISH
    if sum(map(str.isalpha, start)) < SHORTEST:
        return None
    ranked = _identifier().rank(start)
    is_english = sum(probability for language, probability in ranked if language in _SISTERS)
    return None if is_english > UNSURE else str(ranked[0][0])


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # heavy: a second

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
