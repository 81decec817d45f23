"""Which words of a text name somebody: the tagger's names, cut to the name itself, and what plain rules add to them.

The rules: capitalised words after a title and in a source, `Long Name (LN)`, and every repetition of a name that was found once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from ondit.reading import EntityKind, Name, Span
from ondit.voices import lexicon
from ondit.voices.whole import whole_names
from ondit.words import countries, people

_CAPITAL = r"(?:(?:[A-Z]\.)+|[A-Z][\w'’&-]*)"
_RUN = re.compile(
    rf"(?<!\w){_CAPITAL}(?: (?:(?:of|of the|for|for the|de|da|del|di|la|von|van|der|bin|al|el) )?{_CAPITAL})*(?: (?:Jr|Sr)\.)?"
)
_WORD = re.compile(r"[A-Z][\w'’&-]*|(?:[A-Z]\.)+")
_TOKEN = re.compile(r"[\w'’&.-]+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_FIRST_WORD = re.compile(r"([\w'’-]+)(\.?)\s+")
_FIRST_NAME = re.compile(r"(?<![\w.-])([A-Z][a-z]{2,}) (?:[A-Z]\. )?$")
_WHO = re.compile(r", who(?:se|m)? ")
_OWNER = re.compile(r"['’](?:s\b|(?=\s))")
_POLL = re.compile(r"(?<=\w) (?:Poll|Survey)$")
_HOLDER_OF = re.compile(r"\b([A-Za-z-]+) (?:of|for)(?: the)? $")
_HOLDER = re.compile(r" ([A-Za-z-]+)")
_TAIL = re.compile(r"(?: [a-z]+)+$")
_OFFICE_OF = re.compile(r"([A-Z][a-z]+?)s? of (?:the )?(?=[A-Z])")
_NUMBER = re.compile(r" (?:\d[\w.-]*\w|\d|[IVXL]+\b)")
_SORTS_OF_OFFICE = frozenset(("chief", "vice", "prime", "deputy", "attorney"))
"""Titles that make one office of a title after them: `the Chief Justice`."""
_ONE_OF_SOME = re.compile(r"(?i:\b(?:this|our|its|their|my|your|his|her|an?|any|every|each|no|some)) $")
_COMPOUND = re.compile(r"-([a-z]+)$")
_PARTICLES = re.compile(r"(?:^|(?<=[\s(“\"]))((?:(?:du|de|de la|di|da|del|della|van|van der|van den|von|bin) )|d['’])$")
_ACRONYM = re.compile(r"\((?:the )?([A-Z][A-Za-z&.]{1,9})\)")
_BEFORE = re.compile(r"(?:^|(?<=[\s(“\"'‘–—-]))([A-Z]?[a-z]+)\.? +$")
_SOFT_WORDS = frozenset(["of", "the", "for", "and", "in", "on", "&", "de", "al"])


@dataclass(frozen=True, slots=True)
class Mention:
    """The words of a name, titles, articles and possessive endings left out."""

    start: int
    end: int
    kind: EntityKind
    titles: tuple[str, ...] = ()
    """The titles before it, in lower case, without full stops."""
    possessive: bool = False


def find_mentions(text: str, names: Iterable[Name], sources: Iterable[Span]) -> tuple[Mention, ...]:
    """Every mention by name, in text order, none overlapping another. `sources` are where unknown capitalised words are names too."""
    found, headlines = _Found(text), _title_case_lines(text)
    names_in_text, names_in_headlines = _parted(whole_names(text, names), headlines)
    sources_in_text, sources_in_headlines = _parted(sources, headlines)
    for start, end, kind in (*names_in_text, *_titled(text), *_acronyms(text), *_in_sources(text, sources_in_text)):
        found.add(start, end, kind)
    # in a headline, where every word has a capital, a name of the text is surer than the tagger's
    found.add_known(_repeated(text, found.sorted()))
    for start, end, kind in (*names_in_headlines, *_in_sources(text, sources_in_headlines)):
        if text.count(" ", start, end) < 4:  # more is the headline itself
            found.add(start, end, kind)
    found.add_known(_repeated(text, found.sorted()))
    return found.sorted()


_Spanned = TypeVar("_Spanned", bound=tuple[int, ...] | tuple[int, int, EntityKind])


def _parted(spans: Iterable[_Spanned], headlines: Sequence[Span]) -> tuple[list[_Spanned], list[_Spanned]]:
    """Those outside and those inside headlines."""
    outside: list[_Spanned] = []
    inside: list[_Spanned] = []
    for span in spans:
        (inside if _inside(headlines, span[0]) else outside).append(span)
    return outside, inside


def _title_case_lines(text: str) -> list[Span]:
    """The lines in which nearly every longer word has a capital."""
    lines = []
    for line in re.finditer(r"[^\n]+", text):
        words = re.findall(r"[^\W\d_]{4,}", line[0][:200])
        if len(words) > 3 and sum(word[0].isupper() for word in words) > 0.75 * len(words):
            lines.append(line.span())
    return lines


def _inside(spans: Sequence[Span], offset: int) -> bool:
    at = bisect_right(spans, (offset, len(spans) and spans[-1][1])) - 1
    return at >= 0 and spans[at][0] <= offset < spans[at][1]


class _Found:
    """Mentions that do not overlap, kept by start."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._taken = bytearray(len(text))
        self._mentions: list[Mention] = []

    def add(self, start: int, end: int, kind: EntityKind, *, known: bool = False) -> None:
        mention = _trimmed(self.text, start, end, kind, known=known)
        if mention and not any(self._taken[mention.start : mention.end]):
            self._taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            self._mentions.append(mention)

    def add_known(self, pieces: Iterable[tuple[int, int, EntityKind]]) -> None:
        """Add names that are sure to be names."""
        for start, end, kind in list(pieces):
            self.add(start, end, kind, known=True)

    def sorted(self) -> tuple[Mention, ...]:
        return tuple(sorted(self._mentions, key=lambda mention: mention.start))


