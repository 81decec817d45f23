"""PDF files with a text layer, and those without."""

import base64

import pytest
from pdf_maker import pdf_of

from ondit.errors import PageError
from ondit.pages import open_page

LEFT = [
    "The harbour office said on Thursday that the",
    "evening ferry did not sail, and that crews were",
    "told to wait for word from the owners, who have",
    "not been seen on the quay since the begin-",
    "ning of the week.",
    "   Crews who were asked about it said that the",
    "long-term plan was not known to any of them",
    "and that they would wait. There was no long-",
]
RIGHT = [
    "term plan, a deckhand said. The owners did not",
    "return a telephone call.",
    "",
    "A second ship is laid up with a broken shaft at",
    "the yard, the manager of the yard said, and the",
    "third has no captain. Nobody knows when the",
    "next crossing will be, and who is to decide it.",
]
NEXT = [
    "The report goes on over the page, with a single",
    "column of text, and says nothing new about the",
    "ferry or about those who wait for her.",
]
FURNITURE = [(72, 750, 9, "THE TIDEWATER REPORT"), (72, 30, 9, "Printed in Holm")]


def column(x, y, lines, size=10, lead=12):
    return [(x, y - n * lead, size, words) for n, words in enumerate(lines)]


def report():
    first = [(72, 700, 20, "Ferry stays in harbour"), (72, 676, 20, "as crews wait"), *column(72, 640, LEFT), *column(320, 640, RIGHT)]
    return pdf_of([*FURNITURE, *first, (500, 30, 9, "Page 1 of 2")], [*FURNITURE, *column(72, 700, NEXT), (500, 30, 9, "Page 2 of 2")])


def test_columns_are_read_one_after_the_other_and_lines_become_paragraphs():
    paragraphs = open_page(report()).article.text.split("\n\n")
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["Ferry", "The", "Crews", "A", "The"]
    assert paragraphs[3].endswith("and who is to decide it.")


def test_columns_are_kept_apart_where_the_file_gives_them_row_by_row():
    rows = [line for pair in zip(column(72, 640, LEFT[:7]), column(320, 640, RIGHT[:7]), strict=True) for line in pair]
    text = open_page(pdf_of(rows)).article.text
    assert "evening ferry did not sail, and that crews were told to wait" in text
    assert "the manager of the yard said, and the third has no captain" in text


def test_words_parted_by_the_end_of_a_line_are_put_together_unless_they_have_a_hyphen_of_their_own():
    text = open_page(report()).article.text
    assert "since the beginning of the week" in text
    assert "There was no long-term plan, a deckhand said" in text


def test_running_heads_and_page_numbers_are_left_out():
    text = open_page(report()).article.text
    assert "TIDEWATER" not in text and "Printed" not in text and "Page 1" not in text


def test_the_title_is_what_stands_in_large_letters_on_the_first_page():
    article = open_page(report()).article
    assert article.title == "Ferry stays in harbour as crews wait"
    assert article.text[slice(*article.headline)] == article.title


def test_the_pages_part_the_text():
    article = open_page(report()).article
    (start, middle), (again, end) = article.pages
    assert (start, middle, end) == (0, again, len(article.text))
    assert article.text[middle:].startswith("The report goes on over the page")


def test_a_paragraph_that_goes_over_the_page_stays_one():
    article = open_page(
        pdf_of(
            column(72, 700, [*LEFT[:4], "ning of the week and on to a"]), column(72, 700, ["second page, where it ends.", "", "Another."])
        )
    ).article
    assert "on to a second page, where it ends." in article.text
    assert article.text[article.pages[1][0] :].lstrip().startswith("second page")


def test_blank_lines_and_questions_begin_paragraphs():
    lines = ["Q: Who decides?", "A: Nobody on the quay knows who decides, and", "nobody asks the crews.", "Q: And when?", "A: In a week."]
    assert open_page(pdf_of(column(72, 700, lines))).article.text.count("\n\n") == 3


def test_a_scanned_document_is_said_to_be_scanned():
    with pytest.raises(PageError, match=r"the given bytes is scanned: its 2 pages .* OCR"):
        open_page(pdf_of([], []))


def test_pages_without_text_among_others_are_mentioned():
    opened = open_page(pdf_of(column(72, 700, NEXT), []))
    assert [caution.code for caution in opened.warnings] == ["pages-without-text"]


