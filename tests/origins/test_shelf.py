"""What pages of a ledger have in common is kept as they come, and follows what is read anew."""

import pytest
from copied_pages import FERRY, HILLS, LEAD, MONEY, OTHER, STORY
from sqlalchemy import func, select

import ondit
from ondit import walk
from ondit.ledger.opening import reads
from ondit.ledger.tables import shelved, shingles
from ondit.origins.shelf import all_copies
from ondit.tagging import ScriptedTagger, shipped_digest


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Pages are read without the model, so that they hold only what the page itself says."""
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}, shipped_digest()))


@pytest.fixture
def ledger(tmp_path):
    with ondit.open_ledger(tmp_path / "test.db") as opened:
        yield opened


def add(ledger, text, url, **facts):
    return ledger.add(ondit.read_text(text, url=url, **facts)).page


def pairs(ledger, **which):
    return [(copy.page[-1], copy.other[-1], copy.kind) for copy in all_copies(ledger.engine, **which)]


def test_copies_are_found_whenever_their_pages_were_added(ledger):
    add(ledger, STORY, "https://a.example/1")
    add(ledger, OTHER, "https://b.example/2")
    assert pairs(ledger) == []
    three = add(ledger, "\n\n".join((LEAD, HILLS, MONEY)), "https://c.example/3")
    four = add(ledger, "\n\n".join((OTHER, OTHER.title(), FERRY)), "https://d.example/4")
    found = pairs(ledger)
    assert found == [("3", "1", "reprint"), ("4", "1", "excerpt"), ("4", "2", "reprint")]
    assert pairs(ledger, page=three) == found[:1]
    assert pairs(ledger, page=four) == found[1:]


def test_what_comes_back_is_what_two_pages_give_by_themselves(ledger):
    from ondit.origins.collection import find_copies
    from ondit.origins.editions import Edition
    from ondit.origins.words import Words

    changed = STORY.replace("closed until", "shut until")
    add(ledger, STORY, "https://a.example/1", published="2020-01-01")
    add(ledger, changed, "https://b.example/2", published="2020-01-09")
    pages = [
        Edition("https://a.example/1", Words.of(STORY), published="2020-01-01"),
        Edition("https://b.example/2", Words.of(changed), published="2020-01-09"),
    ]
    (copy,) = all_copies(ledger.engine)
    assert [copy] == find_copies(pages)
    assert copy.source == "https://a.example/1"


def test_a_page_that_has_changed_is_compared_as_it_is_now(ledger):
    add(ledger, STORY, "https://a.example/1")
    add(ledger, STORY, "https://b.example/2")
    assert pairs(ledger) == [("2", "1", "reprint")]
    add(ledger, OTHER, "https://b.example/2")
    assert pairs(ledger) == []
    with reads(ledger.engine) as connection:
        pages = connection.execute(select(func.count(shingles.c.page_id.distinct()))).scalar()
    assert pages == 2
    add(ledger, OTHER, "https://c.example/3")
    assert pairs(ledger) == [("3", "2", "reprint")]


def test_a_notice_that_shows_itself_to_be_one_is_taken_back(ledger):
    stories = [" ".join(chr(ord("a") + n) + word for word in OTHER.split()) for n in range(4)]
    for n, story in enumerate(stories):
        add(ledger, f"{story}\n\nNote from the editors. {MONEY}", f"https://post.example/{n}")
        assert len(pairs(ledger)) == (n == 1)


def test_a_ledger_opened_for_reading_only_says_what_it_lacks(ledger, tmp_path):
    add(ledger, STORY, "https://a.example/1")
    with ondit.open_ledger(tmp_path / "test.db", read_only=True) as closed:
        with pytest.raises(ondit.LedgerError, match="not yet compared; open it for writing once"):
            list(all_copies(closed.engine))
        assert pairs(ledger) == []
        assert pairs(closed) == []


def test_the_hundredth_site_with_a_story_is_found_through_the_first(ledger):
    for n in range(60):
        add(ledger, f"{' '.join(chr(97 + n % 26) * 3 + str(n) for _ in range(9))}\n\n{STORY}", f"https://site{n}.example/story")
    found = list(all_copies(ledger.engine))
    assert {copy.page for copy in found} == {f"https://site{n}.example/story" for n in range(1, 60)}
    with reads(ledger.engine) as connection:
        assert connection.execute(select(func.count()).select_from(shelved)).scalar() == 60


def test_the_command_line_shows_copies_with_the_words_that_differ(ledger, tmp_path):
    from typer.testing import CliRunner

    from ondit.cli import app

    add(ledger, STORY, "https://a.example/1", published="2020-01-01")
    add(ledger, STORY.replace("closed until", "shut until"), "https://b.example/2", published="2020-01-09")
    shown = CliRunner().invoke(app, ["pages", "--reprints", "--ledger", str(tmp_path / "test.db")])
    assert shown.exit_code == 0
    assert "https://b.example/2\n  reprint of https://a.example/1\n" in shown.stdout
    assert "  shut | closed\n" in shown.stdout
    assert [copy.kind for copy in ledger.reprints("https://a.example/1")] == ["reprint"]
