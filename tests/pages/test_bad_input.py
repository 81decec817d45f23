"""Whatever is given, what comes is an article or an error that names the input and says what to do."""

import random

import pytest
from pdf_maker import pdf_of

from ondit.errors import OnditError, PageError
from ondit.pages import from_text, open_page

SENTENCE = "The bridge at Holm is closed, the county said on Monday, and it is not known when lorries may cross again. "
PARAGRAPH = f"<p>{SENTENCE * 3}</p>"
PAGE = f"<html><head><title>Bridge closed</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Bridge closed</h1>{PARAGRAPH * 3}"


def test_an_empty_file_is_an_error(tmp_path):
    file = tmp_path / "nothing.html"
    for content in (b"", b" \n\t", b"\0\0\0"):
        file.write_bytes(content)
        with pytest.raises(PageError, match=r"nothing\.html is empty"):
            open_page(file)
    with pytest.raises(PageError, match="the given text is empty"):
        open_page("")
    with pytest.raises(PageError, match="the given text is empty"):
        from_text(" \n")


def test_a_binary_file_is_an_error(tmp_path):
    file = tmp_path / "song.ogg"
    file.write_bytes(b"OggS" + random.Random(1).randbytes(4000))
    with pytest.raises(PageError, match=r"song\.ogg is binary"):
        open_page(file)


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"\x89PNG\r\n", "a picture"),
        (b"\x1f\x8b\x08\0", "a gzip archive; unpack it first"),
        (b"{\\rtf1\\ansi", "an RTF document; save it as .docx"),
        (b"\xd0\xcf\x11\xe0\0", "a Word document of before 2007; save it as .docx"),
        (b"\xd0\xcf\x11\xe0\0" + "EncryptedPackage".encode("utf-16-le"), "an encrypted Office document"),
    ],
)
def test_a_format_that_is_not_read_is_named_with_the_way_out(start, what):
    with pytest.raises(PageError, match=f"the given bytes is {what}"):
        open_page(start + b"rest of it")


def test_a_directory_is_an_error(tmp_path):
    with pytest.raises(PageError, match="is a directory; name the files in it"):
        open_page(tmp_path)


def test_a_path_that_cannot_be_is_an_error():
    for path in ("a\0b.html", "x" * 5000):
        with pytest.raises(PageError, match=r"cannot be read|does not exist"):
            open_page(path)


def test_fifty_megabytes_of_text_are_refused(tmp_path):
    file = tmp_path / "huge.txt"
    file.write_bytes((SENTENCE.encode() + b"\n") * 470_000)
    with pytest.raises(PageError, match=r"huge\.txt has 50,\d+,\d+ characters of text, more than the 3,000,000"):
        open_page(file)


def test_a_file_of_more_bytes_than_any_page_is_refused_unread(tmp_path):
    file = tmp_path / "huge.html"
    with file.open("wb") as sparse:
        sparse.truncate(10**10)
    with pytest.raises(PageError, match=r"huge\.html has 10,000,000,000 bytes, more than the 64,000,000"):
        open_page(file)


@pytest.mark.parametrize("line", ["a" * 1_000_000, "word " * 200_000])
def test_a_line_of_a_million_characters_is_refused(line):
    for page in (line.encode(), f"<html><body><p>{line}</p></body></html>".encode()):
        with pytest.raises(PageError, match=r"a line of [\d,]+ characters, more than the 250,000"):
            open_page(page)
    with pytest.raises(PageError, match=r"a line of [\d,]+ characters"):
        from_text(line)


def test_a_page_cut_in_the_middle_is_read_as_far_as_it_goes():
    article = open_page(PAGE[:-200]).article
    assert article.text.startswith("Bridge closed\n\nThe bridge at Holm is closed")
    with pytest.raises(PageError, match="no article text was found in the given text"):
        open_page("<html><head><title>Bridge clo")


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "span><p"])
def test_ten_thousand_nested_tags_do_no_harm(tag):
    try:
        assert open_page(f"<html><body>{PARAGRAPH * 3}{f'<{tag}>' * 10_000}{SENTENCE}").article.text
    except PageError as error:
        assert "the given text" in str(error)


def test_more_elements_than_any_page_has_are_refused():
    with pytest.raises(PageError, match=r"has 30,0\d\d HTML elements, more than the 25,000"):
        open_page("<html><body>" + "<p>line</p>" * 30_000)


def test_cells_that_span_a_million_columns_do_no_harm():
    assert open_page(PAGE + "<table><tr>" + "<td colspan=1000000>cell</td>" * 200 + "</table>").article.text.count("cell") == 200


@pytest.mark.parametrize(
    ("declared", "written"), [("utf-8", "cp1252"), ("iso-8859-1", "utf-8"), ("utf-16", "utf-8"), ("nonsense", "utf-8"), ("ascii", "cp1252")]
)
def test_a_wrong_charset_does_not_spoil_the_letters(declared, written):
    page = PAGE.replace("<head>", f'<head><meta charset="{declared}">') + "<p>Every café in Malmö was full – “quite full”, André said.</p>"
    assert "Every café in Malmö was full – “quite full”, André said." in open_page(page.encode(written)).article.text


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_characters_and_byte_order_marks_are_understood(codec):
    assert open_page(PAGE.encode(codec)).article.text.startswith("Bridge closed\n\nThe bridge")


def test_entities_in_xml_are_not_expanded():
    bomb = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    text = open_page(f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "boom">{bomb}]>{PAGE}<p>&e12;</p>').article.text
    assert "boomboom" not in text


def test_deeply_nested_data_do_no_harm():
    data = '<script type="application/ld+json">' + '{"a":[' * 20_000 + "</script>"
    assert open_page(PAGE.replace("<title>", data + "<title>")).article.title == "Bridge closed"


# ---------------------------------------------------------------- mutations


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with some of them flipped, cut, doubled, or their tags shuffled."""
    for _ in range(chance.randint(1, 3)):
        at, end = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
        match chance.randrange(5):
            case 0:
                flipped = bytearray(raw)
                for _ in range(chance.choice((1, 10, 100))):
                    flipped[chance.randrange(len(flipped))] = chance.randrange(256)
                raw = bytes(flipped)
            case 1:
                raw = raw[:end]
            case 2:
                raw = raw[:at] + raw[end:]
            case 3:
                raw = raw[:end] + raw[at:]
            case _:
                pieces = raw.split(b"<")
                chance.shuffle(pieces)
                raw = b"<".join(pieces)
        raw = raw or b"<"
    return raw


WHOLE = (
    PAGE.replace("<head>", '<head><script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"A"}]}</script>')
    + "<ul><li>One<li>Two</ul><table><tr><td>1<td>2</table><blockquote>“Closed”</blockquote><p><b>Q:</b> Why?<br>A: Wind.</article>"
)
MHTML = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n" + WHOLE.encode() + b"\n--x--\n"
)
PDF = pdf_of([(72, 700, 18, "Bridge closed"), *((72, 660 - 12 * n, 10, SENTENCE[:60]) for n in range(9))], [(72, 700, 10, SENTENCE[:50])])


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("page", [WHOLE.encode(), MHTML, PDF, SENTENCE.encode() * 5], ids=["html", "mhtml", "pdf", "text"])
def test_a_damaged_page_is_read_or_refused(page, seed):
    try:
        opened = open_page(mutated(page, random.Random(seed)))
    except OnditError as error:
        assert "the given bytes" in str(error) or "no article text" in str(error)
    else:
        text = opened.article.text
        assert all(0 <= start < end <= len(text) for start, end in opened.emphasis)
        assert text == text.encode("utf-8", "replace").decode("utf-8")
