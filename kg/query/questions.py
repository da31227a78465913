"""The questions that ship, and how a question is read from its text.

A question is a .rq file whose first comment lines are its title, its description and its parameters:

    # Who accuses whom
    # Every accusation with its day and its source.
    # parameter: who (needed entity) — a name, alias or IRI of the accuser or the accused
    # parameter: since (period) — a day, month or year

A parameter's value replaces the variable of its name, which the SELECT clause has to hold; it is no column. An entity
may be given by any name of it: the answer is that for each entity that is called so, one after the other. A period has
to be a day, a month or a year: `2025-07-24`, `2025-07`, `2025`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from kg.errors import QueryError
from kg.ontology import ontology_folder

_NAME = re.compile(r"[\w-]+")
_PARAMETER = re.compile(r"parameter:\s*(?P<name>\w+)\s*(?:\((?P<kind>[a-z ]+)\))?\s*[—–-]+\s*(?P<description>.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank in a question."""

    name: str
    description: str
    is_needed: bool = False
    is_entity: bool = False  # its value may be a name
    is_period: bool = False  # its value is a day, month or year


@dataclass(frozen=True, slots=True)
class Question:
    """SPARQL with a name, and what it asks in words."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


def questions() -> tuple[Question, ...]:
    """The questions that ship with the ontology, by name."""
    files = sorted((ontology_folder() / "queries").glob("*.rq"))
    return tuple(read_question(path.stem, path.read_text(encoding="utf-8")) for path in files)


def read_question(name: str, text: str) -> Question:
    """A question from the text of its file.

    >>> read_question("who", "# Who?\\n# parameter: day (needed) — a day\\nASK {}").parameters
    (Parameter(name='day', description='a day', is_needed=True, is_entity=False, is_period=False),)
    """
    lines = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.lstrip("# ").rstrip())
    matches = [(line, _PARAMETER.fullmatch(line)) for line in lines]
    prose = [line for line, match in matches if match is None]
    return Question(
        name=name,
        title=prose[0] if prose else name,
        description=" ".join(prose[1:]),
        parameters=tuple(_parameter(match) for _, match in matches if match),
        text=text,
    )


def _parameter(match: re.Match[str]) -> Parameter:
    kinds = (match["kind"] or "").split()
    return Parameter(match["name"], match["description"], "needed" in kinds, "entity" in kinds, "period" in kinds)


def find_question(question: str) -> Question:
    """A shipped question by its name, else the question that the text is.

    Raises QueryError.
    """
    if not _NAME.fullmatch(question.strip()):
        return read_question("query", question)
    shipped = {q.name: q for q in questions()}
    if question.strip() in shipped:
        return shipped[question.strip()]
    near = difflib.get_close_matches(question, shipped, n=1, cutoff=0.4)
    hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(shipped)}"
    raise QueryError(f"no question is named {question.strip()}{hint}")
