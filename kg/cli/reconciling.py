"""The command that asks a service for identifiers: reconcile."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.deciding import AUTHORITY, AuthorityFile
from kg.cli.options import OUTPUT, Endpoint, GraphPath, Store, app, opened
from kg.errors import QueryError

if TYPE_CHECKING:
    from kg.entities import ListedEntity
    from kg.model import EntityKind
    from kg.reconciliation import Proposal

KINDS = ("person", "org", "country", "place", "product")


@app.command(epilog="Example: kg reconcile https://wikidata.reconci.link/en/api --type person --dry-run")
def reconcile(
    url: Annotated[str, typer.Argument(metavar="URL", help="A reconciliation service.", show_default=False)],
    type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE", help="Only entities of this type; again for more. Groups and things only so."),
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="TEXT", help="Only those with this text in a name.")] = None,
    min_mentions: Annotated[int, typer.Option(min=1, help="Only those mentioned so often.")] = 1,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask for so many, the most mentioned.")] = None,
    threshold: Annotated[float, typer.Option(metavar="SCORE", help="Leave out candidates that score less.")] = 50.0,
    candidates: Annotated[int, typer.Option(min=1, help="How many candidates the service is to name.")] = 5,
    as_type: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE=ID", help="What the service calls a type, such as person=Q5; again for more."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="How long to wait for an answer.")] = 30.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be recorded; record nothing.")] = False,
    authority: AuthorityFile = AUTHORITY,
    graph: GraphPath = OUTPUT,
    store: Store = None,
    endpoint: Endpoint = None,
) -> None:
    """Ask a reconciliation service for identifiers of entities.

    Those are asked for that have none. What it is sure of is recorded as owl:sameAs in the authority file, what it is
    not as skos:closeMatch, for you to decide. The names of the entities are sent to the service.
    """
    from kg.authority import read
    from kg.entities import chosen, entities, kind_of
    from kg.reconciliation import Service, open_entities, propose, questions, service_types

    kinds = [kind_of(word) for word in type or KINDS]
    own = dict(map(_type_at_service, as_type or ()))
    known = read(authority)
    knowledge = opened(graph, store, endpoint)
    wanted = chosen(entities(knowledge.store), kinds=kinds, name=name, min_mentions=min_mentions)
    asked = list(open_entities(wanted, known))[:limit]
    if not asked:
        typer.echo("Every such entity has an identifier, or a proposal of one.", err=True)
        return
    found: list[Proposal] = []
    with Service(url, timeout=timeout) as service:
        manifest = service.manifest()
        typer.echo(f"Asking {manifest.name} about {_counted(asked)}.", err=True)
        words = questions(asked, service_types(manifest) | own, candidates)
        try:
            for proposals in propose(service, manifest, asked, words, known, threshold=threshold):
                found += proposals
        finally:  # what was answered before something went wrong is not asked again
            _tell(found, authority, knowledge.base, is_dry=dry_run)


def _type_at_service(given: str) -> tuple[EntityKind, str]:
    """The kind and the service's type of "person=Q5"."""
    from kg.entities import kind_of

    word, equals, identifier = given.partition("=")
    if not equals or not identifier:
        raise QueryError(f"--as-type takes TYPE=ID, such as person=Q5, not {given}")
    return kind_of(word), identifier


def _tell(found: list[Proposal], authority: Path, base: str, *, is_dry: bool) -> None:
    from kg.authority import Entry, record
    from kg.gazetteer.decisions import Verdict
    from kg.terminal import console
    from kg.terminal.decisions import proposal_table

    if found:
        console().print(proposal_table(found, base))
    sure = sum(proposal.verdict is Verdict.SAME for proposal in found)
    if not is_dry:
        record(authority, (Entry(p.decision, p.words, "reconcile") for p in found), base)
    done = "would be" if is_dry else "are"
    typer.echo(f"{sure} identifiers and {len(found) - sure} proposals {done} recorded in {authority}.", err=True)


def _counted(asked: list[ListedEntity]) -> str:
    return f"{len(asked)} {'entity' if len(asked) == 1 else 'entities'}"
