"""More machines: a Ray cluster of two, one of whose workers is killed, gives what one process gives."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.errors import KgError
from kg.model import Article
from tests.made_readers import AccusationReader, DeadlyReader
from tests.made_servers import OxigraphServer

ROOT = Path(__file__).parents[2]

# Ray's own warnings and processes stay out of the test's process.
CLUSTER = """
import sys
from pathlib import Path
import ray
from ray.cluster_utils import Cluster
import kg
from tests.made_readers import DeadlyReader

MEMORY = 80_000_000
machines = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": MEMORY})
machines.add_node(num_cpus=1, object_store_memory=MEMORY)
ray.init(address=machines.address, log_to_driver=False)
assert ray.cluster_resources()["CPU"] == 2
source, endpoint, lives = sys.argv[1:]
done = []
kg.build(
    source,
    endpoint=endpoint,
    runner="ray",
    jobs=None,
    extractor=DeadlyReader(Path(lives)),
    on_article=done.append,
    on_error=print,
)
print(len(done))
ray.shutdown()
machines.shutdown()
"""


@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="newskg[ray] is not installed")
def test_a_cluster_gives_what_one_process_gives(tmp_path: Path, server: OxigraphServer) -> None:
    """Quad for quad, although a worker is killed at its work; an article with a bug is reported and the rest built."""
    source = tmp_path / "news"
    source.mkdir()
    for i in range(120):
        special = {60: "KILL", 90: "RAISE"}.get(i, "")
        (source / f"{i:04}.txt").write_text(f"Country{i % 7} accused Country{i % 5}. {special}")
    lives = tmp_path / "lives"
    lives.write_text("one\n")
    command = [sys.executable, "-c", CLUSTER, str(source), server.url, str(lives)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert lives.read_text() == ""  # somebody was killed
    told = [line for line in done.stdout.splitlines() if "raylet" not in line]
    failure = "a worker process failed with it twice; the logs of Ray say how"
    assert told == [f"0090.txt: no graph could be made of it: {failure}", "119"], done.stdout
    (source / "0090.txt").unlink()
    alone = kg.build(source, extractor=AccusationReader())
    assert set(kg.open(endpoint=server.url).store.quads()) == set(alone.store.quads())
    read_again = list[Article]()
    kg.build(source, endpoint=server.url, extractor=DeadlyReader(lives), on_article=read_again.append)
    assert read_again == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [({"runner": "ray"}, "needs --endpoint"), ({"runner": "spark"}, "there are local and ray")],
)
def test_a_runner_that_cannot_be_is_told(accusations: Path, settings: dict[str, str], message: str) -> None:
    """Before anything is read."""
    with pytest.raises(KgError, match=message):
        kg.build(accusations, extractor=AccusationReader(), **settings)
