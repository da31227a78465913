"""The command: what it prints where, and its exit codes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import kg
from kg.cli import BASE, PIPELINE, main
from tests.conftest import ROOT, Run


def test_help_loads_nothing_heavy() -> None:
    """`kg --help` is instant: no parser, no graph library and no store is loaded for it."""
    code = "import sys; sys.argv = ['kg', '--help']\nfrom kg.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "Usage:" in done.stdout
    heavy = {"spacy", "networkx", "pyvis", "rdflib", "pyoxigraph", "numpy", "rich", "trafilatura"}
    assert not heavy & set(done.stdout.splitlines()[-1].split())


def test_the_command_and_the_library_have_the_same_defaults() -> None:
    """What the help says is what the library does."""
    from kg import extract, identity

    assert (BASE, PIPELINE) == (identity.BASE, extract.PIPELINE)


def test_a_missing_source_is_one_line_and_exit_code_1(run: Run, tmp_path: Path) -> None:
    """A path that is not there is named on stderr, and no graph is written."""
    result = run("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert result.code == 1
    assert result.err.splitlines() == [f"kg: {tmp_path}/nowhere: there is no such file or folder"]
    assert not result.out
    assert not (tmp_path / "out").exists()


@pytest.mark.model
def test_bad_files_are_one_line_each_and_the_rest_is_built(run: Run, tmp_path: Path) -> None:
    """Empty, binary and broken files and lines and a wrong date are told, and what is good is built."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "empty.txt").touch()
    (source / "binary.txt").write_bytes(b"\0\1")
    (source / "latin.txt").write_bytes(b"caf\xe9")
    (source / "lines.jsonl").write_text('{"id": "1", "text": "Peru accused Chile of spying.", "published": "soon"}\n{')
    result = run("build", source, tmp_path / "nowhere", "-o", tmp_path / "out")
    assert result.code == 1
    assert len(result.err.splitlines()) == 6
    assert "lines.jsonl:2: is not JSON" in result.err
    assert "published 'soon' is no date" in result.err
    assert kg.open(tmp_path / "out").query("ASK { country:Peru kg:accuses country:Chile }").is_true


@pytest.mark.model
def test_a_file_of_another_kind_is_no_flood_of_lines(run: Run, tmp_path: Path) -> None:
    """A hundred lines of one file are told one by one, then how many more are wrong; the article after them is read."""
    source = tmp_path / "table.jsonl"
    source.write_text("a;b;c\n" * 1234 + '{"id": "1", "text": "Peru accused Chile of spying."}\n')
    result = run("build", source, "-o", tmp_path / "out")
    *told, last = result.err.splitlines()
    assert result.code == 1
    assert len(told) == 100
    assert "table.jsonl:100: is not JSON" in told[-1]
    assert last == f"kg: {source}: 1,134 more mistakes"
    assert "kg:accuses" in (tmp_path / "out" / "graph.ttl").read_text()


def test_a_good_build_says_nothing_in_a_pipe(run: Run, tmp_path: Path) -> None:
    """Without a terminal there is neither a bar nor a summary."""
    (tmp_path / "a.txt").write_text("Peru accused Chile of spying.")
    assert run("build", tmp_path / "a.txt", "-o", tmp_path / "out") == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["graph.html", "graph.trig", "graph.ttl"]


ACCUSERS = "SELECT DISTINCT ?who WHERE { ?who kg:accuses ?whom } ORDER BY ?who"


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("table", ["who", "country:Chile", "country:Peru"]),
        ("csv", ["who", f"{BASE}country/Chile", f"{BASE}country/Peru"]),
        ("tsv", ["?who", f"<{BASE}country/Chile>", f"<{BASE}country/Peru>"]),
    ],
)
def test_a_query_prints_its_rows(run: Run, built: Path, format: str, expected: list[str]) -> None:
    """SPARQL needs no prefix declarations; the table is for people, the other formats are SPARQL 1.1's."""
    result = run("query", ACCUSERS, "--graph", built, "--format", format)
    assert [line.strip() for line in result.out.splitlines()] == expected
    assert (result.code, result.err) == (0, "")


def test_a_query_prints_json(run: Run, built: Path) -> None:
    """JSON is that of SPARQL 1.1."""
    result = run("query", "--format", "json", ACCUSERS, "--graph", built)
    assert len(json.loads(result.out)["results"]["bindings"]) == 2


