"""A site over a ledger that holds the one reading made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from visiting import visitor

from ondit.ledger import open_ledger
from ondit.ledger.ledger import Ledger
from ondit.reading import Reading


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
