"""A statement as it is cited: its exact words, through whom they come, where they stand, and how to check that they do."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args

from sqlalchemy import Engine

from ondit.ledger.fragments import text_directive
from ondit.ledger.keeping import captures_of, reading, statement
from ondit.ledger.records import Found
from ondit.reading import Article

CitationFormat = Literal["text", "csl-json", "ris"]
_CHAIN = " › "
_OPENING, _CLOSING = '“„«"', '”“»"'
_INNER = str.maketrans('“„”«»"', "‘‚’‹›'")


def cite(engine: Engine, key: str, format: CitationFormat = "text") -> str:
    """The citation of the statement of a key. LedgerError where there is none; ValueError for another format."""
    if format not in get_args(CitationFormat):
        raise ValueError(f"a citation is given as {', '.join(get_args(CitationFormat))}, not as {format}")
    found = statement(engine, key)
    added = next(capture.added for capture in captures_of(engine, found.page) if found.reading in capture.readings)
    return _FORMATS[format](found, reading(engine, found.page, at=found.reading).article, added)


def quote(found: Found, article: Article) -> str:
    """The exact words, white space aside; … stands for what lies between parts that do not adjoin."""
    return " … ".join(_one_line(article.text[start:end]) for start, end in found.statement.content)


def link(found: Found, article: Article) -> str | None:
    """An address that leads to the words: to their page of a PDF, and else to themselves, by a text directive for each part."""
    url = found.url or ""
    if not url.startswith(("http://", "https://")):
        return None
    if numbers := pages(found, article):
        return f"{url.partition('#')[0]}#page={numbers[0]}"
    directives = [directive for span in found.statement.content if (directive := text_directive(article.text, span))]
    at = "" if "#" in url else "#"
    return f"{url}{at}:~:text={'&text='.join(directives)}" if directives else url


def pages(found: Found, article: Article) -> tuple[int, int] | None:
    """The first and the last page of a PDF on which the words stand, counted from 1; None for other pages."""
    if not article.pages or not found.statement.content:
        return None
    starts = [start for start, _ in article.pages]
    first, last = min(start for start, _ in found.statement.content), max(end for _, end in found.statement.content) - 1
    return bisect_right(starts, first) or 1, bisect_right(starts, last) or 1


# ---------------------------------------------------------------- the formats


def _text(found: Found, article: Article, added: str) -> str:
    numbers = _page_numbers(found, article)
    at = f"{'pp.' if '–' in numbers else 'p.'} {numbers}" if numbers else ""
    where = [_one_line(found.title or "A text without a title"), _one_line(found.outlet or ""), found.published or "no date", at]
    lines = [
        _spoken(found, article),
        ", ".join(part for part in where if part) + ".",
        link(found, article) or found.address,
        _proof(found, added),
    ]
    return "\n".join(lines) + "\n"


def _csl_json(found: Found, article: Article, added: str) -> str:
    """An item of CSL-JSON, in an array as reference managers take it."""
    item: dict[str, Any] = {
        "id": found.key,
        "type": "article-newspaper" if found.outlet else "document",
        "title": _one_line(found.title or ""),
        "container-title": _one_line(found.outlet or ""),
        "author": [{"literal": _one_line(name)} for name in article.byline],
        "issued": _date_parts(found.published),
        "accessed": _date_parts(found.fetched),
        "URL": link(found, article),
        "page": _page_numbers(found, article),
        "language": article.language,
        "note": f"{_spoken(found, article)} {_proof(found, added)}",
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=True, indent=2) + "\n"


def _ris(found: Found, article: Article, added: str) -> str:
    """A record of RIS; every value on one line."""
    fields = [
        ("TY", "NEWS" if found.outlet else "ELEC"),
        ("ID", found.key),
        ("TI", found.title),
        ("T2", found.outlet),
        *(("AU", name) for name in article.byline),
        ("PY", (found.published or "")[:4]),
        ("DA", "/".join((found.published or "").split("-"))),
        ("SP", _page_numbers(found, article)),
        ("UR", link(found, article)),
        ("Y2", "/".join((found.fetched or "")[:10].split("-"))),
        ("LA", article.language),
        ("N1", _spoken(found, article)),
        ("N1", _proof(found, added)),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in fields if value and value.strip()]
    return "\n".join([*lines, "ER  - ", ""])


_FORMATS: dict[CitationFormat, Callable[[Found, Article, str], str]] = {"text": _text, "csl-json": _csl_json, "ris": _ris}


def _spoken(found: Found, article: Article) -> str:
    """The words and the voices they come through, the page first."""
    return f"{_marked(quote(found, article))} — {_CHAIN.join(_named(found))} ({_manner(found)})."


def _marked(words: str) -> str:
    """The words in one pair of quotation marks: their own where they have them around all, and else marks within are turned."""
    if len(words) > 1 and words[0] in _OPENING and words[-1] in _CLOSING:
        return words
    return f"“{words.translate(_INNER)}”"


def _named(found: Found) -> Iterator[str]:
    """The voices of the chain; who reads a citation has no page before them, so that one without an outlet is called by its title."""
    page, *others = found.chain
    yield _one_line(page.label if found.outlet or page.name else found.title or page.label)
    yield from (_one_line(voice.label) for voice in others)


def _manner(found: Found) -> str:
    said = found.statement
    word = f"said as {said.certainty}" if said.act == "assert" else {"want": "wanted", "ask": "asked"}[said.act]
    return f"{word}, {'as not so' if said.act == 'assert' else 'not'}" if said.polarity == "-" else word


def _proof(found: Found, added: str) -> str:
    """How to check it: the capture, its digest, and what read it."""
    captured = f"Captured {found.fetched}" if found.fetched else f"Added to the ledger on {added[:10]}"
    digest = f", SHA-256 {found.sha256}" if found.sha256 else ", without its bytes"
    return f"{captured}{digest}. Read by ondit {found.made_by.ondit}; statement {found.key}."


def _page_numbers(found: Found, article: Article) -> str:
    numbers = pages(found, article)
    if numbers is None:
        return ""
    return str(numbers[0]) if numbers[0] == numbers[1] else f"{numbers[0]}–{numbers[1]}"


def _date_parts(day: str | None) -> dict[str, list[list[int]]] | None:
    """A day of CSL, as far as it is known."""
    parts = (day or "")[:10].split("-")
    return {"date-parts": [[int(part) for part in parts]]} if all(part.isdecimal() for part in parts) else None


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
