"""Where claims come from, as the site shows it, without JavaScript: claims, origins, routes, copies, and what a person says of them."""

import asyncio
import threading
from dataclasses import replace

import pytest
from visiting import Page, csrf, visitor

from ondit.errors import LedgerError
from ondit.ledger import open_ledger
from ondit.ledger.records import Page as LedgerPage
from ondit.origins.part import MOST_PAGES, part_of
from ondit.origins.routes import Link, Node, trace
from ondit.web import working
from ondit.web.example import fill, readings
from ondit.web.rendering import apart, by_outlet, environment
from ondit.web.tracing import Copied
from ondit.web.working import Answer, Working


@pytest.fixture
def ledger(tmp_path):
    """The example: a wire story and its copy, an interview, a claim that is contradicted."""
    with open_ledger(tmp_path / "example.db", by="Mara Voss") as ledger:
        fill(ledger)
        yield ledger


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """However busy the machine, nobody is told to wait unless a test is about that."""
    monkeypatch.setattr(working, "PATIENCE", 60)


def shown(answer) -> str:
    return " ".join(Page(answer.text).shown.split())


def links(answer) -> set[str]:
    return {a.get("href") or "" for a in Page(answer.text).all("a")}


def nine_weeks(ledger) -> str:
    """The key of a claim that stands on two pages, and that others contradict."""
    return next(found.key for found in ledger.search('"nine weeks"', act="assert", outlet="Northmere News Agency"))


# ---------------------------------------------------------------- claims


def test_claims_tell_who_on_how_many_pages_over_how_many_routes_and_since_when(site, ledger):
    answer = site.get("/claims")
    claim = ledger.claims()[0]
    first = claim.standing[0].found
    assert claim.words in shown(answer)
    assert f"{claim.pages} pages since {claim.since} · {claim.routes.low} to {claim.routes.high} routes" in shown(answer)
    assert "; ".join(claim.routes.reasons) in shown(answer)
    for lead in ("", "#standing", "#routes"):
        assert f"/statements/{first.key}/origins{lead}" in links(answer)
    assert f"/voices/{first.chain[-1].entity}" in links(answer)
    assert f"/pages/{first.page}?at={first.statement.content[0][0]}#here" in links(answer)


def test_what_is_contradicted_stands_beside_what_contradicts_it(site, ledger):
    answer = site.get("/claims?only=contradicted")
    claims = [claim for claim in ledger.claims() if claim.against]
    assert f"{len(claims)} claim" in shown(answer)
    for claim in claims:
        assert claim.words in shown(answer)
        assert claim.against[0].found.words in shown(answer)
    assert shown(answer).count("What may contradict it") == len(claims)


def test_claims_about_somebody(site, ledger):
    found = ledger.claims(about="Tidewater Company")
    assert 0 < len(found) < len(ledger.claims())
    answer = site.get("/claims?about=Tidewater+Company")
    assert f"{len(found)} claim" in shown(answer)
    assert all(claim.words in shown(answer) for claim in found)
    assert "/routes?about=Tidewater+Company" in links(answer)
    assert site.get("/claims?about=%22").status_code == 400


def test_claims_are_shown_a_screen_at_a_time(site, ledger):
    total = len(ledger.claims())
    first = site.get("/claims")
    on = next(a["href"] for a in Page(first.text).all("a") if a.get("rel") == "next")
    assert "1 to 20" in shown(first)
    assert f"21 to {min(total, 40)}" in shown(site.get(on))
    assert "No more from here on" in shown(site.get("/claims?offset=1000"))


def test_the_site_says_what_was_left_out(site, monkeypatch):
    monkeypatch.setattr("ondit.origins.traces.TOGETHER", 5)
    assert "the newest 5 were grouped; the others are left out" in shown(site.get("/claims"))


# ---------------------------------------------------------------- one claim


def test_origins_tell_where_it_stands_who_was_first_and_over_how_many_routes(site, ledger):
    key = nine_weeks(ledger)
    answer, found = site.get(f"/statements/{key}/origins"), ledger.origins(key)
    assert f"Routes {found.traced.routes.low} independent" in shown(answer)
    assert "Dredging of Port Wexley to begin on Monday, minister says Northmere News Agency, 2026-03-11" in shown(answer)
    for place in (*found.standing, *found.proposed, *found.against):
        assert f"/statements/{place.found.key}" in links(answer)
    assert "89% of the words of Marnsby Courier stand on Northmere News Agency too" in shown(answer)
    assert site.get("/statements/s:000000000000/origins").status_code == 404


