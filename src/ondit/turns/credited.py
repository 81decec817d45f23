"""Whose interview it is: an outlet that the introduction names as asking is credited, unless the page is its own."""

from __future__ import annotations

from ..pages.outlets import same_outlet
from ..reading import Article, Credit
from . import Talk


def interview_credits(article: Article, talk: Talk) -> tuple[Credit, ...]:
    """The credit of an interview that another outlet made, at its name in the introduction: *Harbour Review interviews Ann Roe*.

    None where a person asks, where the page is the outlet's own, or where it is credited already.
    """
    asking = next((turn for turn in talk.turns if turn.role == "question"), None)
    asker = next((voice for voice in talk.participants if asking and voice.id == asking.voice), None)
    if talk.kind != "interview" or asking is None or asker is None or asker.kind != "organization" or not asker.name:
        return ()
    begins = asking.marker[0] if asking.marker else asking.start
    first = next((span for span in asker.mentions if span[1] <= begins), None)
    others = (credit.name for credit in article.credits)
    known = [same_outlet(asker.name, outlet, article.url or "") for outlet in (article.outlet, *others)]
    return () if first is None or any(known) else (Credit("reprint", asker.name, *first),)
