"""Names in running text and their short forms."""

import pytest

from ondit.turns.names import find_names, is_organization, is_person, same_person


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("On Monday Professor Anna Lindqvist met Per van der Ode.", ["Anna Lindqvist", "Per van der Ode"]),
        ("Harbour Review's Tom Oduya", ["Harbour Review", "Tom Oduya"]),
        ("Anna Lindqvist Anna Lindqvist keeps bees", ["Anna Lindqvist", "Anna Lindqvist"]),
        ("The novelist Eva J. Holm", ["Eva J. Holm"]),
    ],
)
def test_names_are_found_without_titles_days_and_sentence_openers(text: str, names: list[str]) -> None:
    assert [named.name for named in find_names(text)] == names


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("BERG", "Anna Berg", True),
        ("Anna", "Anna Berg", True),
        ("Anna Berg", "Anna K. Berg", True),
        ("Mc Kenzie", "David McKenzie", True),
        ("Berg", "Anna Bergman", False),
        ("Eva Berg", "Anna Berg", False),
    ],
)
def test_a_short_form_fits_its_full_name_only(short: str, full: str, same: bool) -> None:
    assert same_person(short, full) is same


def test_outlets_and_institutions_are_no_persons() -> None:
    assert all(map(is_organization, ["Malmö Post", "Swedish Radio", "Lund University", "BBC"]))
    assert is_person("Anna Lindqvist")
    assert not is_person("Lindqvist")