def test_one_comes_to_origins_from_wherever_a_statement_is_shown(site, ledger):
    key = nine_weeks(ledger)
    found = ledger.statement(key)
    lead = f"/statements/{key}/origins"
    assert lead in links(site.get("/search?words=%22nine+weeks%22"))
    assert lead in links(site.get(f"/statements/{key}"))
    assert lead in links(site.get(f"/pages/{found.page}?at={found.statement.content[0][0]}"))
    assert "/claims" in links(site.get("/"))
    assert f"/reprints?page={found.page}" in links(site.get(f"/pages/{found.page}"))
    assert "/reprints" in links(site.get("/pages"))


def test_the_picture_has_its_table_and_leads_on(site, ledger):
    key = nine_weeks(ledger)
    page, traced = Page(site.get(f"/statements/{key}/origins").text), ledger.origins(key).traced
    rows = [tag for tag, _ in page.tags].count("tr")
    assert rows == len(traced.origins) + len(traced.links) + 2
    assert len([a for a in page.all("path") if (a.get("class") or "").startswith("arrow")]) == len(traced.links) + len(traced.origins)
    assert len(page.all("rect")) == len({end for link in traced.links for end in (link.taker, link.origin)})
    assert any((a.get("class") or "").startswith("arrow c0 d0") for a in page.all("path"))


def test_the_routes_of_all_that_is_said_are_drawn_a_few_at_a_time(site, ledger):
    every = ledger.routes()
    first = site.get("/routes")
    assert f"{len(every.origins)} origins" in shown(first)
    assert "1 to 10" in shown(first)
    on = next(a["href"] for a in Page(first.text).all("a") if a.get("rel") == "next")
    assert "11 to 20" in shown(site.get(on))
    assert site.get("/routes?about=Carrow").status_code == 200


def wire(pages: int):
    nodes = [Node("wire AFP", "wire", "AFP"), *(Node(f"https://{n}.example/", "page", f"Page {n}", outlet=f"{n}") for n in range(pages))]
    return trace(nodes, [Link(node.id, "wire AFP", "credit") for node in nodes[1:]])


def test_of_a_story_on_many_pages_the_picture_has_some_and_says_how_many_it_leaves_out():
    part = part_of(wire(100))
    assert part.left_out == 100 - MOST_PAGES
    assert len(part.picture.boxes) == MOST_PAGES + 1
    assert len(part.routes[0].pages) == 100
    assert part_of(wire(3)).left_out == 0


def test_the_numbers_in_a_picture_are_those_of_the_table_whatever_is_left_out():
    nodes = [Node(f"wire {n}", "wire", f"Wire {n}") for n in range(3)] + [Node(f"https://{n}.example/", "page", f"{n}") for n in range(60)]
    takes = {0: range(MOST_PAGES), 1: range(MOST_PAGES, MOST_PAGES + 9), 2: range(5)}
    part = part_of(trace(nodes, [Link(f"https://{n}.example/", f"wire {w}", "credit") for w, those in takes.items() for n in those]))
    assert [route.label for route in part.routes][:3] == ["Wire 0", "Wire 1", "Wire 2"]
    assert {box.node.id: box.routes for box in part.picture.boxes if box.node.kind == "wire"} == {"wire 0": (0,), "wire 2": (2,)}


def test_the_same_words_on_many_pages_do_not_fill_the_picture():
    pages = [Node(f"https://{n}.example/", "page", f"Page {n}") for n in range(60)]
    acts = [Node(f"speech {n}", "speech", "Ann Roe", "Ann Roe") for n in range(60)]
    said = [Link(page.id, act.id, "said") for page, act in zip(pages, acts, strict=True)]
    one = [Link(acts[0].id, act.id, "quote", same=True) for act in acts[1:]]
    part = part_of(trace([*pages, *acts], [*said, *one]))
    assert part.total == 1
    assert len(part.picture.boxes) <= 2 * MOST_PAGES + 1


# ---------------------------------------------------------------- copies


