"""Which addresses may be connected to."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_address

import pytest

from kg.errors import SourceError
from kg.sources.addresses import is_public
from kg.sources.fetching import Fetcher
from tests.sources.sites import Reply, page, site


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254"),
        *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::1"),
    ],
)
def test_an_address_of_this_machine_or_its_network_is_not_public(address: str) -> None:
    """Loopback, private, link-local, shared, metadata and multicast ones, and IPv6 ones that carry them."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    """Also where IPv6 carries it."""
    assert is_public(ip_address(address))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1"])
def test_a_private_address_is_refused_before_anything_is_asked(host: str) -> None:
    """However it is written; the server never hears of it."""
    with site({"/": Reply(page())}) as private, Fetcher() as fetcher:
        port = private.url.rpartition(":")[2]
        with pytest.raises(
            SourceError, match=r"/: is at 127\.0\.0\.1, which is no public address; --allow-private reads it"
        ):
            fetcher.page(f"http://{host}:{port}/")
        assert private.asked == []


def test_the_address_that_is_checked_is_the_one_that_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that resolves to a public address first and to this machine ever after gains nothing by it."""
    resolved: Iterator[str] = iter(["192.0.2.1", *["127.0.0.1"] * 9])  # the first is of no network
    real = socket.getaddrinfo

    def rebinding(host: str, port: object, *args: object, **named: object) -> object:
        return real(next(resolved) if host == "rebinding.example" else host, port, *args, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with site({"/": Reply(page())}) as private:
        port = private.url.rpartition(":")[2]
        with Fetcher(allowed=lambda address: str(address) != "127.0.0.1") as fetcher:
            monkeypatch.setattr("kg.sources.fetching._TIMEOUT", 0.2)
            with pytest.raises(SourceError):
                fetcher.page(f"http://rebinding.example:{port}/")
        assert private.asked == []
    assert next(resolved) == "127.0.0.1"
    assert len(list(resolved)) == 8  # the name was resolved once


def test_a_name_server_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver waits for minutes; a source waits as long as for a connection."""
    is_over = threading.Event()

    def silent(*args: object, **named: object) -> list[object]:
        is_over.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    monkeypatch.setattr("kg.sources.fetching._TIMEOUT", 0.1)
    begin = time.monotonic()
    with Fetcher() as fetcher, pytest.raises(SourceError, match="does not answer in time"):
        fetcher.page("http://silent.example/")
    assert time.monotonic() - begin < 10
    is_over.set()


def test_every_hop_of_a_redirect_is_checked() -> None:
    """A public page that leads to this machine leads nowhere."""
    with site({"/secret": Reply(page())}, host="127.0.0.2") as private:
        hop = {"/": Reply(status=302, headers={"Location": f"{private.url}/secret"})}
        with site(hop) as public, Fetcher(allowed=lambda address: str(address) == "127.0.0.1") as fetcher:
            with pytest.raises(SourceError, match=r"is at 127\.0\.0\.2, which is no public address"):
                fetcher.page(f"{public.url}/")
            assert public.paths() == ["/"]
        assert private.asked == []


def test_a_name_one_of_whose_addresses_is_private_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No choice is left to whoever runs the name server."""
    entries = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in ("127.0.0.1", "127.0.0.2")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **named: entries)
    with Fetcher(allowed=lambda address: str(address) == "127.0.0.1") as fetcher, pytest.raises(SourceError) as caught:
        fetcher.page("http://two.example/")
    assert "is at 127.0.0.2" in str(caught.value)
