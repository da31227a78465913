"""kg/page: the HTML file, without a browser."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from kg.page import Json, document, render
from kg.page.figures import figure, wrap
from kg.page.layout import Box, place
from kg.page.opening import ACTORS, EVENTS
from tests.made_extractions import border, made_graph
from tests.made_graphs import disputed_network, made_network


def data_of(page: str) -> Json:
    """What the page embeds."""
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert match
    found: Json = json.loads(match[1])
    return found


def test_the_page_has_no_outside_link() -> None:
    """Nothing is loaded from anywhere: no http in src, href or a style's url."""
    page = render(made_network(20, 30), title="Shells on Port Elin")
    assert not re.findall(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//""", page)
    assert not re.findall(r"url\(\s*[\"']?(?!data:)\w", page.split("<script")[0])
    assert "@import" not in page


def test_the_policy_lets_only_our_own_scripts_run() -> None:
    """Each script of the page has its hash in the policy, and no scheme or keyword is allowed."""
    page = render(made_network(5, 5), title="t")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert policy[1].count("sha256-") == 3
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029&<>", '"\\'])
def test_text_cannot_leave_the_json_it_stands_in(text: str) -> None:
    """Whatever an article says is in the JSON, whole, and nowhere in the HTML."""
    page = render(made_network(4, 4, label=text), title=f"t{text}")
    assert data_of(page)["nodes"][-1]["label"].endswith(text)
    assert data_of(page)["title"] == f"t{text}"
    assert text not in page or text == '"\\'


def test_a_sentence_comes_in_parts_with_their_marks() -> None:
    """The page gets no offsets, so that JavaScript's own way of counting cannot move a mark."""
    node = next(n for n in document(made_network(4, 4))["nodes"] if n["type"] == "event")
    parts = node["evidence"][0]["parts"]
    assert parts[0] == ("Ada Berg", "actor")
    assert [text for text, mark in parts if mark == "trigger"] == [node["verb"]]
    assert "🕊" in parts[-1][0]


def test_the_same_network_gives_the_same_bytes(tmp_path: Path) -> None:
    """Twice in one process, and under another hash seed."""
    code = (
        "import sys; from pathlib import Path; from kg.page import render; from tests.made_graphs import made_network;"
        "Path(sys.argv[1]).write_text(render(made_network(150, 250), title='t'), 'utf-8')"
    )
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1])}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], check=True, env=env)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_an_empty_network_is_a_page_too() -> None:
    """Nothing found is an answer."""
    assert data_of(render(made_network(0, 0), title="Nothing"))["nodes"] == []


def test_pyvis_collects_the_first_picture() -> None:
    """Positions are set, physics is off, and no text goes where pyvis would take it for HTML."""
    made = document(made_network(10, 10))
    assert made["options"]["physics"] == {"enabled": False}
    assert all(set(node) == {"id", "x", "y"} for node in made["views"]["events"]["nodes"])
    assert {edge["label"] for edge in made["edges"]} >= {"actor", "target"}


def test_a_large_network_starts_with_its_best_connected_part() -> None:
    """Beyond what the eye can read, the page opens on a part; smaller ones open whole."""
    large = document(made_network(200, 400))["views"]
    for name, view in (("events", EVENTS), ("actors", ACTORS)):
        assert large[name]["part"]
        assert 20 < len(large[name]["nodes"]) <= view.nodes
    assert not document(made_network(30, 40))["views"]["events"]["part"]


def test_the_first_part_holds_nothing_alone() -> None:
    """Each of its nodes is joined to another one of it."""
    made = document(made_network(200, 400))
    chosen = {node["id"] for node in made["views"]["events"]["nodes"]}
    joined = {end for e in made["edges"] if {e["from"], e["to"]} <= chosen for end in (e["from"], e["to"])}
    assert chosen == joined


def test_reports_of_one_happening_are_one_node_of_the_picture() -> None:
    """The first report stands for all; each report is in the document with its article and its sentence."""
    made = document(disputed_network())
    reports = [n for n in made["nodes"] if n["type"] == "event"]
    drawn = {made["nodes"][node["id"]]["iri"] for node in made["views"]["events"]["nodes"]}
    assert len(reports) == 4
    assert [report["iri"] for report in reports if report["iri"] in drawn] == [reports[0]["iri"]]


def test_a_document_for_the_page_that_a_server_feeds_has_no_places() -> None:
    """What comes later is arranged in the page."""
    made = document(made_network(10, 10), places=False)
    assert made["views"] == {}
    assert made["format"] == "newskg-network/1"


def test_only_a_served_page_may_ask_its_server() -> None:
    """Without one, the policy lets nothing be loaded."""
    assert "connect-src" not in render(made_network(3, 3), title="t")
    served = render(made_network(3, 3), title="t", server="network")
    assert "connect-src 'self'" in served
    assert data_of(served)["server"] == "network"


def test_a_view_is_a_path_that_a_notebook_shows(tmp_path: Path) -> None:
    """Its HTML is a frame that holds the whole page as text."""
    graph = made_graph(border())
    shown = graph.view(tmp_path / "page.html")
    assert shown == tmp_path / "page.html"
    assert f'<iframe srcdoc="{html.escape(shown.read_text("utf-8"))}"' in shown._repr_html_()
    assert graph.view().read_bytes() == shown.read_bytes()


def test_no_box_lies_on_another() -> None:
    """Labels included, at the start view of a small graph."""
    network = made_network(24, 36)
    iris = sorted(network)
    boxes = [figure(network.nodes[iri]["data"], network.degree(iri)).box for iri in iris]
    index = {iri: i for i, iri in enumerate(iris)}
    places = place(boxes, [(index[u], index[v]) for u, v in network.edges()])
    for (a, (ax, ay)), (b, (bx, by)) in combinations(zip(boxes, places, strict=True), 2):
        assert abs(ax - bx) >= (a.width + b.width) / 2 or abs(ay - by) >= (a.height + b.height) / 2


def test_communities_stand_apart() -> None:
    """Two cliques with one bridge: nobody is nearer to the other clique than to their own."""
    clique = [(u, v) for u in range(6) for v in range(u)]
    links = [*clique, *((u + 6, v + 6) for u, v in clique), (0, 6)]
    places = place([Box(40, 40)] * 12, links)
    left, right = ((sum(x for x, _ in part) / 6, sum(y for _, y in part) / 6) for part in (places[:6], places[6:]))
    for i, (x, y) in enumerate(places):
        own, other = (left, right) if i < 6 else (right, left)
        assert (x - own[0]) ** 2 + (y - own[1]) ** 2 < (x - other[0]) ** 2 + (y - other[1]) ** 2


def test_lines_are_cut_where_they_are_too_long() -> None:
    """A name without spaces too."""
    assert wrap("Donaudampfschifffahrtsgesellschaft", 12, 2) == ("Donaudampfs…",)
    assert wrap("", 12, 2) == ("",)
