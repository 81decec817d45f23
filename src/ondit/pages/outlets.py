"""When two names are one outlet's: *The Hill* and thehill.com, *Reuters* and *Thomson Reuters*."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ondit.pages.credits import agency_called


def squeezed(name: str) -> str:
    """A name as an address would spell it: *The Hill* as hill."""
    return re.sub(r"\W|_", "", re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)).casefold()


def host_of(address: str) -> str | None:
    """The host of an address, without www; None where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None
    except ValueError:  # such as http://[
        return None


_SHARED = re.compile(r"(?:co|com|org|net|gov|ac|edu|or|ne|go)\.[a-z]{2}")
"""Ends under which countries give names to sites: bbc.co.uk is one of them, co.uk is none."""


def site_of(address: str) -> str | None:
    """The part of a host that one owner has: `m.news.example.co.uk` is of example.co.uk."""
    labels = (host_of(address) or "").split(".")
    return ".".join(labels[-3 if _SHARED.fullmatch(".".join(labels[-2:])) else -2 :]) or None


def same_site(one: str, other: str) -> bool:
    """Are two addresses on one site, whichever subdomain or country they name? *m.bbc.co.uk* and *www.bbc.com* are."""
    owner, another = ((site_of(address) or "").partition(".")[0] for address in (one, other))
    return owner != "" and owner == another


def plain_address(address: str) -> str:
    """An address without what does not change the page: scheme, www, fragment, a slash at the end."""
    return re.sub(r"^https?://(?:www\.)?", "", address.partition("#")[0]).rstrip("/")


def host_names(address: str) -> tuple[str, ...]:
    """The parts of the host of an address that may spell its owner's name: `www.thehill.com` gives thehill and hill."""
    host = host_of(address) or ""
    labels = [label for label in host.split(".")[:-1] if len(label) > 2]
    return tuple(dict.fromkeys(form for label in (*labels, host.replace(".", "")) for form in (label, label.removeprefix("the"))))


def same_outlet(name: str, outlet: str | None, address: str) -> bool:
    """Is a credited name that of a page's outlet, by what the page calls itself, the mark of that, or by its address?"""
    wanted = squeezed(name).removesuffix("com")
    own = {squeezed(outlet or "").removesuffix("com"), *(re.sub(r"\W", "", part) for part in host_names(address))}
    return len(wanted) > 1 and (wanted in own or (outlet is not None and is_mark(name, outlet)))


def is_mark(name: str, outlet: str) -> bool:
    """Is it what an outlet signs with: *NNA* is the Northmere News Agency's? The mark of a known agency is that agency's alone."""
    if agency := agency_called(name):
        return agency == agency_called(outlet)
    words = re.findall(r"[^\W_]+", re.sub(r"^the\s+", "", outlet.strip(), flags=re.IGNORECASE))
    initials = {"".join(word[0] for word in kept).upper() for kept in (words, [word for word in words if word[0].isupper()])}
    return len(name) > 1 and name.isupper() and re.sub(r"\W", "", name) in initials
