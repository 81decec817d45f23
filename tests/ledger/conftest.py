"""Ledgers for tests, of both kinds (see `where` in tests/conftest.py)."""

from __future__ import annotations

import pytest

import ondit
from ondit import walk
from ondit.tagging import ScriptedTagger, shipped_digest


@pytest.fixture
def ledger(where):
    """An empty ledger, of each kind in turn."""
    with ondit.open_ledger(where, by="Tester") as opened:
        yield opened


@pytest.fixture
def quick(monkeypatch):
    """Pages are read without the model, so that they hold only what the page itself says."""
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}, shipped_digest()))
