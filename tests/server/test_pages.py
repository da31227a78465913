"""Pages of a graph, by a real server: what they tell, where they lead, and that hostile text does no harm in them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
import rdflib

from kg.graph import KnowledgeGraph
from kg.model import EntityKind
from kg.query import Question, questions
from kg.rdf.vocabulary import SCHEMA
from tests.made_extractions import Draft, border, made_graph, small_ontology
from tests.server.conftest import ROOT, served

BASE = "https://w3id.org/newskg/"
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
BORDER = "https://example.org/border"
VOID = frozenset({"meta", "link", "input", "br", "hr", "img", "path"})


class Reading(HTMLParser):
    """What a browser would see: tags in balance, scripts, links, ids and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See a tag that holds nothing."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take text."""
        self.text += data

    def all(self, name: str) -> list[dict[str, str]]:
        """The attributes of every tag of a name."""
        return [attributes for tag, attributes in self.tags if tag == name]

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [link["href"] for link in self.all("a") if "href" in link]


def page(client: httpx.Client, path: str, status: int = 200) -> Reading:
    """A page as a browser asks for it."""
    found = client.get(path, headers=BROWSER)
    assert (found.status_code, found.headers["content-type"]) == (status, "text/html; charset=utf-8"), found.text
    return Reading(found.text)


def test_the_front_page_leads_in(client: httpx.Client) -> None:
    """A search box, what is in the graph, who has a part in most events, the latest articles."""
    front = page(client, "/")
    assert "2 articles" in front.text
    assert "/entity/person/Ada_Berg" in front.links
    assert {"/network", "/query"} <= set(front.links)
    assert [form["action"] for form in front.all("form")] == ["/search"]


def test_an_entity_has_a_page(client: httpx.Client) -> None:
    """Its names, its title, its affiliation, and its events in time order, each with the sentence and the trigger."""
    found = client.get("/entity/person/Ada_Berg", headers=BROWSER).text
    seen = Reading(found)
    for words in ("Ada Berg", "minister", "Norland", "Ada Berg accuses Sudmark", "as actor"):
        assert words in seen.text
    assert '<mark class="trigger">accused</mark>' in found
    assert "/entity/country/Norland" in seen.links
    times = [time["datetime"] for time in seen.all("time") if time["datetime"]]
    assert times == sorted(times)
    assert len(times) > 1


def test_an_event_has_a_page(client: httpx.Client) -> None:
    """Its roles, who says so, its evidence, and how other articles tell of the same."""
    event = f"{BORDER}#event={border().article.text.index('shelling')}"
    seen = page(client, "/event/" + event.replace("#", "%23"))
    for words in ("Sudmark attacks Port Elin", "actor", "target", "according to", "Ada Berg", "reported in"):
        assert words in seen.text
    assert "How other articles tell it" in seen.text
    told = re.sub(r"\s+", " ", seen.text.partition("How other articles tell it")[2])
    assert "asserts" in told
    assert "denies" in told
    assert "/entity/place/Port_Elin" in seen.links


def test_an_article_has_a_page(client: httpx.Client) -> None:
    """Its text unchanged, whom it names and what it reports marked and linked; parts of its IRI lead to their place."""
    found = client.get(f"/article/{BORDER}", headers=BROWSER).text
    seen = Reading(found)
    shown = re.search(r'<div class="text" dir="auto">(.*?)</div>', found, re.S)
    assert shown
    assert html.unescape(re.sub(r"<[^>]*>", "", shown[1])) == border().article.text
    ids = {link["id"] for link in seen.all("a") if "id" in link}
    assert f"event={border().article.text.index('accused')}" in ids
    assert "/entity/country/Sudmark" in seen.links
    assert [link["href"] for link in seen.all("a") if "external" in link.get("rel", "")] == [BORDER]


def test_a_happening_has_a_page(client: httpx.Client) -> None:
    """Where all its reports meet; its IRI leads there."""
    query = "SELECT DISTINCT ?h WHERE { ?a kg:happening ?h . ?b kg:happening ?h FILTER(?a != ?b) }"
    iri = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["h"]["value"]
    found = client.get("/" + iri.removeprefix(BASE), headers=BROWSER)
    assert (found.status_code, found.headers["location"]) == (303, "/event/" + iri.removeprefix(BASE))
    assert {"asserts", "attributes", "denies"} <= set(page(client, found.headers["location"]).text.split())


