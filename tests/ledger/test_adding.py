"""What adding a page keeps, and that nothing is kept twice."""

import json
from dataclasses import replace

import pytest
from ledger_pages import PAGE, rows

import ondit
from ondit import walk
from ondit.pages import Capture
from ondit.reading import MadeBy

pytestmark = pytest.mark.usefixtures("quick")
CHANGED = PAGE.replace(b"at noon", b"at midnight")


def test_a_page_is_kept_with_its_bytes_its_text_and_its_reading(ledger):
    capture = Capture(PAGE, "a", "utf-8", "https://shore.example/a", "2026-03-12T10:00:00+00:00", {"content-type": "text/html"})
    added = ledger.add(capture)
    (kept,) = ledger.captures("https://shore.example/a")
    assert added.status == "new" and added.statements > 0
    assert ledger.bytes(kept.sha256) == PAGE
    assert (kept.charset, kept.url, kept.fetched) == ("utf-8", "https://shore.example/a", "2026-03-12T10:00:00+00:00")
    assert kept.headers == {"content-type": "text/html"}
    assert ledger.reading("https://shore.example/a") == walk.read_capture(capture)


def test_the_same_bytes_at_the_same_address_are_known_and_not_read_again(ledger, monkeypatch):
    first = ledger.add(PAGE, url="https://shore.example/a")
    monkeypatch.setattr(walk, "read_capture", None)
    again = ledger.add(PAGE, url="https://shore.example/a#comments")
    assert (again.status, again.reading, again.statements) == ("known", first.reading, first.statements)


def test_changed_bytes_are_a_second_capture_and_the_first_is_kept(ledger):
    old = ledger.add(PAGE, url="https://shore.example/a")
    new = ledger.add(CHANGED, url="https://shore.example/a")
    assert (new.status, new.page) == ("changed", old.page)
    assert [ledger.bytes(capture.sha256) for capture in ledger.captures(old.page)] == [PAGE, CHANGED]
    assert "midnight" in ledger.reading(old.page).article.text
    assert "midnight" not in ledger.reading(old.page, at=old.reading).article.text


def test_searches_see_the_newest_capture_whatever_is_added_last(ledger):
    ledger.add(Capture(CHANGED, "new", url="https://shore.example/a", fetched="2026-03-13T01:00:00+02:00"))
    ledger.add(Capture(PAGE, "old", url="https://shore.example/a", fetched="2026-03-12T22:59:59Z"))
    assert "midnight" in ledger.reading("https://shore.example/a").article.text


def test_reading_again_adds_a_reading_only_where_it_says_something_else(ledger, monkeypatch):
    first = ledger.add(PAGE, url="https://shore.example/a")
    assert ledger.add(PAGE, url="https://shore.example/a", reread=True).reading == first.reading
    read = walk.read_capture
    monkeypatch.setattr(walk, "read_capture", lambda *a, **k: replace(read(*a, **k), statements=()))
    again = ledger.add(PAGE, url="https://shore.example/a", reread=True)
    assert again.status == "reread" and again.reading != first.reading
    assert ledger.captures(first.page)[0].readings == (first.reading, again.reading)
    assert ledger.reading(first.page).statements == () != ledger.reading(first.page, at=first.reading).statements


def test_what_an_earlier_model_read_is_read_again(ledger, monkeypatch):
    read = walk.read_capture
    monkeypatch.setattr(walk, "read_capture", lambda *a, **k: replace(read(*a, **k), made_by=MadeBy("0.0.9", "sha256:old")))
    old = ledger.add(PAGE, url="https://shore.example/a")
    monkeypatch.setattr(walk, "read_capture", read)
    new = ledger.add(PAGE, url="https://shore.example/a")
    assert new.status == "reread" and new.reading != old.reading
    assert ledger.add(PAGE, url="https://shore.example/a").status == "known"
    shown = rows(ledger, "SELECT DISTINCT reading_id FROM statements WHERE shown")
    assert shown == [(new.reading,)]


def test_the_same_bytes_at_two_addresses_are_kept_once(ledger):
    assert [ledger.add(PAGE, url=f"https://shore.example/{n}").status for n in "ab"] == ["new", "new"]
    assert rows(ledger, "SELECT count(*) FROM contents") == rows(ledger, "SELECT count(*) FROM texts") == [(1,)]


def test_a_file_is_known_by_its_path_and_may_be_called_by_a_relative_one(ledger, tmp_path, monkeypatch):
    (tmp_path / "a.html").write_bytes(PAGE)
    monkeypatch.chdir(tmp_path)
    assert ledger.add("a.html").address == str(tmp_path / "a.html")
    assert ledger.add(tmp_path / "a.html").status == "known"
    assert ledger.page("a.html") == ledger.page(str(tmp_path / "a.html")) == ledger.page(1)


def test_content_without_an_address_is_known_by_its_digest(ledger):
    assert ledger.add(PAGE).address == f"sha256:{ledger.reading(1).article.sha256}"
    assert ledger.add(PAGE).status == "known"


def test_a_reading_is_kept_without_bytes(ledger, reading):
    given = replace(reading, article=replace(reading.article, url="https://shore.example/q", sha256="0" * 64))
    assert ledger.add(given).status == "new"
    assert ledger.add(given).status == "known"
    assert ledger.reading("https://shore.example/q") == given
    assert ledger.captures(1)[0].sha256 is None
    assert ledger.add(replace(given, turns=())).status == "reread"
    assert ledger.reading(1).turns == ()