def test_a_broken_document_is_an_error():
    with pytest.raises(PageError, match="is a broken PDF"):
        open_page(b"%PDF-1.4\n" + bytes(range(256)))


ENCRYPTED = base64.b64decode(
    "JVBERi0xLjQKJeLjz9MKMSAwIG9iago8PAovUHJvZHVjZXIgPDQ3NzkxODNkZDY+Cj4+CmVuZG9iagoyIDAgb2JqCjw8Ci9UeXBlIC9QYWdlcwovQ291bnQg"
    "MQovS2lkcyBbIDQgMCBSIF0KPj4KZW5kb2JqCjMgMCBvYmoKPDwKL1R5cGUgL0NhdGFsb2cKL1BhZ2VzIDIgMCBSCi9PdXRsaW5lcyA3IDAgUgo+PgplbmRv"
    "YmoKNCAwIG9iago8PAovVHlwZSAvUGFnZQovTWVkaWFCb3ggWyAwIDAgNjEyIDc5MiBdCi9SZXNvdXJjZXMgPDwKL0ZvbnQgPDwKL0YxIDUgMCBSCj4+Cj4+"
    "Ci9Db250ZW50cyA2IDAgUgovUGFyZW50IDIgMCBSCj4+CmVuZG9iago1IDAgb2JqCjw8Ci9UeXBlIC9Gb250Ci9TdWJ0eXBlIC9UeXBlMQovQmFzZUZvbnQg"
    "L0hlbHZldGljYQovRW5jb2RpbmcgL1dpbkFuc2lFbmNvZGluZwo+PgplbmRvYmoKNiAwIG9iago8PAovTGVuZ3RoIDM3Cj4+CnN0cmVhbQrmtTch5TA+5h4X"
    "Hkz/9myrE9PY1jXdUpSYPre9yfPWiho5C8TKCmVuZHN0cmVhbQplbmRvYmoKNyAwIG9iago8PAo+PgplbmRvYmoKOCAwIG9iago8PAovViAxCi9SIDIKL0xl"
    "bmd0aCA0MAovUCA0Mjk0OTY3MjkyCi9GaWx0ZXIgL1N0YW5kYXJkCi9PIDxlNWE4ZDI2ODdiZDlkMGNmZjk0NmI3YWM1NWY1MTA4MWRjZjBkMTE2NTU0YzRi"
    "ZmNiMGE1ZTQ0NmY2OWVhNDhhPgovVSA8ODYwYTRhZWNlZTFiNGQyYWEwZjI3ZDE2NzIxZDhiNTUyOGEzMzlmNDViOWRlNzFiNWI1NDliOWZiOTNjMzRiYz4K"
    "Pj4KZW5kb2JqCnhyZWYKMCA5CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAxNSAwMDAwMCBuIAowMDAwMDAwMDU5IDAwMDAwIG4gCjAwMDAwMDAxMTgg"
    "MDAwMDAgbiAKMDAwMDAwMDE4MyAwMDAwMCBuIAowMDAwMDAwMzExIDAwMDAwIG4gCjAwMDAwMDA0MDggMDAwMDAgbiAKMDAwMDAwMDQ5NSAwMDAwMCBuIAow"
    "MDAwMDAwNTE2IDAwMDAwIG4gCnRyYWlsZXIKPDwKL1NpemUgOQovUm9vdCAzIDAgUgovSW5mbyAxIDAgUgovSUQgWyA8NTgzNzJkZmYxYTY3MWNhNzNkYjk1"
    "OGEwYWIyYmJmYzU+IDw1ODM3MmRmZjFhNjcxY2E3M2RiOTU4YTBhYjJiYmZjNT4gXQovRW5jcnlwdCA4IDAgUgo+PgpzdGFydHhyZWYKNzMwCiUlRU9GCg=="
)
"""A page that says Secret, encrypted with the password secret."""


def test_an_encrypted_document_is_said_to_be_encrypted(tmp_path):
    file = tmp_path / "secret.pdf"
    file.write_bytes(ENCRYPTED)
    with pytest.raises(PageError, match=r"secret\.pdf is an encrypted PDF; save it without a password first"):
        open_page(file)
