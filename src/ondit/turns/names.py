"""Names in running text, by their capitals: enough to tell who takes part in a conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..reading import Span
from .lexicon import CALENDAR, INSTITUTIONS, NATIONS, NO_NAME, OUTLETS, PARTICLES, ROLES, TITLES

_CAPITAL = r"(?:(?:[A-Z]\.)+|[A-Z][^\W_]*(?:[-’'][^\W_]+)*)"
_RUN = re.compile(rf"(?<![^\W_]){_CAPITAL}(?:[ \u00a0](?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0]){{0,2}}{_CAPITAL})*")
_TOKEN = re.compile(r"[^ \u00a0]+")
_INITIAL = re.compile(r"[A-Z]\.")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_AFTER = frozenset(("MP", "MEP", "MSP", "QC", "KC", "PhD", "MD", "Esq", "OBE", "CBE", "MBE", "DBE"))
"""Stand after a name and are no part of it."""
_POSSESSIVE = re.compile(r"[’'][sS]$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name where it stands, without titles; `lead` is what the same run of capitals holds before it: *Professor*, *Biologist*."""

    name: str
    start: int
    end: int
    lead: str = ""

    @property
    def tokens(self) -> list[str]:
        return self.name.split()


def find_names(text: str, start: int = 0, end: int | None = None) -> list[Named]:
    """The names between two offsets, in order."""
    return [named for run in _RUN.finditer(text, start, len(text) if end is None else end) for named in _parts(text, run.span())]


def _parts(text: str, run: Span) -> list[Named]:
    """The names of a run of capital words: it is cut at words that begin sentences and at days and months."""
    parts: list[list[Span]] = [[]]
    tokens = list(_TOKEN.finditer(text, *run))
    for token in tokens:
        word = text[slice(*token.span())]
        if _bare(word) in NO_NAME | CALENDAR and not _INITIAL.fullmatch(word):
            parts.append([])
            continue
        held = [text[slice(*span)] for span in parts[-1]]
        titled = _is_title(word) and held and _bare(held[-1]) not in TITLES | ROLES
        if word in held or (titled and ("-" in word or token is not tokens[-1])):
            parts.append([])  # 'Anna Berg Anna Berg', where a caption has run into a heading; 'Press Professor Berg', but not 'Larry King'
        parts[-1].append(token.span())
        if _POSSESSIVE.search(word):
            parts.append([])
    return [named for part in parts if part and (named := _named(text, part))]


def _bare(word: str) -> str:
    return word.casefold().rstrip(".")


def _is_title(word: str) -> bool:
    """*Chancellor* and *Vice-Chancellor*."""
    return _bare(word) in TITLES or ("-" in word and TITLES.issuperset(_bare(word).split("-")))


def _named(text: str, tokens: list[Span]) -> Named | None:
    first = 0
    while first < len(tokens) and ((word := _bare(text[slice(*tokens[first])])) in ROLES | PARTICLES or _is_title(word)):
        first += 1
    while len(tokens) > first + 2 and text[slice(*tokens[-1])] in _AFTER:
        tokens = tokens[:-1]
    if all(_is_title(word) or _INITIALS.fullmatch(word) for word in (text[slice(*token)] for token in tokens[first:])):
        return None  # *Dr*, *H.E. Mr*
    start, end = tokens[first][0], tokens[-1][1]
    name = _POSSESSIVE.sub("", text[start:end])
    return Named(name, start, start + len(name), text[tokens[0][0] : start].strip())


def is_organization(name: str) -> bool:
    """By its words: an outlet, an institution, something of a nation, or an acronym."""
    tokens = [_bare(token) for token in name.split()]
    return (
        bool(INSTITUTIONS.intersection(tokens))
        or tokens[-1] in OUTLETS
        or tokens[0] in NATIONS | OUTLETS
        or (len(tokens) == 1 and name.isupper() and len(name) > 1)
    )


def is_person(name: str) -> bool:
    """Two words or more, and no organization by them."""
    return " " in name and not is_organization(name)


def initials(name: str) -> str:
    """*Nick Bos* → NB, *John-Christian G. Rauschenberg* → JGR."""
    return "".join(token[0] for token in name.split() if token[0].isupper())


def capitals(name: str) -> str:
    """*David McKenzie* → DMK, *John-Christian G. Rauschenberg* → JCGR."""
    return "".join(letter for letter in name if letter.isupper())


_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def same_person(short: str, full: str) -> bool:
    """Could the short form stand for the full one: all of its words, in their order, the last or the first of them the same?

    *McKenzie* is also *Mc Kenzie*.
    """
    tokens = _folded(short)
    return _is_short_form(tokens, _folded(full)) or _is_short_form(tokens, _folded(_INNER_CAPITAL.sub(" ", full)))


def _is_short_form(one: list[str], other: list[str]) -> bool:
    if not one or len(one) > len(other):
        return False
    rest = iter(other)
    in_order = all(any(token == word or (len(token) == 1 and word.startswith(token)) for word in rest) for token in one)
    return in_order and (one[-1] == other[-1] or (len(one) == 1 and one[0] == other[0]))


_WORD_BEFORE = re.compile(r"([A-Z][^\W\d_]+)[ \u00a0]$")


def find_mentions(text: str, name: str, *, surname: bool) -> list[Span]:
    """Where a name stands in a text, and with `surname` its last word alone too, unless another first name stands before that."""
    last = name.split()[-1]
    pattern = rf"(?<!\w)(?:{re.escape(name)}{'|' + re.escape(last) if surname else ''})(?!\w)"
    found = [match.span() for match in re.finditer(pattern, text)]
    return [(start, end) for start, end in found if end - start == len(name) or not _is_another(text, start)]


def _is_another(text: str, start: int) -> bool:
    """Does a word before a surname make it somebody else's: *Per Berg*, but not *Professor Berg* or *Did Berg*?"""
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    return before is not None and _bare(before[1]) not in TITLES | ROLES | NO_NAME


class Names:
    """The names of people on a page, to find the full form of a short one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_token: dict[str, list[str]] = {}
        for name in dict.fromkeys(name for name in names if is_person(name)):
            tokens = _folded(name)
            for token in {tokens[0], tokens[-1]}:
                self._by_token.setdefault(token, []).append(name)

    def fitting(self, label: str) -> list[str]:
        """The names that a label could stand for, fullest first."""
        tokens = _folded(label)
        found = self._by_token.get(tokens[-1], []) if tokens else []
        return sorted((name for name in found if same_person(label, name)), key=len, reverse=True)

    def fullest(self, name: str) -> str:
        """The fullest form of a name; the name itself where it is nobody's short form."""
        return next(iter(self.fitting(name)), name)


def _folded(name: str) -> list[str]:
    return [token for token in name.casefold().replace(".", " ").split() if token]


def cased(label: str) -> str:
    """A label in capitals as a name is written: *JAKE TAPPER* → Jake Tapper, *McCAIN* → McCain."""
    if label.isupper() and len(label) > 3:
        return " ".join(map(_cased_token, label.split()))
    return label


def _cased_token(token: str) -> str:
    if "." in token:
        return token
    return "Mc" + token[2:].title() if re.match(r"MC[A-Z]", token) else re.sub(r"[’'][A-Z]\b", lambda m: m[0].lower(), token.title())