def _trimmed(text: str, start: int, end: int, kind: EntityKind, *, known: bool) -> Mention | None:
    """The name inside these words, with its titles; None where no name is left.

    A word that is a title too ("King") is a name if it is `known` as one.
    """
    start, end = _bare(text, start, end, kind)
    if text[start:end].casefold() in lexicon.NUMBERED and (number := _NUMBER.match(text, end)):
        end, kind = number.end(), "other"
    if (person := _past_office(text, start, end, kind)) is not None:
        start, kind = person, "person"
    titles: list[str] = []
    if kind == "person":
        start = _past_titles(text, start, end, titles)
        start = start if titles else _with_first_name(text, start, end)
        start = _with_particle(text, start)
        titles = titles or _titles_before(text, start)
    words = text[start:end]
    if (
        not any(c.isupper() for c in words)
        or _is_common(words.casefold())
        or _is_description(text, start, words.casefold(), kind, titles)
        or (not titles and not known and (_is_office(words.casefold(), kind) or _is_plural_noun(text, start, words, kind)))
    ):
        return None
    person = bool(titles) or _WHO.match(text, end) is not None
    possessive = _OWNER.match(text, end) is not None
    return Mention(start, end, _kind(words, kind, person=person), tuple(titles), possessive)


def _bare(text: str, start: int, end: int, kind: EntityKind) -> Span:
    """The name without what stands around it: articles, offices, brackets, possessive endings, the rest of a compound."""
    if (bracket := text.find(" (", start, end)) > 0:
        end = bracket
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in "'’."):
        end -= 1
    if article := _ARTICLE.match(text, start, end):
        start = article.end()
    if kind == "organization" and (inner := text.find(" The ", start, end)) > 0:
        start = inner + 5
    if kind != "person" and (office := _OFFICE_OF.match(text, start, end)) and office[1].casefold() in lexicon.OFFICES_OF:
        start = office.end()
    for ending in (_POSSESSIVE, _POLL):
        end = start + len(ending.sub("", text[start:end]))
    if (compound := _COMPOUND.search(text[start:end])) and lexicon.is_compound(compound[1]):
        end = start + compound.start()
    if (tail := _TAIL.search(text[start:end])) and tail[0].split()[-1] not in lexicon.ORGANIZATION_ENDINGS:
        end = start + tail.start()
    if text[start:end].endswith(".") and not _ends_in_abbreviation(text[start:end]):
        end -= 1
    return start, end


