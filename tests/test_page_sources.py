"""kg/page in headless Chromium: several articles and their sources, what is saved, hostile text, frames and servers."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import combinations
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlparse
from xml.etree import ElementTree

import pytest
import rdflib
from selenium import webdriver

from kg.page import ShownPage, document, render
from tests.made_graphs import BASE, disputed_network, made_network, worded_network
from tests.reader import MISSING, Reader, chromium, opened, write_page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(MISSING, reason="needs Debian's chromium and chromium-driver"),
]
KG = "https://w3id.org/newskg#"
PARTS = (
    *(
        "<script>window.ran = 1</script>",
        "</script><script>window.ran = 1</script>",
        "<img src=x onerror='window.ran=1'>",
    ),
    *('"><svg onload="window.ran = 1">', "<a href='javascript:window.ran=1'>href=</a>", "javascript:window.ran=1"),
    *(
        "&lt;b&gt; &amp; &#x3c;",
        "${window.ran = 1} {{7*7}}",
        "' onmouseover='window.ran=1' x='",
        "\\u003cscript\\u003e",
    ),
    *("<!-- ]]> <![CDATA[", "</textarea></title></style>", "\u202eright to left\u202c", "\u200f‮abc", "\u2028\u2029"),
    *("<iframe srcdoc='<script>parent.ran=1</script>'>", "<base href='https://example.org/'>", "data:text/html,<b>x"),
    *("<style>*{display:none}</style>", "<meta http-equiv=refresh content=0>", "__proto__", "constructor", "$& $1 $$"),
    *(
        "\\\"\\'\\\\",
        "<object data=x>",
        "<form action=//x><button>",
        "é\u0301\u0323 \U0001f1f5\U0001f1ea ﷽",
        "[](javascript:ran)",
    ),
)
HOSTILE = [*PARTS, *(f"{a} {b}" for a, b in combinations(PARTS[:8], 2))][:50]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """One Chromium for all tests here."""
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture
def reader(browser: webdriver.Chrome, tmp_path: Path) -> Iterator[Reader]:
    """Somebody who has opened what four papers say of one shelling; the page complains of nothing."""
    yield opened(browser, write_page(disputed_network(), tmp_path / "disputed.html", "Shells"))
    assert browser.get_log("browser") == []


def saved(reader: Reader, item: str) -> bytes:
    """The bytes that an entry of the menu saves."""
    return base64.b64decode(reader.save(item).partition(",")[2])


def widths(svg: bytes) -> list[float]:
    """How thick the lines of a picture are."""
    return [float(w) for w in re.findall(rb'<path [^>]*fill="none" stroke="[^"]+" stroke-width="([\d.]+)"', svg)]


def test_reports_of_one_happening_are_one_node(reader: Reader) -> None:
    """Four papers tell of it, one sentence is a copy: one event from three independent sources, and disputed."""
    assert reader.shown() == "Network of 2 participants and 1 event"
    reader.click("#panel .node.event")
    assert "Told by 4 articles" in reader.text("#panel")
    assert "3 independent sources" in reader.text("#panel")
    assert "disputed" in reader.text("#panel .badges")
    assert len(reader.all("#panel blockquote")) == 4


def test_sources_are_compared_side_by_side(reader: Reader) -> None:
    """Who says so, who has it from whom, who denies it; each with paper and sentence."""
    reader.click("#panel .node.event")
    reader.click("#compare")
    columns = {c.find_element("css selector", "h3 span").text: c.text for c in reader.all("#comparison .column")}
    assert list(columns) == ["Say so themselves", "Have it from a source", "Deny it, or say it did not happen"]
    asserted, claimed, denied = columns.values()
    assert "The Elin Post" in asserted
    assert "Free Press Agency" in asserted
    assert "Harbour Times" in claimed
    assert "according to\nAda Berg" in claimed
    assert "never shelled Port Elin" in denied
    tops = {c.location["y"] for c in reader.all("#comparison .column")}
    assert len(tops) == 1
    reader.click("#comparison .close")
    assert not reader.find("#comparison").is_displayed()


def test_only_one_publisher_can_be_kept(reader: Reader) -> None:
    """ "only" leaves one paper's reports; what the others said is gone, in the panel and in the address."""
    reader.click("[data-list='publisher'] summary")
    reader.script("document.querySelector('[aria-label=\"Only Sudmark Daily\"]').click()")
    reader.click("#panel .node.event")
    assert "did not happen" in reader.text("#panel .badges")
    assert "Sudmark+Daily" in reader.browser.current_url
    again = opened(reader.browser, reader.browser.current_url)
    assert not again.find("[data-key='publisher:The Elin Post']").is_selected()
    again.click("[aria-label='All publishers']")
    assert "disputed" in again.text("#panel .badges")