def altered(ledger):
    """The wire story once more, in another outlet, with one word changed."""
    wire = next(reading for reading in readings() if reading.article.outlet == "Northmere News Agency")
    text = wire.article.text.replace("nine weeks", "five weeks")
    changed = replace(wire.article, text=text, url="https://late.example/1", outlet="Late News", published="2026-03-20", sha256="2" * 64)
    return ledger.add(replace(wire, article=changed))


def test_copies_show_what_is_copied_from_whom_and_the_words_that_differ(site, ledger):
    added = altered(ledger)
    answer = site.get(f"/reprints?page={added.page}")
    assert "a reprint of" in shown(answer)
    assert '<span class="content">five</span>' in answer.text
    assert '<span class="content">nine</span>' in answer.text
    assert f"{len(list(ledger.reprints()))} pairs" in shown(site.get("/reprints"))
    assert site.get("/reprints?page=99").status_code == 404


def test_that_two_pages_are_copies_is_refused_and_that_is_undone(site, ledger):
    form = next(a for a in Page(site.get("/reprints").text).all("form") if a.get("action") == "/links/refuse")
    copy = next(ledger.reprints())
    sent = {"csrf": csrf(site, "/reprints"), "taker": copy.page, "origin": copy.other, "back": "/reprints"}
    answer = site.post(form["action"], data=sent)
    assert answer.url.path == "/reprints"
    assert "No two pages are copies" in shown(answer)
    site.post("/decisions/undo", data={"csrf": csrf(site, "/decisions")})
    assert "1 pair" in shown(site.get("/reprints"))


# ---------------------------------------------------------------- what a person says


def decide(site, address: str, one: str, other: str, same: str):
    return site.post(f"/statements/{one}/same", data={"csrf": csrf(site, address), "other": other, "same": same, "back": address})


def test_a_proposal_is_confirmed_or_refused_where_it_stands(site, ledger):
    key = ledger.claims()[0].standing[0].found.key
    address = f"/statements/{key}/origins"
    first, second = (place.found.key for place in ledger.origins(key).proposed[:2])
    answer = decide(site, address, key, first, "yes")
    assert answer.url.path == address
    assert "the same claim, a person says" in shown(answer)
    decide(site, address, key, second, "no")
    found = ledger.origins(key)
    assert first in [place.found.key for place in found.standing]
    assert second not in [place.found.key for place in (*found.standing, *found.proposed)]
    decided = site.get("/decisions")
    assert f"the same claim {key}, {first}" in shown(decided)
    assert f"not the same claim {key}, {second}" in shown(decided)
    for _ in range(2):
        site.post("/decisions/undo", data={"csrf": csrf(site, "/decisions")})
    assert {first, second} <= {place.found.key for place in ledger.origins(key).proposed}


def test_what_makes_no_sense_is_refused(site, ledger):
    key = nine_weeks(ledger)
    address = f"/statements/{key}/origins"
    assert decide(site, address, key, "s:000000000000", "yes").status_code == 400
    assert decide(site, address, key, key, "yes").status_code == 400
    assert decide(site, address, key, key, "perhaps").status_code == 400
    refused = {"csrf": csrf(site, address), "taker": "https://nobody.example/", "origin": "https://nowhere.example/"}
    assert site.post("/links/refuse", data=refused).status_code == 400
    assert list(ledger.decisions()) == []


@pytest.mark.parametrize("address", ["/statements/{key}/same", "/links/refuse"])
def test_without_its_token_a_form_says_nothing(site, ledger, address):
    key = nine_weeks(ledger)
    assert site.post(address.format(key=key), data={"same": "yes", "other": key, "taker": key, "origin": key}).status_code == 403
    assert list(ledger.decisions()) == []


def test_the_most_doubtful_pair_is_asked_first_and_leaves_when_decided(site, ledger):
    first, second = ledger.doubtful(limit=2)
    answer = site.get("/review/claims")
    assert {f"/statements/{one.key}/origins" for one in (first.one, first.other)} <= links(answer)
    assert f"score {first.pair.score:.2f}" in shown(answer)
    assert {"a", "r", "u", "j"} <= {a.get("data-key") for _, a in Page(answer.text).tags}
    skipped = site.get("/review/claims?offset=1")
    assert f"/statements/{second.one.key}/origins" in links(skipped)
    after = decide(site, "/review/claims", first.one.key, first.other.key, "no")
    assert after.url.path == "/review/claims"
    assert f"/statements/{second.other.key}/origins" in links(after)
    site.post("/decisions/undo", data={"csrf": csrf(site, "/review/claims")})
    assert shown(site.get("/review/claims")) == shown(answer)


