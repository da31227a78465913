"""A network in, one HTML file out: it opens from disk without a network, draws once and stands still.

pyvis collects nodes, edges and options and brings vis-network; template, drawing and panels are ours, because pyvis'
own load Bootstrap from elsewhere and take some text as HTML. Everything an article says travels as JSON and reaches
the page as text; a Content-Security-Policy with the hashes of our own scripts lets nothing else run or load.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from importlib.resources import files
from string import Template

import networkx as nx

from kg.page.document import FORMAT, Json, document
from kg.page.shown import ShownPage

__all__ = ["FORMAT", "Json", "ShownPage", "document", "render", "render_document"]

STYLES = ("page.css", "panel.css")
SCRIPTS = (  # in this order: state first, then pictures, then what people do with them
    *("palette", "model", "filters", "arrange", "svg", "draw", "labels"),
    *("panel", "compare", "legend", "sources", "search", "timeline", "turtle", "export", "address", "server", "keys"),
    "page",
)
VIS = "lib/vis-9.1.2/vis-network.min.js"  # in pyvis 0.3.2


def render(network: nx.MultiDiGraph, *, title: str, server: str | None = None) -> str:
    """The whole page; the same network and title give the same text.

    `server` is the address, of the page's own origin, that sends the document of what is near a node
    (`?focus=IRI&steps=N`): then the page loads from there what the network does not hold.
    """
    return render_document({**document(network, title=title), "server": server})


def render_document(known: Json) -> str:
    """The page of a document that `document` made, with "server" where it has one."""
    style = "\n".join(_template(name) for name in STYLES)
    script = "\n".join(['"use strict";', "(() => {", *(_template(f"{name}.js") for name in SCRIPTS), "})();"])
    vis = (files("pyvis") / VIS).read_text(encoding="utf-8")
    return Template(_template("page.html")).substitute(
        title=html.escape(known["title"]),
        policy=_policy(style, vis, script, is_served=bool(known.get("server"))),
        style=style,
        vis=vis,
        script=script,
        data=_embedded(known),
    )


def _template(name: str) -> str:
    return (files("kg.page") / "template" / name).read_text(encoding="utf-8")


def _policy(style: str, *scripts: str, is_served: bool) -> str:
    """Only these very scripts and styles, no other source of anything but, where there is one, the page's server."""
    hashes = " ".join(map(_hash, scripts))
    own = "; connect-src 'self'" if is_served else ""
    pictures = "img-src data: blob:; form-action 'none'"
    return f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; {pictures}{own}"


def _hash(text: str) -> str:
    """A source expression of Content-Security-Policy.

    >>> _hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embedded(value: object) -> str:
    r"""JSON that cannot end the script element it stands in, nor be read as anything but JSON.

    >>> _embedded("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in ("<", ">", "&", "\u2028", "\u2029"):
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