@pytest.mark.parametrize(
    ("path", "name"),
    [("/entity/person/Ada_Berg", "person/Ada_Berg"), (f"/article/{BORDER}", None), ("/event/{event}", "{event}")],
)
def test_a_page_is_data_too(client: httpx.Client, path: str, name: str | None) -> None:
    """Turtle and JSON-LD of the same address say the same."""
    event = f"{BORDER}%23event={border().article.text.index('accused')}"
    path = path.replace("{event}", event)
    graphs = []
    for accept, parser in (
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ):
        found = client.get(path, headers={"Accept": accept})
        assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, accept)
        assert found.headers["vary"] == "Accept"
        graphs.append(set(rdflib.Graph().parse(data=found.content, format=parser)))
    assert graphs[0]
    assert graphs[0] == graphs[1] == graphs[2]
    subject = rdflib.URIRef(BORDER if name is None else BASE + name if "{" not in name else event.replace("%23", "#"))
    assert subject in {triple[0] for triple in graphs[0]}


def test_the_iris_of_a_graph_lead_to_its_pages(tmp_path: Path) -> None:
    """Where the base is the server's own: 303 from what is no page, 200 where an article is."""
    with (
        served(_own(tmp_path, "http://127.0.0.1:9/")) as address,
        httpx.Client(base_url=address, trust_env=False) as own,
    ):
        for path, target in (
            ("/person/Jos%C3%A9_D%27Arc", "/entity/person/Jos%C3%A9_D%27Arc"),
            ("/country/Norland", "/entity/country/Norland"),
        ):
            found = own.get(path, headers=BROWSER)
            assert (found.status_code, found.headers["location"]) == (303, target)
            assert own.get(target, headers=BROWSER).status_code == 200
            assert own.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True).status_code == 200
        assert own.get("/article/2031/05%20a.txt", headers=BROWSER).status_code == 200
        query = "SELECT ?e WHERE { ?e kg:actor ?who } LIMIT 1"
        cell = own.get("/query", params={"query": query}, headers=BROWSER).text
        for link in Reading(cell).links:
            assert link.startswith("/sparql") or own.get(link, headers=BROWSER).status_code == 200, link


def _own(folder: Path, base: str) -> Path:
    """A graph under a base of its own, with names that need escapes."""
    draft = Draft("José D'Arc accused Norland.", id="2031/05 a.txt")
    draft.entity(EntityKind.PERSON, "José D'Arc")
    draft.entity(EntityKind.COUNTRY, "Norland")
    draft.event("Accusation", "accused", actor="José D'Arc", target="Norland")
    graph = KnowledgeGraph(ontology=small_ontology(), base=base)
    graph.add(draft.extraction())
    graph.save(folder / "own.trig")
    return folder / "own.trig"


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/entity/person/Nobody", "/event/x", "/article/y", "/static/x"],
)
def test_what_is_not_there_is_told(client: httpx.Client, path: str) -> None:
    """404: a page for a browser, a line for others."""
    assert "404" in page(client, path, 404).text
    found = client.get(path, headers={"Accept": "text/turtle"})
    assert (found.status_code, found.headers["content-type"]) == (404, "text/plain; charset=utf-8")


def test_a_page_that_an_entity_has_not_is_told(client: httpx.Client) -> None:
    """Events are told forty to a page."""
    for number in ("9", "0", "x", "-1", "²"):
        assert "there is no page" in page(client, f"/entity/person/Ada_Berg?page={number}", 404).text


def test_a_page_under_another_kind_is_found(client: httpx.Client) -> None:
    """An article's IRI as an entity: 303 to the article."""
    found = client.get(f"/entity/{BORDER}")
    assert (found.status_code, found.headers["location"]) == (303, f"/article/{BORDER}")


def test_names_are_found(client: httpx.Client) -> None:
    """By a part of them in any case; what is nearly one is offered; the box gets JSON."""
    assert "/entity/person/Ada_Berg" in page(client, "/search?q=BERG").links
    assert (
        "Nothing in the graph is called so. Did you mean Ada Berg or Berg?" in page(client, "/search?q=Ada+Bergh").text
    )
    found = client.get("/search", params={"q": "sudm"}, headers={"Accept": "application/json"}).json()
    assert found["results"][0] == {
        "iri": f"{BASE}country/Sudmark",
        "label": "Sudmark",
        "kind": "country",
        "page": "/entity/country/Sudmark",
        "note": "2 articles",
    }
    assert page(client, "/search").text
    assert client.get("/search", params={"q": "x' } #\"\\"}).status_code == 200


