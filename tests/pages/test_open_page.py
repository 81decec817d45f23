"""What a user gets from a page: its article, and what the page says about itself."""

import hashlib
from pathlib import Path

import pytest

from ondit.errors import PageError
from ondit.pages import from_text, open_page

STORY = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ferry stays in harbour as crews wait | The Tidewater Post</title>
<meta property="og:title" content="Ferry stays in harbour as crews wait">
<meta property="og:site_name" content="The Tidewater Post">
<meta property="article:published_time" content="2021-03-04T09:10:00Z">
<link rel="canonical" href="https://tidewater.example/ferry">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "Ferry stays in harbour as crews wait", "author": [{"@type": "Person", "name": "Nadia Brook"}]},
 {"@type": "BreadcrumbList", "itemListElement": [{"position": 1, "name": "Home"}, {"position": 2, "item": {"name": "Harbour"}},
  {"position": 3, "name": "Ferry stays in harbour as crews wait"}]}]}</script>
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav>
<article><h1>Ferry stays in harbour as crews wait</h1>
<p>The evening ferry to Holm did not sail on Thursday, the harbour office said, and crews were told to wait for word from the owners.</p>
<p><b>Q:</b> When will she sail again, and who decides about it?</p>
<p><strong>A:</strong> Nobody on the quay knows, and <em>nobody</em>&nbsp;asks us. We have waited here since the early hours.</p>
<blockquote><p>We were promised a crossing by noon, and noon has come and gone without anybody telling us a thing.</p></blockquote>
<ul><li>The first boat is laid up with a broken shaft.</li><li>The second has no captain.</li></ul>
<p>“It’s the owners’ call”, a deckhand said while coiling a rope. The owners did not return a telephone call from this newspaper.</p>
</article>
<footer><p>Copyright The Tidewater Post. All rights reserved.</p></footer></body></html>"""


def test_the_text_is_the_headline_a_blank_line_and_the_body():
    article = open_page(STORY).article
    head, rest = article.text.split("\n\n", 1)
    assert head == "Ferry stays in harbour as crews wait"
    assert article.headline == (0, len(head))
    assert rest.startswith("The evening ferry to Holm")
    assert rest.count("Ferry stays in harbour") == 0
    assert "Weather" not in rest and "rights reserved" not in rest


def test_paragraphs_quotes_and_list_items_are_lines_of_their_own():
    lines = open_page(STORY).article.text.split("\n\n")
    assert "Q: When will she sail again, and who decides about it?" in lines
    assert "The second has no captain." in lines
    assert any(line.startswith("We were promised a crossing") for line in lines)
    assert not any("\n" in line for line in lines)


def test_bold_and_italic_stretches_are_found_at_their_place():
    opened = open_page(STORY)
    assert [opened.article.text[a:b] for a, b in opened.emphasis] == ["Q:", "A:", "nobody"]


def test_no_break_spaces_and_decomposed_letters_are_normalised():
    text = open_page(STORY.replace("crews were", "cre\u0301ws&nbsp;were")).article.text
    assert "and nobody asks us" in text.replace("nobody asks", "nobody asks")
    assert "cr\u00e9ws were" in text


def test_the_page_says_what_it_is():
    article = open_page(STORY).article
    assert article.title == "Ferry stays in harbour as crews wait"
    assert article.outlet == "The Tidewater Post"
    assert article.byline == ("Nadia Brook",)
    assert article.published == "2021-03-04"
    assert article.url == "https://tidewater.example/ferry"
    assert article.section == ("Home", "Harbour")
    assert article.language == "en"


def test_what_the_caller_knows_wins_over_what_the_page_says():
    article = open_page(STORY, url="https://mirror.example/1", published="2021-03-03").article
    assert (article.url, article.published) == ("https://mirror.example/1", "2021-03-03")


def test_a_file_its_bytes_and_its_text_give_the_same_article(tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(STORY.encode())
    articles = [open_page(source).article for source in (file, str(file), STORY.encode(), STORY)]
    assert articles == [articles[0]] * 4
    assert articles[0].sha256 == hashlib.sha256(STORY.encode()).hexdigest()


def test_the_heading_on_the_page_is_the_headline_where_it_differs_from_the_title_for_search_engines():
    page = STORY.replace("<h1>Ferry stays in harbour as crews wait", "<h1>Ferry stays in harbour while its crews wait")
    assert open_page(page).article.title == "Ferry stays in harbour while its crews wait"


def test_a_missing_file_is_an_error_that_names_it():
    with pytest.raises(PageError, match=r"nowhere\.html does not exist"):
        open_page("nowhere.html")
    with pytest.raises(PageError, match=r"nowhere\.html does not exist"):
        open_page(Path("nowhere.html"))


def test_a_sentence_given_as_a_path_is_told_about_reading_text():
    with pytest.raises(PageError, match=r"read_text\(\)"):
        open_page("The minister said that taxes would rise.")


def test_text_is_taken_as_it_is():
    text = "  Ferry stays\u00a0in harbour \n\r\nIt did not sail, the office said.  "
    article = from_text(text).article
    assert article.text == text
    assert article.headline is None


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Crews wait in ‘the harbour.’\n\nThey wait.", "Crews wait in ‘the harbour.’"),
        ("Crews wait in\n'the harbour'\n\nThey wait.", "Crews wait in\n'the harbour'"),
        ("Crews wait in the harbour Tuesday, May 4, 2021\n\nThey wait.", "Crews wait in the harbour"),
        ("Crews wait in the harbour because nobody came.", None),
        ("Crews wait in the harbours.\n\nThey wait.", None),
        ("They wait.", None),
    ],
)
def test_the_headline_of_a_text_is_the_title_at_its_head(text, headline):
    article = from_text(text, title="Crews wait in 'the harbour'").article
    assert article.headline == (None if headline is None else (0, len(headline)))


def test_a_page_in_another_language_is_read_and_said_to_be():
    opened = open_page(
        "<html><body><article><h1>Die Fähre bleibt im Hafen</h1><p>Die Abendfähre nach Holm ist am Donnerstag nicht ausgelaufen, teilte das"
        " Hafenamt mit. Die Mannschaften sollten auf Nachricht der Eigner warten, sagte ein Sprecher der Gesellschaft.</p></article></body>"
    )
    assert opened.article.language == "de"
    assert "Abendfähre" in opened.article.text
    assert [caution.code for caution in opened.warnings] == ["not-english"]


def test_a_body_in_several_boxes_with_advertisements_between_them_is_put_together():
    told = [
        f"<p>{f'The county said on day {day} that the bridge would stay closed, and nobody knows until when. ' * 3}</p>"
        for day in range(1, 9)
    ]
    boxes = [
        f'<div class="row"><div class="part body">{first}{second}</div></div>' for first, second in zip(told[::2], told[1::2], strict=True)
    ]
    advertisement = '<div class="slot"><div class="ad"><a href="/buy">Buy a boat</a></div></div>'
    text = open_page(f"<html><body><h1>Bridge closed</h1><div class='all'>{advertisement.join(boxes)}</div></body></html>").article.text
    days = [line.split(" that")[0] for line in text.split("\n\n")[1:]]
    assert days == [f"The county said on day {day}" for day in range(1, 9)]
    assert "Buy a boat" not in text


def test_bylines_dates_and_links_to_other_stories_are_not_the_body():
    extra = "<p>By Nadia Brook</p><p>March 4, 2021</p>"
    page = STORY.replace("</h1>", f"</h1>{extra}").replace("<blockquote>", "<p>Related: Why the owners keep silent</p><blockquote>")
    assert open_page(page).article.text == open_page(STORY).article.text


def test_requests_to_follow_the_paper_and_the_strokes_of_an_agency_are_not_the_body():
    asks = (
        "Follow The Tidewater Post on Facebook and Twitter.",
        "Subscribe to the Morning Tide newsletter",
        "Get the day’s top stories delivered to your inbox every morning.",
        "___",
    )
    page = STORY.replace("<blockquote>", "".join(f"<p>{line}</p>" for line in asks) + "<blockquote>")
    assert open_page(page).article.text == open_page(STORY).article.text


def test_a_sentence_about_following_is_the_body():
    line = "Follow the river to the mill, and the path goes on; the old guide on Facebook says nothing of it, and so few find the place."
    assert line in open_page(STORY.replace("<blockquote>", f"<p>{line}</p><blockquote>")).article.text
