"""Who may come in, and what a browser may do with what goes out."""

import pytest
from visiting import HOME, Page, visitor

ABROAD = ("192.0.2.7", 40000)


@pytest.mark.parametrize("address", ["/pages", "/pages/1", "/nothing", "/static/x/site.js", "/static/x/none", "/statements/s:none"])
def test_every_answer_forbids_whatever_is_not_ours(site, address):
    answer = site.get(address)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/pages", "/pages/1?at=120&layers=dates", "/nothing"])
def test_no_page_holds_a_script_or_style_of_its_own_or_asks_another_machine(site, address):
    page = Page(site.get(address).text)
    assert page.all("style") == []
    assert [a for _, a in page.tags if "style" in a or any(name.startswith("on") for name in a)] == []
    assert {a["src"].split("/")[1] for a in page.all("script")} == {"static"}
    assert {a["href"].split("/")[1] for a in page.all("link")} == {"static"}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8380", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1].evil"]
)
def test_a_name_that_somebody_else_points_here_is_refused(site, host):
    assert site.get("/pages", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8380", "localhost", "LOCALHOST:1", "[::1]:8380", "192.0.2.1"])
def test_this_machine_answers_to_its_own_names(site, host):
    assert site.get("/pages", headers={"host": host}).status_code == 200


def test_the_site_answers_to_the_name_that_it_is_given(ledger):
    assert visitor(ledger, hosts=["newsroom.example"]).get("/pages", headers={"host": "newsroom.example"}).status_code == 200


def test_another_machine_needs_the_key(ledger):
    site = visitor(ledger, client=ABROAD, key="sesame")
    assert site.get("/pages").status_code == 401
    assert site.get("/pages?key=guess").status_code == 401
    assert site.get("/pages", headers={"Authorization": "Bearer sesame"}).status_code == 200
    let_in = site.get("/pages?outlet=Shore+News&key=sesame", follow_redirects=False)
    assert let_in.headers["location"] == "/pages?outlet=Shore+News"
    assert "HttpOnly" in let_in.headers["set-cookie"]
    assert "SameSite=Strict" in let_in.headers["set-cookie"]
    assert site.get("/pages").status_code == 200


def test_without_a_key_no_other_machine_comes_in(ledger):
    site = visitor(ledger, client=ABROAD)
    assert [site.get(address).status_code for address in ("/pages", "/pages?key=", "/pages?key=None")] == [401] * 3
    assert site.get("/pages", headers={"Cookie": "ondit-key="}).status_code == 401


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}]
)
def test_what_another_site_sends_changes_nothing(site, headers):
    assert site.post("/pages", headers=headers).status_code == 403


def test_our_own_pages_may_send(site):
    assert site.post("/pages", headers={"origin": HOME, "sec-fetch-site": "same-origin"}).status_code == 405


def test_more_than_may_be_sent_is_refused(site):
    assert site.post("/pages", content=b"x" * 100_000).status_code in (405, 413)
