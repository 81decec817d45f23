"""The bytes at an address, fetched carefully: nothing private is asked, and nothing endless is waited for."""

from __future__ import annotations

import ipaddress
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any

import httpx

from ondit.errors import FetchError
from ondit.pages.door import Capture
from ondit.pages.limits import LARGEST_PAGE

_TIMEOUTS = httpx.Timeout(5.0, connect=4.0)
_DEADLINE = 8.0
"""Seconds for everything together, looking up the name and all redirects included."""

_REDIRECTS = 5
_ENCODINGS = ("", "identity", "gzip", "deflate")
"""Brotli and stacked encodings can blow up a few kilobytes beyond any memory before a size is seen."""

_HEADERS = {"User-Agent": "ondit (+https://pypi.org/project/ondit/)", "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip, deflate"}

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def fetch(url: str, *, allow_private: bool = False, transport: httpx.BaseTransport | None = None) -> Capture:
    """The bytes at an http or https address, after up to five redirects, with its final address and the time.

    Every address on the way is looked up once and connected to as checked: none that is private, loopback, link-local or otherwise
    reserved, unless `allow_private`. Proxies and cookies are not used. `transport` replaces the network.
    FetchError, naming the address, for one that is refused, unreachable, slow, too large, or answers with an error.
    """
    with httpx.Client(headers=_HEADERS, timeout=_TIMEOUTS, transport=transport, trust_env=False) as client:
        return _in_time(_Fetch(client, url, allow_private))


class _Fetch:
    """One fetch and the time it has left."""

    def __init__(self, client: httpx.Client, url: str, allow_private: bool) -> None:
        self.client, self.url, self.allow_private = client, url, allow_private
        self.ends = monotonic() + _DEADLINE

    def run(self) -> Capture:
        """Follow the redirects to the page and read it."""
        with _translated(self.url):
            here = httpx.URL(self.url)
            for _ in range(_REDIRECTS + 1):
                request = self._request(here)
                response = self.client.send(request, stream=True)
                try:
                    if response.has_redirect_location:
                        here = here.join(response.headers["location"])
                        continue
                    return self._read(response, here)
                finally:
                    response.close()
        raise FetchError(f"{self.url} redirects more than {_REDIRECTS} times; give the address of the page itself")

    def _request(self, url: httpx.URL) -> httpx.Request:
        """A request to the address that was checked, so that a name cannot come to mean another between check and connection."""
        if url.scheme not in ("http", "https") or not url.host:
            raise FetchError(f"{self.url} leads to {url}, which is no http or https address")
        host = url.raw_host.decode("ascii")
        address = _checked_address(host, url.port or (443 if url.scheme == "https" else 80), self.url, self.allow_private)
        return self.client.build_request(
            "GET", url.copy_with(host=str(address)), headers={"Host": url.netloc.decode("ascii")}, extensions={"sni_hostname": host}
        )

    def _read(self, response: httpx.Response, url: httpx.URL) -> Capture:
        if response.status_code >= 300:
            raise FetchError(f"{self.url} answers {response.status_code} {response.reason_phrase}; open it in a browser and save the page")
        if (encoding := response.headers.get("content-encoding", "").strip().lower()) not in _ENCODINGS:
            raise FetchError(f"{self.url} is packed as {encoding}, which was not asked for; open it in a browser and save the page")
        raw, unpack = bytearray(), _Unpacking(encoding)
        for chunk in response.stream:  # type: ignore[union-attr]
            raw += unpack(chunk, LARGEST_PAGE + 1 - len(raw))
            if len(raw) > LARGEST_PAGE:
                raise FetchError(f"{self.url} has more than the {LARGEST_PAGE:,} bytes that a page may have")
            if monotonic() > self.ends:
                raise FetchError(_too_slow(self.url))
        fetched = datetime.now(UTC).isoformat(timespec="seconds")
        return Capture(bytes(raw), self.url, response.charset_encoding, str(url), fetched, dict(response.headers))


class _Unpacking:
    """Unpacks as it comes, and never more than is asked for: a few kilobytes of gzip can stand for tens of megabytes."""

    def __init__(self, encoding: str) -> None:
        self._is_packed = encoding in ("gzip", "deflate")
        self._unpacker: Any = None

    def __call__(self, chunk: bytes, most: int) -> bytes:
        if not self._is_packed or not chunk:
            return chunk
        if self._unpacker is None:
            is_raw = chunk[0] & 0x0F != 8 and chunk[0] != 0x1F  # deflate without the head that it should have, as some servers send it
            self._unpacker = zlib.decompressobj(-zlib.MAX_WBITS if is_raw else zlib.MAX_WBITS | 32)
        unpacked: bytes = self._unpacker.decompress(chunk, most)
        return unpacked


def _too_slow(url: str) -> str:
    return f"{url} did not arrive within {_DEADLINE:.0f} seconds; try again, or save the page from a browser"


def _in_time(fetch: _Fetch) -> Capture:
    """What the fetch gives, or its error; FetchError at the deadline, whatever it is waiting for (a name look-up cannot be interrupted)."""
    results: SimpleQueue[Capture | Exception] = SimpleQueue()

    def run() -> None:
        try:
            results.put(fetch.run())
        except Exception as error:  # handed on to the caller's thread
            results.put(error)

    Thread(target=run, daemon=True).start()
    try:
        result = results.get(timeout=_DEADLINE)
    except Empty:
        raise FetchError(_too_slow(fetch.url)) from None
    if isinstance(result, Exception):
        raise result
    return result


@contextmanager
def _translated(url: str) -> Iterator[None]:
    """Errors of the network as FetchError."""
    try:
        yield
    except httpx.TimeoutException as error:
        raise FetchError(f"{url} does not answer; try again, or save the page from a browser") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, zlib.error) as error:
        raise FetchError(f"{url} cannot be reached ({error}); check the address, or save the page from a browser") from error


def _checked_address(host: str, port: int, url: str, allow_private: bool) -> _Address:
    """The first address of a host; FetchError where any is private, for a mixed answer is how names are made to lie."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{url} cannot be reached: the name {host} is not known; check the address and the network") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    private = next((address for address in addresses if not _is_public(address)), None)
    if private is not None and not allow_private:
        raise FetchError(f"{url} leads to {private}, a private or reserved address, which is not fetched unless private ones are allowed")
    return addresses[0]


def _is_public(address: _Address) -> bool:
    """True for an address of the open internet, also where an IPv6 address carries an IPv4 one inside."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _translated_from(address)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast


def _translated_from(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address in a NAT64 one (RFC 6052)."""
    if address in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
