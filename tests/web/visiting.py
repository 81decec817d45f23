"""A visitor of a site, who has no JavaScript, and what they see."""

from __future__ import annotations

from html.parser import HTMLParser

from starlette.testclient import TestClient

from ondit.ledger.ledger import Ledger
from ondit.web import create_app

HOME = "http://127.0.0.1:8380"
HERE = ("127.0.0.1", 50000)


class Page(HTMLParser):
    """What a browser would see: tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in ("p", "div", "li", "dt", "dd", "small", "mark", "td", "h1", "h2", "option"):
            self.shown += " "

    def handle_data(self, data):
        self.shown += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def visitor(ledger: Ledger, *, client: tuple[str, int] = HERE, base_url: str = HOME, **settings) -> TestClient:
    return TestClient(create_app(ledger, **settings), base_url=base_url, client=client, raise_server_exceptions=False)


def csrf(site: TestClient, address: str) -> str:
    """The token that a form of that page holds."""
    return next(a["value"] or "" for a in Page(site.get(address).text).all("input") if a.get("name") == "csrf")
