"""Word documents."""

import io
import zipfile

import pytest

from ondit.errors import PageError
from ondit.pages import open_page

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body):
    """A document with this XML in its body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def p(*runs, style=None):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/><w:rPr><w:b/></w:rPr></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def r(text, *properties):
    return f'<w:r><w:rPr>{"".join(f"<w:{name}/>" for name in properties)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BRIEF = docx(
    p(r("Bridge closed"), style="Title")
    + p(r("The bridge at Holm is "), r("closed", "i"), r(", the county said."))
    + p(r("Who decides?", "b"))
    + p(r("Nobody knows."), "<w:del>", r("Everybody knows."), "</w:del>", "<w:ins>", r(" Nobody at all."), "</w:ins>")
    + f"<w:tbl><w:tr><w:tc>{p(r('Lorries'))}</w:tc><w:tc>{p(r('Twelve'))}</w:tc></w:tr></w:tbl>"
)


def test_the_title_the_paragraphs_and_the_tables_are_read():
    article = open_page(BRIEF).article
    body = ["The bridge at Holm is closed, the county said.", "Who decides?", "Nobody knows. Nobody at all.", "Lorries", "Twelve"]
    assert article.text.split("\n\n") == ["Bridge closed", *body]
    assert article.title == "Bridge closed"


def test_bold_and_italic_stretches_are_found():
    opened = open_page(BRIEF)
    assert [opened.article.text[a:b] for a, b in opened.emphasis] == ["closed", "Who decides?"]


def test_a_document_without_a_title_has_no_headline():
    article = open_page(docx(p(r("The bridge at Holm is closed.")) + p(r("Nobody knows.")))).article
    assert article.headline is None
    assert article.text == "The bridge at Holm is closed.\n\nNobody knows."


def test_an_empty_document_is_an_error():
    with pytest.raises(PageError, match="Word document without text"):
        open_page(docx(p()))


def test_a_broken_document_is_an_error():
    with pytest.raises(PageError, match="broken or encrypted Word document"):
        open_page(BRIEF[: len(BRIEF) // 2])


def test_a_document_that_unpacks_without_end_is_refused():
    with pytest.raises(PageError, match="unpacks to 7"):
        open_page(docx("<!--" + " " * 70_000_000 + "-->"))


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml", f'{bomb}<w:document xmlns:w="{W}"><w:body>{p(r("Some words &b; here."))}</w:body></w:document>'
        )
    assert "aaaa" not in open_page(file.getvalue()).article.text


def test_another_archive_is_named_as_such():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    with pytest.raises(PageError, match="is a zip archive"):
        open_page(file.getvalue())
