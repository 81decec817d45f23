"""A site over a ledger that holds the one reading made by hand."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient
from visiting import visitor

from ondit.ledger import open_ledger
from ondit.ledger.ledger import Ledger
from ondit.pages import fetch as fetching
from ondit.reading import Reading
from ondit.web.guard import is_number


@pytest.fixture
def harbour(reading: Reading) -> Reading:
    """The reading made by hand, with an address and the digest of its bytes."""
    return replace(reading, article=replace(reading.article, url="https://shore.example/traders", sha256="0" * 64))


@pytest.fixture
def ledger(tmp_path: Path, harbour: Reading) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "shore.db", by="Mara Voss") as ledger:
        ledger.add(harbour)
        yield ledger


@pytest.fixture
def site(ledger: Ledger) -> TestClient:
    return visitor(ledger)


@pytest.fixture
def private(monkeypatch):
    """Every name stands for the number it is, or for this machine; nothing is looked up and nothing asked."""

    def getaddrinfo(host, port, **_):
        number = host if is_number(host) else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(fetching, "socket", SimpleNamespace(getaddrinfo=getaddrinfo, SOCK_STREAM=socket.SOCK_STREAM))
