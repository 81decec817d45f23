"""Text that every encoding can hold."""

import re

_HALVES = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    """The text with U+FFFD for each half of a character, which fits no encoding and which strict readers of JSON refuse."""
    return _HALVES.sub("\ufffd", text)
