"""Templates: records in, HTML out, everything escaped."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.server.signs import family_styles, kinds, signs

if TYPE_CHECKING:
    import jinja2

FILES = ("style.css", "editor.js", "search.js", "icon.svg")


@cache
def templates() -> jinja2.Environment:
    """The environment of the templates; a name that is not given is a mistake."""
    import jinja2  # heavy

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("kg.server"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"signs": signs(), "kinds": kinds()}
    made.filters["quoted"] = lambda text: quote(text, safe="")
    return made


def prepare() -> None:
    """Read every template and what draws the network now, and not at the first page."""
    import_module("kg.page")
    for name in templates().list_templates(extensions=["html"]):
        templates().get_template(name)


def render(name: str, **values: object) -> bytes:
    """A page."""
    return templates().get_template(name).render(values).encode()


@cache
def static_file(name: str) -> bytes:
    """A style sheet, a script or a picture; the style sheet has the families' colours."""
    data = files("kg.server").joinpath("static", name).read_bytes()
    return data + family_styles().encode() if name == "style.css" else data
