"""Numbers in addresses that no row can have."""

from urllib.parse import quote

import pytest

HUGE = quote("#" + "9" * 20)


@pytest.mark.parametrize("name", ["voice", "through", "about", "page"])
def test_a_search_for_a_number_beyond_all_finds_nothing(site, name):
    assert site.get(f"/search?{name}={HUGE}").status_code == 200
    assert site.get(f"/api/search?{name}={HUGE}").json() == []


@pytest.mark.parametrize("address", ["/labels", "/labels/uses", "/claims", "/routes"])
def test_the_other_pages_show_nothing_of_a_number_beyond_all(site, address):
    assert site.get(f"{address}?about={HUGE}").status_code in (200, 404)


def test_no_label_is_put_on_a_number_beyond_all(site):
    assert site.get(f"/api/labels?about={HUGE}").json() == []
