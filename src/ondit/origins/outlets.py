"""When two names are one outlet's: *The Hill* and thehill.com, *Reuters* and *Thomson Reuters*."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from ondit.pages.credits import agency_called
from ondit.voices.lexicon import first_names


def squeezed(name: str) -> str:
    """A name as an address would spell it: *The Hill* as hill."""
    return re.sub(r"\W|_", "", re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)).casefold()


def host_of(address: str) -> str | None:
    """The host of an address, without www; None where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None
    except ValueError:  # such as http://[
        return None


def host_names(address: str) -> tuple[str, ...]:
    """The parts of the host of an address that may spell its owner's name: `www.thehill.com` gives thehill and hill."""
    host = host_of(address) or ""
    labels = [label for label in host.split(".")[:-1] if len(label) > 2]
    return tuple(dict.fromkeys(form for label in (*labels, host.replace(".", "")) for form in (label, label.removeprefix("the"))))


def same_outlet(name: str, outlet: str | None, address: str) -> bool:
    """Is a credited name that of a page's outlet, by what the page calls itself or by its address?"""
    wanted = squeezed(name).removesuffix("com")
    own = {squeezed(outlet or "").removesuffix("com"), *(re.sub(r"\W", "", part) for part in host_names(address))}
    return len(wanted) > 1 and wanted in own


def outlet_in(words: str) -> str | None:
    """The name of a newspaper, station, magazine or agency with which some words begin: *Fox News* of *Fox News Friday*."""
    parts = words.rstrip(".").split(" ")
    names = (" ".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((name for name in names if _is_outlet(name)), None)


def _is_outlet(name: str) -> bool:
    bare = re.sub(r"^[Tt]he ", "", name)
    first, *others = bare.casefold().split(" ")
    is_surname = name == bare and (not others or first in first_names())  # Post, Emily Post; but the Post, Harbour Post
    return bare in _listed("name") or agency_called(bare) is not None or (not is_surname and [first, *others][-1] in _listed("ends"))


@cache
def _listed(kind: str) -> frozenset[str]:
    """The names in the list, or the words with which such names end, folded."""
    lines = (Path(__file__).parent / "outlets.txt").read_text("utf-8").splitlines()
    found = (name.strip() for line in lines if line.startswith(f"{kind}:") for name in line.partition(":")[2].split(";"))
    return frozenset(name.casefold() if kind == "ends" else name for name in found)
