"""A page can fill in almost everything that is shown; none of it ever becomes markup."""

from dataclasses import replace

import pytest
from visiting import Page, visitor

from ondit.ledger import open_ledger
from ondit.reading import Credit, Date, Entity, Label

EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'{{7*7}}"
ADDRESS = 'https://shore.example/"><script>alert(1)</script>'


@pytest.fixture
def hostile(tmp_path, harbour):
    """A ledger with a page, everything of which is hostile, and a copy of it."""
    text = harbour.article.text.replace("Traders", "<script>")  # as long as before, so that every span stays where it is
    text += "".join(f" {word} quay" for word in map(chr, range(0x4E00, 0x4E50))) + EVIL  # enough for a copy
    article = replace(
        harbour.article, text=text + EVIL, title=EVIL, outlet=EVIL, byline=(EVIL,), section=(EVIL,), url=ADDRESS, language='en" onload="x',
        credits=(Credit("wire", EVIL, 0, 5),),
    )  # fmt: skip
    voices = tuple(
        replace(v, name=f"{v.id}{EVIL}" if v.kind != "group" else None, description=EVIL, aliases=(EVIL,)) for v in harbour.voices
    )
    last = replace(harbour.segments[-1], end=len(article.text))
    reading = replace(
        harbour, article=article, voices=voices,
        entities=(Entity("e1", "person", EVIL, (EVIL,), ((0, 8),)),), segments=(*harbour.segments[:-1], last),
        dates=(Date(0, 8, EVIL, "2026-03-01", EVIL),), labels=(Label(0, 8, EVIL, "e1", "v1"),),
        statements=tuple(replace(s, about=("e1",), dates=(0,)) for s in harbour.statements),
    )  # fmt: skip
    with open_ledger(tmp_path / "hostile.db", by=EVIL) as ledger:
        ledger.add(reading)
        copied = replace(article, url=f"{ADDRESS}&copy", outlet=f"{EVIL}2", sha256="2" * 64, text=article.text.replace("\u4e20", "<"))
        ledger.add(replace(reading, article=copied))
        key = next(ledger.search()).key
        ledger.correct(key, accept=True, note=EVIL)
        yield ledger


def addresses(ledger) -> list[str]:
    voices = [f"/voices/{row.entity}" for row in ledger.voices() if row.entity]
    keys = [f"/statements/{found.key}{view}" for found in ledger.search(history=True) for view in ("", "/origins")]
    own = [
        "/",
        "/pages",
        "/search",
        "/voices",
        "/outlets",
        "/timeline",
        "/labels",
        "/labels/uses",
        "/review",
        "/review?offset=1",
        "/claims",
        "/claims?only=contradicted",
        "/routes",
        "/reprints",
        "/reprints?page=1",
        "/review/claims",
        "/decisions",
        "/add",
        "/api",
        "/keys",
    ]
    asked = [
        f"{path}?words={EVIL}&voice={EVIL}&outlet={EVIL}&sort={EVIL}".replace("#", "%23")
        for path in ("/search", "/voices", "/outlets", "/timeline")
    ]
    asked += [f"{path}?about={EVIL}&only={EVIL}&offset={EVIL}&page={EVIL}" for path in ("/claims", "/routes", "/reprints")]
    read = [
        "/pages/1",
        "/pages/1?hand=2",
        "/pages/1?layers=dates&layers=terms&layers=certainty",
        *(f"/pages/1?at={n}" for n in range(0, 180, 9)),
    ]
    return [*own, *read, *asked, *voices, *keys, "/pages/1/passage?at=0", f"/pages/1?voice={EVIL}", f"/nothing/{EVIL}", f"/jobs/{EVIL}"]


def test_no_word_of_a_page_becomes_markup_anywhere(hostile):
    site = visitor(hostile)
    for address in addresses(hostile):
        answer = site.get(address)
        assert answer.status_code in (200, 400, 404), address
        page = Page(answer.text)
        assert [a["src"] for a in page.all("script") if not (a.get("src") or "").startswith("/static/")] == [], address
        assert not {"img", "iframe", "object", "embed", "base"} & {tag for tag, _ in page.tags}, address
        assert [a for _, a in page.tags if any(name.startswith("on") or name == "style" for name in a)] == [], address
        assert [a for _, a in page.tags if (a.get("href") or "").lower().lstrip().startswith(("javascript", "data"))] == [], address


def test_an_address_that_runs_a_script_is_no_link(tmp_path, harbour):
    with open_ledger(tmp_path / "x.db") as ledger:
        ledger.add(replace(harbour, article=replace(harbour.article, url="javascript:alert(1)")))
        site = visitor(ledger)
        for address in addresses(ledger):
            assert 'href="javascript' not in site.get(address).text


def test_the_api_gives_hostile_words_as_json_only(hostile):
    answer = visitor(hostile).get("/api/search")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_hostile_names_are_in_the_picture_and_its_tables(hostile):
    """Else the test of all addresses would prove nothing of them."""
    site = visitor(hostile)
    assert next(hostile.reprints()).kind == "reprint"
    for address in ("/routes", "/claims", "/reprints", f"/statements/{next(hostile.search()).key}/origins"):
        assert EVIL[:30] in Page(site.get(address).text).shown, address
