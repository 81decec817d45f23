"""A binary file that is handed on piece by piece while it is written."""

from __future__ import annotations

import io


class Pieces(io.RawIOBase):
    """A file that is written once from front to back."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        """What was written since this was last asked."""
        taken, self.parts = b"".join(self.parts), []
        return taken
