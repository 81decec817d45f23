"""Correcting in place, and the doubtful ones at speed, without JavaScript."""

import pytest
from visiting import Page, csrf


def key(ledger, words: str = "that it had set a deadline") -> str:
    return next(found.key for found in ledger.search(history=True) if found.words == words)


def decide(site, ledger, what: str, words: str = "that it had set a deadline", **fields):
    address = f"/statements/{key(ledger, words)}"
    return site.post(f"{address}/decide", data={"csrf": csrf(site, address), "what": what, **fields})


def shown(answer) -> str:
    return " ".join(Page(answer.text).shown.split())


def test_a_statement_is_accepted_and_says_by_whom(site, ledger):
    answer = decide(site, ledger, "accept", note="heard it myself")
    assert answer.url.path == f"/statements/{key(ledger)}"
    assert "accept by Mara Voss" in shown(answer)
    assert "heard it myself" in shown(answer)


def test_a_rejected_statement_is_not_found_any_more_until_that_is_undone(site, ledger):
    decide(site, ledger, "reject")
    assert ledger.count("deadline", history=False) == 1
    assert 'class="passage c3 u3' not in site.get("/pages/1").text
    site.post("/decisions/undo", data={"csrf": csrf(site, "/decisions"), "back": "/search"})
    assert ledger.count("deadline") == 2


def test_the_span_is_set_by_words_or_by_what_is_selected(site, ledger, harbour):
    decide(site, ledger, "edit", content="it had set a deadline")
    assert ledger.statement(key(ledger, "it had set a deadline")).words == "it had set a deadline"
    start = harbour.article.text.index("set a deadline")
    decide(site, ledger, "edit", "it had set a deadline", content="it had set a deadline", content_at=f"{start}-{start + 14}")
    assert [found.words for found in ledger.search("deadline", hand=4)] == ["set a deadline"]


def test_voice_certainty_and_polarity_are_corrected(site, ledger):
    decide(site, ledger, "edit", voice="Port Authority", certainty="possible", polarity="+", act="assert")
    found = ledger.statement(key(ledger))
    assert found.chain[-1].label == "Port Authority"
    assert (found.statement.certainty, found.statement.polarity) == ("possible", "+")
    assert "Port Authority" in shown(site.get("/pages/1"))


def test_a_form_sent_as_it_came_changes_nothing(site, ledger):
    address = f"/statements/{key(ledger)}"
    page = Page(site.get(address).text)
    fields = {a["name"]: a.get("value", "") for a in page.all("input") if a.get("name") and a["name"] != "words"}
    found = ledger.statement(key(ledger))
    s = found.statement
    fields |= {"content": found.words, "act": s.act, "certainty": s.certainty, "polarity": s.polarity, "what": "edit"}
    assert site.post(f"{address}/decide", data=fields).status_code == 200
    assert list(ledger.decisions()) == []


def test_words_that_do_not_stand_on_the_page_are_said_so(site, ledger):
    answer = decide(site, ledger, "edit", content="what nobody said")
    assert answer.status_code == 400
    assert "what nobody said" in shown(answer)
    assert decide(site, ledger, "approve").status_code == 400


def test_the_doubtful_come_first_and_what_is_decided_leaves(site, ledger):
    first = site.get("/review")
    assert "0 of 5 decided" in shown(first)
    assert "Score 0.80" in shown(first)
    form = next(a for a in Page(first.text).all("form") if (a.get("action") or "").endswith("/decide"))
    after = site.post(form["action"], data={"csrf": csrf(site, "/review"), "what": "accept", "back": "/review?"})
    assert "1 of 5 decided" in shown(after)
    assert "Score 0.90" in shown(after)
    assert {"a", "r", "u", "j", "e"} <= {a.get("data-key") for _, a in Page(after.text).tags}


def test_skipping_goes_to_the_next_and_back(site):
    second = site.get("/review?offset=1")
    assert "Score 0.90" in shown(second)
    assert next(a["href"] for a in Page(second.text).all("a") if a.get("data-key") == "k") in ("/review?", "/review")


def test_the_review_can_be_of_a_search(site):
    assert "0 of 1 decided" in shown(site.get("/review?voice=Carrow"))


def test_voices_are_taken_for_one_and_parted_again(site, ledger):
    first, second = [row.entity for row in ledger.voices() if row.entity][:2]
    address = f"/voices/{first}"
    answer = site.post(f"{address}/merge", data={"csrf": csrf(site, address), "others": f"#{second}"})
    assert answer.url.path == address
    assert ledger.who(second).id == first or ledger.who(first).id == second
    site.post("/decisions/undo", data={"csrf": csrf(site, "/decisions")})
    assert ledger.who(second).id == second


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/\tx"])
def test_nobody_is_sent_off_the_site(site, ledger, back):
    address = f"/statements/{key(ledger)}"
    answer = site.post(f"{address}/decide", data={"csrf": csrf(site, address), "what": "accept", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == address


@pytest.mark.parametrize("address", ["/statements/{key}/decide", "/decisions/undo", "/voices/1/merge", "/voices/1/split", "/add"])
def test_without_its_token_a_form_decides_nothing(site, ledger, address):
    assert site.post(address.format(key=key(ledger)), data={"what": "accept", "others": "#2"}).status_code == 403
    assert list(ledger.decisions()) == []


def test_a_voice_is_renamed_where_it_is_shown(site, ledger):
    row = next(row for row in ledger.voices() if row.entity)
    sent = {"csrf": csrf(site, f"/voices/{row.entity}"), "name": "Somebody <b>Else</b>"}
    assert site.post(f"/voices/{row.entity}/rename", data=sent).status_code == 200
    assert "Somebody &lt;b&gt;Else" in site.get("/voices").text
    assert site.post(f"/voices/{row.entity}/rename", data={**sent, "csrf": "x"}).status_code == 403


def test_the_review_counts_what_was_rejected_as_done(site, ledger):
    total = ledger.count()
    ledger.correct(next(ledger.search(sort="doubt")).key, reject=True)
    assert f"1 of {total} decided" in Page(site.get("/review").text).shown
