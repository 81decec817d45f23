"""Routes are counted as a careful reader counts them: each drawn case of constellations.txt."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ondit.origins.routes import Link, Node, Routes, trace

ARROWS = {" <- ": "certain", " <~ ": "likely", " == ": "certain"}
ACT = re.compile(
    r"(?P<kind>interview|press conference|document|eyewitness|speech)(?: \d| [\w ]+)??(?: of)? (?P<voice>\w+)(?: for (?P<other>\w+))?"
    r"(?:, (?P<day>[\d-]+|\?))?(?:, by (?P<outlet>.+))?"
)


@dataclass
class Case:
    name: str
    nodes: dict[str, Node] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    expected: dict[str, str] = field(default_factory=dict)

    def node(self, words: str) -> str:
        if words not in self.nodes:
            self.nodes[words] = drawn(words)
        return words


def known(words: str | None) -> str | None:
    return None if words in (None, "?") else words


def drawn(words: str) -> Node:
    if match := re.fullmatch(r"unnamed (eyewitness|press conference) (.+)", words):
        return Node(words, match[1], match[1])
    if match := re.fullmatch(r"(wire|outlet|unnamed) (.+)", words):
        return Node(words, match[1], match[2])
    act = ACT.fullmatch(words)
    assert act, f"what is {words!r}?"
    return Node(words, act["kind"], words, act["other"] or act["voice"], known(act["day"]), act["outlet"])


def cases(text: str) -> list[Case]:
    found: list[Case] = []
    for line in text.splitlines():
        arrow = next((arrow for arrow in ARROWS if arrow in line), None)
        if line.startswith("= "):
            found.append(Case(line[2:]))
        elif line.startswith("#") or not found:
            continue
        elif page := re.fullmatch(r"([a-z]): (.+), (.+)", line):
            found[-1].nodes[page[1]] = Node(page[1], "page", page[1], day=known(page[3]), outlet=known(page[2]))
        elif arrow:
            taker, origin = (found[-1].node(words) for words in line.split(arrow))
            found[-1].links.append(Link(taker, origin, "said", ARROWS[arrow], same="==" in arrow))
        elif expected := re.fullmatch(r"(routes|voices|first) (.+)", line):
            found[-1].expected[expected[1]] = expected[2]
    return found


CASES = cases((Path(__file__).parent / "constellations.txt").read_text("utf-8"))


def traced(name: str) -> Routes:
    case = next(case for case in CASES if case.name == name)
    return trace(case.nodes.values(), case.links)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_drawn_case_is_counted_as_a_careful_reader_counts_it(case: Case) -> None:
    found = trace(case.nodes.values(), case.links)
    counted = {
        "routes": str(found.routes).partition(":")[0],
        "voices": str(found.voices).partition(":")[0],
        "first": f"{found.first.page or 'unknown'}, {found.first.how}",
    }
    assert counted == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_order_of_the_links_does_not_matter(case: Case) -> None:
    there, back = trace(case.nodes.values(), case.links), trace(case.nodes.values(), case.links[::-1])
    assert (there.routes.low, there.routes.high, there.voices, there.first) == (back.routes.low, back.routes.high, back.voices, back.first)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("A wire fan", "1"),
        ("One page without a source", "1: an outlet names no source"),
        ("Two interviews and two pages without a source", "2 to 4: two outlets name no source"),
        ("Two pages credit two outlets that are not here", "1 to 2: two credited outlets are not among the pages"),
        ("A circle beside an interview", "1 to 2: a circle names no source outside itself"),
        ("An unnamed source in two outlets", "1 to 2: two sources are unnamed"),
        ("Two unnamed people before the reporters", "1 to 2: two sources are unnamed"),
        ("One person, occasions untold", "1 to 2: Smith may have said it on 1 to 2 occasions"),
        ("Two pages of unknown outlets", "1 to 2: two pages name no source"),
        ("A likely copy", "1 to 2: interview of Jones, 2026-03-02, by Courier likely has it from a"),
    ],
)
def test_a_count_says_why_no_more_is_known(name: str, count: str) -> None:
    assert str(traced(name).routes) == count


def test_each_origin_names_the_pages_that_have_the_claim_from_it() -> None:
    found = traced("Many copies and one witness")
    assert [(origin.label, origin.pages) for origin in found.origins] == [("AFP", ("a", "b", "c", "d")), ("eyewitness Smith", ("e",))]


def test_nothing_drawn_is_no_route() -> None:
    found = trace([], [])
    assert (found.routes.low, found.routes.high, found.origins, found.first.page) == (0, 0, (), None)


def test_a_link_to_what_is_not_drawn_is_an_error() -> None:
    with pytest.raises(KeyError):
        trace([Node("a", "page", "a")], [Link("a", "b", "reprint")])


def test_a_fan_of_thousands_is_still_one() -> None:
    pages = [Node(f"p{n}", "page", f"p{n}", day="2026-03-01", outlet=f"o{n}") for n in range(3000)]
    found = trace([*pages, Node("w", "wire", "AFP")], [Link(page.id, "w", "credit") for page in pages])
    assert (found.routes.low, found.routes.high) == (1, 1)