def test_a_query_comes_from_a_file_or_from_standard_input(
    run: Run, built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A .rq file and a dash give the same answer as the text itself."""
    (tmp_path / "a.rq").write_text(ACCUSERS)
    monkeypatch.setattr(sys, "stdin", io.StringIO(ACCUSERS))
    answers = [run("query", question, "--graph", built).out for question in (ACCUSERS, tmp_path / "a.rq", "-")]
    assert len(set(answers)) == 1


def test_bad_sparql_is_one_line_with_its_place_and_exit_code_2(run: Run, built: Path) -> None:
    """Where a query does not parse is told by line and column."""
    result = run("query", "SELECT ?who WHERE {\n  ?who kg:accuses }", "--graph", built)
    assert result.code == 2
    assert result.err.startswith("kg: line 2, column ")
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["query", "who-acused-whom"], "did you mean who-accused-whom?"),
        (["query"], "give one question"),
        (["query", "nowhere.rq"], "nowhere.rq: No such file"),
        (["query", "ASK {}", "--format", "word"], "there is no format word"),
        (["query", "who-accused-whom", "--who"], "--who needs a value"),
        (["show", "Chili"], "did you mean 'Chile'?"),
        (["forget", "c.txt"], "no article 'c.txt'"),
        (["build"], "Missing argument"),
        (["view", "--steps", "0"], "--steps"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(run: Run, built: Path, arguments: list[str], said: str) -> None:
    """What was asked wrongly is named, with what would be right."""
    result = run(*arguments, *(["--graph", str(built)] if arguments[0] != "build" else []))
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_missing_graph_is_one_line(run: Run, tmp_path: Path) -> None:
    """Asking before building says what to do first."""
    result = run("query", ACCUSERS, "--graph", tmp_path / "nowhere")
    assert result.code == 1
    assert "run kg build first" in result.err
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("command", ["view", "export"])
def test_a_file_that_cannot_be_written_is_one_line(run: Run, built: Path, command: str) -> None:
    """A path through a file is named, and the exit code says that nothing was done."""
    result = run(command, "-o", built / "graph.ttl" / "x.html", "--graph", built)
    assert result.code == 1
    assert result.err == f"kg: {built}/graph.ttl/x.html: Not a directory\n"


def test_debug_shows_the_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever mends the program sees where an error comes from."""
    monkeypatch.setattr(sys, "argv", ["kg", "query", ACCUSERS, "--graph", str(tmp_path), "--debug"])
    with pytest.raises(kg.StoreError):
        main()


def test_the_shipped_questions_are_listed(run: Run) -> None:
    """`kg query --list` names every question, its title and its parameters."""
    result = run("query", "--list")
    assert "who-accused-whom" in result.out
    assert "--who" in result.out


def test_show_prints_the_events_with_their_sentences(run: Run, built: Path) -> None:
    """A dossier marks the trigger in each sentence."""
    result = run("show", "Peru", "--graph", built)
    assert result.code == 0
    assert "as actor" in result.out
    assert "Peru [accused] Chile." in result.out


def test_show_gives_json(run: Run, built: Path) -> None:
    """Who it is, and its events with their sentences."""
    (found,) = json.loads(run("show", "peru", "--format", "json", "--graph", built).out)
    assert (found["iri"], found["kind"]) == (f"{BASE}country/Peru", "country")
    assert [(event["part"], event["label"]) for event in found["events"]] == [
        ("actor", "Peru accuses Chile"),
        ("target", "Chile accuses Peru"),
    ]
    sentence = found["events"][0]["sentences"][0]
    assert sentence["text"][sentence["begin"] : sentence["end"]] == "accused"
    assert run("show", "Peru", "--format", "word", "--graph", built).code == 2


def test_view_writes_a_page(run: Run, built: Path, tmp_path: Path) -> None:
    """The page's path is the result."""
    page = tmp_path / "new" / "peru.html"
    assert run("view", "--focus", "Peru", "-o", page, "--graph", built) == (0, f"{page}\n", "")
    assert page.read_text().startswith("<!")


def test_check_finds_no_fault_in_what_build_wrote(run: Run, built: Path) -> None:
    """A built graph conforms to the shapes."""
    result = run("check", "--graph", built)
    assert (result.code, result.out) == (0, "")


def test_check_knows_a_class_of_ones_own_where_it_is_given_its_file(run: Run, built: Path, tmp_path: Path) -> None:
    """Without the file that the graph was built with its class is unknown."""
    own, graph = tmp_path / "own.ttl", tmp_path / "graph.ttl"
    text = (built / "graph.ttl").read_text().replace("kg:Accusation", "kg:Chiding")
    graph.write_text(text.replace(":accuses", ":chides"))
    own.write_text(
        "@prefix kg: <https://w3id.org/newskg#> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        'kg:Chiding rdfs:subClassOf kg:Statement ; rdfs:label "chiding"@en ; kg:short kg:chides ;\n'
        '    kg:frame "actor chide target" .\n'
    )
    assert run("check", "--graph", graph).code == 1
    result = run("check", "--graph", graph, "--ontology", own)
    assert (result.code, result.out) == (0, "")


def test_forget_takes_an_article_out_of_every_file(run: Run, built: Path) -> None:
    """What only that article said is gone, the rest stays."""
    assert run("forget", "b", "--graph", built) == (0, "", "")
    assert "Chile" in (built / "graph.ttl").read_text()
    graph = kg.open(built)
    assert not graph.query("ASK { country:Chile kg:accuses country:Peru }").is_true
    assert graph.query("ASK { country:Peru kg:accuses country:Chile }").is_true


def test_export_writes_to_a_file(run: Run, built: Path, tmp_path: Path) -> None:
    """N-Quads are the graph, one statement a line."""
    assert run("export", "--format", "nquads", "-o", tmp_path / "all.nq", "--graph", built).code == 0
    lines = (tmp_path / "all.nq").read_text().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(list(kg.open(built).store.quads()))


@pytest.mark.model
def test_explain_names_the_frame_and_the_rule_of_each_role(run: Run) -> None:
    """Trigger, class, frame, and each role with its words."""
    result = run("explain", "Peru accused Chile of spying.")
    assert result.code == 0
    lines = [line.split() for line in result.out.splitlines()]
    assert lines[0][:2] == ["accused", "kg:Accusation"]
    assert ["actor", "Peru"] in [line[:2] for line in lines]
    assert ["target", "Chile"] in [line[:2] for line in lines]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (b"", "is empty"),
        (b"\xff\xfeP", "is not UTF-8 (byte 0); save it as UTF-8"),
        (b"Peru met Chile. " * 63_000, "is too long to be an article; split it below 1,000,000"),
    ],
)
def test_what_cannot_be_explained_is_told(text: bytes, error: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, before anything is loaded."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    result = run("explain", "-")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("kg: stdin") and result.err.endswith(f"{error}\n")


@pytest.mark.parametrize(
    "arguments", [["query"], ["query", "who-accused-whom", "--who"], ["timeline"], ["path", "Peru"]]
)
def test_words_that_are_no_text_are_told(arguments: list[str], built: Path, run: Run) -> None:
    """Bytes of a command line that are not UTF-8."""
    result = run(*arguments, "Bo\udcff", "--graph", built)
    assert (result.code, result.out, result.err) == (2, "", "kg: 'Bo\\udcff' is not UTF-8\n")


def test_a_question_on_stdin_that_is_no_text_is_told(built: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one in a file is."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ASK { ?s \xff }"), encoding="utf-8"))
    assert run("query", "-", "--graph", built).err == "kg: -: is not UTF-8\n"


def test_the_help_has_the_commands_in_the_order_of_the_readme(run: Run) -> None:
    """And each on one line, its sentence whole."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    in_readme = [
        name for line in readme.splitlines() if line.startswith("| `kg ") for name in re.findall("`kg (\\w+)", line)
    ]
    commands = run("--help").out.partition("Commands:")[2].partition("Example:")[0].split("\n")
    assert [line.split()[0] for line in commands if line.strip()] == list(dict.fromkeys(in_readme))
    assert all(line.endswith(".") and not line.endswith("..") for line in commands if line.strip())


def test_the_version_is_that_of_the_package(run: Run) -> None:
    """`kg --version`, without a command."""
    assert run("--version") == (0, f"newskg {version('newskg')}\n", "")
