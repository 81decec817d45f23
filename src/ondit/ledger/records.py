"""What a ledger gives back: plain frozen records. Times are ISO 8601 in UTC, days ISO dates; what is not known is None or empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ondit.reading import EntityKind, MadeBy, Span, Statement, VoiceKind

Status = Literal["new", "known", "changed", "reread"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one source that was to be added."""

    source: str
    """What was asked for, in words."""
    status: Status | None = None
    """`new`; `known`: these bytes were there, and read by this version; `changed`: other bytes than before at that address; `reread`.
    None where it could not be read."""
    page: int | None = None
    reading: int | None = None
    address: str | None = None
    statements: int = 0
    error: str | None = None
    """Why it could not be read."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that the ledger holds, as its newest reading has it."""

    id: int
    address: str
    """Its URL, else the path of its file, else `sha256:` and the digest of its bytes."""
    added: str
    captures: int
    readings: int
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    kind: str | None = None
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Captured:
    """One capture of a page."""

    id: int
    page: int
    source: str
    """What was asked for: a file, an address, a record of an archive."""
    added: str
    sha256: str | None = None
    """Digest of its bytes; None where a reading was added without them."""
    url: str | None = None
    fetched: str | None = None
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    size: int | None = None
    """Of the bytes as captured."""
    readings: tuple[int, ...] = ()
    """Ids of the readings made of it, the oldest first."""


@dataclass(frozen=True, slots=True)
class Link:
    """One voice of a chain."""

    label: str
    """What to call it: its name, else the outlet, its members, its description, or its kind in words."""
    kind: VoiceKind
    entity: int | None = None
    """Who that is across pages; None for a voice without a name."""
    name: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided of a statement or a voice, beside what the machine has read."""

    id: int
    at: str
    by: str
    kind: str
    subject: str
    data: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None
    undone: str | None = None
    undone_by: str | None = None
    stands: bool = True
    """False where it is undone, and where no reading in use has the words that it was about any more."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One reading in which somebody is named, what they are called there, and why they are taken for that one."""

    address: str
    outlet: str | None
    reading: int
    names: tuple[str, ...]
    """The fullest first."""
    how: str


@dataclass(frozen=True, slots=True)
class Who:
    """Who somebody is across pages, with all the evidence."""

    id: int
    kind: EntityKind
    name: str
    names: Mapping[str, int]
    """Every name, with the number of pages that have it; the most frequent first."""
    appearances: tuple[Appearance, ...]
    decisions: tuple[int, ...]
    """Ids of the merges, splits and renamings in force that made it what it is."""
    perhaps: tuple[str, ...]
    """Others of the same full name that were kept apart, with what tells them apart, as people read it."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """As much of the words of a statement as one reads at a glance."""

    text: str
    marks: tuple[Span, ...] = ()
    """Where in `text` the words stand that were looked for, in order."""


@dataclass(frozen=True, slots=True)
class Found:
    """One statement, with all that is needed to judge and to cite it."""

    key: str
    """`s:1f3a…`, the same in every reading of the same text."""
    statement: Statement
    words: str
    """Its content, on one line; ` … ` between parts that do not adjoin."""
    source: str
    cue: str
    chain: tuple[Link, ...]
    """The page first; the last answers for the content."""
    reading: int
    page: int
    address: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    sha256: str | None
    """Digest of the captured bytes."""
    fetched: str | None
    made_by: MadeBy
    about: tuple[str, ...] = ()
    """The names of what its content mentions, as its page gives them."""
    shown: bool = True
    """False where a newer reading or a person's decision has taken its place."""
    snippet: Snippet | None = None
    """Of what a search found."""
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Reworded:
    """A place where the texts of two captures differ, as spans of each; one of the two may be empty."""

    before: Span
    after: Span
    gone: str
    """The words that only the earlier one has there, on one line."""
    came: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that stands in two captures of a page, and not alike."""

    before: Found
    after: Found
    what: tuple[str, ...]
    """What is not the same: `words`, `voice` (who answers for it), `through` (who hands it on), `act`, `certainty`, `polarity`."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one capture of a page to another, as people decided of the statements; rejected ones are left out."""

    page: Page
    before: Captured
    after: Captured
    readings: tuple[int, int]
    """The readings that are compared: the newest of each capture."""
    facts: tuple[tuple[str, str | None, str | None], ...]
    """`title`, `byline`, `outlet` and `published` that are not the same: the name, what it was, what it is."""
    reworded: tuple[Reworded, ...]
    """In the order of the text; white space and the shapes of quotation marks and dashes aside."""
    gone: tuple[Found, ...]
    """Statements that only the earlier capture has."""
    came: tuple[Found, ...]
    changed: tuple[Changed, ...]
    same: int
    """How many statements are alike in both."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a ledger that does not fit together."""

    what: str
    """`bytes`, `text`, `span`, `search`, `reference`, `file` …"""
    where: str
    """The row it is about: a table and what identifies the row."""
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be added, and why; it is forgotten when the source is added after all."""

    source: str
    at: str
    error: str


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """How often somebody is heard. Voices without a name are nobody's on another page, so that all of a kind stand in one row."""

    name: str | None
    """None for voices without a name."""
    kind: str
    """That of the voice: `person`, `organization` …"""
    entity: int | None
    statements: int
    """That it answers for."""
    words: int
    """In the contents of those."""
    outlets: Mapping[str, int]
    """Statements by where they were published, the most first; empty where that is not known."""
    hands: Mapping[int, int]
    certainties: Mapping[str, int]
    """Statements by how surely they are put, the most first; `na` for wants and questions."""
    first: str | None = None
    """The day on which the first was published; None where no page says, and for voices without a name."""
    last: str | None = None