@pytest.mark.parametrize(("title", "key"), [("speaker", "speaker:Ada Berg"), ("article", f"article:{BASE}article/p2")])
def test_speakers_and_articles_filter(reader: Reader, title: str, key: str) -> None:
    """What one speaker or one article says can be left out."""
    reader.click(f"[data-list='{title}'] summary")
    reader.click(f"[data-key='{key}']")
    reader.click("#panel .node.event")
    reader.click("#compare")
    assert "Harbour Times" not in reader.text("#comparison")


def test_an_edge_is_as_thick_as_its_sources_are_many(reader: Reader) -> None:
    """Three independent sources make a thicker line than one; the fourth, a copy, adds nothing."""
    many = max(widths(saved(reader, "svg")))
    reader.click("[data-list='publisher'] summary")
    reader.script("document.querySelector('[aria-label=\"Only The Elin Post\"]').click()")
    one = max(widths(saved(reader, "svg")))
    assert one < many < one + 3


def test_a_picture_is_saved_as_png(reader: Reader) -> None:
    """With twice as many pixels as on the screen."""
    png = saved(reader, "png")
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == 2 * reader.find("#network").size["width"]


def test_a_picture_is_saved_as_svg(reader: Reader) -> None:
    """Well-formed, with every name as text and nothing that runs."""
    root = ElementTree.fromstring(saved(reader, "svg"))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert {"path", "text"} <= names <= {"svg", "path", "text", "rect"}
    assert {"Sudmark", "Port Elin", "shells"} <= {element.text for element in root.iter() if element.text}


def test_the_selection_is_saved_as_turtle(reader: Reader) -> None:
    """Valid, in the graph's own vocabulary: each report with roles, source, polarity and mention."""
    reader.click("#panel .node.event")
    graph = rdflib.Graph().parse(data=saved(reader, "turtle"), format="turtle")
    reports = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{KG}Attack")))
    assert len(reports) == 4
    sudmark = rdflib.URIRef(f"{BASE}country/Sudmark")
    assert set(graph.subjects(rdflib.URIRef(f"{KG}actor"), sudmark)) == reports
    assert len(set(graph.objects(None, rdflib.URIRef(f"{KG}polarity")))) == 2
    anchors = rdflib.URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf")
    assert {str(words) for words in graph.objects(None, anchors)} == {"shelled"}