def _is_office(words: str, kind: EntityKind) -> bool:
    """Whether the words are an office and no name: `King` alone, `Afghan Ambassador`; but `the Independent` is a newspaper."""
    *before, last = words.split()
    if before and before[0] in lexicon.first_names():
        return False
    return len(words) < 2 or last in people.TITLES or (last in people.ROLES and kind != "organization")


def _is_description(text: str, start: int, words: str, kind: EntityKind, titles: Sequence[str]) -> bool:
    """Whether the words say what somebody is: `our Nation`, `Mr. Speaker`, `the Chief Justice`, the `Education` of its minister."""
    if " " in words:
        return kind != "organization" and words.endswith("s") and lexicon.is_people(words.split()[-1])
    if titles and titles[-1] in _SORTS_OF_OFFICE and words in people.TITLES:
        return True
    if words in lexicon.PORTFOLIOS:
        holders = _HOLDER_OF.search(text[max(0, start - 30) : start]), _HOLDER.match(text, start + len(words))
        return any(holder is not None and people.is_role(holder[1].casefold()) for holder in holders)
    if words in lexicon.ADDRESSED and titles and all(title in lexicon.FORMS_OF_ADDRESS for title in titles):
        return True
    return (_is_noun(words) or words == "lords") and _ONE_OF_SOME.search(text[max(0, start - 8) : start]) is not None


def _is_noun(word: str) -> bool:
    """Whether a word is a noun for people or bodies, which a determiner makes one of several: `our Nation`, `its Chair`."""
    return word in lexicon.ORGANIZATIONS or word in lexicon.GROUPS or word in people.TITLES or people.is_role(word)


def _is_plural_noun(text: str, start: int, words: str, kind: EntityKind) -> bool:
    """Whether a word that opens a sentence is a noun in the plural and no name: `Fishermen`, `Villagers`; but `Rangers` may be a club."""
    if " " in words or not lexicon.is_plural(words.casefold()) or not _opens_sentence(text, start):
        return False
    one = lexicon.singular(words.casefold())
    common = kind == "other" or people.is_role(one) or one.endswith("man")
    return common and not _is_name_elsewhere(text, start, words)


_COMMON = (lexicon.NO_NAMES | lexicon.PRONOUNS | lexicon.OPENERS) - {"us"}  # "the US"


def _is_common(word: str) -> bool:
    """Whether a word in capitals names nobody: `Monday`, `Republicans`, `Americans`, `They`."""
    return re.split(r"['’]", word)[0] in _COMMON or lexicon.is_people(re.split(r"['’]", word)[0]) or re.match(r"[dri]-\w", word) is not None


def _ends_in_abbreviation(words: str) -> bool:
    last = words.split()[-1]
    return last.count(".") > 1 or last in ("Jr.", "Sr.", "Inc.", "Corp.", "Co.", "Ltd.") or len(last) == 2


def _past_office(text: str, start: int, end: int, kind: EntityKind) -> int | None:
    """Where a person begins whose office is marked along: `Flint Mayor | Karen Weaver`; None where there is no office.

    A first name tells the person, or a title that only people have; `Kent Governor Roe Foundation` is no person.
    """
    words = list(_TOKEN.finditer(text, start, end))
    for word, first in pairwise(words[1:-1]):
        office = word[0].casefold().rstrip(".")
        known = first[0].casefold() in lexicon.first_names() and (office in people.TITLES or people.is_role(office))
        if known or (kind != "organization" and office in people.OF_PERSONS_ALONE and first[0][0].isupper()):
            return word.start() if office in people.TITLES else first.start()
    return None


