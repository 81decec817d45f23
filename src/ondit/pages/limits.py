"""How large a page may be. Beyond these, reading it would take minutes or gigabytes, and it is no page of news."""

LARGEST_PAGE = 64_000_000
"""Bytes: saved pages and reports with their pictures stay well under it."""

LONGEST_TEXT = 3_000_000
"""Characters: five novels."""

LONGEST_LINE = 250_000
"""Characters: a whole magazine issue pasted as one paragraph has fewer; what has more is data."""
