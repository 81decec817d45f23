"""The filters of a search as options, the same for every command that takes them."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

if TYPE_CHECKING:
    from ondit.ledger.filters import Filters


def _option(metavar: str, help: str, **settings: Any) -> Any:
    return typer.Option(metavar=metavar, help=help, **settings)


OPTIONS: dict[str, Any] = {
    "voice": Annotated[str | None, _option("NAME", "Only what this voice answers for: a name, words of one, or a number (#12).")],
    "through": Annotated[str | None, _option("NAME", "Only what this voice hands on from another.")],
    "about": Annotated[str | None, _option("NAME", "Only what mentions this person, organization, place or thing.")],
    "outlet": Annotated[str | None, _option("NAME", "Only what this outlet published.")],
    "page": Annotated[str | None, _option("PAGE", "Only what stands on this page: its address, or its number (#12).")],
    "hand": Annotated[str | None, _option("RANGE", "The length of the chain: 2 for second hand, 2.. for that and more.")],
    "act": Annotated[Literal["assert", "want", "ask"] | None, _option("ACT", "Only this act: assert, want or ask.")],
    "certainty": Annotated[str | None, _option("RANGE", "Only assertions put so surely: probable, probable.. or ..possible.")],
    "polarity": Annotated[Literal["+", "-"] | None, _option("SIGN", "- for what a voice denies or refuses, + for the rest.")],
    "origin": Annotated[Literal["attribution", "turn", "page"] | None, _option("ORIGIN", "Only from an attribution, a turn or the page.")],
    "said": Annotated[str | None, _option("DATES", "When it was said: 2008, 2008-09..2008-10, 2008-09-15..")],
    "since": Annotated[str | None, _option("DATE", "Published on this day or later: 2008, 2008-09 or 2008-09-15.")],
    "until": Annotated[str | None, _option("DATE", "Published on this day or earlier, written alike.")],
    "min_score": Annotated[float | None, _option("SCORE", "Only attributions that score so much at least.", min=0, max=1)],
    "decided": Annotated[
        bool | None, typer.Option("--decided/--undecided", help="Only what people have decided something of, or have not.")
    ],
    "history": Annotated[bool, typer.Option("--history", help="Older readings and what people rejected, too.")],
}


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each filter; it is called with those given as `filters`."""
    own = inspect.signature(command, eval_str=True).parameters
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False if name == "history" else None, annotation=option)
        for name, option in OPTIONS.items()
    ]

    @wraps(command)
    def taking(**given: Any) -> None:
        command(**{name: given[name] for name in own if name != "filters"}, filters=_filters({name: given[name] for name in OPTIONS}))

    kept = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for name, parameter in own.items() if name != "filters"]
    taking.__signature__ = inspect.Signature([*kept, *options])  # type: ignore[attr-defined]
    taking.__annotations__ = {parameter.name: parameter.annotation for parameter in (*kept, *options)}
    return taking


def _filters(given: dict[str, Any]) -> Filters:
    """The filters that were given, under their names in Python."""
    since, until = given.pop("since"), given.pop("until")
    if since or until:
        given["published"] = f"{since or ''}..{until or ''}"
    return cast("Filters", {name: value for name, value in given.items() if value is not None and value is not False} | _undecided(given))


def _undecided(given: dict[str, Any]) -> dict[str, bool]:
    return {"decided": False} if given["decided"] is False else {}


def typed(name: str, value: Any) -> str:
    """A filter as it was typed."""
    if name == "published":
        since, _, until = value.partition("..")
        return " ".join(f"--{end} {day}" for end, day in (("since", since), ("until", until)) if day)
    if isinstance(value, bool):
        return "--history" if name == "history" else "--decided" if value else "--undecided"
    return f"--{name.replace('_', '-')} {value}"
