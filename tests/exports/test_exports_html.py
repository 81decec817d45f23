import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

from ondit.exports import BINARY_EXPORTERS, EXPORTERS
from ondit.reading import Headline, Reading, Segment, Voice


class Page(HTMLParser):
    """What a browser would see: tags, attributes and the text of each passage."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.shown = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.shown += data


def html(*readings: Reading) -> str:
    return "".join(EXPORTERS["html"](readings))


def passage(page: str, words: str) -> str:
    """The markup of the passage that holds the words."""
    return next(p for p in re.findall(r'<span class="passage.*?</span></span>', page) if words in p)


def test_the_formats_are_these():
    assert [*EXPORTERS, *BINARY_EXPORTERS] == ["csv", "ftm", "html", "json", "jsonl", "webannotation", "brat", "parquet"]


def test_every_passage_shows_its_voice_its_certainty_and_its_chain(reading):
    page = html(reading)
    deadline = passage(page, "that it had set a deadline.")
    assert '<small class="label">4 certain not</small>' in deadline
    assert "Shore News › Ines Halloran › Carrow › the port — certain not" in deadline
    assert 'class="passage c3 u3"' in deadline
    assert '<small class="label">1 asks</small>' in passage(page, "Must they go?")


def test_the_words_of_the_page_itself_bear_no_mark(reading):
    assert "<p>The Courier asks Ines Halloran, the harbour master.</p>" in html(reading)


def test_a_turn_begins_a_line_where_the_page_has_run_its_paragraphs_together(reading):
    collapsed = replace(reading, article=replace(reading.article, text=reading.article.text.replace("\n", " "), headline=None))
    text = re.search(r'<div class="text".*?</div>', html(collapsed), re.DOTALL)[0]
    assert [Page(line).shown.strip()[:2] for line in re.findall("<p>.*?</p>", text)] == ["po", "Q:", "A:"]


def test_all_words_of_the_text_are_shown_in_order(reading):
    marked = re.sub(r'<small class="label">.*?</small>|<span class="chain".*?</span>', "", html(reading))
    headline, text = re.search("<h1>.*?</h1>", marked)[0], re.search(r'<div class="text".*?</div>', marked, re.DOTALL)[0]
    assert Page(f"{headline} {text}").shown.split() == reading.article.text.split()


def test_the_legend_counts_what_each_voice_answers_for_and_hands_on(reading):
    shown = " ".join(Page(html(reading)).shown.split())
    assert "Ines Halloran the harbour master · person · answers for 0 · hands on 3" in shown


def test_the_page_runs_nothing_and_fetches_nothing(reading):
    page = html(reading)
    tags = Page(page).tags
    assert not {"script", "img", "link", "iframe", "object", "b"} & {tag for tag, _ in tags}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on") or name in ("style", "src")]
    policy = next(a["content"] for tag, a in tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    assert "default-src 'none'" in policy
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy
    assert "url(" not in style
    assert "@import" not in style


def test_all_that_a_page_says_is_escaped(reading):
    evil = '"><script>alert(1)</script>'
    voices = (replace(reading.voices[0], name=evil), replace(reading.voices[1], name=evil, description=evil), *reading.voices[2:])
    article = replace(
        reading.article, title=evil, outlet=evil, byline=(evil,), url="javascript:alert(1)", headline=None, language='en" onload="x'
    )
    for page in (html(replace(reading, voices=voices, article=article)), replace(reading, voices=voices, article=article)._repr_html_()):
        tags = Page(page).tags
        assert "script" not in {tag for tag, _ in tags}
        assert not [a for _, a in tags if "onload" in a or (a.get("href") or "").startswith("javascript")]


def test_what_the_headline_rests_on_and_drops_is_told(reading):
    page = html(replace(reading, headline=Headline(("s5",), ("attribution", "hedge"))))
    assert "The headline rests on Shore News › Ines Halloran › an unnamed group: to go. (the headline drops: attribution, hedge)" in page


def test_several_readings_stand_in_one_page_with_a_list_of_them(reading):
    page = html(reading, reading)
    assert page.count("<article ") == 2
    assert 'href="#page-2"' in page
    assert page.count("<style>") == 1


def test_thirty_five_voices_look_different(reading):
    voices = (Voice("v0", "author"), *(Voice(f"v{n}", "person", f"Nr {n}") for n in range(1, 36)))
    segments = tuple(Segment(n, n + 1, ("v0", f"v{n + 1}")) for n in range(35))
    page = html(
        replace(reading, article=replace(reading.article, text="x" * 35, headline=None), voices=voices, statements=(), segments=segments)
    )
    assert len(set(re.findall(r'class="passage (c\d u\d)"', page))) == 35


def test_a_notebook_shows_a_fragment_with_its_own_style(reading):
    fragment = reading._repr_html_()
    assert fragment.startswith('<div class="ondit">')
    assert "<html" not in fragment
    assert "that it had set a deadline." in fragment