@dataclass(frozen=True, slots=True)
class LabelRow:
    """How often a voice puts a charged term on somebody."""

    about: str | None
    """On whom; None where the pages do not make that plain."""
    entity: int | None
    """The number of that one."""
    voice: str | None
    """Whose term it is: a name, the outlet where its own pages say it, or the names of several who speak as one; None for others."""
    speaker: int | None
    """The number of that voice; None for voices without a name."""
    unnamed: VoiceKind | None
    """Of voices without a number their kind, `author` for pages themselves; None for the others."""
    term: str
    """In lower case."""
    uses: int
    outlets: Mapping[str, int]
    """Uses by where they were published, the most first; empty where that is not known."""
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class LabelUse:
    """One use of a charged term, in its words."""

    term: str
    about: str | None
    entity: int | None
    voice: Link
    """Whose term it is, as people decided."""
    statement: str | None
    """The key of the innermost statement that holds it; None where it stands in words that only say who speaks."""
    page: int
    reading: int
    address: str
    title: str | None
    outlet: str | None
    published: str | None
    start: int
    end: int
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Count:
    """How many statements have a value in common."""

    value: str | int | None
    """What to give to the filter to find them; None where it is not known, which no filter asks for."""
    label: str
    """What to call it."""
    statements: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What the statements that a search finds come to, by what is known of them: the most first, months in their order."""

    statements: int
    """In all."""
    voice: tuple[Count, ...]
    """The fifty named voices that answer for most."""
    outlet: tuple[Count, ...]
    month: tuple[Count, ...]
    """Of publication; a value goes to the filter `published`."""
    hand: tuple[Count, ...]
    act: tuple[Count, ...]
    certainty: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far people have come in going through statements."""

    decided: int
    """Accepted, corrected or rejected."""
    left: int


Between = tuple[float, float]
"""The ends of an interval that holds 95 in 100 draws."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One value of one thing that an audit counts, in one cell."""

    by: tuple[str, ...]
    """The outlet and month, say, in the order of `AuditTable.by`."""
    what: str
    """`hand`, `kind`, `named`, `voice`, or a column of the user's own."""
    value: str
    statements: int
    estimate: Between | None
    """How many there would be without false and with missed ones; None for the page's own words, where that was not measured."""
    share: float
    """Of the statements of the cell that somebody other than the page answers for; of all of them for `hand`."""
    share_between: Between
    words: int
    """Each counted once, for who answers for the innermost statement that holds it."""
    words_share: float
    words_between: Between


@dataclass(frozen=True, slots=True)
class AuditTable:
    """Who is quoted, and how much, with all that is needed to judge the figures."""

    by: tuple[str, ...]
    rows: tuple[AuditRow, ...]
    unmatched: tuple[str, ...]
    """Names of the user's table that nobody in the ledger goes by, or several do, with why."""
    unlisted: tuple[str, ...]
    """Named people who are quoted and are not in the user's table, the most quoted first."""
    seed: int
    rates: Mapping[str, Any]
    """How often the reading is right, on which corpus and when that was measured."""

    def to_dict(self) -> dict[str, Any]:
        """The table as plain dicts, lists, strings and numbers."""
        return {
            "by": list(self.by),
            "rows": list(self.to_rows()),
            "unmatched": list(self.unmatched),
            "unlisted": list(self.unlisted),
            "seed": self.seed,
            "rates": dict(self.rates),
        }

    def to_rows(self) -> Iterator[dict[str, Any]]:
        """A flat dict for each row: the cell's columns, then `what`, `value`, counts, shares and the ends of their intervals."""
        for row in self.rows:
            low, high = row.estimate or (None, None)
            yield {
                **dict(zip(self.by, row.by, strict=True)),
                "what": row.what,
                "value": row.value,
                "statements": row.statements,
                "estimate_low": low,
                "estimate_high": high,
                "share": row.share,
                "share_low": row.share_between[0],
                "share_high": row.share_between[1],
                "words": row.words,
                "words_share": row.words_share,
                "words_share_low": row.words_between[0],
                "words_share_high": row.words_between[1],
            }