def _past_titles(text: str, start: int, end: int, titles: list[str]) -> int:
    """Where the name begins after its titles, which are appended to `titles`."""
    while (word := _FIRST_WORD.match(text, start, end)) and word[1].casefold() in people.TITLES and text[word.end()].isupper():
        titles.append(word[1].casefold())
        start = word.end()
    return start


def _with_first_name(text: str, start: int, end: int) -> int:
    """Where the name begins when a first name that stands before a lone last name is taken in."""
    before = _FIRST_NAME.search(text, max(0, start - 24), start)
    if " " in text[start:end] or not before or before[1].casefold() not in lexicon.first_names() or before[1].casefold() in people.TITLES:
        return start
    return before.start(1)


def _with_particle(text: str, start: int) -> int:
    """Where the name begins when a `de`, `van der` or `d’` before it is taken in."""
    particle = _PARTICLES.search(text[max(0, start - 10) : start])
    return start - len(particle[1]) if particle else start


def _titles_before(text: str, start: int) -> list[str]:
    """The titles that stand right before the name, outside of what was marked as one."""
    titles: list[str] = []
    while len(titles) < 4 and (word := _BEFORE.search(text, max(0, start - 16), start)) and word[1].casefold() in people.TITLES:
        titles.insert(0, word[1].casefold())
        start = word.start(1)
    return titles


def _kind(words: str, kind: EntityKind, *, person: bool) -> EntityKind:
    """What is named, where the words themselves say more than the tagger did."""
    name = people.key(words)
    if person:
        return "person"
    if name in countries.country_names() or name in countries.capitals():
        return kind if kind == "organization" else "place"
    if name in lexicon.OUTLETS:
        return "organization"
    parts = name.split()
    if len(parts) > 1 and (parts[0] in lexicon.PLACE_BEGINNINGS or parts[-1] in lexicon.PLACE_ENDINGS):
        return "place"
    if len(parts) > 1 and (parts[-1] in lexicon.ORGANIZATION_ENDINGS or (parts[0] in lexicon.ORGANIZATION_ENDINGS and parts[1] == "of")):
        return "organization"
    if len(parts) > 1 and parts[-1] in lexicon.OTHER_ENDINGS:
        return "other"
    if kind == "other" and len(parts) in (2, 3) and parts[0] in lexicon.first_names():
        return "person"
    return kind


def _guess(words: str) -> EntityKind:
    """What capitalised words name that no tagger has typed."""
    name = people.key(words)
    if name in countries.country_names() or name in lexicon.states() or name in countries.capitals():
        return "place"
    parts = name.split()
    if parts and lexicon.is_people(parts[-1]):
        return "other"
    if parts and (
        parts[-1] in lexicon.ORGANIZATION_ENDINGS or parts[-1] in lexicon.OUTLETS or (len(parts) == 1 and words.isupper()) or "of" in parts
    ):
        return "organization"
    return "person" if len(parts) < 5 else "other"


def _titled(text: str) -> Iterator[tuple[int, int, EntityKind]]:
    """`Sen. Jane Roe`: capitalised words after a title with a full stop, which is never a common word."""
    for title in re.finditer(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Rev|Prof|Gen|Col|Capt|Sgt|Fr|Lt)\. ", text):
        if run := _RUN.match(text, title.end()):
            yield run.start(), run.end(), "person"


def _acronyms(text: str) -> Iterator[tuple[int, int, EntityKind]]:
    """`Long Name (LN)`: both, where the letters are the initials of the words before."""
    for acronym in _ACRONYM.finditer(text):
        if long := long_form(text, acronym.start(), acronym[1]):
            yield *long, "organization"
            yield acronym.start(1), acronym.end(1), "organization"


