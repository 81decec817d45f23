"""Days as feeds and sitemaps write them."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_tz


def iso_day(text: str | None) -> str | None:
    """The day in a time written by ISO 8601 or RFC 5322, in the time zone it is written in, as an ISO date; None where it is neither."""
    text = (text or "").strip()
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        local = parsedate_tz(text[:100])
    try:
        return date(*local[:3]).isoformat() if local else None
    except ValueError:
        return None
