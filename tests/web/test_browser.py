"""The site in a real browser: Debian's Chromium, which Playwright drives, on `ondit serve` as it is started from the shell."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from test_site_hostile import addresses, hostile  # noqa: F401

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e '.[dev]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed: pip install -e '.[dev]'")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")

QUIET = ["disable-gpu", "disable-quic", "no-first-run", "disable-background-networking", "disable-component-update", "disable-sync"]
KINDS = [
    "/", "/pages", "/pages/1", "/pages/1?hand=1", "/pages/2?layers=certainty&layers=dates&layers=terms", "/search",
    "/search?words=dredging",
    "/voices", "/voices/1", "/outlets", "/timeline",
    "/claims", "/claims?only=contradicted", "/routes", "/reprints", "/review/claims",
    "/pages/6/difference", "/labels", "/labels/uses",
    "/review", "/decisions", "/add", "/keys", "/api", "/nothing",
]  # fmt: skip


@contextmanager
def serving(*options: str) -> Iterator[str]:
    """The address of a site that is served in a process of its own."""
    command = [sys.executable, "-c", "from ondit.cli import app; app()", "serve", "--port", "0", "--no-browser", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = re.search(r"http://[^ ]+", process.stdout.readline())
            assert told, "the site did not say where it is"
            yield told[0].rstrip("/")
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *(f"--{flag}" for flag in QUIET)])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def example() -> Iterator[str]:
    with serving("--example") as address:
        yield address


@pytest.fixture
def page(browser, example):
    """A page of the browser, at the example's site; what its script complains of fails the test."""
    with tab(browser, base_url=example) as page:
        yield page


@contextmanager
def tab(browser, **settings):
    context = browser.new_context(**settings)
    context.set_default_timeout(8000)
    page, wrong = context.new_page(), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
    try:
        yield page
        assert not wrong
    finally:
        context.close()


def quoted(page):
    """The first passage of the text that is somebody else's."""
    return page.locator(".text .passage:has(.label)").first


def test_tab_brings_a_passage_and_what_stands_behind_it(page):
    page.goto("/pages/1")
    passage = quoted(page)
    words = passage.locator("mark").inner_text()
    passage.evaluate("one => { const all = [...document.querySelectorAll('a')]; all[all.indexOf(one) - 1].focus() }")
    page.keyboard.press("Tab")
    playwright.expect(page.locator("#card .chain").first).to_be_visible()
    assert page.evaluate("document.activeElement.querySelector('mark').innerText") == words
    playwright.expect(page.locator("#card .excerpt").first).to_contain_text(words.split(",")[0][:20])


def test_a_click_holds_the_passage_and_its_address_brings_it_back(page):
    page.goto("/pages/1")
    quoted(page).click()
    playwright.expect(page.locator("#card .chain").first).to_be_visible()
    shown = page.locator("#card h2").first.inner_text()
    page.goto(page.url)
    assert page.locator("#card h2").first.inner_text() == shown
    playwright.expect(page.locator(".passage.here")).not_to_have_count(0)


def test_peeling_leaves_what_the_page_itself_vouches_for(page):
    page.goto("/pages/1")
    page.get_by_role("link", name="The page itself").click()
    playwright.expect(page.locator(".peeled").first).to_be_visible()
    assert page.locator(".text .passage .label").count() == 0
    page.keyboard.press("0")
    playwright.expect(page.locator(".peeled")).to_have_count(0)


def test_a_voice_is_heard_alone(page):
    page.goto("/pages/1")
    page.locator(".voices li a:has(.label)").first.click()
    playwright.expect(page.locator(".voices .solo")).to_have_count(1)
    assert page.locator(".text .passage.back").count() > 0
    page.get_by_role("link", name="All voices again").click()
    playwright.expect(page.locator(".passage.back")).to_have_count(0)


