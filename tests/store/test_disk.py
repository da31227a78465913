"""The store in a folder: what it keeps, who may open it, and what its errors say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import DiskStore
from kg.store.disk import agreed_base
from tests.made_extractions import border, quads_of, small_ontology

BORDER = "https://example.org/border"
ATTACKS = "ASK { kg:Attack rdfs:subClassOf kg:Violence }"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article, which nobody has open."""
    path = tmp_path / "store"
    DiskStore(path, small_ontology()).replace(BORDER, quads_of(border()), "digest")
    return path


def test_a_store_keeps_what_it_was_given(folder: Path) -> None:
    """The articles, their digests and the ontology are there when it is opened again."""
    store = DiskStore(folder)
    assert set(store.quads()) == set(quads_of(border()))
    assert store.digests([BORDER]) == {BORDER: "digest"}
    assert store.query(ATTACKS, {})


def test_an_ontology_is_put_where_it_is_given(folder: Path, tmp_path: Path) -> None:
    """A store that is opened without one keeps its own; a new one gets the shipped one."""
    shipped = "ASK { kg:Accusation kg:plover ?code }"
    assert not DiskStore(folder).query(shipped, {})
    assert DiskStore(tmp_path / "new").query(shipped, {})
    DiskStore(tmp_path / "new", small_ontology())
    assert not DiskStore(tmp_path / "new").query(shipped, {})


def test_a_store_has_one_base(tmp_path: Path) -> None:
    """It is remembered, and another one refused."""
    DiskStore(tmp_path / "store", small_ontology(), base="https://example.org/")
    assert DiskStore(tmp_path / "store").base == "https://example.org/"
    with pytest.raises(StoreError, match="begin with https://example.org/"):
        DiskStore(tmp_path / "store", base="https://example.com/")
    assert agreed_base(None, "https://example.com/", "x") == "https://example.com/"


def test_readers_may_open_it_together(folder: Path) -> None:
    """For reading only; nothing can be written then."""
    one, two = DiskStore(folder, is_read_only=True), DiskStore(folder, is_read_only=True)
    assert set(one.quads()) == set(two.quads())
    with pytest.raises(StoreError, match="for reading only"):
        one.replace(BORDER, [])


@pytest.mark.parametrize("where", ["here", "another process"])
def test_a_second_writer_is_told(folder: Path, where: str) -> None:
    """That somebody has it open, in one line."""
    store = DiskStore(folder)
    if where == "here":
        with pytest.raises(StoreError, match=f"{folder}: another kg has it open for writing"):
            DiskStore(folder)
    else:
        command = [sys.executable, "-m", "kg", "forget", BORDER, "--store", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            f"kg: {folder}: another kg has it open for writing; run it again when that is done"
        ]
    assert list(store.articles()) == [BORDER]


def damage_list(folder: Path) -> None:
    """Write over the file that says which files there are."""
    (folder / "CURRENT").write_text("nothing\n")


def damage_tables(folder: Path) -> None:
    """Write over the tables."""
    for table in folder.glob("*.sst"):
        table.write_bytes(b"\0nothing" * 500)


@pytest.mark.parametrize("damage", [damage_list, damage_tables])
def test_a_damaged_store_is_told(folder: Path, damage: Callable[[Path], None]) -> None:
    """That it is, and what to do."""
    list(DiskStore(folder).quads())  # opened twice, it has tables
    damage(folder)
    with pytest.raises(StoreError, match=f"{folder}: is damaged; build it anew"):
        list(DiskStore(folder).quads())


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    """No database is made among a user's files."""
    (tmp_path / "letter.txt").write_text("Dear Ada")
    with pytest.raises(StoreError, match="holds other files"):
        DiskStore(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("name", ["missing", "empty", "file"])
def test_where_there_is_no_store_none_is_made_for_reading(tmp_path: Path, name: str) -> None:
    """A mistyped name is the user's mistake."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for wish in ({"is_read_only": True}, {"is_there": True}):
        with pytest.raises(StoreError, match=r"run kg build --store first|is a file"):
            DiskStore(tmp_path / name, **wish)
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """In one line."""
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="is a file; name a folder"):
        DiskStore(tmp_path / "file")


# Past this size no file of the process can grow, as on a full disk.
FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
from kg.errors import StoreError
from kg.store import DiskStore
from tests.made_extractions import border, quads_of, renamed, small_ontology
store = DiskStore(sys.argv[1], small_ontology())
done = 0
try:
    while True:
        address = f"https://example.org/{done}"
        store.replace(address, quads_of(renamed(border(), url=address)))
        done += 1
except StoreError as error:
    print(done, error)
"""


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    """What was stored before is there afterwards."""
    command = [sys.executable, "-c", FULL, str(tmp_path / "store")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])
    assert "\n" not in done.stdout.strip(), done.stderr
    assert "a limit on the size of files is reached; raise it and run it again" in done.stdout, done.stderr
    assert len(list(DiskStore(tmp_path / "store").articles())) >= int(done.stdout.split()[0]) > 0
