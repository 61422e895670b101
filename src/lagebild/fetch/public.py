"""Which addresses of the internet may be fetched from: public ones."""

import ipaddress
import socket
from collections.abc import Callable

import httpx

from lagebild.errors import FetchError

Resolve = Callable[[str, int], list[str]]


def resolve_host(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves it."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_ip(address: httpx.URL, resolve: Resolve, *, private: bool = False) -> str:
    """The first IP address of the host; FetchError if any of them is not public, unless `private` allows it."""
    host, port = address.host, address.port or (443 if address.scheme == "https" else 80)
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{address}: host {host!r} is not known; check the address and the network") from error
    if not found:
        raise FetchError(f"{address}: host {host!r} has no address")
    for ip in found:
        if not private and not is_public(ip):
            raise FetchError(
                f"{address}: leads to {ip}, which is not a public address; save the page as a file instead"
            )
    return found[0]


def is_public(ip: str) -> bool:
    """True if an IP address, and any address wrapped in it, belongs to the public internet."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        return all(is_public(str(inner)) for inner in wrapped if inner is not None)
    return True


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
