"""Copies are found whatever sites do to a text, and what only looks like a copy is none."""

import pytest
from copied_pages import FERRY, HILLS, LEAD, MONEY, OTHER, STORY

from ondit.origins.collection import find_copies
from ondit.origins.editions import Edition
from ondit.origins.records import Copy
from ondit.origins.reprints import compare
from ondit.origins.words import Words, quotation_spans
from ondit.pages.outlets import same_outlet
from ondit.reading import Credit


def edition(text: str, address: str = "https://a.example/1", **facts: object) -> Edition:
    return Edition(address, Words.of(text), **facts)  # type: ignore[arg-type]


def copied(text: str, other: str = STORY) -> Copy | None:
    return compare(edition(text, "https://b.example/2"), edition(other))


def test_the_same_text_is_a_reprint_of_which_everything_is_shared() -> None:
    copy = copied(STORY)
    assert copy and (copy.kind, copy.share, copy.other_share) == ("reprint", 1.0, 1.0)
    assert [(p.here, p.changes) for p in copy.passages] == [((0, STORY.rindex(".")), ())]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join((LEAD, HILLS)),
        "\n\n".join((MONEY, FERRY)),
        STORY.replace("Harlow bridge stays shut", "A closed crossing divides the north"),
        STORY.upper().replace(",", " –"),
        "\n\n".join((LEAD, OTHER, HILLS, MONEY, FERRY)),
        "\n\n".join((FERRY, MONEY, HILLS, LEAD)),
    ],
    ids=["tail cut", "head cut", "retitled", "capitals and dashes", "a paragraph put in", "put into another order"],
)
def test_a_copy_is_found_whatever_the_site_did_to_it(text: str) -> None:
    copy = copied(text)
    assert copy and copy.kind == "reprint"


def test_a_page_within_which_another_stands_in_part_has_an_excerpt_of_it() -> None:
    copy = copied("\n\n".join((OTHER, OTHER.lower(), MONEY)))
    assert copy and copy.kind == "excerpt"
    assert copy.share < 0.5 and copy.other_share < 0.5
    (passage,) = copy.passages
    assert STORY[slice(*passage.there)] == MONEY.rstrip(".")


def test_the_words_that_differ_are_shown_on_both_sides() -> None:
    text = STORY.replace("closed until the autumn", "shut until the winter").replace("with all that it costs", "with all that that costs")
    copy = copied(text)
    assert copy
    changes = [(text[slice(*here)], STORY[slice(*there)]) for p in copy.passages for here, there in p.changes]
    assert changes == [("shut", "closed"), ("winter", "autumn"), ("that", "it")]


def test_pages_about_one_thing_in_their_own_words_are_no_copies() -> None:
    assert copied("The county engineer told the council on Monday that the bridge at Harlow stays closed. The pier has moved.") is None
    assert copied(OTHER) is None


def test_two_pages_that_quote_the_same_speech_are_no_copies_of_each_other() -> None:
    speech = f"“{MONEY} {HILLS}”"
    first = f"The engineer spoke for an hour.\n\n{speech}\n\nHe left without taking questions from anybody in the hall."
    second = f"Much was said about money at Monday's council.\n\n{speech.replace('“', chr(34)).replace('”', chr(34))}\n\nNobody clapped."
    assert copied(first, second) is None


def test_a_copy_of_a_story_full_of_quotations_is_a_copy() -> None:
    close = "said the county engineer, who will speak again on Friday, according to a note.\n\nHe left."
    story = f"Harlow shut\n\n{LEAD}\n\n“{MONEY} {HILLS}” {close}"
    copy = copied(story.replace("“", "«").replace("”", "»"), story)
    assert copy and copy.share > 0.95


# ---------------------------------------------------------------- which derives from which


def source_of(page: Edition, other: Edition) -> str | None:
    copy = compare(page, other)
    assert copy
    return copy.source


def test_the_page_that_credits_the_other_derives_from_it_whatever_the_dates() -> None:
    first = edition(STORY, "https://www.harlowpost.example/1", outlet="The Harlow Post", published="2020-03-02")
    second = edition(STORY, "https://b.example/2", published="2020-03-02", credits=(Credit("reprint", "Harlow Post", 0, 6),))
    assert source_of(first, second) == source_of(second, first) == first.address


def test_of_two_pages_that_credit_an_agency_neither_derives_from_the_other() -> None:
    wired = {"credits": (Credit("wire", "AFP", 0, 6),)}
    first = edition(STORY, published="2020-03-02", **wired)
    second = edition(STORY, "https://b.example/2", published="2020-03-09", **wired)
    assert source_of(first, second) is None


