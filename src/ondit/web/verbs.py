"""What a program can ask of the site: the verbs of a ledger, each with what it takes and gives. The API and its description are made
from this table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct

from ondit.ledger.citing import CitationFormat
from ondit.ledger.records import (
    Added,
    AuditTable,
    Captured,
    Decision,
    Difference,
    Facets,
    Failure,
    Found,
    LabelRow,
    LabelUse,
    Page,
    VoiceRow,
    Who,
)
from ondit.origins.doubtful import Doubtful
from ondit.origins.records import Copy
from ondit.origins.routes import Routes
from ondit.origins.traces import Claim, Origins
from ondit.pages import Capture
from ondit.reading import Act, Origin, Polarity, Reading, VoiceKind

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

Id = Annotated[int, Meta(ge=1, lt=2**31)]
Text = Annotated[str, Meta(max_length=2000)]
Name = Annotated[str, Meta(min_length=1, max_length=2000)]
Limit = Annotated[int, Meta(ge=1, le=1000, description="How many at most.")]
Offset = Annotated[int, Meta(ge=0, lt=2**31, description="How many to leave out first.")]
Spans = Annotated[list[tuple[Id | Literal[0], Id]], Meta(min_length=1, max_length=100)]


class Nothing(Struct, forbid_unknown_fields=True):
    """A verb that takes nothing."""


class Filters(Struct, kw_only=True, forbid_unknown_fields=True):
    """What statements are asked for; all that is given must hold."""

    words: Annotated[str, Meta(max_length=2000, description='A query: `deadline OR deported`, `"leave the camp"`, `report*`.')] | None = (
        None
    )
    voice: Annotated[str, Meta(max_length=500, description="Who answers for it: a name, or `#` and a number.")] | None = None
    through: Annotated[str, Meta(max_length=500, description="Who hands it on.")] | None = None
    about: Annotated[str, Meta(max_length=500, description="Whom or what it mentions.")] | None = None
    outlet: Annotated[str, Meta(max_length=500, description="Where it was published.")] | None = None
    page: Annotated[str, Meta(max_length=4000, description="The address of its page, or `#` and its number.")] | None = None
    hand: Annotated[str, Meta(max_length=20, description="`2`, `2..`, `..3`.")] | None = None
    act: Act | None = None
    certainty: Annotated[str, Meta(max_length=40, description="`probable`, `probable..`.")] | None = None
    polarity: Polarity | None = None
    origin: Origin | None = None
    said: Annotated[str, Meta(max_length=40, description="`2008`, `2008-09..2008-10`.")] | None = None
    published: Annotated[str, Meta(max_length=40, description="`2008`, `2008-09-15..`.")] | None = None
    min_score: Annotated[float, Meta(ge=0, le=1)] | None = None
    decided: bool | None = None
    history: bool = False


class Search(Filters):
    sort: Literal["relevance", "newest", "oldest", "doubt"] = "relevance"
    limit: Limit = 25
    offset: Offset = 0


class Export(Filters, kw_only=True):
    format: Literal["csv", "ftm", "html", "json", "jsonl", "webannotation", "brat", "parquet"]


class Voices(Filters):
    sort: Literal["statements", "words", "name"] = "statements"
    limit: Limit = 25
    offset: Offset = 0


class Labels(Struct, kw_only=True, forbid_unknown_fields=True):
    about: Annotated[str, Meta(max_length=500, description="On whom: a name, or `#` and a number; `#0` for nobody plain.")] | None = None
    voice: Annotated[str, Meta(max_length=500, description="Whose term it is: a name, or `#` and a number.")] | None = None
    unnamed: Annotated[VoiceKind, Meta(description="Voices without a name of that kind; `author` is the pages themselves.")] | None = None
    together: Annotated[str, Meta(max_length=2000, description="Several who speak as one, by their names.")] | None = None
    term: Annotated[str, Meta(max_length=500)] | None = None
    outlet: Annotated[str, Meta(max_length=500, description="The outlet of its page, in full.")] | None = None
    limit: Limit = 100
    offset: Offset = 0


class Audit(Filters):
    by: Literal["outlet", "month", "year", "outlet,month", "outlet,year"] = "outlet,month"
    voices_shown: Annotated[int, Meta(ge=0, le=1000, description="How many voices of a cell have rows of their own.")] = 20
    seed: Annotated[int, Meta(ge=0, lt=2**31, description="Of the intervals.")] = 0


class Cite(Struct, forbid_unknown_fields=True):
    format: CitationFormat = "text"


class Listed(Struct, kw_only=True, forbid_unknown_fields=True):
    limit: Limit = 100
    offset: Offset = 0


class Pages(Listed):
    outlet: Text | None = None


class At(Struct, forbid_unknown_fields=True):
    at: Annotated[int, Meta(ge=1, lt=2**31, description="The id of an earlier reading of the page.")] | None = None


class Between(Struct, kw_only=True, forbid_unknown_fields=True):
    """Two captures of a page, by their ids; without them the last and the one before it."""

    before: Id | None = None
    after: Id | None = None


class Add(Struct, kw_only=True, forbid_unknown_fields=True):
    """A page to add: an address to fetch, or a text with where it was published."""

    url: Annotated[str, Meta(max_length=4000, pattern="^https?://")] | None = None
    text: Annotated[str, Meta(min_length=1, max_length=3_000_000)] | None = None
    published: Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None


class Correct(Struct, kw_only=True, forbid_unknown_fields=True):
    """One of three: `accept`, `reject`, or what to change."""

    accept: bool = False
    reject: bool = False
    content: Name | Spans | None = None
    source: Name | Spans | None = None
    voice: Name | Id | None = None
    act: Act | None = None
    certainty: Literal["certain", "probable", "possible", "unknown"] | None = None
    polarity: Polarity | None = None
    note: Text | None = None


class Merge(Struct, kw_only=True, forbid_unknown_fields=True):
    others: Annotated[list[Name | Id], Meta(min_length=1, max_length=100)]
    note: Text | None = None


class Split(Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name | None = None
    on: Annotated[list[Name | Id], Meta(max_length=1000)] = []
    note: Text | None = None


class About(Struct, forbid_unknown_fields=True):
    about: Annotated[str, Meta(max_length=500, description="Only what is said of this person, organization or place.")] | None = None


class Claims(About, kw_only=True):
    limit: Limit = 25
    offset: Offset = 0


class Copies(Listed):
    page: Annotated[int, Meta(ge=1, lt=2**31, description="The number of a page, for its copies alone.")] | None = None


class Same(Struct, kw_only=True, forbid_unknown_fields=True):
    other: Annotated[str, Meta(max_length=100, description="The key of the other statement.")]
    same: bool = True
    note: Text | None = None


class Refuse(Struct, kw_only=True, forbid_unknown_fields=True):
    """Two pages by their addresses, two statements by their keys, or the ends of a link as `routes` calls them."""

    taker: Annotated[str, Meta(min_length=1, max_length=4000)]
    origin: Annotated[str, Meta(min_length=1, max_length=4000)]
    note: Text | None = None


class Rename(Struct, kw_only=True, forbid_unknown_fields=True):
    name: Name
    note: Text | None = None


class Undo(Struct, forbid_unknown_fields=True):
    decision: Id | None = None


class Number(Struct):
    count: int


class Citation(Struct):
    citation: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: how it is called, what it takes and gives, and what does it."""

    name: str
    method: Literal["GET", "POST"]
    path: str
    summary: str
    takes: type[Struct]
    gives: Any
    """A type that JSON can have; `bytes` for a file."""
    does: Callable[..., Any]
    """Given the ledger, what is taken, and what stands in the path."""
    is_slow: bool = False
    """Whether it may take seconds, so that few are done together and nobody else waits for them."""


