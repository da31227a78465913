"""What an installed kg has on its disk: all that a checkout has."""

from __future__ import annotations

from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]
SHIPPED = {"kg": ROOT / "kg", "kg/ontology": ROOT / "ontology"}  # where a wheel has them, and where a checkout has


@pytest.fixture(scope="module")
def wheel() -> frozenset[str]:
    """The paths in the wheel that `pip wheel .` would build."""
    builder = WheelBuilder(str(ROOT))
    forced = builder.recurse_forced_files(builder.config.get_force_include())
    return frozenset(file.distribution_path for part in (builder.recurse_included_files(), forced) for file in part)


@pytest.mark.parametrize("place", SHIPPED)
def test_the_wheel_has_every_file_that_kg_reads(wheel: frozenset[str], place: str) -> None:
    """Ontology, questions, templates, scripts and code: nothing is left behind in the repository."""
    folder = SHIPPED[place]
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    wanted = {f"{place}/{path.relative_to(folder).as_posix()}" for path in files}
    assert len(wanted) > 40
    assert wanted - wheel == set()


def test_the_wheel_says_that_it_is_typed(wheel: frozenset[str]) -> None:
    """Type checkers read the annotations of an installed package only where this marker says so."""
    assert "kg/py.typed" in wheel


def test_the_wheel_has_nothing_else(wheel: frozenset[str]) -> None:
    """No test, no article and no output goes to people who install it."""
    assert {path.partition("/")[0] for path in wheel} == {"kg"}
