"""The tools that check how the code looks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "command",
    ["ruff check kg tests", "ruff format --check kg tests", "mypy"],
)
def test_the_code_is_clean(command: str) -> None:
    """Lint, format and types have nothing to say."""
    done = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