def test_a_search_is_narrowed_by_its_facets_and_shared_by_its_address(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("dredging")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?words=dredging*")
    everything = page.locator(".one").count()
    page.locator(".facet a").first.click()
    playwright.expect(page.locator(".chips a")).not_to_have_count(0)
    narrowed = page.locator(".one").all_inner_texts()
    assert 0 < len(narrowed) <= everything
    page.goto(page.url)
    assert page.locator(".one").all_inner_texts() == narrowed


def test_the_review_goes_by_keys(page):
    page.goto("/review")
    first = page.locator(".said").inner_text()
    undecided = left(page)
    pressed(page, "j")
    assert page.locator(".said").inner_text() != first
    pressed(page, "k")
    assert page.locator(".said").inner_text() == first
    for key in "ar":
        pressed(page, key)
    assert left(page) == undecided - 2
    for _ in "ar":
        pressed(page, "u")
    assert left(page) == undecided
    assert page.locator(".said").inner_text() == first


def left(page) -> int:
    return int(re.search(r"(\d+) are left", page.locator("main").inner_text())[1])


def pressed(page, key: str) -> None:
    """A key that leads to another page, or to the same anew."""
    with page.expect_navigation():
        page.keyboard.press(key)


SELECT = """([passage, from, to]) => {
  const words = document.createTreeWalker(passage.querySelector("mark"), NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
  range.setStart(words, from);
  range.setEnd(words, to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def editing(page):
    """The form that corrects the statement behind the first passage of another voice."""
    page.goto("/pages/1")
    quoted(page).click()
    page.locator("#card .editing summary").first.click()
    return page.locator("#card .editing form").first


def test_a_span_is_corrected_by_selecting_it_on_the_page(page):
    form = editing(page)
    address = form.get_attribute("action").removesuffix("/decide")
    words = quoted(page).locator("mark").inner_text()
    start = words.index(" ") + 1
    end = len(words)
    page.evaluate(SELECT, [quoted(page).element_handle(), start, end])
    form.locator("[data-take]").click()
    assert form.locator("[name=content]").input_value() == words[start:end]
    with page.expect_navigation():
        form.get_by_role("button", name="Keep the correction").click()
    page.goto(address)
    assert page.locator("h1").inner_text() == words[start:end]
    pressed(page, "u")


def test_a_selection_past_the_end_of_a_paragraph_takes_the_words_that_are_in_it(page):
    form = editing(page)
    first, last = form.locator("[name=content_at]"), page.locator(".text .line").first
    last.locator("p").evaluate("line => getSelection().selectAllChildren(line)")
    form.locator("[data-take]").click()
    start, end = map(int, first.input_value().split("-"))
    marks = last.locator(".passage mark").all_inner_texts()
    at = int(re.search(r"at=(\d+)", last.locator(".passage").first.get_attribute("href"))[1])
    assert start == at
    assert end >= start + sum(map(len, marks))


def test_a_selection_outside_the_text_changes_nothing(page):
    form = editing(page)
    before = form.locator("[name=content]").input_value()
    page.locator(".foot p").evaluate("foot => getSelection().selectAllChildren(foot)")
    form.locator("[data-take]").click()
    assert (form.locator("[name=content]").input_value(), form.locator("[name=content_at]").input_value()) == (before, "")


def test_a_pasted_text_is_read(page):
    page.goto("/add")
    page.get_by_label("Its words").fill(
        "Quay closed for repairs\n\nThe quay will stay closed until May, harbour master Ines Halloran said on Monday."
    )
    page.get_by_role("button", name="Add", exact=True).click()
    link = page.locator("#progress a[href^='/pages/']")
    link.first.wait_for(timeout=30000)
    link.first.click()
    playwright.expect(page.locator("h1")).to_contain_text("Quay closed for repairs")
    playwright.expect(page.locator(".text")).to_contain_text("Halloran")


def test_by_keyboard_alone_one_comes_from_the_start_to_a_decision_and_back(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    page.keyboard.type("basin")
    pressed(page, "Enter")
    page.keyboard.press("Tab")
    page.locator(".foot").evaluate("() => document.activeElement.blur()")
    page.keyboard.press("j")
    pressed(page, "Enter")
    assert "/statements/" in page.url
    pressed(page, "a")
    playwright.expect(page.locator(".tag").first).to_be_visible()
    page.locator("[data-key=u]").first.wait_for()
    pressed(page, "u")
    playwright.expect(page.locator(".tag")).to_have_count(0)
    page.keyboard.press("e")
    playwright.expect(page.locator(".editing form")).to_be_visible()
    page.locator("body").press("?")
    page.wait_for_url("**/keys")


def test_from_a_claim_over_its_routes_to_the_words_on_a_page(page):
    visit(page, "/claims?only=several")
    claim = page.locator(".claim").first
    words = claim.locator("h2").inner_text()
    claim.get_by_role("link", name="route").click()
    page.wait_for_url("**/origins#routes")
    playwright.expect(page.locator("svg.routes[role=group]")).to_be_visible()
    assert page.locator("h1").inner_text() == words
    page.locator("#routes svg.routes a", has_text="page").first.focus()
    pressed(page, "Enter")
    assert words in page.locator(".text").inner_text()
    assert words in page.locator("#card .content").first.inner_text()
    page.go_back()
    stop = page.locator("#standing .one .stop").last
    words = stop.inner_text()
    stop.click()
    page.get_by_role("link", name="Read it on its page").click()
    assert words in page.locator("#card .content").first.inner_text()


def test_what_is_proposed_is_confirmed_and_refused_by_keys_and_that_is_undone(page):
    visit(page, page_with(page, "/claims", lambda page: page.locator(".claim h2 a").first))
    address, standing, proposed = page.url, stand(page, "#standing"), stand(page, "#proposed")
    pressed(page, "a")
    assert (stand(page, "#standing"), stand(page, "#proposed")) == (standing + 1, proposed - 1)
    pressed(page, "r")
    assert (stand(page, "#standing"), stand(page, "#proposed")) == (standing + 1, proposed - 2)
    for _ in "ar":
        page.goto("/decisions")
        with page.expect_navigation():
            page.get_by_role("button", name="Undo").first.click()
    visit(page, address)
    assert (stand(page, "#standing"), stand(page, "#proposed")) == (standing, proposed)


def test_doubtful_claims_go_by_keys(page):
    visit(page, "/review/claims")
    first = page.locator(".sides").inner_text()
    for key in "jk":
        pressed(page, key)
    assert page.locator(".sides").inner_text() == first
    pressed(page, "r")
    assert page.locator(".sides").inner_text() != first
    pressed(page, "u")
    assert page.locator(".sides").inner_text() == first


def stand(page, section: str) -> int:
    return page.locator(f"{section} .place").count()


def test_the_picture_scrolls_in_its_own_box_on_a_small_screen(browser, example):
    with tab(browser, base_url=example, viewport={"width": 380, "height": 800}) as page:
        visit(page, "/routes")
        box = page.locator(".drawing")
        assert box.evaluate("box => box.scrollWidth > box.clientWidth && box.clientWidth < 380")
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(500)
        assert box.evaluate("box => box.scrollLeft") > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault_on_any_kind_of_page(browser, example, scheme: str):
    with tab(browser, base_url=example, color_scheme=scheme) as page:
        page.goto("/search")
        statement = page.locator(".one .stop").first.get_attribute("href")
        origins = page_with(page, "/claims", lambda page: page.locator(".claim h2 a").first)
        at = "/pages/1?at=" + re.search(r"at=(\d+)", page_with(page, "/pages/1", quoted))[1]
        found = {address: faults for address in [*KINDS, statement, origins, at] if (faults := faults_of(page, address))}
    assert not found


def page_with(page, address: str, which: Callable) -> str:
    visit(page, address)
    return which(page).get_attribute("href")


def visit(page, address: str) -> None:
    """To a page, and if it must be worked out, until it is there."""
    page.goto(address)
    playwright.expect(page.locator("#progress")).to_have_count(0, timeout=60000)


def faults_of(page, address: str) -> list[str]:
    visit(page, address)
    violations = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in violations if v["impact"] in ("serious", "critical")]


def test_nothing_of_a_hostile_page_runs(browser, tmp_path, hostile):  # noqa: F811
    every = addresses(hostile)
    with serving("--ledger", str(tmp_path / "hostile.db")) as site, tab(browser, base_url=site) as page:
        for address in every:
            page.goto(address)
            page.mouse.move(300, 300)
        page.goto("/pages/1")
        for _ in range(6):
            page.keyboard.press("j")
            page.wait_for_timeout(50)
        assert page.locator("img, script:not([src^='/static/'])").count() == 0


def test_on_a_small_screen_what_stands_behind_a_passage_leaves_two_thirds_to_the_text(browser, example):
    with tab(browser, base_url=example, viewport={"width": 380, "height": 800}) as page:
        page.goto("/pages/1")
        quoted(page).click()
        card = page.locator("#card")
        playwright.expect(card.locator(".chain").first).to_be_visible()
        assert card.bounding_box()["height"] <= 800 / 3
        card.locator(".behind > summary").click()
        playwright.expect(card.locator(".excerpt").first).to_be_hidden()
        assert card.bounding_box()["height"] <= 160
        page.locator(".text .passage:has(.label)").nth(1).click()
        playwright.expect(card.locator(".excerpt").first).to_be_hidden()


def test_what_changed_and_who_calls_whom_what_lead_to_the_words(page):
    page.goto("/pages")
    page.get_by_role("link", name="captures, what changed").click()
    playwright.expect(page.locator("ins").first).to_be_visible()
    page.get_by_role("link", name="in the later one").first.click()
    playwright.expect(page.locator(".passage.here, .passage.lit").first).to_be_visible()
    page.goto("/labels")
    page.locator("table.labels td:nth-child(2) a").first.click()
    page.locator(".one .stop").first.click()
    page.wait_for_url("**/statements/**")


def test_on_a_small_screen_nothing_lies_beside_the_page(browser, example):
    with tab(browser, base_url=example, viewport={"width": 380, "height": 800}) as page:
        wide, origins = [], page_with(page, "/claims", lambda page: page.locator(".claim h2 a").first)
        for address in [*KINDS, origins]:
            visit(page, address)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(address)
    assert not wide
