"""The command `kg`: arguments in, one call of the library, its result on stdout, messages on stderr.

Heavy imports stand inside the commands that need them, so that `kg --help` is instant. Exit codes: 0 done, 1 the data
has problems, 2 wrong usage.
"""

from __future__ import annotations

import sys

import typer

from kg.cli import (
    asking,
    building,
    deciding,
    explaining,
    exporting,
    following,
    keeping,
    linking,
    listing,
    measuring,
    reconciling,
    serving,
    viewing,
    watching,
)
from kg.cli.options import BASE, PIPELINE, PROBLEMS, USAGE, app
from kg.errors import KgError, QueryError

__all__ = [
    "BASE",
    "PIPELINE",
    "app",
    "asking",
    "building",
    "deciding",
    "explaining",
    "exporting",
    "following",
    "keeping",
    "linking",
    "listing",
    "main",
    "reconciling",
    "measuring",
    "serving",
    "viewing",
    "watching",
]


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
