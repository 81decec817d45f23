import importlib.util
from pathlib import Path

import pytest

TRAINING = Path(__file__).parents[2] / "training"
_spec = importlib.util.spec_from_file_location("teaching_pages", TRAINING / "pages.py")
assert _spec and _spec.loader
pages = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pages)


def words(page, spans):
    return [page["text"][start:end] for start, end in spans]


def test_nested_marks_become_spans_into_the_text_without_marks():
    page = pages.read_marked("{1c:It is said} {1x:that {2s:Iran} {2c:has announced} {2x:a delay}}.\n", "p")
    assert page["text"] == "It is said that Iran has announced a delay."
    outer, inner = page["attributions"]
    assert (outer["source"], words(page, outer["content"])) == ([], ["that Iran has announced a delay"])
    assert [words(page, inner[role]) for role in ("source", "cue", "content")] == [["Iran"], ["has announced"], ["a delay"]]


def test_a_content_split_around_its_cue_stays_one_attribution():
    page = pages.read_marked("{1x:“No,”} {1c:said} {1s:Ada Bell}. {1x:“Never.”}", "p")
    assert words(page, page["attributions"][0]["content"]) == ["“No,”", "“Never.”"]


def test_a_colon_can_be_a_cue():
    page = pages.read_marked("{1s:BELL}{1c::} {1x:Good evening.}", "p")
    assert words(page, page["attributions"][0]["cue"]) == [":"]


@pytest.mark.parametrize(
    ("marked", "message"),
    [
        ("One.\nTwo {1s:Bell} {1c:said", r"p\.txt:2:15: this mark is never closed"),
        ("Two } three", r"p\.txt:1:5: '}' closes nothing"),
        ("{1y:Bell}", r"p\.txt:1:1: '{' does not begin a mark"),
        ("{1s:Bell }{1c:said} {1x:no}", r"p\.txt:1:1: a mark holds words of one line"),
        ("{1c:said} {1x:no\n\nyes}", r"p\.txt:1:11: a mark holds words of one line"),
        ("{1s:Bell} {1c:said}", r"p\.txt: attribution 1 has no content"),
        ("{2s:Bell} {2c:said} {2x:no}", r"p\.txt: attributions are numbered \[2\]"),
        ("{1c:said} {1x:no {1s:Bell}}", r"p\.txt: attribution 1 has a span inside another of its own"),
        (
            "{1s:Bell} {1c:said} {1x:that {2s:Ray} knew}, {2c:adding} {2x:more}",
            r"p\.txt: attribution 2 lies partly inside the content of 1",
        ),
    ],
)
def test_faulty_markup_is_named_with_its_place(marked, message):
    with pytest.raises(pages.FaultyPageError, match=message):
        pages.read_marked(marked, "p")


def test_every_teaching_page_keeps_the_convention_and_has_something_to_teach():
    loaded = pages.load_pages(TRAINING / "pages")
    assert len(loaded) >= 140
    assert all(page["attributions"] for page in loaded)
    assert not [page["id"] for page in loaded if set("{}") & set(page["text"])]
    assert sum(_is_nested(page) for page in loaded) > len(loaded) // 2


def _is_nested(page):
    inner = [(a["id"], cue) for a in page["attributions"] for cue in a["cue"]]
    outer = [(a["id"], span) for a in page["attributions"] for span in a["content"]]
    return any(i != o and a <= s and e <= b for i, (s, e) in inner for o, (a, b) in outer)
