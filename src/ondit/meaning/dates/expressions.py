"""Which words of a text say when: the grammar of English time expressions, over the letters of `words`.

What counts, and how far it reaches, follows the annotators of GUM (Zeldes 2017): `2014` without its *in*, `last week`, `two years ago`,
`the past few days`, both ends of *from 2004 to 2009*, but not *now*, ages, clock times or how long something took.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ondit.meaning.dates.words import NO_YEAR_AFTER, NO_YEAR_BEFORE, Word, Words

_MONTH, _DAY, _UNIT = "[Mm]p?", "[NO]", "[UuKQ]"
_COUNT = "(?:a?v|a?n-?n|a?n|N?N/N|[NXa])o?"
_WEEKDAY = "(?:[Ww]p?P?c?)"
_YEAR = "[Yfy]"
_WHICH_YEAR = "(?:[CLG]u|tSu|JS?u)(?!F)"  # last year, the same year, that year
_EDGE = "(?:E-?o?t?)"

# In order: where several fit at a place, the first one counts. The names are those of the rules in `resolve`.
_FORMS = {
    "iso": "I",
    "between": f"k(?:{_MONTH}{_DAY}?|{_DAY}o?{_MONTH}|Y)x(?:{_MONTH}{_DAY}?|{_DAY}o?{_MONTH}|Y)(?:[co]?Y|iY)?",
    "days": f"{_WEEKDAY}?(?:{_MONTH}{_DAY}[-2]{_DAY}(?!o?[Mm])|t?{_DAY}[-2]t?{_DAY}o?{_MONTH})(?:[co]?Y)?",
    "full": f"{_WEEKDAY}?(?:{_MONTH}(?:t?{_DAY}|{_DAY})[co]?Y|t?{_DAY}[o-]?{_MONTH}[co-]?Y)",
    "day": f"{_WEEKDAY}?(?:{_MONTH}t?{_DAY}|t?{_DAY}o?{_MONTH})(?![/:])(?:c?o?{_WHICH_YEAR})?",
    "month": f"{_EDGE}?{_MONTH}c?o?(?:Y|{_WHICH_YEAR})|[LGCJ]{_MONTH}P?|{_EDGE}{_MONTH}|{_MONTH}q?",
    "nth": f"t?[OL](?:n|N)?Uo(?:t?{_MONTH}(?:[co]?Y)?|l(?:[oic]?Y)?|(?:tu)?Y|[CLG][Uu])",
    "quarter": f"t?(?:[OLGC]Q|R)(?:[oi]?t?g?u?(?:{_YEAR}|{_WHICH_YEAR}))?|t?[LGC]gQ|t?OVo?t?g?u?(?:{_YEAR}|{_WHICH_YEAR})",
    "season": f"(?:t?{_EDGE}|t)?Z[oitc]{{0,3}}(?:{_YEAR}|{_WHICH_YEAR})|t?E?[LGCJ]Z|t{_EDGE}Z",
    "century": "(?:tE?-?|E-?)?(?:Ox)?O-?K",
    "decade": f"(?:tE-?|{_EDGE}-?|t)?D",
    "offset_day": "tU[BF]T",
    "weekday": "(?:t?[LGC])?W(?:q|(?=P))?",
    "today": "TP?q?",
    "ago": f"{_COUNT}{_UNIT}(?:xaV)?A|axaV{_UNIT}A|Va{_UNIT}A",
    "shifted": f"{_COUNT}{_UNIT}[FB]|t{_UNIT}[FB](?:J(?=[pcz)])|(?=[pcz)]))",
    "span": f"t?C?[LG]{_COUNT}{_UNIT}|t?{_COUNT}{_UNIT}H",
    "hours": f"{_COUNT}hA",
    "unit": f"(?:E-?o?)?t?C?[LGC]{_UNIT}q?(?!o)|Eot{_UNIT}(?!o)|t?[LGC]e|te|t{_UNIT}H",
    "same": f"(?:tS|JS?){_UNIT}q?|JP|JZ|Je|tSe",
    "part": "t?[LGC]P|tP[BF]",
    "feast": "(?:Eot?|t?[LGC])?l(?:[oic]?Y|c?o?[CLG]u)?q?",
    "years": "Y[-/][YNX](?![-/])",
    "year": f"(?:t?gu?|tu)?[Yf]q?|{_EDGE}[Yf]q?",
    "attack": "N/N",
}
_BEGINS = "(?=[^.zpc()iox2qy$/BAFH-])"  # a quick look first: no form begins with these, which most words are
_GRAMMAR = re.compile(_BEGINS + "(?:" + "|".join(f"(?P<{form}>{pattern})" for form, pattern in _FORMS.items()) + ")")


class Expression(NamedTuple):
    """Words that say when: their form, the words, their class letters and the letters around them."""

    form: str
    words: list[Word]
    classes: str
    before: str
    after: str

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    def value(self, letters: str) -> int | None:
        """What the first word of one of these classes counts or names; None where there is none."""
        for letter, word in zip(self.classes, self.words, strict=True):
            if letter in letters:
                return word.value
        return None

    def values(self, letters: str) -> list[int]:
        return [word.value for letter, word in zip(self.classes, self.words, strict=True) if letter in letters]


# Years of three digits count only on a page that has one with its era or in a life's brackets: *(c. 314 – 368)*, *410 AD*.
_EARLY_TIMES = re.compile(r"\(c\. ?\d{3}\b|\(\d{3} ?[–-] ?\d{3}\)|\b\d{3} (?:AD|CE)\b|\bAD \d{3}\b")
_EARLY_YEAR = re.compile(r"(?<=[i(-])X|(?<=ip)X")


def find_expressions(text: str, read: Words) -> list[Expression]:
    """The time expressions of a text in order, none overlapping another."""
    out: list[Expression] = []
    letters = _EARLY_YEAR.sub("Y", read.classes) if _EARLY_TIMES.search(text) else read.classes
    for m in _GRAMMAR.finditer(letters):
        start, end = m.span()
        classes = m.group().rstrip("pc")
        words = read.words[start : start + len(classes)]
        found = _recast(Expression(m.lastgroup or "", words, classes, letters[max(start - 4, 0) : start], letters[end : end + 4]), text)
        if found.form not in _DOUBTS or _DOUBTS[found.form](found, text):
            out.extend(_both_years(found) if found.form == "years" else (found,))
    return out


_ATTACKS = re.compile(r"(?:, 2001,?)? (?:terror|attack|hijack)")


def _recast(found: Expression, text: str) -> Expression:
    """The Sept. 11 attacks are those of 2001; *2030's goals* are a year's, *the 1930's* a decade."""
    if found.form == "day" and (found.value("Mm"), found.value("NO")) == (9, 11) and _ATTACKS.match(text, found.end):
        return found._replace(form="attack")
    if found.form == "decade" and found.words[-1].text.endswith(("'s", "’s")) and "t" not in found.classes:
        return found._replace(form="year", classes=found.classes.replace("D", "Y"))
    return found


