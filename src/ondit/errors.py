"""What can go wrong, as one small family:

    OnditError
    ├── PageError          a page could not be read: missing, empty, binary, encrypted, scanned, too large, cut off
    │   └── FetchError     an address could not be fetched: unreachable, refused, private, too slow, too large
    ├── ModelError         the shipped model is missing or does not match its card
    ├── LedgerError        a ledger cannot be opened, read or written: missing, no ledger, locked, full, damaged, too new
    │   └── QueryError     what is asked of a ledger cannot be understood; the message points at the place
    └── MissingExtraError  an optional package is needed; the message says what to install

A message says what happened, to which input, and what to try.
"""


class OnditError(Exception):
    """Every error that ondit raises on purpose."""


class PageError(OnditError):
    """A page could not be read."""


class FetchError(PageError):
    """An address could not be fetched."""


class ModelError(OnditError):
    """The model's files are missing or do not match each other."""


class LedgerError(OnditError):
    """A ledger could not be opened, read or written."""


class QueryError(LedgerError):
    """What is asked of a ledger cannot be understood. `asked` is what was typed, `at` the character of it where the trouble is."""

    def __init__(self, what: str, asked: str, at: int = 0) -> None:
        self.asked, self.at = asked, at
        super().__init__(f"{what}: {_quoted(asked, at)}")


def _quoted(asked: str, at: int) -> str:
    """The surroundings of the place, with a mark right before it."""
    before, after = asked[max(0, at - 30) : at], asked[at : at + 30]
    return f"{'…' * (at > 30)}{before}⟦here⟧{after}{'…' * (len(asked) > at + 30)}"


class MissingExtraError(OnditError):
    """An optional package is needed for this."""
