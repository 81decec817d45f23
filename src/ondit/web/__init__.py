"""The local site: a ledger to read, search, correct and add to in a browser."""

from ondit.web.app import create_app

__all__ = ["create_app"]