def _both_years(found: Expression) -> list[Expression]:
    """`1987–1991` or `1987-88` as its two years."""
    first, _, last = found.words
    value = last.value if found.classes[2] == "Y" else first.value // 100 * 100 + last.value
    begin = found._replace(form="year", words=[first], classes="Y", after="-")
    if value <= first.value:  # 2008-03 is no range
        return [begin]
    return [begin, found._replace(form="year", words=[last._replace(value=value)], classes="Y", before="-")]


# ---- words that may mean something else


def _is_month(found: Expression, text: str) -> bool:
    """`May`, `March` and `June` alone are months after a preposition or another month."""
    if found.classes not in ("m", "mq"):
        return True
    return found.before[-1:] in tuple("io2kLGECJ(") or found.before[-2:] in ("Mx", "mx", "Mc", "mc")


def _is_year(found: Expression, text: str) -> bool:
    if found.classes[0] != "Y":
        return True
    if found.before[-1:] in ("$", "/") or found.after[:1] in ("/", "u") or found.after[:2] == "-u":  # $2000, a 2000 year old city
        return False
    tail, head = text[found.end : found.end + 16].split(maxsplit=1), text[max(found.start - 16, 0) : found.start].split()
    if tail and tail[0].strip(".,;:)").lower() in NO_YEAR_BEFORE:
        return False
    if head and head[-1].strip(".(").lower() in NO_YEAR_AFTER:
        return False
    return 1700 <= found.words[0].value <= 2100 or found.before[-1:] in tuple("i2k(-") or found.before[-2:] == "ip"


_WHOSE = re.compile(r"\b(?:my|your|his|her|its|our|their)\s+$", re.IGNORECASE)


def _is_decade(found: Expression, text: str) -> bool:
    """The sixties and the 40s are decades; his sixties and her early 40s are ages."""
    if _WHOSE.search(text[max(found.start - 8, 0) : found.start]):
        return False
    return not found.words[-1].text.isalpha() or "t" in found.classes + found.before[-1:]


def _is_season(found: Expression, text: str) -> bool:
    """Not *the Winter Games*."""
    return not (text[found.words[-1].start].isupper() and text[found.end : found.end + 2].strip().isupper())


def _is_unit(found: Expression, text: str) -> bool:
    """Not *the last day* of something, nor *at the end of the day* and *these days*, which date nothing."""
    return text[found.start : found.end].lower() not in ("the last day", "these days", "end of the day")


_TITLE = re.compile(r"USA TODAY|[\"“]T\w+[\"”]")


def _is_day(found: Expression, text: str) -> bool:
    """Not *a tomorrow without war* nor a newspaper or programme called Today."""
    return found.before[-1:] != "a" and not _TITLE.search(text[max(found.start - 4, 0) : found.end + 1])


def _is_single(found: Expression, text: str) -> bool:
    """That day, and not *in those days*."""
    return found.words[0].text != "those"


def _is_attack(found: Expression, text: str) -> bool:
    return found.classes != "N/N" or ([w.text for w in found.words] == ["9", "/", "11"] and found.before[-1:] != "/")


def _names_nothing(found: Expression, text: str) -> bool:
    """Not *Christmas Island* nor *21st Century Fox*."""
    return not re.match(r" [A-Z][a-z]", text[found.end : found.end + 3])


def _is_weekday(found: Expression, text: str) -> bool:
    """Not *Friday the 13th* nor *Saturday Night Live*."""
    return not re.match(r" the 13th| (?:Morning|Afternoon|Evening|Night) [A-Z][a-z]", text[found.end : found.end + 16])


_DOUBTS: dict[str, Callable[[Expression, str], bool]] = {
    "month": _is_month,
    "year": _is_year,
    "decade": _is_decade,
    "season": _is_season,
    "unit": _is_unit,
    "same": _is_single,
    "today": _is_day,
    "attack": _is_attack,
    "feast": _names_nothing,
    "century": _names_nothing,
    "weekday": _is_weekday,
}
