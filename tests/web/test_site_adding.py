"""Pages added by address, text and file, without JavaScript."""

import re
import time

import pytest
from visiting import Page, csrf, visitor

from ondit import walk
from ondit.tagging import ScriptedTagger


@pytest.fixture(autouse=True)
def scripted(monkeypatch):
    """No model: what is added is read as the page's own words."""
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}))


def done(site, answer) -> str:
    """The page of the job when all of it is done."""
    assert answer.status_code == 200, answer.text
    for _ in range(400):
        page = site.get(answer.url.path).text
        if "data-again" not in page:
            return page
        time.sleep(0.02)
    raise AssertionError("the job is never done")


def test_a_pasted_text_becomes_a_page(site, ledger):
    text = "Ferry late\n\nThe ferry to Wexley was late on Monday, and nobody said why. It came in the evening."
    page = done(
        site,
        site.post("/add", data={"csrf": csrf(site, "/add"), "text": text, "url": "https://shore.example/ferry", "published": "2026-03-02"}),
    )
    assert "new" in Page(page).shown
    added = ledger.page("https://shore.example/ferry")
    assert (added.title, added.published) == ("Ferry late", "2026-03-02")
    assert f'href="/pages/{added.id}"' in page


def test_files_become_pages_and_one_that_cannot_be_read_keeps_its_error(site, ledger):
    html = b"<html><title>Fog</title><article><h1>Fog</h1><p>The fog lay on the harbour all of Sunday.</p></article></html>"
    files = [("files", ("fog.html", html)), ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64)))]
    page = done(site, site.post("/add", data={"csrf": csrf(site, "/add")}, files=files))
    assert "2 of 2" in Page(page).shown
    assert "the uploaded file “picture.png” is a picture" in Page(page).shown
    assert "picture.png" in Page(site.get("/add").text).shown
    assert len(list(ledger.pages())) == 2


def test_the_name_of_a_file_never_means_a_file_of_this_machine(site, ledger, tmp_path, monkeypatch):
    (tmp_path / "secret.txt").write_text("The secret of the harbour is not for you.\n")
    monkeypatch.chdir(tmp_path)
    text = b"What was sent is this and nothing else.\nIt is a text of two lines."
    for name in ("secret.txt", str(tmp_path / "secret.txt"), "../secret.txt"):
        done(site, site.post("/add", data={"csrf": csrf(site, "/add")}, files=[("files", (name, text))]))
    assert all("secret" not in ledger.reading(page.id).article.text and "secret" not in page.address for page in ledger.pages())
    page = done(
        site, site.post("/add", data={"csrf": csrf(site, "/add"), "addresses": f"{tmp_path}/secret.txt\nfile://{tmp_path}/secret.txt"})
    )
    assert Page(page).shown.count("2 of 2")
    assert "new" not in re.findall(r'class="about">(\w+)', page)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/x", "http://localhost/x", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest"]
)
def test_private_addresses_are_refused_unless_allowed(site, private, address):
    page = done(site, site.post("/add", data={"csrf": csrf(site, "/add"), "addresses": address}))
    assert "ondit itself failed" not in page
    assert "private" in Page(page).shown
    assert 'class="stop"' not in page


def test_nothing_given_is_said_so(site):
    answer = site.post("/add", data={"csrf": csrf(site, "/add")})
    assert answer.status_code == 400
    assert "Nothing was given" in answer.text


@pytest.mark.parametrize("token", ["", "guess", "é"])
def test_a_form_of_another_site_adds_nothing(site, ledger, token):
    assert site.post("/add", data={"csrf": token, "text": "One line\nand another."}).status_code == 403
    assert len(list(ledger.pages())) == 1


def test_a_token_is_good_for_its_own_visitor_only(ledger):
    mine, other = visitor(ledger), visitor(ledger)
    assert other.post("/add", data={"csrf": csrf(mine, "/add"), "text": "One line\nand another."}).status_code == 403


def test_more_than_a_thousand_addresses_are_too_many(site):
    addresses = "\n".join(f"https://shore.example/{n}" for n in range(1001))
    assert site.post("/add", data={"csrf": csrf(site, "/add"), "addresses": addresses}).status_code == 413


def test_a_job_that_is_not_known_is_said_so(site):
    assert site.get("/jobs/none").status_code == 404
