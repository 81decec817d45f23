"""What a plain text gives: a clean article whole, a pasted or dumped page without its furniture."""

import pytest

from ondit.pages.dumps import clean_dump

FIRST = "The council voted on Tuesday to close the old ferry landing, which has stood empty since the flood of 2011."
SECOND = "Mayor Ruth Okafor said the money saved would go to the two remaining harbours, and she hoped that work could begin in spring."
THIRD = "“We have waited ten years for a buyer,” Okafor told reporters after the vote. “Nobody came, and nobody is going to come now.”"
LAST = "The landing was built in 1932 and carried as many as 4,000 people a day, according to the harbour museum."
TITLE = "Council closes the old ferry landing"
ARTICLE = f"{TITLE}\n\n{FIRST}\n\n{SECOND}"
URL = "https://www.lowmereherald.example/2019/11/19/council-closes-old-ferry-landing"
INTERVIEW = (
    "Home » Harbour Desk » Ferries Will Not Come Back\n\nFerries Will Not Come Back\n\n"
    "The Harbour Review interviews Ruth Okafor, mayor of Lowmere, about the landing Q: Is it closed for good? A: It is."
    " Q:And the boats? A: They are sold."
    "\n\nYou may also like\n\nLeave a Comment"
)
MENU = "Skip to content\nLowmere Herald\nHome\nNews\nSports\nWeather\nSubscribe\nLog In\nSearch"
HEAD = f"News\n{TITLE}\nBy Ann Lee and Bo Diaz | Staff writers\nPublished Nov. 19, 2019, 8:03 am\nShare\nTweet\nEmail"
RELATED = "Related Stories\nTwo harbours to share spring budget\nFlood wall: what the engineers said"
FOOTER = (
    "Leave a Reply\nYour email address will not be published. Required fields are marked *\nName *\nEmail *\nMost Popular\n"
    "Ten bakeries worth a detour\nWhy the swans came back\nWe use cookies to improve your experience on our site.\nAccept\n"
    "Privacy Policy\nTerms of Use\nContact Us\n© 2019 Lowmere Herald. All rights reserved."
)
PAGE = "\n".join([MENU, HEAD, FIRST, SECOND, RELATED, THIRD, LAST, FOOTER])


# ---------------------------------------------------------------- clean texts


def test_a_clean_article_is_kept_whole():
    dump = clean_dump(ARTICLE)
    assert (dump.title, dump.body) == (TITLE, f"{FIRST}\n\n{SECOND}")


def test_a_text_without_a_headline_is_all_body():
    dump = clean_dump(f"{SECOND}\n\n{FIRST}")
    assert dump.title is None
    assert dump.body == f"{SECOND}\n\n{FIRST}"


def test_short_lines_within_a_clean_article_stay():
    body = f"{FIRST}\n\nEducation\n\n{SECOND}\n\nHealth\n\n{THIRD}\n\nWorld"
    assert clean_dump(f"{TITLE}\n\n{body}").body == body


def test_the_first_question_of_an_interview_is_no_headline():
    text = "Q: Is it closed for good?\n\nA: It is.\n\nQ: And the boats?\n\nA: They are sold, every one of them, to a firm in Norway."
    dump = clean_dump(text)
    assert (dump.title, dump.body) == (None, text)


def test_byline_and_date_under_the_headline_become_what_is_known_about_the_page():
    dump = clean_dump(f"{TITLE}\nBy Ann Lee\nTuesday, 19 November 2019\n\n{FIRST}\n\n{SECOND}")
    assert (dump.byline, dump.published) == (("Ann Lee",), "2019-11-19")
    assert dump.body == f"{FIRST}\n\n{SECOND}"


def test_a_pasted_interview_gives_its_section_and_title_once_and_no_furniture():
    dump = clean_dump(INTERVIEW)
    assert dump.section == ("Home", "Harbour Desk")
    assert dump.title == "Ferries Will Not Come Back"
    assert dump.body.startswith("The Harbour Review interviews") and dump.body.endswith("They are sold.")


def test_paragraphs_broken_to_a_fixed_width_are_made_whole():
    wrapped = (
        "The council voted on Tuesday to close the old ferry landing, which\n"
        "has stood empty since the flood of 2011, when the river rose above\nthe pier."
    )
    assert clean_dump(f"{TITLE}\n\n{wrapped}\n\n{SECOND}").body == wrapped.replace("\n", " ") + f"\n\n{SECOND}"


@pytest.mark.parametrize("text", ["", "\n\n", "Share", "Share\nTweet\nEmail"])
def test_a_text_of_next_to_nothing_is_no_error(text):
    assert clean_dump(text).title is None


# ---------------------------------------------------------------- pages with their furniture


def test_the_body_of_a_page_is_found_and_kept_whole_without_menus_related_stories_and_forms():
    assert clean_dump(PAGE, url=URL).body.split("\n\n") == [FIRST, SECOND, THIRD, LAST]


def test_a_page_says_its_title_byline_date_and_outlet():
    dump = clean_dump(PAGE, url=URL)
    assert (dump.title, dump.byline, dump.published, dump.outlet) == (TITLE, ("Ann Lee", "Bo Diaz"), "2019-11-19", "Lowmere Herald")


def test_a_page_whose_body_is_one_line_keeps_it():
    body = " ".join([FIRST, SECOND, THIRD, LAST] * 4)
    assert clean_dump("\n".join([MENU, HEAD, body, FOOTER]), url=URL).body == body


def test_a_page_of_furniture_alone_says_nothing_that_is_not_there():
    dump = clean_dump(f"{MENU}\n{FOOTER}")
    assert (dump.byline, dump.published) == ((), None)


def test_a_day_that_is_another_in_america_and_in_europe_is_left_open():
    assert clean_dump(PAGE.replace("Nov. 19, 2019", "11/12/2019")).published is None


def test_a_marathon_is_no_month_and_a_broken_address_no_error():
    page = PAGE.replace("Published Nov. 19, 2019, 8:03 am", "Marathon 12, 2019")
    assert clean_dump(page, url="http://[").published is None


# ---------------------------------------------------------------- long inputs


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        ("a » " * 250_000) + "\nb",
        "\n".join(["Share", "Tweet", "Privacy Policy", "by " + "A. " * 300_000]),
        "\n".join([PAGE] * 800),
        "\n" * 1_000_000 + TITLE,
    ],
    ids=["one line", "one path", "one byline", "many pages", "blank lines"],
)
def test_a_long_input_is_read_in_linear_time(text):
    assert clean_dump(text, url=URL).body
