"""The face of a ledger: every method calls the function of a module beside it that answers the question."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, Unpack

from sqlalchemy import Engine

from ondit.ledger import adding, batch, checking, citing, decisions, gold, joining, keeping, overview, searching, whom
from ondit.ledger.adding import Source
from ondit.ledger.citing import CitationFormat
from ondit.ledger.decisions import DecisionSort, Words
from ondit.ledger.filters import Filters
from ondit.ledger.opening import name_of, reads
from ondit.ledger.overview import VoiceSort
from ondit.ledger.records import (
    Added,
    AuditTable,
    Captured,
    Decision,
    Difference,
    Facets,
    Failure,
    Fault,
    Found,
    Page,
    Progress,
    VoiceRow,
    Who,
)
from ondit.ledger.searching import Sort
from ondit.reading import Reading

if TYPE_CHECKING:
    from ondit.origins.records import Copy

if TYPE_CHECKING:
    from ondit.ledger.audit import People
    from ondit.ledger.filters import Name
    from ondit.ledger.labelling import LabelFilters
    from ondit.ledger.records import LabelRow, LabelUse
    from ondit.origins.doubtful import Doubtful
    from ondit.origins.routes import Routes
    from ondit.origins.traces import Claim, Origins


class Ledger:
    """An open ledger. Errors are LedgerError; iterators are lazy and each sees one state of the ledger."""

    def __init__(self, engine: Engine, *, by: str | None = None) -> None:
        self.engine, self.by = engine, by

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Ledger {name_of(self.engine)}>"

    def close(self) -> None:
        """Let go of the file or the database. A ledger that is used again after that opens itself anew."""
        self.engine.dispose()

    # ------------------------------------------------------------ adding

    def add(
        self,
        source: Source,
        *,
        url: str | None = None,
        published: str | None = None,
        allow_private: bool = False,
        reread: bool = False,
    ) -> Added:
        """Read a page and keep its bytes, text and reading; or keep a reading that is at hand.

        `source`, `url`, `published` and `allow_private` are those of `ondit.read`. A page is known by its `url` or address, a file
        without one by its path. Bytes that this version has read at that address are not read again unless `reread`; other bytes there
        are a second capture. PageError, which is recorded too, where the page cannot be read.
        """
        return adding.add(self.engine, source, url=url, published=published, allow_private=allow_private, reread=reread)

    def add_all(self, sources: Iterable[Source], *, jobs: int = 1, allow_private: bool = False, reread: bool = False) -> Iterator[Added]:
        """Add every page of each source, by so many processes, and give back what became of it, in the order in which they are done.

        A source is what `add` takes, or a folder, a list of addresses, a web archive, a feed or a sitemap, of which every page is
        added. What cannot be read has its `error`, which is recorded, and the others go on. Stopping early, or being stopped, loses
        nothing that was given back, and adding the same again goes on from there. With several `jobs` a script must stand under
        `if __name__ == "__main__":`, for each process imports it. LedgerError where the ledger itself fails.
        """
        return batch.add_all(self.engine, sources, jobs=jobs, allow_private=allow_private, reread=reread)

    def failures(self) -> Iterator[Failure]:
        """What could not be added, and why; what was added later is not among it."""
        return keeping.all_failures(self.engine)

    # ------------------------------------------------------------ searching

    def search(
        self, words: str | None = None, *, sort: Sort = "relevance", limit: int | None = None, offset: int = 0, **filters: Unpack[Filters]
    ) -> Iterator[Found]:
        """The statements that hold the words and fit every filter, with a snippet each.

        `words` is a query: `deadline OR deported`, `"leave the camp"`, `report*`, `camp -Ashraf`. The filters are `voice`, `through`,
        `about`, `outlet`, `page`, `hand`, `act`, `certainty`, `polarity`, `origin`, `said`, `published`, `min_score`, `decided` and
        `history`; ondit.ledger.filters.Filters says what each takes. `doubt` sorts those of the lowest score first; without words
        `relevance` is `newest`. QueryError, which points at the place, where something cannot be understood.
        """
        return searching.search(self.engine, words, sort=sort, limit=limit, offset=offset, **filters)

    def count(self, words: str | None = None, **filters: Unpack[Filters]) -> int:
        """How many statements `search` finds."""
        return searching.count(self.engine, words, **filters)

    def facets(self, words: str | None = None, **filters: Unpack[Filters]) -> Facets:
        """How many of the statements that `search` finds are of each voice, outlet, month, hand, act and certainty."""
        return overview.facets(self.engine, words, **filters)

    def voices(self, words: str | None = None, *, sort: VoiceSort = "statements", **filters: Unpack[Filters]) -> Iterator[VoiceRow]:
        """Who answers for the statements that `search` finds: how many, where, at which hand, how surely, from when to when."""
        return overview.voices_heard(self.engine, words, sort=sort, **filters)

    # ------------------------------------------------------------ what it keeps

    def statement(self, key: str) -> Found:
        """The statement of that key (`s:1f3a…`); LedgerError where there is none."""
        return keeping.statement(self.engine, key)

    def page(self, which: str | int) -> Page:
        """The page of that address or id; LedgerError where there is none."""
        return keeping.page(self.engine, which)

    def pages(self, *, outlet: str | None = None, limit: int | None = None, offset: int = 0) -> Iterator[Page]:
        """Every page, or those of an outlet, in the order in which they were added."""
        return keeping.all_pages(self.engine, outlet=outlet, limit=limit, offset=offset)

    def captures(self, page: str | int) -> tuple[Captured, ...]:
        """The captures of a page, the oldest first."""
        return keeping.captures_of(self.engine, page)

    def bytes(self, sha256: str) -> bytes:
        """The bytes of a capture as they came."""
        return keeping.bytes_of(self.engine, sha256)

    def reading(self, page: str | int, *, at: int | None = None) -> Reading:
        """The newest reading of a page, or that of the id `at` (see `captures`), equal to the one that was stored."""
        return keeping.reading(self.engine, page, at=at)

    def difference(self, page: str | int, before: int | None = None, after: int | None = None) -> Difference:
        """What changed from one capture of a page to another, by their ids (see `captures`): words, and statements that came, went or
        changed. Without ids the last capture is compared with the one before it; LedgerError where there is one alone."""
        from ondit.ledger import differing

        return differing.difference(self.engine, page, before, after)

    def check(self) -> Iterator[Fault]:
        """Everything in the ledger that does not fit together: bytes, texts, spans, the index of words, the file itself."""
        return checking.check(self.engine)

    # ------------------------------------------------------------ what pages have in common

    def reprints(self, page: str | int | None = None) -> Iterator[Copy]:
        """Every two pages that are copies in whole or in part, or those of one page; which derives from which, and why.

        Pages that are new are compared first; LedgerError where the ledger was opened for reading only and holds such.
        """
        from ondit.origins.shelf import all_copies  # a room after this one, so only where it is asked for

        return all_copies(self.engine, None if page is None else keeping.page(self.engine, page).id)

    def labels(self, **filters: Unpack[LabelFilters]) -> Iterator[LabelRow]:
        """What voices call people and groups: each charged term with whom it is put on, whose it is, and how often.

        The filters are `about` and `voice` (names or numbers), `unnamed`, `together`, `term` and `outlet`;
        ondit.ledger.labelling.LabelFilters says what each takes. Whoever is called so most comes first.
        """
        from ondit.ledger import labelling

        return labelling.label_rows(self.engine, **filters)

    def label_uses(self, *, limit: int | None = None, offset: int = 0, **filters: Unpack[LabelFilters]) -> Iterator[LabelUse]:
        """Every use that `labels` counts, in its words and with its statement, the newest page first."""
        from ondit.ledger import labelling

        return labelling.label_uses(self.engine, limit=limit, offset=offset, **filters)

    # ------------------------------------------------------------ what people decide

    def correct(
        self,
        key: str,
        *,
        accept: bool = False,
        reject: bool = False,
        content: Words | None = None,
        source: Words | None = None,
        voice: str | int | None = None,
        act: str | None = None,
        certainty: str | None = None,
        polarity: str | None = None,
        note: str | None = None,
    ) -> Decision:
        """Accept or reject the statement of a key, or say what it should be. Searches and exports show it so at once; what the machine
        read is kept beside it.

        `content` and `source` are words as they stand on the page, of which the nearest place is taken, with ` … ` between parts that do
        not adjoin; or spans into the reading's text. `voice` is who answers for it: a name or the number of an entity, somebody new where
        nobody goes by the name, and `author` for the page itself. `act`, `certainty` and `polarity` are those of `Statement`. The decision
        is signed with the name that the ledger was opened with (`by`), else the one in ONDIT_BY, else the login's.

        It holds in later readings too, as long as its words stand there. LedgerError where there is no such statement, where words do not
        stand on the page, or where several go by the name; ValueError for a value that is none.
        """
        return decisions.correct(
            self.engine,
            key,
            by=self.by,
            accept=accept,
            reject=reject,
            content=content,
            source=source,
            voice=voice,
            act=act,
            certainty=certainty,
            polarity=polarity,
            note=note,
        )

    def merge(self, one: str | int, *others: str | int, every: bool = False, note: str | None = None) -> Decision:
        """Take several for one across all pages, by names or numbers; they go by the fullest of their names.

        With `every`, all who go by those names are meant; without it LedgerError, which lists them, where several go by one.
        """
        return joining.merge(self.engine, one, *others, every=every, by=self.by, note=note)

    def split(self, who: str | int, name: str | None = None, *, on: Sequence[str | int] = (), note: str | None = None) -> Decision:
        """Make somebody new of an entity on the pages whose fullest name for it is `name`, on the pages given (addresses or ids), or
        both."""
        return joining.split(self.engine, who, name, on=on, by=self.by, note=note)

    def rename(self, who: str | int, name: str, *, note: str | None = None) -> Decision:
        """Call somebody, by name or number, by a name of your own in every list; it is found by that name, too. What pages say stays."""
        return joining.rename(self.engine, who, name, by=self.by, note=note)

    def undo(self, decision: int | None = None) -> Decision:
        """Take back a decision, or the last one in force; all is as it would be without it."""
        return joining.undo(self.engine, decision, by=self.by)

    def decisions(self, *, sort: DecisionSort = "oldest", limit: int | None = None, offset: int = 0) -> Iterator[Decision]:
        """Every decision, the oldest first, undone or not; `stands` says whether it is in force and its words still stand."""
        return decisions.all_decisions(self.engine, sort=sort, limit=limit, offset=offset)

    def progress(self, words: str | None = None, **filters: Unpack[Filters]) -> Progress:
        """How many of the statements that `search` finds people have decided, rejected ones among them, and how many are left."""
        return overview.progress(self.engine, words, **filters)

    def gold(self) -> Iterator[dict[str, Any]]:
        """What people have accepted, edited and rejected, a dict a page, in the form that training reads (see docs/corrections.md)."""
        return gold.pages_decided(self.engine)

    def who(self, who: str | int) -> Who:
        """Who somebody is across pages, by name or number: names, pages, and the evidence for each. LedgerError where it is not one."""
        with reads(self.engine) as connection:
            return whom.why(connection, who)

    def audit(
        self,
        by: Sequence[str] = ("outlet", "month"),
        people: People | None = None,
        *,
        words: str | None = None,
        voices_shown: int = 20,
        seed: int = 0,
        **filters: Unpack[Filters],
    ) -> AuditTable:
        """Who is quoted: statements and words by voice, kind, named or not, hand, and by columns of your own, in each cell of `by`.

        `by` is any of outlet, month and year. `people` is a CSV file or rows with a column `name` and any others (role, gender …), which
        are joined by name; none is ever inferred. Shares and counts have intervals that carry the errors of reading (see docs/audit.md).
        Of voices the most frequent `voices_shown` of a cell have rows of their own; the filters are those of `search`.
        """
        from ondit.ledger import audit  # numpy, which nothing else here needs

        return audit.audit(self.engine, by, people, words=words, voices_shown=voices_shown, seed=seed, **filters)

    # ------------------------------------------------------------ handing on

    def export(self, format: str, words: str | None = None, **filters: Unpack[Filters]) -> Iterator[str | builtins.bytes]:
        """What `search` finds, in pieces of one file: text for csv, ftm, html, json, jsonl and webannotation, bytes for brat (a zip) and
        parquet.

        The readings are as people decided, and the ids of their statements are the ledger's keys. ValueError for another format.
        """
        from ondit.ledger import exporting

        return exporting.export(self.engine, format, words, **filters)

    def cite(self, key: str, format: CitationFormat = "text") -> str:
        """The statement of a key as it is cited, as `text`, `csl-json` or `ris`: its words, the chain of voices, outlet, title, date, an
        address that leads to the words, the page of a PDF, the time of the capture, its SHA-256, and what read it."""
        return citing.cite(self.engine, key, format)

    # ------------------------------------------------------------ where it comes from

    def origins(self, key: str) -> Origins:
        """Everywhere the claim of a statement stands, which copies derive from which, and over how many independent routes it came.

        Counted are its own words elsewhere and what a person confirmed; what a score proposes is listed beside it (docs/routes.md).
        """
        from ondit.origins import traces

        return traces.origins(self.engine, key)

    def claims(self, *, about: Name | None = None) -> list[Claim]:
        """What is claimed, grouped over pages, those on most first: by whom, over how many routes, since when, what contradicts it."""
        from ondit.origins import traces

        return traces.claims_about(self.engine, about)

    def doubtful(self, *, about: Name | None = None, limit: int | None = None) -> Iterator[Doubtful]:
        """Pairs of statements on two pages that only a score holds for the same claim and of which nobody has said whether they make it,
        in all that is said, or said of somebody; the most doubtful first. `same_claim` confirms or refuses a pair.

        New pages are compared first; LedgerError where the ledger was opened for reading only and holds such.
        """
        from ondit.origins import doubtful

        return doubtful.doubtful(self.engine, about=about, limit=limit)

    def routes(self, *, about: Name | None = None) -> Routes:
        """Which pages, outlets, wire services and voices took what from whom, in all that is said, or said of somebody."""
        from ondit.origins import traces

        return traces.whole(self.engine, about)

    def same_claim(self, one: str, other: str, *, same: bool = True, note: str | None = None) -> Decision:
        """Say whether two statements, by their keys, make the same claim; `undo` takes it back."""
        from ondit.origins import judging

        return judging.judge(self.engine, one, other, same=same, by=self.by, note=note)

    def refuse_link(self, taker: str, origin: str, *, note: str | None = None) -> Decision:
        """Say that one thing was not taken from another, nor the other way round; `undo` takes it back.

        They are two pages by their addresses, which then are no copies either; two statements by their keys, which then are two acts of
        speaking; or what the links of `routes` call them. LedgerError where the ledger holds no such page or statement.
        """
        from ondit.origins import judging

        return judging.refuse(self.engine, taker, origin, by=self.by, note=note)
