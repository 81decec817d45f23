"""Who takes part in a conversation: what the headline and the introduction say, and whom a marker stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ..reading import Article, VoiceKind
from .introductions import Exchange, Stage, Vote, asked_without_name, exchanges
from .lexicon import ANSWERERS, ASKERS, NOBODY, ROLES, TITLES
from .markers import speaker_name
from .names import Named, Names, capitals, cased, find_names, initials, is_organization, is_person, same_person

_STAGE = 8_000
"""An introduction is looked for in so many characters before the first turn, so that long pages stay cheap."""


@dataclass(frozen=True, slots=True)
class Party:
    """One who asks or answers, as the page names them."""

    name: str | None
    kind: VoiceKind = "person"
    description: str | None = None
    candidates: tuple[str, ...] = ()
    """The names that fit equally, where none was chosen."""
    label: str = ""
    """Tells those without a name apart: the marker that stands for them, or their role."""


class Cast:
    """Those whom a page names: who asks and who answers by its introduction, and whom a marker could stand for."""

    def __init__(self, article: Article, before: int) -> None:
        """`before`: where the first turn begins."""
        text = article.text[max(0, before - _STAGE) : before]
        if article.title and article.title.casefold() not in text.casefold():
            text = f"{article.title}\n{text}"
        self._stage = Stage(text)
        self._rest = article.text, before
        self._unnamed = asked_without_name(self._stage)
        self._asking, self._answering = _sides(article, self._stage, guess=self._unnamed is None)

    @cached_property
    def _page(self) -> Names:
        """The names from the first turn on."""
        return Names(cased(named.name) for named in find_names(*self._rest))

    @property
    def asker(self) -> Party:
        """Who asks by the introduction."""
        return self._side(self._asking, "question")

    @property
    def answerer(self) -> Party:
        """Who answers by the introduction."""
        if self._unnamed and not self._answering:
            return Party(None, description=self._unnamed, label="answer")
        return self._side(self._answering, "answer")

    @property
    def answerers(self) -> list[Party]:
        """Those of whom the introduction says that they answer."""
        return [self._party(name) for name in self._answering]

    def asks(self, party: Party) -> bool:
        """Does the introduction say that a party asks?"""
        return party.name in self._asking

    def _side(self, names: list[str], label: str) -> Party:
        if len(names) == 1:
            return self._party(names[0])
        return Party(None, candidates=tuple(names), label=label)

    def _party(self, name: str) -> Party:
        if is_person(name):
            described = (said for named in self._stage.known if named.name == name and (said := description(self._stage.text, named)))
            return Party(name, "person", next(described, None))
        return Party(name, "organization" if name in self._asking or is_organization(name) else "person")

    def resolve(self, label: str, labels: list[str]) -> Party:
        """Whom a marker stands for: one whom the introduction names, or the fullest name on the page that its words or initials fit.

        `labels`: the markers of the page. A given name or initials alone are looked for in the introduction only.
        """
        name = speaker_name(label)
        if " " in name and _is_nobody(name):
            return _nobody(name)
        for fits in (same_person, _are_initials):
            if known := self._introduced(name, fits, labels):
                return self._party(known)
        surname = [full for full in self._page.fitting(name) if full.casefold().split()[-1] == name.casefold().split()[-1]]
        if len({tuple(full.split()[:1]) for full in surname}) == 1:
            return self._party(surname[0])
        if _is_nobody(name):
            return _nobody(name)  # only now: *KING:* may be Larry King
        own = cased(name)
        return Party(own, "organization" if is_organization(own) else "person", candidates=tuple(surname))

    def _introduced(self, name: str, fits: Callable[[str, str], bool], labels: list[str]) -> str | None:
        """The first that fits of the parties, the full labels and the names in the introduction, in its fullest form."""
        for known in (*self._asking, *self._answering):
            if fits(name, known):
                return self._stage.names.fullest(known)
        for known in (*(cased(full) for other in labels if is_person(full := speaker_name(other))), *(n.name for n in self._stage.known)):
            if is_person(known) and fits(name, known):
                return self._stage.names.fullest(known)
        return None


def _nobody(name: str) -> Party:
    return Party(None, description=name.lower() if name.isupper() else name, label=name.casefold())


def _is_nobody(name: str) -> bool:
    """Does a label tell a role only: *THE PRESIDENT*, *Speaker 2*? *MR* alone are initials."""
    if name.isupper() and len(name) < 3:
        return False
    return all(token.casefold().rstrip(".") in NOBODY | TITLES | ROLES | ASKERS | ANSWERERS or token.isdigit() for token in name.split())


def _are_initials(label: str, name: str) -> bool:
    letters = label.replace(".", "").replace(" ", "")
    if not (0 < len(letters) <= 4 and letters.isupper()):
        return False
    return letters in (initials(name), capitals(name)) or (" " not in name and name.upper().startswith(letters))


# ---------------------------------------------------------------- who asks, who answers


def _sides(article: Article, stage: Stage, *, guess: bool) -> tuple[list[str], list[str]]:
    """The names for which the introduction speaks most, of those who ask and of those who answer; the only person named at a `guess`."""
    tally = _tally(article, stage)
    asking = {name: ask for name, (ask, answer) in tally.items() if ask > answer}
    answering = {name: answer for name, (ask, answer) in tally.items() if answer > ask and not is_organization(name)}
    if reporters := {name: ask for name, ask in asking.items() if is_person(name) and ask >= 4}:
        asking = reporters  # a reporter asks for the outlet
    return _strongest(asking), _strongest(answering) or (_only_person(article, stage, list(asking)) if guess else [])


def _strongest(votes: dict[str, int]) -> list[str]:
    return [name for name, vote in votes.items() if vote == max(votes.values())]


def _tally(article: Article, stage: Stage) -> dict[str, Vote]:
    """For every name, under its fullest form, what speaks for asking and for answering."""
    tally: dict[str, Vote] = {}
    for exchange in sorted(exchanges(stage), key=lambda e: e.even):
        for side, vote in _votes(exchange, tally, stage):
            for named in side:
                _add(tally, stage.names.fullest(named.name), vote)
    for name in tally:
        if _is_writer(article, name):
            _add(tally, name, (2, 0))
    return tally


def _votes(exchange: Exchange, tally: dict[str, Vote], stage: Stage) -> list[tuple[list[Named], Vote]]:
    """An exchange's votes; where either may have asked, who is known to answer from elsewhere answers here too."""
    subjects, objects = exchange.for_subjects, exchange.for_objects
    lead = _lead(tally, exchange.subjects, stage) - _lead(tally, exchange.objects, stage)
    if exchange.even and (lead > 0 if subjects[0] else lead < 0):
        subjects, objects = objects, subjects
    return [(exchange.subjects, subjects), (exchange.objects, objects)]


