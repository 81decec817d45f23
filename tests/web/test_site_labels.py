"""Labels by voice, as the site, the command and the API show them."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner
from visiting import Page, visitor

from ondit.cli import app
from ondit.reading import Label

EVIL = "<script>alert(1)</script>"


@pytest.fixture
def called(ledger, harbour):
    """The ledger, with a charged term of each kind of voice on its page."""
    whom = harbour.entities[0].id if harbour.entities else None
    labels = tuple(Label(s.content[0][0], s.content[0][0] + 4, EVIL, whom, s.chain[-1]) for s in harbour.statements)
    ledger.add(replace(harbour, labels=labels, made_by=replace(harbour.made_by, ondit="9.9.9")), reread=True)
    return ledger


def figures(shown):
    return [a["href"] for a in shown.all("a") if (a.get("href") or "").startswith("/labels/uses?")]


def test_every_figure_leads_to_as_many_uses_in_their_words(called):
    site = visitor(called)
    shown = Page(site.get("/labels").text)
    assert EVIL in shown.shown
    assert figures(shown)
    for address in figures(shown):
        uses = Page(site.get(address).text)
        led = [a["href"] for a in uses.all("a") if a.get("class") == "stop"]
        assert led, unquote(address)
        assert all(site.get(href.partition("#")[0]).status_code == 200 for href in led)
        assert all((a.get("src") or "").startswith("/static/") for a in uses.all("script"))


def test_figures_add_up(called):
    total = sum(row.uses for row in called.labels())
    assert total == len(list(called.label_uses()))
    for row in called.labels():
        whose = {"voice": f"#{row.speaker}"} if row.speaker else {"unnamed": row.unnamed}
        assert len(list(called.label_uses(about=f"#{row.entity or 0}", term=row.term, **whose))) == row.uses


def test_the_api_says_the_same(called):
    site = visitor(called)
    assert [row["term"] for row in site.get("/api/labels").json()] == [row.term for row in called.labels()]
    assert [use["start"] for use in site.get("/api/labels/uses?unnamed=author").json()] == [
        use.start for use in called.label_uses(unnamed="author")
    ]
    assert site.get("/api/labels?unnamed=nobody").status_code == 400


def test_what_makes_no_sense_in_the_address_finds_nothing_and_breaks_nothing(called):
    site = visitor(called)
    for query in ("about=Nobody", "voice=%2399", "unnamed=x", "term=x", "outlet=", "offset=999", f"about={EVIL}"):
        assert site.get(f"/labels?{query}").status_code == 200
        assert site.get(f"/labels/uses?{query}").status_code == 200
    assert site.get("/labels?about=%2B%2B").status_code == 400


def test_the_command_lists_them(called, tmp_path):
    listed = CliRunner().invoke(app, ["labels", "--ledger", str(tmp_path / "shore.db")])
    assert listed.exit_code == 0
    assert EVIL in listed.output
    uses = CliRunner().invoke(app, ["labels", "--uses", "--jsonl", "--ledger", str(tmp_path / "shore.db")])
    assert len(uses.output.splitlines()) == len(list(called.label_uses()))
