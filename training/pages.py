"""The teaching pages: short invented texts whose attributions, nested ones too, are marked where they stand.

    {1s:Iran} {1c:demands} {1x:dismantling of the bases}

`load_pages` gives them in the shape of the PolNeAR articles, so that both train alike; `pages/README.md` has the convention.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

ROLES = {"s": "source", "c": "cue", "x": "content"}
MARK = re.compile(r"\{(?:(\d+)([scx]):)?|\}")

Stretch = tuple[int, int]


class Attribution(TypedDict):
    """Character spans into the page's text: half-open, in order; `source` may be empty, `cue` and `content` never are."""

    id: int
    source: list[Stretch]
    cue: list[Stretch]
    content: list[Stretch]


class Page(TypedDict):
    """One teaching page. `names` is always empty: these pages teach attributions alone."""

    id: str
    text: str
    attributions: list[Attribution]
    names: list[Stretch]


class FaultyPageError(ValueError):
    """The markup of a page breaks the convention; the message names the file, the line and column (or the attribution)."""


def load_pages(folder: Path | str) -> list[Page]:
    """Every `*.txt` of the folder as a page, by file name; its id is the name without ending.

    Raises FaultyPageError at the first fault found.
    """
    return [read_marked(path.read_text("utf-8"), path.stem) for path in sorted(Path(folder).glob("*.txt"))]


def read_marked(marked: str, name: str) -> Page:
    """The page that a marked text stands for: 1. the marks are taken out and become spans, 2. the spans are held against the convention.

    Raises FaultyPageError.
    """
    text, spans = _take_out_marks(marked.rstrip("\n"), name)
    numbers = sorted({number for number, _, _ in spans})
    if numbers != list(range(1, len(numbers) + 1)):
        raise FaultyPageError(f"{name}.txt: attributions are numbered {numbers}, not 1, 2, 3 … without a gap")
    attributions = [_gather(number, spans) for number in numbers]
    for attribution in attributions:
        _check(attribution, name)
    _check_nesting(attributions, name)
    return Page(id=name, text=text, attributions=attributions, names=[])


def _take_out_marks(marked: str, name: str) -> tuple[str, list[tuple[int, str, Stretch]]]:
    """The text without marks, and a span for each mark. A mark at `at` in the marked text stands at `at - taken` in the text."""
    spans: list[tuple[int, str, Stretch]] = []
    still_open: list[tuple[int, str, int, int]] = []
    taken = 0
    for mark in MARK.finditer(marked):
        here = mark.start() - taken
        taken += len(mark[0])
        if mark[1]:
            still_open.append((int(mark[1]), ROLES[mark[2]], here, mark.start()))
        elif mark[0] == "{":
            raise FaultyPageError(f"{_place(name, marked, mark.start())}: '{{' does not begin a mark such as {{1s:")
        elif not still_open:
            raise FaultyPageError(f"{_place(name, marked, mark.start())}: '}}' closes nothing")
        else:
            number, role, start, opened = still_open.pop()
            inside = MARK.sub("", marked[opened : mark.end()])
            if not inside or inside != inside.strip() or "\n" in inside:
                raise FaultyPageError(f"{_place(name, marked, opened)}: a mark holds words of one line, with no space at its edges")
            spans.append((number, role, (start, here)))
    if still_open:
        raise FaultyPageError(f"{_place(name, marked, still_open[-1][3])}: this mark is never closed")
    return MARK.sub("", marked), spans


def _place(name: str, marked: str, at: int) -> str:
    line_start = marked.rfind("\n", 0, at) + 1
    return f"{name}.txt:{marked.count(chr(10), 0, at) + 1}:{at - line_start + 1}"


def _gather(number: int, spans: list[tuple[int, str, Stretch]]) -> Attribution:
    def of(role: str) -> list[Stretch]:
        return sorted(span for n, r, span in spans if (n, r) == (number, role))

    return Attribution(id=number, source=of("source"), cue=of("cue"), content=of("content"))


def _all_spans(attribution: Attribution) -> list[Stretch]:
    return sorted([*attribution["source"], *attribution["cue"], *attribution["content"]])


def _check(attribution: Attribution, name: str) -> None:
    for role, spans in (("cue", attribution["cue"]), ("content", attribution["content"])):
        if not spans:
            raise FaultyPageError(f"{name}.txt: attribution {attribution['id']} has no {role}")
    spans = _all_spans(attribution)
    if any(left[1] > right[0] for left, right in pairwise(spans)):
        raise FaultyPageError(f"{name}.txt: attribution {attribution['id']} has a span inside another of its own")


def _check_nesting(attributions: list[Attribution], name: str) -> None:
    """A statement inside a content is wholly inside it: none has its cue in one voice's words and its content in another's."""
    for outer in attributions:
        for inner in attributions:
            inside = [any(a <= s and e <= b for a, b in outer["content"]) for s, e in _all_spans(inner)]
            if inner is not outer and any(inside) and not all(inside) and not _encloses(inner, outer):
                raise FaultyPageError(f"{name}.txt: attribution {inner['id']} lies partly inside the content of {outer['id']}")


def _encloses(one: Attribution, other: Attribution) -> bool:
    """Whether all of `other` lies in the content of `one`, or both share a content."""
    shared = set(one["content"]) & set(other["content"])
    return bool(shared) or all(any(a <= s and e <= b for a, b in one["content"]) for s, e in _all_spans(other))
