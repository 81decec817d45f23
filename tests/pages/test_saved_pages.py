"""Pages as browsers save them: MHTML and single files."""

import quopri

import pytest

from ondit.errors import PageError
from ondit.pages import open_page

BODY = "<p>The bridge at Holm is closed, the county said on Monday, and it is not known when lorries may cross again – not “soon”.</p>"
STORY = f"<h1>Bridge closed</h1>{BODY}<p>{'Drivers wait for word. ' * 9}</p>"
PAGE = f"<html><head><title>Bridge closed</title></head><body><article>{STORY}</article></body></html>"


def mhtml(page=PAGE, charset="utf-8", kind="text/html"):
    html = quopri.encodestring(page.encode(charset)).decode()
    return (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/bridge\r\nSubject: Bridge closed\r\n"
        "Date: Thu, 4 Mar 2021 09:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="----Part----"\r\n\r\n\r\n'
        f"------Part----\r\nContent-Type: {kind}; charset={charset}\r\nContent-ID: <frame@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/bridge\r\n\r\n{html}\r\n"
        "------Part----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Part------\r\n"
    ).encode()


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_the_page_inside_is_read_with_its_address_and_the_time_of_the_save(charset):
    article = open_page(mhtml(charset=charset)).article
    assert article.text.startswith("Bridge closed\n\nThe bridge at Holm is closed")
    assert "again – not “soon”." in article.text
    assert article.url == "https://news.example/bridge"
    assert article.fetched == "2021-03-04T09:30:00+00:00"


def test_without_a_page_inside_it_is_an_error():
    with pytest.raises(PageError, match="MHTML file without an HTML page"):
        open_page(mhtml(kind="text/css"))


def test_pictures_inside_a_single_file_save_do_no_harm():
    picture = f'<img src="data:image/png;base64,{"iVBOR" * 400_000}">'
    style = f"<style>p {{ background: url(data:image/gif;base64,{'R0lGO' * 100_000}) }}</style>"
    article = open_page(PAGE.replace("<h1>", picture + style + "<h1>")).article
    assert article.text.startswith("Bridge closed\n\nThe bridge at Holm is closed")
    assert "iVBOR" not in article.text


def test_a_single_file_save_says_where_and_when_it_was_saved():
    where, when = "url: https://news.example/bridge?page=1", "saved date: Thu Mar 04 2021 10:30:00 GMT+0100 (CET)"
    note = f"<!--\n Page saved with SingleFile \n {where} \n {when}\n-->"
    article = open_page(PAGE.replace("<head>", note + "<head>")).article
    assert article.url == "https://news.example/bridge?page=1"
    assert article.fetched == "2021-03-04T10:30:00+01:00"