def test_the_review_of_claims_can_be_about_somebody_and_ends(site, ledger):
    assert site.get("/review/claims?about=Tidewater+Company").status_code == 200
    assert "Nobody need be asked" in shown(site.get("/review/claims?about=Nobody+Such"))
    assert "No more from here on" in shown(site.get("/review/claims?offset=1000"))


# ---------------------------------------------------------------- what takes long


def ask(work: Working, does) -> Answer | None:
    return asyncio.run(work.answer("question", does))


@pytest.fixture
def at_work(ledger):
    work = Working(ledger.engine)
    yield work
    work.close()


def test_nobody_waits_for_long_and_what_was_worked_out_is_kept(at_work, monkeypatch):
    monkeypatch.setattr(working, "PATIENCE", 0.01)
    go_on, times = threading.Event(), []

    def does():
        times.append(1)
        go_on.wait(10)
        return 7

    assert ask(at_work, does) is None
    assert ask(at_work, does) is None
    go_on.set()
    monkeypatch.setattr(working, "PATIENCE", 10)
    assert ask(at_work, does) == Answer(7)
    assert ask(at_work, does) == Answer(7)
    assert len(times) == 1


def test_what_has_changed_is_worked_out_anew_and_the_old_answer_says_that_it_is_old(at_work, ledger, monkeypatch):
    assert ask(at_work, lambda: 1) == Answer(1)
    ledger.correct(nine_weeks(ledger), accept=True)
    go_on = threading.Event()
    monkeypatch.setattr(working, "PATIENCE", 0.01)
    assert ask(at_work, lambda: go_on.wait(10) and 2) == Answer(1, is_old=True, is_overruled=True)
    go_on.set()
    monkeypatch.setattr(working, "PATIENCE", 10)
    assert ask(at_work, lambda: 2) == Answer(2)


def test_pages_added_all_the_time_do_not_have_everything_worked_out_all_the_time(at_work, ledger, monkeypatch):
    monkeypatch.setattr(working, "SPARED", 1e9)
    assert ask(at_work, lambda: 1) == Answer(1)
    ledger.add(
        b"<p>The quay of Roe is open again, the harbour master said on Tuesday, and boats may land.</p>", url="https://roe.example/quay"
    )
    assert ask(at_work, lambda: 2) == Answer(1, is_old=True)
    monkeypatch.setattr(working, "SPARED", 0)
    ledger.correct(nine_weeks(ledger), accept=True)
    assert ask(at_work, lambda: 3) == Answer(3)


def test_what_fails_is_told_to_who_asks(at_work):
    def fails():
        raise LedgerError("it does not work")

    with pytest.raises(LedgerError, match="it does not work"):
        ask(at_work, fails)


def test_while_it_is_worked_out_a_page_says_so_and_the_site_goes_on(ledger, monkeypatch):
    go_on, claims = threading.Event(), ledger.claims()
    monkeypatch.setattr(working, "PATIENCE", 0.01)
    monkeypatch.setattr(type(ledger), "claims", lambda *_, **__: go_on.wait(10) and claims)
    site = visitor(ledger)
    answer = site.get("/claims")
    assert answer.status_code == 202
    assert "This is being worked out" in shown(answer)
    assert site.get("/search").status_code == 200
    go_on.set()
    monkeypatch.setattr(working, "PATIENCE", 60)
    assert site.get("/claims").status_code == 200


def test_the_answers_that_were_asked_for_last_are_kept(at_work, monkeypatch):
    monkeypatch.setattr(working, "KEPT", 2)
    made = []

    def asked(question):
        return asyncio.run(at_work.answer(question, lambda: made.append(question)))

    for question in "abaca":
        asked(question)
    assert made == ["a", "b", "c"]


