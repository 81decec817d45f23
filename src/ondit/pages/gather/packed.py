"""What is packed with gzip, unpacked no further than it may be large."""

from __future__ import annotations

import zlib

from ondit.errors import PageError

GZIP = b"\x1f\x8b"


def unpacked_head(head: bytes, length: int = 65536) -> bytes:
    """The first bytes of what begins so, unpacked where it is packed; as many as can be had."""
    if not head.startswith(GZIP):
        return head[:length]
    try:
        return zlib.decompressobj(31).decompress(head, length)
    except zlib.error:
        return head[:length]


def unpacked(raw: bytes, name: str, limit: int) -> bytes:
    """The bytes, unpacked where they are packed; PageError where they are more than `limit`, cut off or damaged."""
    parts: list[bytes] = []
    room = limit
    while raw.startswith(GZIP):
        member = zlib.decompressobj(31)
        try:
            parts.append(member.decompress(raw, room + 1))
        except zlib.error as error:
            raise PageError(f"{name} is a damaged gzip file ({error}); fetch or copy it again") from error
        room -= len(parts[-1])
        if room >= 0 and not member.eof:
            raise PageError(f"{name} is a gzip file that is cut off; fetch or copy it again")
        raw = member.unused_data if room >= 0 else b""
    whole = b"".join(parts) if parts else raw
    if len(whole) > limit:
        raise PageError(f"{name} has more than {limit:,} bytes, which is more than it may have")
    return whole
