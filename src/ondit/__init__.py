"""ondit reads news the way a careful source critic does: who says what, on whose word, how surely and about when."""

from ondit.errors import FetchError, LedgerError, MissingExtraError, ModelError, OnditError, PageError, QueryError
from ondit.ledger import open_ledger
from ondit.reading import Article, Attribution, Reading, Segment, Statement, Turn, Voice
from ondit.walk import read, read_text, tag

__all__ = [
    "Article",
    "Attribution",
    "FetchError",
    "LedgerError",
    "MissingExtraError",
    "ModelError",
    "OnditError",
    "PageError",
    "QueryError",
    "Reading",
    "Segment",
    "Statement",
    "Turn",
    "Voice",
    "open_ledger",
    "read",
    "read_text",
    "tag",
]