def test_who_asks_more_than_can_be_worked_out_is_asked_to_come_again(ledger, monkeypatch):
    go_on, claims = threading.Event(), ledger.claims()
    monkeypatch.setattr(working, "PATIENCE", 0.01)
    monkeypatch.setattr(type(ledger), "claims", lambda *_, **__: go_on.wait(10) and claims)
    site = visitor(ledger)
    answers = [site.get(f"/claims?about=Q{n}") for n in range(12)]
    go_on.set()
    assert [answer.status_code for answer in answers] == [202] * 8 + [503] * 4
    assert "ask again in a minute" in shown(answers[-1])


# ---------------------------------------------------------------- for programs


def test_programs_trace_as_python_does(site, ledger):
    key = nine_weeks(ledger)
    traced = site.get(f"/api/statements/{key}/origins").json()
    assert traced["traced"]["routes"]["low"] == ledger.origins(key).traced.routes.low
    assert {place["found"]["key"] for place in traced["standing"]} == {place.found.key for place in ledger.origins(key).standing}
    assert len(site.get("/api/claims?limit=3").json()) == 3
    assert len(site.get("/api/claims?about=Tidewater+Company").json()) == len(ledger.claims(about="Tidewater Company"))
    doubted = [(pair.one.key, pair.other.key) for pair in ledger.doubtful(limit=2)]
    assert [(pair["one"]["key"], pair["other"]["key"]) for pair in site.get("/api/doubtful?limit=2").json()] == doubted
    assert len(site.get("/api/routes").json()["origins"]) == len(ledger.routes().origins)
    assert [copy["source"] for copy in site.get("/api/reprints").json()] == [copy.source for copy in ledger.reprints()]


def test_programs_confirm_and_refuse(site, ledger):
    key = ledger.claims()[0].standing[0].found.key
    other = ledger.origins(key).proposed[0].found.key
    made = site.post(f"/api/statements/{key}/same_claim", json={"other": other, "same": False, "note": "no"}).json()
    assert (made["kind"], made["subject"], made["data"]["same"]) == ("same-claim", key, False)
    copy = next(ledger.reprints())
    assert site.post("/api/links/refuse", json={"taker": copy.page, "origin": copy.other}).json()["kind"] == "took-from"
    assert list(ledger.reprints()) == []
    assert site.post("/api/links/refuse", json={"taker": copy.page, "origin": copy.page}).status_code == 409


def test_pages_of_one_outlet_are_told_apart_by_their_titles():
    def page(address, title, outlet):
        return LedgerPage(1, address, "2026-03-01", 1, 1, title=title, outlet=outlet)

    pages = [
        page("a.html", "One", "Reader"),
        page("b.html", "Two", "Reader"),
        page("c.html", "Two", "Courier"),
        page("d.html", "Two", "Reader"),
    ]
    assert apart(pages) == {"a.html": "“One”", "b.html": "b.html", "c.html": "Courier", "d.html": "d.html"}
    words = "85% of the words of a.html stand on b.html too"
    assert by_outlet(words, {one.address: one for one in pages}) == "85% of the words of “One” stand on “Two” too"


def test_what_may_contradict_is_refused_as_no_contradiction(ledger):
    place = next(place for claim in ledger.claims() for place in claim.proposed if place.pair)
    source = '{% import "tracing.html" as tracing %}{{ tracing.place("", place, "/", "no", against=against) }}'
    template = environment().from_string(source)
    assert ">No contradiction<" in template.render(place=place, against=True)
    assert ">Not the same<" in template.render(place=place, against=False)


def test_origins_say_why_the_list_of_claims_may_count_otherwise(site, ledger):
    assert "The list of claims may count otherwise" in shown(site.get(f"/statements/{nine_weeks(ledger)}/origins"))


def test_an_empty_list_says_so_in_a_sentence(site):
    answer = shown(site.get("/claims?about=Nobody+Such"))
    assert "No claim is such." in answer
    assert "0 claims" not in answer


def test_two_captures_of_one_address_are_no_reprints_of_each_other(ledger):
    altered(ledger)
    copy = next(copy for copy in ledger.reprints() if copy.source)
    later, earlier = (replace(ledger.page(one), url="https://one.example/") for one in (copy.page, copy.other))
    copied = Copied(copy, later, earlier, 1.0, 1.0, (), 0, (), ())
    assert copied.is_one_address
    assert copied.names == {later.address: "the later version", earlier.address: "the earlier version"}
    assert not replace(copied, earlier=replace(earlier, url=None)).is_one_address