def test_a_name_that_is_cut_says_so(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """From afar a long name has its first line alone, with an ellipsis."""
    network = made_network(200, 300, label=" of the northern provinces")
    reader = opened(browser, write_page(network, tmp_path / "long.html", "Long"))
    reader.click("[aria-label='Zoom out']")
    reader.click("[aria-label='Zoom out']")
    words = [element.text or "" for element in ElementTree.fromstring(saved(reader, "svg")).iter()]
    assert any(re.fullmatch(r"[A-Z].* of the…", text) for text in words)


def test_no_two_labels_overlap_at_the_start(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """In the first picture as it is saved, measured by the browser: of the names and words, no two meet."""
    reader = opened(browser, write_page(made_network(40, 60), tmp_path / "many.html", "Many"))
    (tmp_path / "many.svg").write_bytes(saved(reader, "svg"))
    browser.get((tmp_path / "many.svg").as_uri())
    boxes = reader.script("""
        return [...document.querySelectorAll('text:not([fill="none"])')].map((text) => {
          const { left, right, top, bottom } = text.getBoundingClientRect();
          return [left, right, top + 2, bottom - 2];
        });""")
    assert isinstance(boxes, list)
    assert len(boxes) > 60
    assert [
        (a, b) for a, b in combinations(boxes, 2) if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ] == []


def test_hostile_text_is_only_text(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """Fifty strings as names, titles, aliases, verbs and sentences: each shows letter by letter, and nothing runs."""
    assert len(set(HOSTILE)) == 50
    path = write_page(worded_network(HOSTILE), tmp_path / "hostile.html", f"T{HOSTILE[1]}")
    reader = opened(browser, path)
    assert reader.script("return document.querySelector('#panel h2').textContent") == f"T{HOSTILE[1]}"
    told = reader.script("""
        const found = [];
        for (let i = 0; i < 50; i++) {
          document.querySelectorAll('#panel .dated button')[i].click();
          const text = (selector) => document.querySelector(selector).textContent;
          found.push([text('#panel h2'), text('#panel blockquote'), text('#panel figcaption')]);
          document.querySelector('#panel dd .node').click();
          found[i].push(text('#panel h2'), text('#panel dl'));
          document.querySelector('#panel .close').click();
        }
        return found;""")
    assert isinstance(told, list)
    for label, sentence, caption, name, facts in told:
        assert label == name
        assert label in HOSTILE
        assert f"Sudmark shelled {label} today." in re.sub("actor|target", "", sentence)
        assert caption.startswith(label)
        assert f"a {label}" in facts
    assert {label for label, *_ in told} == set(HOSTILE)
    assert reader.script("return window.ran") is None
    assert (
        reader.script("return document.querySelectorAll('img, iframe, main script, svg[onload], object, form').length")
        == 0
    )
    assert reader.script("return [...document.querySelectorAll('a')].every((a) => /^https?:/.test(a.protocol))")
    ElementTree.fromstring(saved(reader, "svg"))
    rdflib.Graph().parse(data=saved(reader, "turtle"), format="turtle")
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_complain_of(browser: webdriver.Chrome, tmp_path: Path, theme: str) -> None:
    """Contrast, names, roles and order, with everything open, an event selected, and in the comparison."""
    axe = pytest.importorskip("axe_core_python", reason="the test extra brings axe-core")
    source = next(Path(axe.__path__[0]).glob("axe*.js")).read_text(encoding="utf-8")
    reader = opened(browser, write_page(disputed_network(), tmp_path / "axe.html", "Shells"))
    if str(reader.script("return matchMedia('(prefers-color-scheme: dark)').matches")) != str(theme == "dark"):
        reader.click("#theme")
    browser.execute_script(source)
    reader.script("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert violations(browser) == []
    reader.click("#panel .node.event")
    assert violations(browser) == []
    reader.click("#compare")
    assert violations(browser) == []


def violations(browser: webdriver.Chrome) -> list[str]:
    """What axe finds, with the elements."""
    found = browser.execute_async_script("axe.run().then(arguments[0])")
    return [f"{v['id']}: {node['html'][:120]}" for v in found["violations"] for node in v["nodes"]]


def test_a_notebook_shows_the_page_in_a_frame(browser: webdriver.Chrome, tmp_path: Path) -> None:
    """In a frame that may do nothing but run the page's own scripts, the picture is drawn and can be used."""
    page = ShownPage(write_page(made_network(8, 9), tmp_path / "page.html", "In a notebook"))
    frame = page._repr_html_()
    (tmp_path / "notebook.html").write_text(f"<!doctype html><title>n</title>{frame}", encoding="utf-8")
    browser.get((tmp_path / "notebook.html").as_uri())
    browser.switch_to.frame(0)
    reader = Reader(browser)
    reader.wait(lambda: reader.script("return performance.getEntriesByName('drawn').length"))
    assert reader.ink() > 0.02
    reader.search("ada")
    assert reader.text("#panel h2") == "Ada Berg"
    assert browser.get_log("browser") == []


@pytest.fixture
def serve() -> Iterator[Callable[[Callable[[str], tuple[int, str]]], str]]:
    """A server on this machine: a function from path to status and body in, its address out."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[str], tuple[int, str]]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the library's name
                status, body = answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Nothing on the terminal."""

        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_served_page_loads_what_is_around_a_node(
    browser: webdriver.Chrome, serve: Callable[[Callable[[str], tuple[int, str]]], str]
) -> None:
    """It opens with a part; a focus asks the server, and what comes joins what is there; a name can be asked for."""
    whole = made_network(30, 40)
    part = whole.subgraph(sorted(n for n in whole if "E0000" in n or "E0001" in n)).copy()
    part.graph["articles"], part.graph["size"] = whole.graph["articles"], len(whole)
    asked: list[dict[str, list[str]]] = []

    def answer(path: str) -> tuple[int, str]:
        if not path.startswith("/network"):
            return (200, render(part, title="Served", server="network")) if path == "/" else (404, "")
        asked.append(parse_qs(urlparse(path).query))
        near = whole.subgraph([n for n in whole if n in part or "#event=0000" in n]).copy()
        near = whole if asked[-1]["focus"][0].startswith("ruben") else near
        return 200, json.dumps(document(near, places=False))

    reader = opened(browser, serve(answer))
    assert "nodes in most events of" in reader.text("#panel .note")
    reader.search("ada berg")
    reader.wait(lambda: asked and reader.shown() != "Network of 1 participant and 0 events")
    assert asked[0] == {"focus": [f"{BASE}person/E0000"], "steps": ["1"]}
    reader.search("ruben falk 2")
    reader.wait(lambda: reader.text("#panel h2") == "Ruben Falk 2")
    assert asked[1]["focus"] == ["ruben falk 2"]


def test_a_server_that_fails_is_told(
    browser: webdriver.Chrome, serve: Callable[[Callable[[str], tuple[int, str]]], str]
) -> None:
    """The page goes on with what it has."""
    page = render(made_network(8, 9), title="Served", server="network")
    reader = opened(browser, serve(lambda path: (200, page) if path == "/" else (503, "too busy")))
    reader.search("ada berg")
    reader.click("#panel .wide")
    reader.wait(lambda: "too busy" in reader.text(".notice"))
    assert "Ada Berg" in reader.text("#trail")
