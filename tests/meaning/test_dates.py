"""What days a page speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ondit.meaning.dates import find_dates


def days(text: str, published: str | None = "2008-09-03") -> list[tuple[str, str | None, str | None]]:
    """A Wednesday is the day of publication."""
    return [(d.text, d.from_, d.to) for d in find_dates(text, published=published)]


def only(text: str, published: str | None = "2008-09-03") -> tuple[str | None, str | None]:
    [(_, start, end)] = days(text, published)
    return start, end


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2 September 2008", "2008-09-02"),
        ("September 2, 2008", "2008-09-02"),
        ("Sept. 2, 2008", "2008-09-02"),
        ("Tuesday, September 2nd, 2008", "2008-09-02"),
        ("the 2nd of September 2008", "2008-09-02"),
        ("2008-09-02", "2008-09-02"),
        ("30/09/2008", "2008-09-30"),
        ("2.9.2008", "2008-09-02"),
        ("2-Sep-2008", "2008-09-02"),
        ("2008/09/02", "2008-09-02"),
        ("MARCH 3, 2021", "2021-03-03"),
        ("9/11", "2001-09-11"),
    ],
)
def test_a_full_date_needs_no_publication_in_any_notation(said: str, day: str) -> None:
    assert days(f"The bridge was closed on {said} for repairs.", published=None) == [(said, day, day)]


def test_a_date_whose_day_and_month_cannot_be_told_apart_keeps_its_year_alone() -> None:
    assert only("It was signed on 02/09/2008.") == ("2008-01-01", "2008-12-31")


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("on Monday", "2008-09-01", "2008-09-01"),
        ("last Wednesday", "2008-08-27", "2008-08-27"),
        ("yesterday", "2008-09-02", "2008-09-02"),
        ("the day before yesterday", "2008-09-01", "2008-09-01"),
        ("last night", "2008-09-02", "2008-09-02"),
        ("last week", "2008-08-25", "2008-08-31"),
        ("over the weekend", "2008-08-30", "2008-08-31"),
        ("last month", "2008-08-01", "2008-08-31"),
        ("three days ago", "2008-08-31", "2008-08-31"),
        ("two weeks ago", "2008-08-18", "2008-08-24"),
        ("ten months ago", "2007-11-01", "2007-11-30"),
        ("a year and a half ago", "2007-03-01", "2007-03-31"),
        ("half a century ago", "1958-01-01", "1958-12-31"),
        ("two hundred years ago", "1808-01-01", "1808-12-31"),
        ("early last month", "2008-08-01", "2008-08-15"),
        ("two years ago", "2006-01-01", "2006-12-31"),
        ("last quarter", "2008-04-01", "2008-06-30"),
        ("last August", "2008-08-01", "2008-08-31"),
        ("last summer", "2008-06-01", "2008-08-31"),
        ("in December", "2007-12-01", "2007-12-31"),
        ("on June 7", "2008-06-07", "2008-06-07"),
        ("the past 30 days", "2008-08-04", "2008-09-03"),
        ("at Easter", "2008-03-23", "2008-03-23"),
    ],
)
def test_what_was_is_counted_back_from_the_publication(said: str, start: str, end: str) -> None:
    assert only(f"The troops moved {said}.") == (start, end)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("on Monday", "2008-09-08", "2008-09-08"),
        ("next Friday", "2008-09-05", "2008-09-05"),
        ("tomorrow night", "2008-09-04", "2008-09-04"),
        ("next week", "2008-09-08", "2008-09-14"),
        ("this weekend", "2008-09-06", "2008-09-07"),
        ("by the end of Ramadan", "2008-09-30", "2008-09-30"),
        ("late next week", "2008-09-12", "2008-09-14"),
        ("in March", "2009-03-01", "2009-03-31"),
        ("next January", "2009-01-01", "2009-01-31"),
        ("the next five years", "2008-09-03", "2013-09-03"),
        ("next Christmas", "2008-12-25", "2008-12-25"),
    ],
)
def test_what_will_be_is_counted_on_from_the_publication(said: str, start: str, end: str) -> None:
    assert only(f"The troops will move {said}.") == (start, end)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dredging of the inner basin to begin on Monday, minister says",
        "The talks are to begin on Monday.",
        "The talks were to begin on Monday.",
        "Envoys plan to meet the rebels on Monday.",
        "The vote is scheduled for Monday.",
        "The bill comes due on Monday.",
        "He said on Tuesday that the ferry would sail on Monday.",
        "The two sides agreed to meet on Monday.",
        "The queen is visiting the port on Monday.",
        "The fair opens on Monday.",
        "Payments could reach farmers as soon as Monday.",
        "Monday the court will hear the appeal.",
        "The deputies who on Monday will elect a speaker met the king.",
        "The keys have to be back by Monday.",
        "Bids by Monday, please.",
    ],
)
def test_a_weekday_of_what_is_to_come_is_the_coming_one(sentence: str) -> None:
    assert ("Monday", "2008-09-08", "2008-09-08") in days(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks began on Monday.",
        "They met the rebels in the old fort on Monday.",
        "Prices rose more than expected on Monday.",
        "The minister could not be reached on Monday.",
        "They were forced to leave on Monday.",
        "On Monday the guild agreed to meet the owners.",
        "It would have ended on Monday.",
        "Aid workers who on Monday crossed the river may not return.",
        "Monday's flood killed nine people.",
        "The need was there on Monday.",
    ],
)
def test_a_weekday_of_what_has_been_is_the_last_one(sentence: str) -> None:
    assert days(sentence)[0][1:] == ("2008-09-01", "2008-09-01")


@pytest.mark.parametrize("sentence", ["A rally in the harbour on Monday.", "Monday's result will please nobody.", "The need on Monday."])
def test_a_weekday_whose_words_do_not_tell_lies_between_the_last_and_the_coming_one(sentence: str) -> None:
    assert only(sentence) == ("2008-09-01", "2008-09-08")


def test_a_weekday_beside_a_day_tells_its_year() -> None:
    assert only("It was seen at 6:38 p.m. on Saturday, March 8.") == ("2008-03-08", "2008-03-08")
    assert only("A picture of Friday, March 9.") == ("2007-03-09", "2007-03-09")


def test_the_weekday_of_the_publication_is_that_day_unless_the_words_say_otherwise() -> None:
    assert only("A rally in the harbour on Wednesday.") == only("The rally will end on Wednesday.") == ("2008-09-03", "2008-09-03")


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("2007", "2007-01-01", "2007-12-31"),
        ("March 2007", "2007-03-01", "2007-03-31"),
        ("late September 2007", "2007-09-15", "2007-09-30"),
        ("early 2012", "2012-01-01", "2012-04-30"),
        ("the summer of 1999", "1999-06-01", "1999-08-31"),
        ("the winter of 2006", "2006-12-01", "2007-02-28"),
        ("the third quarter of 2008", "2008-07-01", "2008-09-30"),
        ("Q1 2009", "2009-01-01", "2009-03-31"),
        ("the first half of 2009", "2009-01-01", "2009-06-30"),
        ("fiscal year 2009", "2009-01-01", "2009-12-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("the early 1980s", "1980-01-01", "1984-12-31"),
        ("the sixties", "1960-01-01", "1969-12-31"),
        ("the '90s", "1990-01-01", "1999-12-31"),
        ("the 19th century", "1800-01-01", "1899-12-31"),
        ("between May and July 2016", "2016-05-01", "2016-07-31"),
        ("the 18th and 19th centuries", "1700-01-01", "1899-12-31"),
        ("the summer of '69", "1969-06-01", "1969-08-31"),
        ("the first week of June 2007", "2007-06-01", "2007-06-07"),
        ("the last three months of 2015", "2015-10-01", "2015-12-31"),
        ("May 5-7, 2008", "2008-05-05", "2008-05-07"),
    ],
)
def test_months_seasons_decades_and_ranges_are_intervals(said: str, start: str, end: str) -> None:
    assert only(f"It happened in {said}.") == (start, end)


@pytest.mark.parametrize(
    ("said", "start", "end"),
    [
        ("Eid al-Fitr 2008", "2008-10-01", "2008-10-01"),
        ("eid-ul fitr of 2008", "2008-10-01", "2008-10-01"),
        ("Ramadan 2008", "2008-09-01", "2008-09-30"),
        ("Eid al-Adha 2008", "2008-12-08", "2008-12-08"),
        ("Nowruz 2008", "2008-03-20", "2008-03-20"),
        ("Easter 2008", "2008-03-23", "2008-03-23"),
        ("Orthodox Easter 2008", "2008-04-27", "2008-04-27"),
        ("Diwali 2008", "2008-10-28", "2008-10-28"),
        ("Yom Kippur 2008", "2008-10-09", "2008-10-09"),
        ("Chinese New Year 2008", "2008-02-07", "2008-02-07"),
        ("Thanksgiving 2008", "2008-11-27", "2008-11-27"),
        ("New Year’s Eve 2008", "2008-12-31", "2008-12-31"),
    ],
)
def test_feasts_of_many_calendars_have_their_days(said: str, start: str, end: str) -> None:
    assert days(f"They waited until {said}.", published=None) == [(said, start, end)]


def test_both_ends_of_a_range_of_years_are_dates() -> None:
    assert days("He ruled from 2004 to 2009, she (1922 – 2013) did not, in 1987-88.") == [
        ("2004", "2004-01-01", "2004-12-31"),
        ("2009", "2009-01-01", "2009-12-31"),
        ("1922", "1922-01-01", "1922-12-31"),
        ("2013", "2013-01-01", "2013-12-31"),
        ("1987", "1987-01-01", "1987-12-31"),
        ("88", "1988-01-01", "1988-12-31"),
    ]


def test_the_year_that_closes_a_range_of_days_holds_for_its_beginning() -> None:
    assert days("The show ran from January 23 to March 9, 2014.")[0] == ("January 23", "2014-01-23", "2014-01-23")


def test_a_life_is_read_from_year_to_year() -> None:
    life = (
        "Born in 1950, she joined the party in 1972. She left on 4 May. Two years later she returned, and in 1980 won; that year he fell."
    )
    assert days(life)[2:] == [
        ("4 May", "1972-05-04", "1972-05-04"),
        ("Two years later", "1974-01-01", "1974-12-31"),
        ("1980", "1980-01-01", "1980-12-31"),
        ("that year", "1980-01-01", "1980-12-31"),
    ]


def test_the_next_day_counts_from_the_day_spoken_of() -> None:
    assert days("The strike began on 3 May 2007. The next day it spread.")[1] == ("The next day", "2007-05-04", "2007-05-04")


def test_a_page_without_a_date_is_read_against_the_one_over_its_text() -> None:
    assert days("Bridge closed\n\nFriday, August 15, 2008\n\nIt broke yesterday.", published=None)[1:] == [
        ("yesterday", "2008-08-14", "2008-08-14")
    ]


@pytest.mark.parametrize("said", ["on Monday", "yesterday", "last year", "two years ago", "on June 7", "at Easter", "the following day"])
def test_no_date_is_invented_without_an_anchor(said: str) -> None:
    assert only(f"The troops moved {said}.", published=None) == (None, None)


def test_a_past_year_on_a_page_without_a_date_gives_its_days_no_year() -> None:
    assert days("He was elected in 2003. On Monday he said the army would leave on 1 October.", published=None)[1:] == [
        ("Monday", None, None),
        ("1 October", None, None),
    ]


def test_a_publication_known_by_its_year_dates_years_and_not_days() -> None:
    assert days("He left last year and spoke yesterday.", published="2008") == [
        ("last year", "2007-01-01", "2007-12-31"),
        ("yesterday", None, None),
    ]


def test_what_is_vague_stays_open_on_that_side() -> None:
    assert only("He left a few months ago.") == (None, "2008-09-03")
    assert only("He will speak in the coming weeks.") == ("2008-09-03", None)


def test_a_span_counted_from_an_event_is_found_and_left_open() -> None:
    assert days("It came two years after the invasion.") == [("two years after", None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "He may march on.",
        "It lasted two years.",
        "The 11-year lull, a man in his sixties, a woman in her early 40s.",
        "They paid $2000 for 1,500 seats and sent 2000 people.",
        "Resolution 1975 names no date.",
        "A 2000 year old town.",
        "He sat in the sun now.",
        "Friday the 13th and Christmas Island are films.",
        "Imagine a tomorrow without war, as USA TODAY did.",
        "at 10:30, page 1984, version 3.10.1",
        "I met April Jones.",
        "These days it rains and in those days it did not, at the end of the day.",
    ],
)
def test_durations_ages_amounts_and_names_are_no_dates(words: str) -> None:
    assert days(words) == []


def test_a_day_that_a_month_has_not_is_left_open() -> None:
    assert only("It was dated 30 February 2008.") == (None, None)


def test_a_feast_beyond_its_calendar_is_left_open() -> None:
    assert only("It was Diwali 1850.") == (None, None)


WORDS = [
    "the",
    "last",
    "next",
    "2",
    "999",
    "1999",
    "years",
    "ago",
    "May",
    "Monday",
    "9/11",
    "Easter",
    "in",
    "of",
    "century",
    "1990s",
    "–",
    "(",
]


@given(st.text(alphabet=st.sampled_from("0129 ./-–,()\n'")) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_read_and_every_date_is_a_stretch_of_it(text: str) -> None:
    end = 0
    for date in find_dates(text, published="2008-09-03"):
        assert end <= date.start < date.end <= len(text)
        assert text[date.start : date.end] == date.text
        assert not date.from_ or not date.to or date.from_ <= date.to
        end = date.end