def _lead(tally: dict[str, Vote], side: list[Named], stage: Stage) -> int:
    """By how much those of a side are known to answer rather than ask."""
    return sum(answer - ask for named in side for ask, answer in [tally.get(stage.names.fullest(named.name), (0, 0))])


def _add(tally: dict[str, Vote], name: str, vote: Vote) -> None:
    ask, answer = tally.get(name, (0, 0))
    tally[name] = ask + vote[0], answer + vote[1]


_CREDITED = re.compile(r"(?:(?:\b[Ii]mages?|\b[Pp]hotos?)\s?(?::|;|by)|\n\s*[Bb]y)\s*$")


def _only_person(article: Article, stage: Stage, taken: list[str]) -> list[str]:
    """The person whom the headline names, or the only one whom the introduction names, or the only one whom it describes."""
    people = [n for n in stage.known if is_person(n.name) and not _CREDITED.search(stage.text, max(0, n.start - 12), n.start)]
    people = [n for n in people if n.name not in taken and not _is_writer(article, n.name)]
    title = article.title or ""
    people = [n for n in people if n.name not in title or not _is_title_case(title) or _comes_again(article, n)]
    titled = {n.name for n in people if n.name in title}
    described = {n.name for n in people if description(stage.text, n)}
    for names in (titled, {n.name for n in people}, described):
        if len(full := {stage.names.fullest(name) for name in names}) == 1:
            return list(full)
    return []


def _is_writer(article: Article, name: str) -> bool:
    return any(same_person(writer, name) for writer in article.byline)


def _is_title_case(title: str) -> bool:
    """Are all longer words in capitals, so that a capital tells nothing of names?"""
    return all(word[0].isupper() for word in title.split() if len(word) > 4)


def _comes_again(article: Article, named: Named) -> bool:
    return article.text.count(named.tokens[-1]) > (article.title or "").count(named.tokens[-1]) + 1


_REST = r"\s[^.;:()\n—–?!]{3,160}"
_APPOSITION = re.compile(
    rf"\s*,\s*((?:an?|the|former|one of|[A-Z][\w’'.]*(?: [A-Z][\w’'.]*){{0,3}}[’']s?|(?:[\w-]+ ){{0,3}}?[a-z-]+ (?:of|at|for)){_REST})"
)
_COPULA = re.compile(rf"\s+(?:is|was) ((?:an?|the){_REST})")
_DESCRIBED = re.compile(
    r",?\s+(?:about|regarding|concerning|to discuss|to talk|who)\b"
    r"|,\s+(?:whose|\w+ed|answers|spoke|speaks|talks|told|tells|says|said|sat|took|met|gave|recently|now|has|is|was"
    r"|in|on|at|and|to|for|with|about)\b|\s+[QA]$"
)


def description(text: str, named: Named) -> str | None:
    """The apposition that follows a name, or what it is said to be, or what stands before it."""
    found = _APPOSITION.match(text, named.end) or _COPULA.match(text, named.end)
    if not found:
        return named.lead or None
    stop = _DESCRIBED.search(found[1])
    return found[1][: stop.start() if stop else None].strip(" ,") or None
