"""How long a page takes to its first picture, and how smoothly it is panned: headless Chromium, software rendering.

usage: python -m benchmarks.page [GRAPH.trig ...]

Networks of made nodes (tests/made_graphs.py), and the graphs that are named. For each: the page's size; what Python
spends on it, in CPU time; the first picture, from the start of navigation; and pictures per second while the start view
is dragged for three seconds, one move of the pointer for each. Prints Markdown, medians of ROUNDS.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import networkx as nx
from selenium import webdriver

import kg
from kg.network import event_network
from kg.page import render
from tests.made_graphs import made_network
from tests.reader import chromium, opened

SIZES = ((200, 300), (1500, 3500))  # entities and events: some 500 and 5,000 nodes
ROUNDS = 3
PAN = """
    const [done, canvas] = [arguments[0], document.querySelector("#network canvas")];
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
      bubbles: true, pointerId: 1, pointerType: "mouse", button: 0, buttons: 1, isPrimary: true, clientX: x, clientY: y,
    }));
    const [begin, middle] = [performance.now(), { x: left + 30, y: top + height - 30 }];
    const before = canvas.toDataURL().length;
    let [frames, at] = [0, middle];
    send("pointerdown", middle.x, middle.y);
    const step = () => {
      const passed = performance.now() - begin;
      frames++;
      at = { x: middle.x + 120 * Math.sin(passed / 300), y: middle.y + 60 * Math.cos(passed / 400) };
      send("pointermove", at.x, at.y);
      if (passed < 3000) return requestAnimationFrame(step);
      send("pointerup", at.x, at.y);
      return done([frames / (passed / 1000), canvas.toDataURL().length !== before]);
    };
    requestAnimationFrame(step);"""


def networks(paths: list[str]) -> dict[str, nx.MultiDiGraph]:
    """What is measured, by name."""
    made = {f"made, {len(made_network(*size)):,} nodes": made_network(*size) for size in SIZES}
    return {**made, **{path: event_network(kg.open(path).store) for path in paths}}


def measure(browser: webdriver.Chrome, network: nx.MultiDiGraph, file: Path) -> list[float]:
    """Megabytes, seconds of Python, seconds to the first picture, pictures per second."""
    start = time.process_time()
    file.write_text(render(network, title="Measured"), encoding="utf-8")
    spent = time.process_time() - start
    reader = opened(browser, file)
    drawn = reader.script("return performance.getEntriesByName('drawn')[0].startTime")
    browser.set_script_timeout(60)
    rate, moved = browser.execute_async_script(PAN)
    if not isinstance(drawn, (int, float)) or not moved:
        raise RuntimeError("the picture did not move")
    return [file.stat().st_size / 1e6, spent, drawn / 1000, rate]


def main() -> None:
    """Print a row for each network."""
    sys.stdout.write("| network | MB | Python, s | first picture, s | pictures a second |\n|---|---|---|---|---|\n")
    with tempfile.TemporaryDirectory() as folder, chromium(Path(folder, "profile")) as browser:
        for name, network in networks(sys.argv[1:]).items():
            rounds = [measure(browser, network, Path(folder, "page.html")) for _ in range(ROUNDS)]
            size, spent, drawn, rate = (statistics.median(values) for values in zip(*rounds, strict=True))
            sys.stdout.write(f"| {name} | {size:.1f} | {spent:.2f} | {drawn:.2f} | {rate:.0f} |\n")


if __name__ == "__main__":
    main()
