"""Who takes part in a conversation: what the headline and the introduction say, and whom a marker stands for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ..reading import Article, VoiceKind
from .introductions import Stage, Vote, exchanges
from .names import Named, cased, find_names, fullest, initials, is_organization, is_person, same_person

_STAGE = 20_000  # an introduction is looked for in so many characters before the first turn, so that long pages stay cheap


@dataclass(frozen=True, slots=True)
class Party:
    """One who asks or answers, as the page names them."""

    name: str | None
    kind: VoiceKind = "person"
    description: str | None = None
    label: str = ""
    """Tells parties without a name apart: the marker that stands for them, or their role."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Those the introduction says ask and answer, the likeliest first, and the names on the page, the most frequent first."""

    askers: tuple[Party, ...]
    answerers: tuple[Party, ...]
    names: tuple[str, ...]


def introduce(article: Article, before: int) -> Cast:
    """Who asks and who answers, by the headline and by what stands before the first turn at `before`."""
    text = article.text[:before][-_STAGE:]
    if article.title and article.title.casefold() not in text.casefold():
        text = f"{article.title}\n{text}"
    stage = Stage(text, find_names(text))
    tally = _tally(article, stage)
    asking = [name for name, (ask, answer) in tally.items() if ask > answer]
    answering = [name for name, (ask, answer) in tally.items() if answer > ask and not is_organization(name)]
    if people := [name for name in asking if is_person(name) and tally[name][0] >= 4]:
        asking = people  # a reporter asks for the outlet
    answering = answering or _only_person(article, stage, asking)
    count = Counter(named.name for named in find_names(article.text))
    return Cast(
        tuple(_party(stage, name) for name in asking),
        tuple(_party(stage, name) for name in answering),
        tuple(name for name, _ in count.most_common()),
    )


def _tally(article: Article, stage: Stage) -> dict[str, Vote]:
    """For every name, under its fullest form, what speaks for asking and for answering; the strongest first."""
    tally: dict[str, Vote] = {}
    for exchange in sorted(exchanges(stage), key=lambda e: e.even):
        for_subjects, for_objects = exchange.for_subjects, exchange.for_objects
        lead = _lead(tally, exchange.subjects, stage) - _lead(tally, exchange.objects, stage)
        if exchange.even and (lead > 0 if for_subjects[0] else lead < 0):
            for_subjects, for_objects = for_objects, for_subjects
        for side, vote in ((exchange.subjects, for_subjects), (exchange.objects, for_objects)):
            for named in side:
                _add(tally, fullest(named.name, stage.names), vote)
    for name in tally:
        if any(same_person(writer, name) for writer in article.byline):
            _add(tally, name, (2, 0))
    return dict(sorted(tally.items(), key=lambda item: -max(item[1])))


def _lead(tally: dict[str, Vote], side: list[Named], stage: Stage) -> int:
    """By how much those of a side are known to answer rather than ask."""
    return sum(answer - ask for named in side for ask, answer in [tally.get(fullest(named.name, stage.names), (0, 0))])


def _add(tally: dict[str, Vote], name: str, vote: Vote) -> None:
    ask, answer = tally.get(name, (0, 0))
    tally[name] = ask + vote[0], answer + vote[1]


_CREDITED = re.compile(r"(?:(?:\b[Ii]mages?|\b[Pp]hotos?)\s?(?::|;|by)|\n\s*[Bb]y)\s*$")


def _only_person(article: Article, stage: Stage, taken: list[str]) -> list[str]:
    """The person whom the headline names, or the only one whom the introduction names, or the only one whom it describes."""
    people = {fullest(n.name, stage.names) for n in stage.known if is_person(n.name) and not _is_credit(stage.text, n)}
    people = {name for name in people if name not in taken and not any(same_person(writer, name) for writer in article.byline)}
    titled = {name for name in people if article.title and name in article.title}
    described = {name for name in people if _party(stage, name).description}
    return next(([*few] for few in (titled, people, described) if len(few) == 1), [])


def _is_credit(text: str, named: Named) -> bool:
    return bool(_CREDITED.search(text, max(0, named.start - 12), named.start))


def _party(stage: Stage, name: str) -> Party:
    if is_organization(name) or not is_person(name):
        return Party(name, "organization")
    described = (said for named in stage.known if named.name == name and (said := _description(stage.text, named)))
    return Party(name, "person", next(described, None))


_REST = r"\s[^.;:()\n—–?!]{3,160}"
_APPOSITION = re.compile(
    rf"\s*,\s*((?:an?|the|former|one of|[A-Z][\w’'.]*(?: [A-Z][\w’'.]*){{0,3}}[’']s?|(?:[\w-]+ ){{0,3}}?[a-z-]+ (?:of|at|for)){_REST})"
)
_COPULA = re.compile(rf"\s+(?:is|was) ((?:an?|the){_REST})")
_DESCRIBED = re.compile(
    r",?\s+(?:about|regarding|concerning|to discuss|to talk|who)\b"
    r"|,\s+(?:whose|\w+ed|answers|spoke|speaks|talks|told|tells|says|said|sat|took|met|gave|recently|now|has|is|was|in|on|at|and|to|for|with|about)\b"
    r"|\s+[QA]$"
)


def _description(text: str, named: Named) -> str | None:
    """The apposition that follows a name, or what it is said to be, or what stands before it."""
    found = _APPOSITION.match(text, named.end) or _COPULA.match(text, named.end)
    if not found:
        return named.lead or None
    stop = _DESCRIBED.search(found[1])
    return found[1][: stop.start() if stop else None].strip(" ,") or None


def resolve(label: str, cast: Cast, labels: list[str]) -> Party | None:
    """Whom a marker stands for: a party of the introduction, or the fullest name on the page that its words or initials fit."""
    names = [*(cased(other) for other in labels if " " in other), *cast.names]
    for fits in (_by_name, _by_initials):
        for party in (*cast.askers, *cast.answerers):
            if party.name and fits(label, party.name):
                return party
        for name in names:
            if is_person(name) and fits(label, name):
                return Party(fullest(name, names))
    return None


def _by_name(label: str, name: str) -> bool:
    return same_person(label, name)


def _by_initials(label: str, name: str) -> bool:
    letters = label.replace(".", "").replace(" ", "")
    return (
        0 < len(letters) <= 4
        and letters.isupper()
        and (letters == initials(name) or (" " not in name and name.upper().startswith(letters)))
    )
