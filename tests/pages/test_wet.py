"""WET records are read as pages: their headers apart from their text."""

from ondit.pages.wet import wet_record

INFO = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 12\r\n\r\nSoftware: x\r\n\r\n"
PAGE = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/a:b\r\nWARC-Date: 2019-11-19T08:03:00Z\r\n"
    "Content-Type: text/plain\r\nContent-Length: 20\r\n\r\nA headline\n\nA paragraph.\r\n\r\n"
)


def test_headers_and_text_come_apart():
    headers, text = wet_record(PAGE)
    assert headers["warc-target-uri"] == "https://example.org/a:b"
    assert headers["warc-date"] == "2019-11-19T08:03:00Z"
    assert text.strip() == "A headline\n\nA paragraph."


def test_of_several_records_the_first_page_is_read():
    assert wet_record(INFO + PAGE + PAGE.replace("A headline", "Another")) == wet_record(PAGE + INFO)


def test_bare_line_ends_are_read_too():
    assert wet_record(PAGE.replace("\r\n", "\n"))[1].strip() == "A headline\n\nA paragraph."


def test_a_text_that_is_no_record_is_none():
    assert wet_record("WARC records are described in a standard.\n\nMore.") is None


def test_a_record_cut_off_in_its_headers_has_no_text():
    assert wet_record("WARC/1.0\nWARC-Type: conversion\nWARC-Target-URI: https://example.org") == (
        {"warc-type": "conversion", "warc-target-uri": "https://example.org"},
        "",
    )
