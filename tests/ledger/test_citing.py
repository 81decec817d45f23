"""A citation leads a reader who has nothing but the page back to the exact words."""

import json
import re
import unicodedata
from urllib.parse import unquote

import pytest
import rispy
from ledger_pages import PAGE

from ondit.errors import LedgerError
from ondit.ledger import citing
from ondit.ledger.fragments import text_directive
from ondit.reading import Article, MadeBy, Reading, Statement, Voice

TEXT = """Ferry stops at noon

The ferry will stop at noon, the council said. The ferry will stop at noon, the harbour master said.
The mayor of Holm-on-Sea (pop. 1,200) said that “the ferry” won't stop & never did, not even once in the long and hard winter of 1987.

She said so again.
The ferry will stop at noon."""
QUOTE_WORDS = "the ferry will stop at noon"


# ---------------------------------------------------------------- the search of the draft, step by step


def follow(text: str, directive: str) -> tuple[int, int] | None:
    """What the draft's "find a range from a text directive" finds, where each line is a block."""
    parts = [unquote(part) for part in directive.split(",")]
    raw = directive.split(",")
    prefix = parts.pop(0)[:-1] if raw[0].endswith("-") else None
    suffix = parts.pop()[1:] if raw[-1].startswith("-") else None
    start, end = parts[0], parts[1] if len(parts) > 1 else None
    at = 0
    while at < len(text):
        if prefix is not None:
            before = find(text, prefix, at, word_start=True, word_end=False)
            if before is None:
                return None
            at = before[0] + 1
            begin = skip_blank(text, before[1])
            match = find(text, start, begin, word_start=False, word_end=end is not None or suffix is None)
            if match is None:
                return None
            if match[0] != begin:
                continue
        else:
            match = find(text, start, at, word_start=True, word_end=end is not None or suffix is None)
            if match is None:
                return None
            at = match[0] + 1
        first, last = match
        while True:
            if end is not None:
                ending = find(text, end, last, word_start=True, word_end=suffix is None)
                if ending is None:
                    return None
                last = ending[1]
            if suffix is None:
                return first, last
            begin = skip_blank(text, last)
            behind = find(text, suffix, begin, word_start=False, word_end=True)
            if behind is None:
                return None
            if behind[0] == begin:
                return first, last
            if end is None:
                break
    return None


def find(text, words, at, *, word_start, word_end):
    """The first place of the words in one block, by base letters, between word boundaries where asked for."""
    text, words = folded(text), folded(words)
    while (found := text.find(words, at)) >= 0:
        stop = found + len(words)
        starts = not word_start or found == 0 or not (text[found - 1].isalnum() and text[found].isalnum())
        ends = not word_end or stop == len(text) or not (text[stop - 1].isalnum() and text[stop].isalnum())
        if starts and ends:
            return found, stop
        at = found + 1
    return None


def folded(text):
    return "".join(unicodedata.normalize("NFKD", char.lower())[:1] or char for char in text)


def skip_blank(text, at):
    return at + len(text[at:]) - len(text[at:].lstrip())


def nth(words: str, n: int, text: str = TEXT) -> tuple[int, int]:
    """Where the words stand for the n-th time, whatever their case."""
    start = [match.start() for match in re.finditer(re.escape(words), text, re.IGNORECASE)][n]
    return start, start + len(words)


@pytest.mark.parametrize(
    "span",
    [
        nth(QUOTE_WORDS, 0),
        nth(QUOTE_WORDS, 1),
        nth(QUOTE_WORDS, 2),
        nth("said", 1),
        nth("the ferry", 3),
        nth("Holm-on-Sea (pop. 1,200)", 0),
        nth("won't stop & never did", 0),
        (TEXT.index("The mayor"), TEXT.index(" of 1987.")),
        (TEXT.index("not even once"), TEXT.index(" again")),
        (0, len("Ferry stops at noon")),
    ],
)
def test_the_text_directive_leads_to_exactly_the_words(span):
    found = follow(TEXT, text_directive(TEXT, span))
    assert found == span


def test_a_directive_is_encoded_so_that_no_mark_of_it_means_anything():
    directive = text_directive("Of a-b, c & d it was said.", (3, 13))
    assert directive == "a%2Db%2C%20c%20%26%20d"


def test_words_that_are_cut_through_are_taken_whole():
    assert text_directive("He won't stop.", (5, 13)) == "won%27t%20stop"


def test_without_words_there_is_no_directive():
    assert text_directive("One — two", (4, 5)) is None


def test_words_that_stand_in_nothing_of_their_own_have_none():
    text = "Yes.\n" * 400
    assert text_directive(text, (1000, 1004)) is None


