"""The signs and colours of the pages: those of the network's page, so that both look the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_ICON = re.compile(r'^  (\w+): "([MmZzLlHhVvCcSsAa0-9 .,-]+)",$', re.M)
_FAMILY = re.compile(r'^  (\w+): \{ light: "(#\w{6})", dark: "(#\w{6})", icon: "(\w+)" \},$', re.M)
_KIND = re.compile(r'^  (\w+): \{ label: "(\w+)", icon: "(\w+)" \},$', re.M)
_OWN = {"article": "legend", "quote": "quote"}


@cache
def _palette() -> str:
    # by way of kg, which loads nothing: the process that speaks HTTP draws no network
    return (files("kg") / "page" / "template" / "palette.js").read_text(encoding="utf-8")


@cache
def signs() -> Mapping[str, str]:
    """The path (on a square of 16) of each kind of entity and each family of events."""
    icons = dict(_ICON.findall(_palette()))
    found = {name: icons[icon] for name, _, _, icon in _FAMILY.findall(_palette())}
    found |= {name: icons[icon] for name, _, icon in _KIND.findall(_palette())}
    return found | {name: icons[icon] for name, icon in _OWN.items()}


@cache
def kinds() -> Mapping[str, str]:
    """What each kind of entity is called."""
    return {name: label for name, label, _ in _KIND.findall(_palette())}


def family_styles() -> str:
    """The rules that give each family of events its colour, by day and by night."""
    found = _FAMILY.findall(_palette())
    day = "".join(f".family-{name} {{ --family: {light}; }}\n" for name, light, _, _ in found)
    night = "".join(f"  .family-{name} {{ --family: {dark}; }}\n" for name, _, dark, _ in found)
    return f"{day}@media (prefers-color-scheme: dark) {{\n{night}}}\n"
