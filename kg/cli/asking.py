"""The commands that ask a graph: query and show."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.measuring import check_format
from kg.cli.options import OUTPUT, Endpoint, GraphPath, Store, app, opened
from kg.errors import QueryError


@app.command(
    epilog="Example: kg query who-accused-whom --who Hamas",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def query(
    question: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY|FILE.rq|NAME",
            help="SPARQL, a file of it, - for stdin, or a question that ships, with --PARAMETER VALUE.",
            show_default=False,
        ),
    ] = None,
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="table, csv, tsv, json, xml or turtle.")] = "table",
    list_them: Annotated[bool, typer.Option("--list", help="List the questions that ship.")] = False,
) -> None:
    """Ask a graph by SPARQL, or by a question that ships."""
    from kg.query import questions
    from kg.terminal import console
    from kg.terminal.answers import FORMATS, answer_table, question_table

    if list_them:
        console().print(question_table(questions()))
        return
    if format not in {"table", *FORMATS}:
        raise QueryError(f"there is no format {format}; there are table, {', '.join(FORMATS)}")
    asked, values = _question(question or [])
    knowledge = opened(graph, store, endpoint)
    answer = knowledge.query(asked, **values)
    if format == "table":
        console().print(answer_table(answer, knowledge.base))
    else:
        written = answer.to_turtle(knowledge.base) if format == "turtle" else FORMATS[format](answer)
        typer.echo(written, nl=not written.endswith("\n"))


def _question(words: list[str]) -> tuple[str, dict[str, str]]:
    """The question's text or name, and its parameters.

    >>> _question(["who-met-whom", "--who", "Ana Ruiz", "--since=2025-03"])
    ('who-met-whom', {'who': 'Ana Ruiz', 'since': '2025-03'})
    """
    values: dict[str, str] = {}
    asked: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("--"):
            asked.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        given = value if equals else next(waiting, None)
        if given is None:
            raise QueryError(f"--{name} needs a value")
        values[name.replace("-", "_")] = given
    if len(asked) != 1:
        raise QueryError("give one question: SPARQL in quotes, a .rq file, or a name of `kg query --list`")
    return _text(asked[0]), values


def _text(question: str) -> str:
    """What a question says: standard input for -, a file's text for its path, else itself."""
    if question != "-" and not question.endswith(".rq"):
        return question
    try:
        return sys.stdin.read() if question == "-" else Path(question).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{question}: {getattr(error, 'strerror', None) or 'is not UTF-8'}") from error


@app.command(epilog='Example: kg show "Steve Witkoff"')
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an IRI.", show_default=False)],
    format: Annotated[str, typer.Option(metavar="FORMAT", help="text or json.")] = "text",
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Show one entity: its events in time order, with the sentences."""
    from kg.dossier import dossiers
    from kg.network import entity_network
    from kg.terminal import console
    from kg.terminal.dossiers import dossier
    from kg.terminal.records import dossier_record, to_json

    check_format(format)
    found = dossiers(entity_network(opened(graph, store, endpoint).store, name), name)
    if format == "json":
        typer.echo(to_json([dossier_record(one) for one in found]), nl=False)
        return
    for one in found:
        for part in dossier(one):
            console().print(part)
