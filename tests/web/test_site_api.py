"""The JSON API: the verbs of Python, as its own description has them."""

import json

import hypothesis
import jsonschema
import pytest
from visiting import visitor

from ondit import walk
from ondit.tagging import ScriptedTagger
from ondit.web.rendering import FORMATS
from ondit.web.verbs import VERBS, Filters


def test_the_verbs_say_what_python_says(site, ledger):
    found = site.get("/api/search", params={"words": "deadline", "hand": "4"}).json()
    assert [one["key"] for one in found] == [one.key for one in ledger.search("deadline", hand=4)]
    assert found[0]["statement"]["said"] == {"from": "2026-03-10", "to": "2026-03-10"}
    assert site.get("/api/count").json() == {"count": 5}
    assert site.get("/api/facets").json()["statements"] == 5
    assert site.get("/api/pages/1/reading").json() == ledger.reading(1).to_dict()
    assert site.get("/api/pages").json()[0]["address"] == ledger.page(1).address
    assert {row["name"] for row in site.get("/api/voices").json()} == {row.name for row in ledger.voices()}
    assert len(site.get("/api/pages/1/captures").json()) == 1


def test_a_statement_is_cited_and_a_collection_audited(site, ledger):
    key = next(ledger.search("deadline", hand=4)).key
    assert site.get(f"/api/statements/{key}/cite?format=ris").json() == {"citation": ledger.cite(key, "ris")}
    audited = site.get("/api/audit?by=outlet").json()
    assert [row["what"] for row in audited["rows"]] == [row.what for row in ledger.audit(["outlet"]).rows]


def test_a_statement_is_corrected_and_that_is_undone(site, ledger):
    key = next(ledger.search("deadline", hand=4)).key
    decision = site.post(f"/api/statements/{key}/correct", json={"reject": True, "note": "no"}).json()
    assert (decision["kind"], decision["by"], decision["subject"]) == ("reject", "Mara Voss", key)
    assert ledger.count("deadline") == 1
    assert site.post("/api/decisions/undo", json={}).json()["undone"]
    assert ledger.count("deadline") == 2
    assert len(site.get("/api/decisions").json()) == 1


def test_a_text_is_added(site, ledger, monkeypatch):
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({}))
    sent = {"text": "Ferry late\n\nThe ferry was late on Monday.", "url": "https://shore.example/ferry", "published": "2026-03-02"}
    assert site.post("/api/pages", json=sent).json()["status"] == "new"
    assert ledger.page("https://shore.example/ferry").published == "2026-03-02"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/search?limit=0", 400, "not-understood"),
        ("/api/search?nothing=1", 400, "not-understood"),
        ("/api/search?words=a&words=b", 400, "not-understood"),
        ("/api/search?words=%22open", 400, "not-understood"),
        ("/api/pages/99", 404, "not-there"),
        ("/api/pages/99999999999999999999", 404, "not-there"),
        ("/api/statements/s:000000000000", 404, "not-there"),
        ("/api/nothing", 404, "not-found"),
        ("/api/statements/s:1/correct", 405, "method-not-allowed"),
    ],
)
def test_every_error_has_one_shape(site, path, status, code):
    answer = site.get(path)
    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert answer.json()["error"]["text"]


def test_what_a_page_of_another_site_can_send_is_not_taken(site, ledger):
    """Without being asked first, a browser sends only forms and plain text across sites."""
    key = next(ledger.search("deadline", hand=4)).key
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = site.post(f"/api/statements/{key}/correct", content=b'{"reject": true}', headers={"content-type": kind})
        assert answer.status_code == 415
    assert list(ledger.decisions()) == []


def test_private_addresses_are_refused_as_anywhere(site, private):
    answer = site.post("/api/pages", json={"url": "http://10.0.0.1/"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "not-read")


def test_the_filters_are_those_of_the_ledger():
    from ondit.ledger.filters import Filters as Known

    assert set(Filters.__struct_fields__) == {"words", *Known.__annotations__}


def test_the_description_has_every_verb_and_resolves(site):
    described = site.get("/api/openapi.json").json()
    assert {operation["operationId"] for path in described["paths"].values() for operation in path.values()} == {v.name for v in VERBS}
    names = set(described["components"]["schemas"])
    text = json.dumps(described)
    assert {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]} <= names
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.name != "add"], ids=lambda verb: verb.name)
def test_the_api_fails_for_nothing_that_its_description_allows(ledger, verb):
    """schemathesis makes requests from the description; bench/site.py sends it over the wire, and more of them."""
    schemathesis = pytest.importorskip("schemathesis")
    site = visitor(ledger)
    schema = schemathesis.openapi.from_dict(site.get("/api/openapi.json").json())

    @hypothesis.settings(
        max_examples=10, deadline=None, database=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
    )
    @hypothesis.given(case=schema[f"/api{verb.path}"][verb.method].as_strategy())
    def holds(case):
        sent = case.as_transport_kwargs(base_url="http://127.0.0.1:8380")
        answer = site.request(
            sent["method"], sent["url"], **{name: sent[name] for name in ("params", "json") if sent.get(name) is not None}
        )
        assert answer.status_code < 500, answer.text

    holds()


def test_what_is_found_is_taken_along_in_every_format(site, ledger):
    for format in FORMATS:
        answer = site.get("/api/export", params={"format": format, "words": "deadline"})
        pieces = [piece if isinstance(piece, bytes) else piece.encode() for piece in ledger.export(format, "deadline")]
        assert answer.status_code == 200
        assert len(answer.content) == len(b"".join(pieces))
        assert "attachment" in answer.headers["content-disposition"]
    assert site.get("/api/export?format=xml").json()["error"]["code"] == "not-understood"
    assert site.get("/api/export?format=csv&words=%22open").json()["error"]["code"] == "not-understood"


def test_a_voice_is_renamed(site, ledger):
    row = next(row for row in ledger.voices() if row.entity)
    assert site.post(f"/api/voices/{row.entity}/rename", json={"name": "Somebody Else"}).json()["kind"] == "rename"
    assert ledger.who(row.entity).name == "Somebody Else"
    assert site.post(f"/api/voices/{row.entity}/rename", json={"name": "…"}).status_code == 400