def test_a_reading_of_bytes_that_are_kept_belongs_to_their_capture(ledger):
    ledger.add(PAGE, url="https://shore.example/a")
    again = replace(walk.read_capture(Capture(PAGE, "a", url="https://shore.example/a")), labels=(), made_by=MadeBy("9"))
    assert ledger.add(again).status == "reread"
    assert len(ledger.captures(1)) == 1


@pytest.mark.parametrize("odd", ["zero \x00 within", "half a character \ud83d here", "line\r\nend\u2028 and 🚢"])
def test_a_text_that_no_database_holds_as_it_is_comes_back_as_it_was(ledger, odd):
    given = walk.read_text(f"Ines Halloran said the ferry would stop. It is {odd}.", url="https://shore.example/odd")
    ledger.add(given)
    assert ledger.reading(1) == given
    assert list(ledger.check()) == []


def test_a_page_that_cannot_be_read_is_recorded_until_it_can(ledger, tmp_path):
    page = tmp_path / "a.html"
    page.write_bytes(b"")
    for _ in range(2):
        with pytest.raises(ondit.PageError, match="is empty"):
            ledger.add(page)
    (failure,) = ledger.failures()
    assert (failure.source, failure.error) == (str(page), f"{page} is empty")
    page.write_bytes(PAGE)
    ledger.add(page)
    assert list(ledger.failures()) == [] == list(ledger.check())


def test_what_fails_half_way_leaves_nothing(ledger, monkeypatch):
    monkeypatch.setattr("ondit.ledger.adding.show_newest", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ledger.add(PAGE)
    counts = rows(ledger, "SELECT (SELECT count(*) FROM pages) + (SELECT count(*) FROM contents) + (SELECT count(*) FROM statements)")
    assert counts == [(0,)]


def test_every_statement_has_its_chain_its_voice_and_its_page(ledger, reading):
    ledger.add(replace(reading, article=replace(reading.article, url="https://shore.example/q")))
    (key,) = (row[0] for row in rows(ledger, "SELECT key FROM statements WHERE local = 's4'"))
    found = ledger.statement(key)
    assert found.statement == reading.statements[3]
    assert [link.label for link in found.chain] == ["Shore News", "Ines Halloran", "Carrow", "the port"]
    assert [link.entity is None for link in found.chain] == [True, False, False, True]
    assert (found.words, found.source, found.cue) == ("that it had set a deadline", "the port", "denied")
    assert (found.outlet, found.published, found.address) == ("Shore News", "2026-03-12", "https://shore.example/q")


def test_a_statement_keeps_its_key_when_its_page_is_read_again(ledger, reading):
    given = replace(reading, article=replace(reading.article, url="https://shore.example/q"))
    ledger.add(given)
    before = rows(ledger, "SELECT local, key FROM statements ORDER BY id")
    ledger.add(replace(given, made_by=MadeBy("0.2.0")))
    assert rows(ledger, "SELECT local, key FROM statements WHERE shown ORDER BY id") == before
    assert ledger.statement(before[0][1]).reading == 2


def test_a_batch_goes_on_after_a_bad_page_and_a_fault_of_ours(ledger, monkeypatch):
    read = walk.read_capture

    def fail(capture, **options):
        return 1 / 0 if b"midnight" in capture.raw else read(capture, **options)

    monkeypatch.setattr(walk, "read_capture", fail)
    results = list(ledger.add_all([PAGE, b"", CHANGED, PAGE + b" "]))
    assert [added.status for added in results] == ["new", None, None, "new"]
    assert "is empty" in results[1].error and "ondit itself failed (ZeroDivisionError" in results[2].error
    assert len(list(ledger.failures())) == 2


def test_sources_are_taken_only_as_they_are_needed(ledger):
    taken = []
    sources = (taken.append(n) or Capture(PAGE, "a", url=f"https://shore.example/{n}") for n in range(5))
    assert next(ledger.add_all(sources)).status == "new"
    assert taken == [0]


def test_pages_are_listed_as_their_newest_reading_has_them(ledger):
    for n in range(3):
        ledger.add(PAGE, url=f"https://shore.example/{n}")
    ledger.add(CHANGED, url="https://shore.example/1")
    pages = list(ledger.pages())
    assert [page.address[-1] for page in pages] == ["0", "1", "2"]
    assert (pages[1].captures, pages[1].readings, pages[1].title) == (2, 2, "Ferry stops at midnight")
    assert pages[1].statements == len(ledger.reading(2).statements)


def test_what_is_not_there_is_said(ledger):
    for ask in (lambda: ledger.page("https://no.example"), lambda: ledger.reading(7), lambda: ledger.statement("s:000000000000")):
        with pytest.raises(ondit.LedgerError, match=r"holds no (page|statement)"):
            ask()


def test_the_settings_that_made_a_reading_are_kept(ledger):
    ledger.add(walk.read_text("Ines Halloran said no.", terms=["no"], url="https://shore.example/t"))
    assert [json.loads(settings) for (settings,) in rows(ledger, "SELECT settings FROM readings")] == [{"terms": ["no"]}]