def test_the_network_is_a_page_and_data(client: httpx.Client) -> None:
    """Everything, or what is near a focus; steps are 1 to 3."""
    whole = client.get("/network", headers=BROWSER)
    assert whole.headers["content-type"].startswith("text/html")
    assert "script-src 'sha256-" in whole.text
    near = client.get("/network", params={"focus": "Ruben Falk", "steps": "1"}).json()
    labels = {node["label"] for node in near["nodes"]}
    assert {"Ruben Falk", "Ada Berg"} <= labels
    assert len(near["nodes"]) < len(client.get("/network").json()["nodes"])
    two = client.get("/network", params=[("focus", "Ruben Falk"), ("focus", "Sudmark"), ("steps", "2")]).json()
    assert len(two["nodes"]) > len(near["nodes"])
    assert client.get("/network", params={"steps": "9"}).status_code == 400
    assert client.get("/network", params={"focus": "Nobody"}).status_code == 404


def test_the_editor_answers(client: httpx.Client) -> None:
    """Rows with links, downloads in every format, a mistake with its place, all without a script."""
    query = "SELECT DISTINCT ?who ?name WHERE { ?who schema:jobTitle ?title ; rdfs:label ?name }"
    seen = page(client, f"/query?query={query.replace(' ', '+').replace('?', '%3F').replace(';', '%3B')}")
    assert "1 row" in seen.text
    assert "/entity/person/Ada_Berg" in seen.links
    downloads = [link for link in seen.all("a") if "download" in link]
    assert [link["download"] for link in downloads] == ["answer.csv", "answer.tsv", "answer.json", "answer.xml"]
    for link in downloads:
        assert "Ada Berg" in client.get(link["href"]).text
    assert query in seen.text
    wrong = client.get("/query", params={"query": "SELECT ?a WHERE {\n  ?a foo:b ?c }"}, headers=BROWSER)
    assert wrong.status_code == 400
    assert 'data-line="2" data-column="11"' in wrong.text
    assert "Run" in page(client, "/query").text


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_shipped_question_has_its_form(client: httpx.Client, question: Question) -> None:
    """A field for each parameter; asked with a name it answers, and its rows can be downloaded."""
    seen = page(client, f"/query?question={question.name}")
    fields = {field["name"] for field in seen.all("input")}
    assert {parameter.name for parameter in question.parameters} <= fields
    assert question.title in seen.text
    values = {p.name: "Ada Berg" if p.is_entity else "2031" for p in question.parameters if p.is_entity or p.is_needed}
    found = client.get("/query", params={"question": question.name, "run": "1", **values}, headers=BROWSER)
    assert found.status_code == 200
    if any(parameter.is_needed for parameter in question.parameters):
        assert "row" in Reading(found.text).text
    rows = client.get("/query", params={"question": question.name, "format": "csv", **values})
    assert rows.headers["content-type"] == "text/csv; charset=utf-8"


def test_a_question_that_cannot_be_asked_says_why(client: httpx.Client) -> None:
    """A name that nobody has, a value that is missing."""
    seen = page(client, "/query?question=timeline&run=1&who=Ada+Bergh", 400)
    assert "did you mean Ada Berg" in seen.text
    assert "needs who" in page(client, "/query?question=timeline&run=1", 400).text


# Hostile text

EVIL = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)> javascript:alert(3) {{ 7*7 }} {% raw %} \u202e$title"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server over an article whose every text wants to be more than text."""
    draft = Draft(f"Ada {EVIL} accused Sudmark {EVIL}.", id="</textarea><script>", title=f"{EVIL} headline")
    draft.entity(EntityKind.PERSON, f"Ada {EVIL}", aliases=(EVIL,), job_titles=(EVIL,))
    draft.entity(EntityKind.COUNTRY, "Sudmark")
    draft.event("Accusation", "accused", actor=f"Ada {EVIL}", target="Sudmark")
    graph = made_graph(draft.extraction())
    path = tmp_path_factory.mktemp("hostile") / "graph.nq"
    graph.save(path)
    with served(path) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        yield client