def given(asked: Struct, *without: str) -> dict[str, Any]:
    """The fields of what is asked, those left out aside."""
    return {name: getattr(asked, name) for name in asked.__struct_fields__ if name not in without}


def _a_screen(items: Iterator[Any], asked: Any) -> list[Any]:
    return list(islice(items, asked.offset, asked.offset + asked.limit))


def _voices(ledger: Ledger, asked: Voices) -> list[VoiceRow]:
    return _a_screen(ledger.voices(**given(asked, "limit", "offset")), asked)


def _audit(ledger: Ledger, asked: Audit) -> AuditTable:
    return ledger.audit(asked.by.split(","), **given(asked, "by"))


def _add(ledger: Ledger, asked: Add, *, allow_private: bool) -> Added:
    if asked.text is not None:
        source: str | Capture = Capture(asked.text.encode("utf-8", "replace"), "the given text", "utf-8", url=asked.url)
    elif asked.url is not None:
        source = asked.url
    else:
        raise ValueError("give a url to fetch, or a text")
    return ledger.add(source, published=asked.published, allow_private=allow_private)


VERBS = (
    Verb("search", "GET", "/search", "Statements found", Search, list[Found], lambda ledger, asked: list(ledger.search(**given(asked)))),
    Verb("count", "GET", "/count", "How many are found", Filters, Number, lambda ledger, asked: {"count": ledger.count(**given(asked))}),
    Verb("facets", "GET", "/facets", "What is found comes to", Filters, Facets, lambda ledger, asked: ledger.facets(**given(asked))),
    Verb("voices", "GET", "/voices", "Who answers for what is found", Voices, list[VoiceRow], _voices),
    Verb("export", "GET", "/export", "What is found, as a file that is written while it is sent", Export, bytes,
         lambda ledger, asked: ledger.export(**given(asked))),
    Verb("labels", "GET", "/labels", "What voices call people and groups, and how often", Labels, list[LabelRow],
         lambda ledger, asked: _a_screen(ledger.labels(**given(asked, "limit", "offset")), asked)),
    Verb("label_uses", "GET", "/labels/uses", "Every use of such a term, in its words", Labels, list[LabelUse],
         lambda ledger, asked: list(ledger.label_uses(**given(asked)))),
    Verb("audit", "GET", "/audit", "Who is quoted, with intervals that carry the errors of reading", Audit, AuditTable, _audit),
    Verb("who", "GET", "/voices/{id}", "Who somebody is across pages", Nothing, Who, lambda ledger, asked, id: ledger.who(id)),
    Verb("merge", "POST", "/voices/{id}/merge", "Take others for the same", Merge, Decision,
         lambda ledger, asked, id: ledger.merge(id, *asked.others, note=asked.note)),
    Verb("split", "POST", "/voices/{id}/split", "Make somebody new of it on some pages", Split, Decision,
         lambda ledger, asked, id: ledger.split(id, asked.name, on=asked.on, note=asked.note)),
    Verb("rename", "POST", "/voices/{id}/rename", "Call it by a name of your own", Rename, Decision,
         lambda ledger, asked, id: ledger.rename(id, asked.name, note=asked.note)),
    Verb("statement", "GET", "/statements/{key}", "One statement", Nothing, Found, lambda ledger, asked, key: ledger.statement(key)),
    Verb("cite", "GET", "/statements/{key}/cite", "One statement as it is cited", Cite, Citation,
         lambda ledger, asked, key: {"citation": ledger.cite(key, asked.format)}),
    Verb("correct", "POST", "/statements/{key}/correct", "Accept, reject or correct it", Correct, Decision,
         lambda ledger, asked, key: ledger.correct(key, **given(asked))),
    Verb("origins", "GET", "/statements/{key}/origins", "Where its claim stands, and over how many routes it came", Nothing, Origins,
         lambda ledger, asked, key: ledger.origins(key), is_slow=True),
    Verb("same_claim", "POST", "/statements/{key}/same_claim", "Say whether another makes the same claim", Same, Decision,
         lambda ledger, asked, key: ledger.same_claim(key, **given(asked))),
    Verb("claims", "GET", "/claims", "What is claimed, grouped over pages", Claims, list[Claim],
         lambda ledger, asked: _a_screen(iter(ledger.claims(about=asked.about)), asked), is_slow=True),
    Verb("doubtful", "GET", "/doubtful", "Pairs that may make one claim, the most doubtful first", Claims, list[Doubtful],
         lambda ledger, asked: _a_screen(ledger.doubtful(about=asked.about), asked), is_slow=True),
    Verb("routes", "GET", "/routes", "Who took what from whom", About, Routes,
         lambda ledger, asked: ledger.routes(about=asked.about), is_slow=True),
    Verb("refuse_link", "POST", "/links/refuse", "Say that one thing was not taken from another", Refuse, Decision,
         lambda ledger, asked: ledger.refuse_link(asked.taker, asked.origin, note=asked.note)),
    Verb("decisions", "GET", "/decisions", "What was decided, the oldest first", Listed, list[Decision],
         lambda ledger, asked: list(ledger.decisions(**given(asked)))),
    Verb("undo", "POST", "/decisions/undo", "Take back a decision, or the last", Undo, Decision,
         lambda ledger, asked: ledger.undo(asked.decision)),
    Verb("pages", "GET", "/pages", "The pages it holds", Pages, list[Page],
         lambda ledger, asked: list(ledger.pages(**given(asked)))),
    Verb("add", "POST", "/pages", "Add a page", Add, Added, _add),
    Verb("page", "GET", "/pages/{id}", "One page", Nothing, Page, lambda ledger, asked, id: ledger.page(id)),
    Verb("captures", "GET", "/pages/{id}/captures", "The captures of a page", Nothing, list[Captured],
         lambda ledger, asked, id: ledger.captures(id)),
    Verb("difference", "GET", "/pages/{id}/difference", "What changed between two of them", Between, Difference,
         lambda ledger, asked, id: ledger.difference(id, asked.before, asked.after)),
    Verb("reading", "GET", "/pages/{id}/reading", "A reading of a page, as ondit/reading/1", At, Reading,
         lambda ledger, asked, id: ledger.reading(id, at=asked.at)),
    Verb("reprints", "GET", "/reprints", "Pages that are copies of each other", Copies, list[Copy],
         lambda ledger, asked: _a_screen(ledger.reprints(asked.page), asked), is_slow=True),
    Verb("failures", "GET", "/failures", "What could not be added, and why", Listed, list[Failure],
         lambda ledger, asked: _a_screen(ledger.failures(), asked)),
)  # fmt: skip
