"""Fetching an address: what comes back, and what is refused."""

import gzip
import socket
import threading
import zlib
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace

import httpx
import pytest

from ondit.errors import FetchError
from ondit.pages import fetch as fetching
from ondit.pages import open_page
from ondit.pages.fetch import fetch

PAGE = "<html><body><article><h1>Bridge closed</h1><p>The bridge at Holm is closed, the county said on Monday, and will stay so.</p>" * 3
PUBLIC = "93.184.216.34"


@pytest.fixture
def names(monkeypatch):
    """The addresses that names stand for."""
    known = {"news.example": [PUBLIC], PUBLIC: [PUBLIC], "127.0.0.1": ["127.0.0.1"]}

    def getaddrinfo(host, port, **_):
        if host not in known:
            raise socket.gaierror("Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(fetching, "socket", SimpleNamespace(getaddrinfo=getaddrinfo, SOCK_STREAM=socket.SOCK_STREAM))
    return known


def answering(answer):
    return httpx.MockTransport(answer)


def test_a_page_comes_with_its_address_and_the_time(names):
    capture = fetch("https://news.example/a", transport=answering(lambda request: httpx.Response(200, html=PAGE)))
    assert capture.raw == PAGE.encode()
    assert capture.url == "https://news.example/a"
    assert capture.fetched and capture.fetched[:2] == "20"


def test_the_connection_goes_to_the_address_that_was_checked(names):
    def answer(request):
        assert request.url.host == PUBLIC
        assert request.headers["host"] == "news.example"
        assert request.extensions["sni_hostname"] == "news.example"
        assert request.headers["user-agent"].startswith("ondit")
        return httpx.Response(200, text="ok")

    assert fetch("https://news.example/a", transport=answering(answer)).raw == b"ok"


def test_redirects_are_followed_to_the_final_address(names):
    def answer(request):
        return httpx.Response(301, headers={"location": "/b?x=1"}) if request.url.path == "/a" else httpx.Response(200, text="ok")

    assert fetch("http://news.example/a", transport=answering(answer)).url == "http://news.example/b?x=1"


def test_endless_redirects_are_an_error(names):
    with pytest.raises(FetchError, match=r"news\.example/a redirects more than 5 times"):
        fetch("http://news.example/a", transport=answering(lambda request: httpx.Response(302, headers={"location": "/a"})))


@pytest.mark.parametrize("target", ["http://127.0.0.1/admin", "http://inside.example/", "//127.0.0.1:8080/x"])
def test_a_redirect_to_a_private_address_is_refused(names, target):
    names["inside.example"] = ["10.1.2.3"]
    with pytest.raises(FetchError, match=r"news\.example/a leads to (127\.0\.0\.1|10\.1\.2\.3), a private"):
        fetch("http://news.example/a", transport=answering(lambda request: httpx.Response(302, headers={"location": target})))


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.0.0.8 192.168.1.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 240.0.0.1
    ::1 fe80::1 fc00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ff02::1""".split(),  # noqa: SIM905
)
def test_a_name_that_means_a_private_address_is_refused(names, address):
    names["sly.example"] = [PUBLIC, address]
    with pytest.raises(FetchError, match="a private or reserved address"):
        fetch("http://sly.example/", transport=answering(lambda request: httpx.Response(200, text="secret")))


def test_a_redirect_to_a_file_is_refused(names):
    with pytest.raises(FetchError, match="no http or https address"):
        fetch("http://news.example/a", transport=answering(lambda request: httpx.Response(302, headers={"location": "file:///etc/passwd"})))


def test_an_unknown_name_is_an_error_that_says_so(names):
    with pytest.raises(FetchError, match=r"the name nowhere\.example is not known"):
        open_page("http://nowhere.example/a")


def test_an_address_that_refuses_the_connection_is_an_error(names):
    def answer(request):
        raise httpx.ConnectError("Connection refused")

    with pytest.raises(FetchError, match=r"news\.example/ cannot be reached \(Connection refused\)"):
        fetch("http://news.example/", transport=answering(answer))


def test_an_error_page_is_an_error(names):
    with pytest.raises(FetchError, match=r"news\.example/a answers 404 Not Found"):
        fetch("http://news.example/a", transport=answering(lambda request: httpx.Response(404, html=PAGE)))


def test_a_page_that_unpacks_beyond_the_limit_is_cut_off(names, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST_PAGE", 1_000_000)
    packed = gzip.compress(bytes(5_000_000))
    with pytest.raises(FetchError, match="more than the 1,000,000 bytes"):
        fetch(
            "http://news.example/a",
            transport=answering(lambda request: httpx.Response(200, headers={"content-encoding": "gzip"}, content=packed)),
        )


def test_stacked_encodings_are_refused(names):
    with pytest.raises(FetchError, match="packed as gzip, gzip"):
        fetch(
            "http://news.example/a",
            transport=answering(
                lambda request: httpx.Response(200, headers={"content-encoding": "gzip, gzip"}, stream=httpx.ByteStream(b""))
            ),
        )


@pytest.mark.parametrize("address", ["http://", "http://[::1", "http://exa mple.org/", "https://\u0000/", "http://x:99999999/"])
def test_a_broken_address_is_an_error(names, address):
    with pytest.raises(FetchError):
        open_page(address)


# ---------------------------------------------------------------- with a server on this machine


@contextmanager
def serving(respond):
    """The address of a server on the loopback interface that answers with `respond(handler)`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            with suppress(OSError):  # the client has gone
                respond(self)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html; charset=utf-8")
    handler.end_headers()
    handler.wfile.write(PAGE.encode())


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_loopback_address_is_read_only_where_that_is_allowed():
    with serving(page) as address:
        with pytest.raises(FetchError, match="a private or reserved address"):
            open_page(f"{address}/story")
        article = open_page(f"{address}/story", allow_private=True).article
    assert article.text.startswith("Bridge closed\n\nThe bridge at Holm")
    assert article.url == f"{address}/story"
    assert article.fetched


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_endless_response_is_cut_off(monkeypatch):
    monkeypatch.setattr(fetching, "_DEADLINE", 0.3)
    gone = threading.Event()

    def drip(handler):
        handler.send_response(200)
        handler.end_headers()
        while not gone.wait(0.01):
            handler.wfile.write(b"word ")

    with serving(drip) as address, pytest.raises(FetchError, match=r"did not arrive within"):
        try:
            open_page(f"{address}/endless", allow_private=True)
        finally:
            gone.set()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_server_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(fetching, "_DEADLINE", 0.2)
    gone = threading.Event()
    with serving(lambda handler: gone.wait(5)) as address, pytest.raises(FetchError, match="did not arrive within"):
        try:
            open_page(f"{address}/silent", allow_private=True)
        finally:
            gone.set()


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, lambda raw: zlib.compress(raw)[2:-4]])
def test_a_packed_answer_is_unpacked_however_its_server_packs(names, pack):
    encoding = "gzip" if pack is gzip.compress else "deflate"
    answer = answering(lambda request: httpx.Response(200, headers={"content-encoding": encoding}, content=pack(PAGE.encode())))
    assert fetch("https://news.example/a", transport=answer).raw == PAGE.encode()


def test_an_answer_that_is_not_packed_as_it_says_is_an_error(names):
    class Raw(httpx.SyncByteStream):
        def __iter__(self):
            yield b"<html>not packed at all"

    with pytest.raises(FetchError, match=r"news\.example/a cannot be reached"):
        fetch(
            "https://news.example/a", transport=answering(lambda r: httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Raw()))
        )


def test_the_headers_of_the_answer_are_kept(names):
    answer = answering(lambda request: httpx.Response(200, html=PAGE, headers={"Last-Modified": "Thu, 12 Mar 2026 10:00:00 GMT"}))
    assert fetch("https://news.example/a", transport=answer).headers["last-modified"] == "Thu, 12 Mar 2026 10:00:00 GMT"
