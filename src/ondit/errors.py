"""What can go wrong, as one small family:

    OnditError
    ├── PageError          a page could not be read: missing, empty, binary, encrypted, scanned, too large, cut off
    │   └── FetchError     an address could not be fetched: unreachable, refused, private, too slow, too large
    ├── ModelError         the shipped model is missing or does not match its card
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


class MissingExtraError(OnditError):
    """An optional package is needed for this."""
