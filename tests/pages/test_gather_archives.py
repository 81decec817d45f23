"""The pages in web archives: which records are pages, what is taken over of them, and what a damaged archive still gives."""

import gzip
import io

import pytest

from ondit.errors import PageError
from ondit.pages import open_capture
from ondit.pages.gather import archives, gather

TEXT = "Bridge closed\nThe bridge – at Holm – is closed."
BODY = b"<html><title>Bridge closed</title><p>The bridge at Holm is closed, the county said on Monday.</p></html>"


def record(kind: str, url: str, block: bytes) -> bytes:
    date, http = "WARC-Date: 2026-03-04T05:06:07Z", "Content-Type: application/http; msgtype=response"
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {url}", date, http, f"Content-Length: {len(block)}", "", ""]
    return "\r\n".join(lines).encode() + block + b"\r\n\r\n"


def answer(url: str, body: bytes = BODY, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    return record("response", url, f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body)


def found(tmp_path, *records: bytes, packed: bool = False):
    file = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    file.write_bytes(b"".join(gzip.compress(each, mtime=0) for each in records) if packed else b"".join(records))
    return list(gather(file))


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_comes_with_its_address_time_charset_and_headers(tmp_path, packed):
    page = answer("https://news.example/a", more="X-A: 1\r\nx-a: 2\r\n")
    info = record("warcinfo", "", b"software: x\r\n")
    (capture,) = found(tmp_path, info, page, packed=packed)
    assert (capture.raw, capture.url, capture.charset) == (BODY, "https://news.example/a", "utf-8")
    assert capture.fetched == "2026-03-04T05:06:07+00:00"
    assert capture.headers == {"content-type": "text/html; charset=utf-8", "x-a": "1, 2"}
    assert capture.name == f"{tmp_path}/crawl.warc{'.gz@' if packed else '@'}{len(gzip.compress(info)) if packed else len(info)}"
    assert open_capture(capture).article.title == "Bridge closed"


def test_only_what_was_answered_as_a_page_is_one(tmp_path):
    pages = found(
        tmp_path,
        record("request", "https://news.example/asked", b"GET / HTTP/1.1\r\n\r\n"),
        record("metadata", "https://news.example/metadata", b"x: y\r\n"),
        record("revisit", "https://news.example/revisit", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        answer("https://news.example/moved", status="301 Moved"),
        answer("https://news.example/gone", status="404 Not Found"),
        answer("https://news.example/picture", kind="image/png"),
        answer("https://news.example/script", kind="text/javascript"),
        answer("https://news.example/robots.txt", kind="text/plain"),
        answer("https://news.example/bridge", kind="Text/HTML"),
        answer("https://news.example/report", b"%PDF-1.4", kind="application/pdf"),
        answer("<https://news.example/note>", b"A note.", kind="text/plain"),
    )
    assert [capture.url[21:] for capture in pages] == ["bridge", "report", "note"]


def test_wet_records_are_pages_of_plain_text(tmp_path):
    (capture,) = found(tmp_path, record("conversion", "https://news.example/a", TEXT.encode()))
    assert (capture.raw.decode(), capture.charset) == (TEXT, "utf-8")
    assert open_capture(capture).article.url == "https://news.example/a"


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(BODY), "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY), "Transfer-Encoding: chunked\r\n"),
        (BODY, "Content-Encoding: gzip\r\n"),
        (BODY, "Transfer-Encoding: chunked\r\n"),
        (BODY, "Content-Encoding: unheard-of\r\n"),
    ],
)
def test_bodies_are_unpacked_also_where_the_crawler_had_done_so_before(tmp_path, body, more):
    (first, second) = found(tmp_path, answer("https://news.example/a", body, more=more), answer("https://news.example/b"))
    assert first.raw == second.raw == BODY


def test_archives_in_a_folder_are_opened(tmp_path):
    (tmp_path / "one.warc").write_bytes(answer("https://news.example/a"))
    (tmp_path / "two.wet.gz").write_bytes(gzip.compress(record("conversion", "https://news.example/b", b"A text.")))
    assert [capture.url[-1] for capture in gather(tmp_path)] == ["a", "b"]


def test_a_broken_archive_does_not_keep_a_folder_from_being_read(tmp_path):
    (tmp_path / "a.warc").write_bytes(answer("https://news.example/a")[:-20])
    (tmp_path / "b.warc").write_bytes(answer("https://news.example/b"))
    pages = gather(tmp_path)
    assert next(pages).url == "https://news.example/b"
    with pytest.raises(PageError, match=r"a\.warc cannot be read from byte 0"):
        next(pages)


@pytest.mark.parametrize("packed", [False, True])
def test_wherever_an_archive_is_cut_off_what_is_whole_comes_and_then_the_byte(packed):
    records = [answer("https://news.example/a"), answer("https://news.example/b")]
    records = [gzip.compress(each) for each in records] if packed else records
    raw, second = b"".join(records), len(records[0])
    for cut in range(second + 1, len(raw) - 12):
        urls = []
        with pytest.raises(PageError, match=rf"crawl\.warc cannot be read from byte {second} on"):
            urls.extend(capture.url for capture in archives.captures(io.BytesIO(raw[:cut]), "crawl.warc"))
        assert urls == ["https://news.example/a"]


@pytest.mark.parametrize("junk", [b"\xff" * 300, b"<html>"])
@pytest.mark.parametrize("packed", [False, True])
def test_what_is_no_record_ends_an_archive_with_an_error(tmp_path, junk, packed):
    with pytest.raises(PageError, match=r"crawl\.warc.* cannot be read from byte \d+ on"):
        found(tmp_path, answer("https://news.example/a"), junk, packed=packed)


@pytest.mark.parametrize("length", ["900", "many"])
def test_a_record_of_another_length_than_it_says_is_not_passed_over(tmp_path, length):
    wrong = answer("https://news.example/a").replace(b"Content-Length: 1", b"Content-Length: %b\r\nX: " % length.encode(), 1)
    with pytest.raises(PageError, match=r"cannot be read from byte 0 on"):
        found(tmp_path, wrong, packed=True)


def test_zeros_after_the_last_record_are_no_damage(tmp_path):
    assert len(found(tmp_path, answer("https://news.example/a"), b"\0" * 512)) == 1


def test_one_gzip_member_around_all_records_is_read_too(tmp_path):
    assert len(found(tmp_path, answer("https://news.example/a") + answer("https://news.example/b"), packed=True)) == 2


def test_a_page_that_swells_beyond_any_page_is_refused_and_the_others_come(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_PAGE", 50_000)
    bomb = answer("https://news.example/bomb", gzip.compress(b" " * 40_000_000), more="Content-Encoding: gzip\r\n")
    large, page = answer("https://news.example/large", b"x" * 60_000), answer("https://news.example/a")
    pages = []
    with pytest.raises(PageError, match=rf"more than 50,000 bytes, left out, at bytes 0, {len(bomb)}$"):
        (tmp_path / "crawl.warc").write_bytes(bomb + large + page)
        pages.extend(gather(tmp_path / "crawl.warc"))
    assert [capture.url for capture in pages] == ["https://news.example/a"]


@pytest.mark.parametrize("date", ["", "yesterday", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_is_none_is_not_taken_over(tmp_path, date):
    (capture,) = found(tmp_path, answer("https://news.example/a").replace(b"2026-03-04T05:06:07Z", date.encode()))
    assert capture.fetched is None