def test_the_page_that_quotes_derives_from_the_one_that_says_it() -> None:
    quoting = edition(f"{OTHER}\n\nThe Post had this to say.\n\n“{MONEY}”", "https://b.example/2")
    assert source_of(quoting, edition(STORY)) == "https://a.example/1"


@pytest.mark.parametrize(
    ("published", "source"),
    [("2020-03-09", "https://a.example/1"), ("2020-03-03", None), ("2020-03-02", None), (None, None), ("2020", None)],
)
def test_the_earlier_page_is_the_source_where_the_days_lie_apart(published: str | None, source: str | None) -> None:
    later = edition(STORY, "https://b.example/2", published=published)
    assert source_of(later, edition(STORY, published="2020-03-02")) == source


def test_reasons_against_each_other_leave_the_source_open_and_are_all_said() -> None:
    quoting = edition(f"{OTHER}\n\nThe Post had this to say.\n\n“{MONEY}”", "https://b.example/2", published="2020-02-01")
    copy = compare(quoting, edition(STORY, published="2020-03-02"))
    assert copy and copy.source is None
    assert [reason.kind for reason in copy.evidence] == ["overlap", "inclusion", "date"]


# ---------------------------------------------------------------- whole collections


def test_a_collection_gives_each_pair_once() -> None:
    pages = [edition(OTHER, "c"), edition(STORY, "a"), edition("\n\n".join((LEAD, HILLS, MONEY)), "b")]
    assert [(copy.page, copy.other) for copy in find_copies(pages)] == [("b", "a")]


def test_what_an_outlet_prints_under_its_stories_is_no_copy() -> None:
    notice = f"Note from the editors. {MONEY}"
    stories = [" ".join(chr(ord("a") + n) + word for word in OTHER.split()) for n in range(4)]
    pages = [edition(f"{story}\n\n{notice}", f"p{n}", outlet="Post") for n, story in enumerate(stories)]
    assert find_copies(pages) == []
    assert len(find_copies(pages[:2])) == 1


def test_one_story_at_many_addresses_of_an_outlet_stays_a_copy() -> None:
    assert len(find_copies(edition(STORY, f"p{n}", outlet="Post") for n in range(4))) == 6


def test_an_empty_page_and_one_of_signs_alone_have_no_copies() -> None:
    assert find_copies([edition("", "a"), edition("… – !", "b"), edition("", "c")]) == []


def test_a_page_that_repeats_itself_without_end_is_compared_in_time() -> None:
    assert copied("bla " * 50_000, "bla " * 50_000) is None


# ---------------------------------------------------------------- quotation marks


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said ‘I don’t know’ and “yes”.", ["I don’t know", "yes"]),
        ("In the '90s they were 'fine,' she said.", ["fine,"]),
        ("``Go,'' he said.", ["Go,"]),
        ("«Non», dit-il, „nein“.", ["Non", "nein"]),
        ("“One.\n\n“Two,” he said.", ["One.", "Two,"]),
        ("It was the workers’ day.", []),
        ('"A ‘B’ C" d', ["A ‘B’ C"]),
    ],
)
def test_quotations_stand_between_marks_of_one_kind(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotation_spans(text)] == quoted


def test_words_stand_where_they_stand_whatever_folding_does_to_signs() -> None:
    text = "İZMİR, Straße"
    words = Words.of(text)
    assert [text[slice(*span)] for span in words.spans] == ["İZMİR", "Straße"]


def test_an_agency_that_signs_its_own_page_credits_no_third() -> None:
    mark = (Credit("wire", "NNA", 0, 0),)
    own = edition(STORY, outlet="Northmere News Agency", credits=mark, published="2026-03-02")
    later = edition(STORY, "https://b.example/2", outlet="Shore News", published="2026-03-09")
    copy = compare(later, own)
    assert copy
    assert copy.source == own.address
    assert all(said.kind != "credit" for said in copy.evidence)


@pytest.mark.parametrize(
    ("name", "outlet", "same"),
    [
        ("NNA", "Northmere News Agency", True),
        ("VOA", "Voice of America", True),
        ("AP", "The Associated Press", True),
        ("AP", "Austin Post", False),
        ("Nna", "Northmere News Agency", False),
        ("NNA", "Northmere News", False),
    ],
)
def test_initials_are_the_mark_of_an_outlet_but_for_those_of_a_known_agency(name: str, outlet: str, same: bool) -> None:
    assert same_outlet(name, outlet, "https://a.example/1") == same
