"""Which addresses of the network may be connected to: public ones, checked where the connection is made.

A name is resolved once for each connection, every address that it has is checked, and the connection is made to one of
those: a name server that answers otherwise a second later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address], bool]

_NAME_TIME = 10.0  # seconds that a name server may take where the request does not say
_NAT64 = IPv6Network("64:ff9b::/96")
# what clouds tell every machine of theirs lies there too: Azure's, Oracle's
_NEAR = (ip_network("168.63.129.16/32"), ip_network("192.0.0.0/24"))


class RefusedError(httpx.TransportError):
    """An address that must not be connected to."""


def is_public(address: Address) -> bool:
    """Whether an address is one of the internet: none of this machine, its network, or its cloud's metadata.

    >>> [is_public(ip_address(a)) for a in ("93.184.215.14", "127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1")]
    [True, False, False, False]
    """
    inner = _inner(address)
    if inner != address:
        return is_public(inner)
    return address.is_global and not address.is_multicast and not any(address in network for network in _NEAR)


def is_any(address: Address) -> bool:
    """Every address: what `--allow-private` allows."""
    return True


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 address carries (mapped, 6to4, Teredo, NAT64), else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address


class CheckedTransport(httpx.BaseTransport):
    """Connects to allowed addresses only, whatever a name resolves to."""

    def __init__(self, allowed: Allowed) -> None:
        # no connection is kept: two names at one address must not share the certificate of the first
        self._transport = httpx.HTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
        self._allowed = allowed

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer from the first address of the host that can be reached.

        Raises RefusedError where any address of the host is not allowed, and what httpx raises.
        """
        host = request.url.raw_host.decode("ascii")
        failure: httpx.TransportError = httpx.ConnectError("has no address")
        limit = request.extensions.get("timeout", {}).get("connect") or _NAME_TIME
        for address in self._addresses(host, limit):
            try:
                return self._transport.handle_request(_to(address, host, request))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    def close(self) -> None:
        """Close what is open."""
        self._transport.close()

    def _addresses(self, host: str, limit: float) -> list[Address]:
        try:
            found = _resolved(host, limit)
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"cannot be found: {getattr(error, 'strerror', None) or error}") from error
        addresses = list(dict.fromkeys(map(ip_address, found)))
        for address in addresses:
            if not self._allowed(address):
                raise RefusedError(f"is at {address}, which is no public address; --allow-private reads it")
        return addresses


def _resolved(host: str, limit: float) -> list[str]:
    """The addresses of a name, asked for in a thread: the system's resolver has no limit of its own but minutes.

    Raises what the resolver raises, and httpx.ConnectTimeout.
    """
    answers: SimpleQueue[list[str] | OSError | UnicodeError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error)
        else:
            answers.put([str(entry[4][0]).partition("%")[0] for entry in found])

    Thread(target=ask, daemon=True).start()  # one that never answers ends with the process
    try:
        answer = answers.get(timeout=limit)
    except Empty:
        raise httpx.ConnectTimeout("the name server does not answer in time") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _to(address: Address, host: str, request: httpx.Request) -> httpx.Request:
    """The request, to be sent to an address: name and certificate stay those of the host."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
