"""The ledger: an archive of who said what, that loses nothing and answers at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ondit.ledger.ledger import Ledger

__all__ = ["open_ledger"]


def open_ledger(where: str | Path, *, by: str | None = None, read_only: bool = False) -> Ledger:
    """The ledger in a file, or in a PostgreSQL database where `where` is an address that begins with `postgresql://`.

    One that is not there is created; one that an earlier version of ondit made is brought up to date first, in one transaction.
    With `read_only` neither happens and nothing is ever written. `by` names the person whose decisions are recorded. A ledger is a
    context manager and is closed at the end of its block.

    Raises LedgerError where it cannot be opened, saying why and what to do.

        >>> with ondit.open_ledger("archive.db") as ledger:
        ...     ledger.add("page.html").status
        'new'
    """
    from ondit.ledger.ledger import Ledger  # SQLAlchemy takes a quarter of a second to import, which a plain read does not need
    from ondit.ledger.opening import open_engine

    return Ledger(open_engine(where, read_only=read_only), by=by)