@pytest.mark.parametrize("text", ["a " * 40_000, "a-" * 40_000, "x" * 80_000, "\n" * 80_000 + "a", "a\n" * 40_000])
def test_long_and_monotonous_texts_take_no_long_time(text):
    text_directive(text, (len(text) // 2, len(text) // 2 + 200))


# ---------------------------------------------------------------- citations


@pytest.fixture
def kept(ledger, quick):
    """A ledger of one page, with the key of one of its statements."""
    ledger.add(PAGE, url="https://shore.example/ferry")
    (found,) = [one for one in ledger.search() if "boats are old" in one.words]
    return ledger, found


def test_a_citation_says_the_words_the_voices_the_page_and_how_to_check_it(kept):
    ledger, found = kept
    text = ledger.cite(found.key)
    assert text.startswith("“The boats are old and two of them ran aground")
    assert f"— {found.chain[0].label} (said as certain)." in text
    assert f"Ferry stops at noon, {found.outlet}, no date." in text
    assert f"SHA-256 {found.sha256}" in text and f"ondit {found.made_by.ondit}; statement {found.key}." in text
    article = ledger.reading(found.page).article
    url, directive = re.search(r"(https://\S+)#:~:text=(\S+)", text).groups()
    assert url == "https://shore.example/ferry"
    start, end = follow(article.text, directive)
    assert article.text[start:end] == article.text[slice(*found.statement.content[0])]


def test_ris_is_read_by_its_own_reader(kept):
    ledger, found = kept
    (entry,) = rispy.loads(ledger.cite(found.key, "ris"))
    assert (entry["type_of_reference"], entry["id"], entry["title"]) == ("NEWS", found.key, "Ferry stops at noon")
    assert entry["urls"][0].startswith("https://shore.example/ferry#:~:text=")
    assert any("The boats are old" in note for note in entry["notes"])


def test_csl_json_has_nothing_that_its_schema_does_not_know(kept):
    ledger, found = kept
    (item,) = json.loads(ledger.cite(found.key, "csl-json"))
    known = {"id", "type", "title", "container-title", "author", "issued", "accessed", "URL", "page", "language", "note"}
    assert set(item) <= known and {"id", "type", "title", "URL", "note"} <= set(item)
    assert item["type"] in ("article-newspaper", "document")
    assert all(isinstance(item[name], str) for name in set(item) - {"author", "issued", "accessed"})


def test_a_key_or_a_format_that_is_none_says_so(kept):
    ledger, found = kept
    with pytest.raises(LedgerError, match="holds no statement s:nothing"):
        ledger.cite("s:nothing")
    with pytest.raises(ValueError, match="text, csl-json, ris"):
        ledger.cite(found.key, "bibtex")


def test_what_stands_on_a_page_breaks_out_of_no_citation(ledger):
    evil = "x\nER  - \nTY  - BOOK\r\u2028\x1b[31m"
    text = f"{evil} end of it."
    article = Article(text, title=evil, outlet=evil, byline=(evil,), published="2026-03", url="https://evil.example/#a", sha256="ab" * 32)
    ledger.add(Reading(MadeBy("0.1.0"), article, (Voice("v0", "author"),), (Statement("s1", "page", (), (), ((0, len(text)),), ("v0",)),)))
    (found,) = ledger.search()
    (entry,) = rispy.loads(ledger.cite(found.key, "ris"))
    assert (entry["year"], entry["date"]) == ("2026", "2026/03")
    assert entry["urls"][0].startswith("https://evil.example/#a:~:text=")
    (item,) = json.loads(ledger.cite(found.key, "csl-json"))
    assert item["issued"] == {"date-parts": [[2026, 3]]}
    assert "\x1b" not in ledger.cite(found.key) + item["note"]


def test_words_of_a_pdf_are_cited_with_their_pages(ledger):
    text = "One sentence.\n\nAnother one that goes on."
    article = Article(text, url="https://shore.example/report.pdf", pages=((0, 15), (15, 30), (30, len(text))))
    said = Statement("s1", "page", (), (), ((15, len(text)),), ("v0",))
    ledger.add(Reading(MadeBy("0.1.0"), article, (Voice("v0", "author"),), (said,)))
    (found,) = ledger.search()
    assert citing.pages(found, article) == (2, 3)
    assert "pp. 2–3.\nhttps://shore.example/report.pdf#page=2\n" in ledger.cite(found.key)


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("“The more this plays out, the worse it is.”", "“The more this plays out, the worse it is.” — "),
        ('"It will stop."', '"It will stop." — '),
        ("“It will stop", "“‘It will stop” — "),
        ('it is "late" now', "“it is 'late' now” — "),
    ],
)
def test_words_stand_in_one_pair_of_quotation_marks(ledger, said, cited):
    whole = Statement("s1", "page", (), (), ((0, len(said)),), ("v0",))
    ledger.add(Reading(MadeBy("0.1.0"), Article(said, title="Ferry", url="https://shore.example/9"), (Voice("v0", "author"),), (whole,)))
    (found,) = ledger.search()
    assert ledger.cite(found.key).startswith(cited)
    assert json.loads(ledger.cite(found.key, "csl-json"))[0]["note"].startswith(cited)
    assert rispy.loads(ledger.cite(found.key, "ris"))[0]["notes"][0].startswith(cited)


def test_a_page_without_outlet_is_cited_by_its_title_and_a_file_by_the_day_it_was_added(ledger):
    text = "The ferry will stop."
    whole = Statement("s1", "page", (), (), ((0, len(text)),), ("v0",))
    article = Article(text, title="Ferry stops at noon", url="https://shore.example/9")
    added = ledger.add(Reading(MadeBy("0.1.0"), article, (Voice("v0", "author"),), (whole,)))
    (found,) = ledger.search()
    text = ledger.cite(found.key)
    assert "” — Ferry stops at noon (said as certain)." in text
    assert f"Added to the ledger on {ledger.captures(added.page)[0].added[:10]}, " in text
