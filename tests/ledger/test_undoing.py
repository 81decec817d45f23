"""Whatever people decide, once all of it is undone every search finds what it found before."""

from __future__ import annotations

import functools
import shutil
import tempfile
import uuid
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

import ondit
from ondit.errors import LedgerError
from ondit.ledger.opening import reads
from ondit.ledger.tables import METADATA
from ondit.ledger.tallies import faults
from ondit.reading import Article, Entity, MadeBy, Reading, Segment, Statement, Voice

TEXT = "Ann Roe said the bank told Bo Tan that it may close. The Bank of Wexley denied it. Cy Lee hopes so."
NAMES = ("Ann Roe", "Bo Tan", "Bank of Wexley", "Wexley Bank", "Cy Lee", "Dee Mar", "author")
ROWS = (
    "statements",
    "voices",
    "chains",
    "chain_voices",
    "abouts",
    "labels",
    "appearances",
    "names",
    "entities",
    "tallies",
    "voice_tallies",
)


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def page_of(number, bank):
    """A page on which a person, the bank and somebody unnamed speak, one inside the other."""
    inner = Statement(
        "s2",
        "attribution",
        (span("the bank"),),
        (span("told"),),
        (span("it may close"),),
        ("v0", "v1", "v2"),
        certainty="possible",
        score=0.5,
    )
    return Reading(
        MadeBy("0.1.0", "sha256:0"),
        Article(TEXT, outlet=f"Post {number % 2}", url=f"https://post.example/{number}", published=f"2026-03-0{number + 1}"),
        (
            Voice("v0", "author"),
            Voice("v1", "person", "Ann Roe", "the mayor", entity="e1"),
            Voice("v2", "organization", bank, entity="e2"),
            Voice("v3", "person", None, "somebody"),
        ),
        (
            Statement(
                "s1",
                "attribution",
                (span("Ann Roe"),),
                (span("said"),),
                (span("the bank told Bo Tan that it may close"),),
                ("v0", "v1"),
                about=("e2", "e3"),
                score=0.9,
            ),
            inner,
            Statement(
                "s3", "attribution", (span("The Bank of Wexley"),), (span("denied"),), (span("denied it"),), ("v0", "v2"), polarity="-"
            ),
            Statement("s4", "page", (), (), (span("Cy Lee hopes so."),), ("v0",), about=("e4",)),
        ),
        (Segment(0, len(TEXT), ("v0",)),),
        entities=(
            Entity("e1", "person", "Ann Roe", mentions=(span("Ann Roe"),)),
            Entity("e2", "organization", bank, mentions=(span("the bank"),)),
            Entity("e3", "person", "Bo Tan", mentions=(span("Bo Tan"),)),
            Entity("e4", "person", "Cy Lee", mentions=(span("Cy Lee"),)),
        ),
    )


@functools.cache
def three_pages():
    """The file of a ledger with three pages."""
    file = Path(tempfile.mkdtemp()) / "three.db"
    with ondit.open_ledger(file) as ledger:
        for number, bank in enumerate(("Bank of Wexley", "Wexley Bank", "Bank of Wexley")):
            ledger.add(page_of(number, bank))
    return file


class Deciding(RuleBasedStateMachine):
    """A person at work on three pages."""

    def __init__(self):
        super().__init__()
        self.file = shutil.copy(three_pages(), f"{three_pages()}-{uuid.uuid4().hex}")
        self.ledger = ondit.open_ledger(self.file, by="Tester")
        self.keys = sorted(one.key for one in self.ledger.search())
        self.before = self.state()

    def state(self):
        """Every row that searches and lists look into; ids of rows that decisions make and drop may differ, so links are followed."""
        found = [
            (one.key, one.shown, one.words, one.statement, one.chain, one.about, one.decision) for one in self.ledger.search(history=True)
        ]
        with reads(self.ledger.engine) as connection:
            rows = {name: sorted(map(repr, connection.execute(select(METADATA.tables[name])))) for name in ROWS}
        rows |= {name: [row for row in rows[name] if " 0, 0)" not in row] for name in ("tallies", "voice_tallies")}
        return sorted(found, key=lambda one: one[0]), rows

    @rule(
        n=st.integers(0, 11),
        change=st.fixed_dictionaries(
            {},
            optional={
                "content": st.sampled_from(["the bank", "it may close", "Bo Tan … close", "denied it"]),
                "source": st.sampled_from(["Ann Roe", "Bo Tan", "The Bank of Wexley"]),
                "voice": st.sampled_from(NAMES),
                "act": st.sampled_from(["assert", "want", "ask"]),
                "polarity": st.sampled_from(["+", "-"]),
            },
        ),
        verdict=st.sampled_from(["accept", "reject"]),
    )
    def correct(self, n, change, verdict):
        with suppress(LedgerError):  # several may go by a name once a split made them two
            self.ledger.correct(self.keys[n], **(change or {verdict: True}))

    @rule(one=st.sampled_from(NAMES), other=st.sampled_from(NAMES), every=st.booleans())
    def merge(self, one, other, every):
        with suppress(LedgerError):
            self.ledger.merge(one, other, every=every)

    @rule(who=st.sampled_from(NAMES), name=st.sampled_from(NAMES), number=st.integers(0, 2), whole=st.booleans())
    def split(self, who, name, number, whole):
        with suppress(LedgerError):
            self.ledger.split(who, name, on=() if whole else [f"https://post.example/{number}"])

    @rule(n=st.integers(0, 10))
    def undo(self, n):
        made = [decision.id for decision in self.ledger.decisions() if not decision.undone]
        if made:
            with suppress(LedgerError):  # others build on it
                self.ledger.undo(made[n % len(made)])

    @invariant()
    def tallies_are_right(self):
        with reads(self.ledger.engine) as connection:
            assert list(faults(connection)) == []

    def teardown(self):
        with self.ledger:
            while any(not decision.undone for decision in self.ledger.decisions()):
                self.ledger.undo()
            assert self.state() == self.before
            assert list(self.ledger.check()) == []
        Path(self.file).unlink()


class TestUndoing(Deciding.TestCase):
    settings = settings(max_examples=10, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck))