def test_hostile_text_stays_text(hostile: httpx.Client) -> None:
    """On every page that can be reached: no script but our own, no inline handler, no address that runs."""
    waiting, seen = ["/", "/search?q=Ada", "/query?question=quotations", f"/search?q={EVIL[:8]}"], set()
    waiting += ["/query?query=SELECT+%3Fs+%3Fo+%7B+%3Fs+%3Fp+%3Fo+%7D", "/query?query=%3C/textarea%3E%3Cscript%3E"]
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith(("/network", "/sparql")) or "format=" in path:
            continue
        seen.add(path)
        found = hostile.get(path, headers=BROWSER)
        assert found.status_code in (200, 400), path
        reading = Reading(found.text)
        assert "'unsafe" not in found.headers["content-security-policy"]
        assert {script.get("src") for script in reading.all("script")} <= {"/static/search.js", "/static/editor.js"}
        assert not reading.all("img")
        assert not reading.all("style")
        assert not [name for _, attributes in reading.tags for name in attributes if name.startswith("on")]
        assert not [name for _, attributes in reading.tags for name in attributes if name == "style"]
        assert "49" not in reading.text or "7*7" in reading.text
        for link in reading.links:
            assert link.startswith(("/", "#", "?", "https://", "http://")), link
        waiting += [link for link in reading.links if link.startswith("/")]
    assert len(seen) > 20


def test_hostile_addresses_are_told_in_words(hostile: httpx.Client) -> None:
    """What comes in an address goes out escaped."""
    for path in (
        "/entity/%3Cscript%3E",
        "/entity/x%3E%20.%20%3Fa%20%3Fb",
        "/search?q=%3Cscript%3E",
        "/%3Cscript%3E",
        "/entity/%ff",
    ):
        found = hostile.get(path, headers=BROWSER)
        assert found.status_code in (200, 404)
        assert "<script>" not in found.text
    assert hostile.get("/search?q=%ff").status_code == 400


# The looks


def test_pages_load_nothing_from_elsewhere(client: httpx.Client) -> None:
    """Style, scripts and pictures are the server's own, and their policy allows nothing else."""
    for path in ("/", "/query", "/entity/person/Ada_Berg", f"/article/{BORDER}"):
        found = client.get(path, headers=BROWSER)
        seen = Reading(found.text)
        sources = [
            tag.get("src") or tag.get("href", "") for name in ("script", "link", "img") for tag in seen.all(name)
        ]
        assert all(source.startswith("/") for source in sources)
        for source in sources:
            assert client.get(source).status_code == 200, source
        policy = found.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert found.headers["x-content-type-options"] == "nosniff"
    for name in ("style.css", "editor.js", "search.js", "icon.svg"):
        text = client.get(f"/static/{name}").text
        assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_the_pages_look_as_the_network_does(client: httpx.Client) -> None:
    """The colours of both style sheets are the same, and every family and kind has its sign."""
    network = (ROOT / "kg" / "page" / "template" / "page.css").read_text(encoding="utf-8")
    own = client.get("/static/style.css").text
    for colours in re.findall(r":root \{(.*?)\}", network, re.S):
        assert re.sub(r"\s+", "", colours) in re.sub(r"\s+", "", own)
    palette = (ROOT / "kg" / "page" / "template" / "palette.js").read_text(encoding="utf-8")
    families = re.findall(r'(\w+): \{ light: "(#\w+)", dark: "(#\w+)"', palette)
    assert len(families) == 12
    for name, light, dark in families:
        assert f".family-{name} {{ --family: {light}; }}" in own
        assert f".family-{name} {{ --family: {dark}; }}" in own


def test_a_page_that_is_known_is_not_sent_again(client: httpx.Client) -> None:
    """Pages have their hash as answers do."""
    found = client.get("/entity/person/Ada_Berg", headers=BROWSER)
    again = client.get("/entity/person/Ada_Berg", headers={**BROWSER, "If-None-Match": found.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_vocabulary_is_written_in_json_ld(client: httpx.Client) -> None:
    """With a context, so that keys are short."""
    found = json.loads(client.get("/entity/person/Ada_Berg?format=jsonld").content)
    assert found["@context"]["schema"] == SCHEMA.iri
    own = next(node for node in found["@graph"] if node["@id"] == "person:Ada_Berg")
    assert own["rdfs:label"] == [{"@language": "en", "@value": "Ada Berg"}]