def long_form(text: str, end: int, acronym: str) -> Span | None:
    """The words right before `end` whose initials spell the acronym, small words taken or left out."""
    letters = [letter.casefold() for letter in acronym if letter.isalpha()]
    words = list(re.finditer(r"[\w'’-]+", text[max(0, end - 160) : end]))
    begin = max(0, end - 160)
    while words and letters:
        word = words.pop()
        if word[0][0].casefold() == letters[-1]:
            letters.pop()
        elif word[0].casefold() not in _SOFT_WORDS:
            return None
        if not letters and word[0][0].isupper():
            return begin + word.start(), end - (text[begin:end] != text[begin:end].rstrip())
    return None


def _in_sources(text: str, sources: Iterable[Span]) -> Iterator[tuple[int, int, EntityKind]]:
    """Capitalised words in sources, but for a lone word that opens a sentence and is not seen to be a name elsewhere."""
    for start, end in sources:
        for run in _RUN.finditer(text, start, end):
            begin, words = _without_role(run.start(), run[0])
            if words and (" " in words or not _opens_sentence(text, begin) or _is_name_elsewhere(text, begin, words)):
                yield begin, begin + len(words), _guess(words)


def _without_role(start: int, words: str) -> tuple[int, str]:
    """`CBS co-Anchor DeMarco Morgan` -> `DeMarco Morgan`: what follows the last role, office or possessive in the run."""
    parts = re.split(r"(?<=['’]s) | ", words)
    for i in range(len(parts) - 1, -1, -1):
        part = parts[i].casefold()
        if part.endswith(("'s", "’s")) or people.is_role(part) or part.rstrip(".") in people.TITLES or (i == 0 and part in lexicon.OPENERS):
            rest = " ".join(parts[i + 1 :])
            if rest and rest[0].isupper():
                return start + len(words) - len(rest), rest
            return start, words if not rest else ""
    return start, words


def _is_name_elsewhere(text: str, start: int, word: str) -> bool:
    """Whether a capitalised word is a name wherever it stands, or is seen with a capital but never without one nearby."""
    name = people.key(word)
    if name in countries.country_names() or name in lexicon.first_names() or word.replace(".", "").isupper():
        return True
    near = text[max(0, start - 10_000) : start + 10_000]
    return f" {word.casefold()}" not in near and bool(re.search(rf"[a-z,] {re.escape(word)}\b", near))


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \"“'‘(")
    return not before or before[-1] in ".!?:\n"


def _repeated(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int, EntityKind]]:
    """Every other place where a name stands, or the last name of a person named in full."""
    known = _known_forms(text, mentions)
    words = list(_WORD.finditer(text))
    starts = [mention.start for mention in mentions]
    at = 0
    while at < len(words):
        here = words[at]
        covered = bisect_right(starts, here.start()) - 1
        if covered >= 0 and mentions[covered].end > here.start():
            at += 1
            continue
        form, kind = next(((f, k) for f, k in known.get(_first(here[0]), ()) if _stands_at(text, f, here.start())), ("", None))
        if kind is None:
            at += 1
            continue
        end = here.start() + len(form)
        yield here.start(), end, kind
        at = bisect_left(words, end, lo=at + 1, key=lambda word: word.start())


def _first(word: str) -> str:
    return _POSSESSIVE.sub("", word).rstrip(".")


def _stands_at(text: str, form: str, start: int) -> bool:
    end = start + len(form)
    return text.startswith(form, start) and not text[end : end + 1].isalnum() and text[end : end + 1] != "-"


def _known_forms(text: str, mentions: Sequence[Mention]) -> Mapping[str, list[tuple[str, EntityKind]]]:
    """The forms to look for by their first word, the longest first."""
    forms: dict[str, EntityKind] = {}
    for mention in mentions:
        words = text[mention.start : mention.end]
        forms.setdefault(words, mention.kind)
        last = words.split()[-1]
        if mention.kind == "person" and " " in words and last[0].isupper() and len(last) > 2 and not last.endswith("."):
            forms.setdefault(last, "person")
            if (first := words.split()[0]).casefold() in lexicon.first_names():
                forms.setdefault(first, "person")
    known: dict[str, list[tuple[str, EntityKind]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        known.setdefault(_first(form.split()[0]), []).append((form, forms[form]))
    return known
