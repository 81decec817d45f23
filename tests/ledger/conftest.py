"""Ledgers for tests, of both kinds. PostgreSQL is asked where ONDIT_TEST_POSTGRES gives the address of a database to make schemas in."""

from __future__ import annotations

import os
import uuid

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

import ondit
from ondit import walk
from ondit.tagging import ScriptedTagger, shipped_digest


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """Where a new ledger may stand: a path, or the address of an empty schema."""
    if request.param == "sqlite":
        yield tmp_path / "test.db"
        return
    if not (server := os.environ.get("ONDIT_TEST_POSTGRES")):
        pytest.skip("ONDIT_TEST_POSTGRES names no database")
    schema = f"test_{uuid.uuid4().hex}"
    engine = create_engine(make_url(server).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield make_url(server).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def ledger(where):
    """An empty ledger, of each kind in turn."""
    with ondit.open_ledger(where, by="Tester") as opened:
        yield opened


@pytest.fixture
def quick(monkeypatch):
    """Pages are read without the model, so that they hold only what the page itself says."""
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}, shipped_digest()))
