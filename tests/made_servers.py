"""A SPARQL server for tests: the `oxigraph` of the registry package, over a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
from pathlib import Path

import httpx


class OxigraphServer:
    """A server that runs until it is stopped, and may be started again on the same address and folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        binary = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
        assert binary is not None, "the registry package oxigraph brings the server; install newskg[test]"
        command = [binary, "serve", "--location", str(self.folder), "--bind", f"127.0.0.1:{self.port}"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                httpx.get(self.url, trust_env=False)
            except httpx.TransportError:
                assert self._process.poll() is None, "the server ended as it began"
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server does not answer")

    def stop(self) -> None:
        """Kill it, as a machine that fails does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def clear(self) -> None:
        """Take everything out of it."""
        httpx.post(
            f"{self.url}/update",
            content="DROP ALL",
            headers={"Content-Type": "application/sparql-update"},
            trust_env=False,
        ).raise_for_status()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
