"""The picture of routes as a file: as much as can be looked at, and tables with all."""

import re

from ondit.exports.routes import routes_html
from ondit.origins.part import ROUTES
from ondit.origins.routes import Link, Node, trace


def drawn(routes: int):
    """So many wire services, each on a page of its own, and all on one page."""
    wires = [Node(f"wire {n}", "wire", f"Wire {n}") for n in range(routes)]
    pages = [Node(f"https://{n}.example/", "page", f"Page {n}", outlet="The Harbour Times", day="2026-03-11") for n in range(routes + 1)]
    own = [Link(f"https://{n}.example/", f"wire {n}", "credit") for n in range(routes)]
    every = [Link(f"https://{routes}.example/", f"wire {n}", "credit") for n in range(routes)]
    return trace([*wires, *pages], [*own, *every])


def test_of_many_routes_the_picture_has_the_largest_and_the_tables_have_all():
    all_of_it = drawn(30)
    html = "".join(routes_html(all_of_it, title="All", counted=False))
    assert f"The picture has {ROUTES} of {len(all_of_it.origins)} routes" in html
    assert html.count('<td class="key">') == len(all_of_it.origins)
    assert html.count("took it from</td>") == sum(not link.same for link in all_of_it.links)
    assert len(re.findall(r'<g class="wire">', html)) == ROUTES
    assert "The picture has" not in "".join(routes_html(drawn(2), title="Few"))


def test_the_second_line_of_a_box_ends_before_the_numbers_begin():
    html = "".join(routes_html(drawn(30), title="All", counted=False))
    line = r'<svg x="(\d+)" y="\d+" width="(\d+)".*?<text class="what number" x="(\d+)" y="\d+">([^<]*)<'
    lines = re.findall(line, html)
    assert any("…" in numbers for *_, numbers in lines)
    assert all(int(x) + int(width) + 7 * len(numbers) < int(end) for x, width, end, numbers in lines)
