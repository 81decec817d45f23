"""The collection that the site can be tried with."""

from ondit import walk
from ondit.ledger import open_ledger
from ondit.tagging import ScriptedTagger
from ondit.web.example import PAGES, fill, read_anew, readings


def test_the_readings_are_of_the_pages(monkeypatch):
    """Their text; what the model finds in it is the matter of other tests."""
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}))
    anew = [(reading.article.text, reading.article.outlet, reading.article.fetched) for reading in read_anew()]
    assert [(reading.article.text, reading.article.outlet, reading.article.fetched) for reading in readings()] == anew


def test_it_holds_one_page_that_was_changed_and_fits_together(tmp_path):
    with open_ledger(tmp_path / "example.db") as ledger:
        fill(ledger)
        assert sorted(page.captures for page in ledger.pages()) == [*[1] * (len(PAGES) - 2), 2]
        assert list(ledger.check()) == []
        assert ledger.count(voice="Edmund Carrow") > 5
