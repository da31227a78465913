"""What `import kg` gives."""

from __future__ import annotations

import subprocess
import sys

import kg


def test_every_public_name_is_there() -> None:
    """Each name of `kg.__all__` can be had, and `dir` tells no other."""
    assert dir(kg) == sorted(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name).__name__ == name


def test_the_build_is_a_function_whatever_was_imported_before() -> None:
    """No module of the package hides a public name."""
    code = "import pkgutil, kg, kg.building; assert callable(kg.build); " + (
        "assert not {m.name for m in pkgutil.iter_modules(kg.__path__)} & set(kg.__all__)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_package_loads_nothing_heavy() -> None:
    """`import kg` takes no library of ours with it."""
    code = "import sys, kg; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert not {"spacy", "rdflib", "pyoxigraph", "networkx", "pyvis", "numpy", "typer", "rich"} & set(loaded)
