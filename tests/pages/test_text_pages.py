"""Plain text at the door: a path, bytes or a string with lines."""

from ondit.pages import open_page

STORY = (
    "Ferry stays in harbour\n\nThe evening ferry to Holm did not sail on Thursday, the harbour office said.\r\n\r\n"
    "Crews were told to wait\u00a0for word from the owners, who did not return a telephone call.\n"
)


def test_a_text_file_is_its_headline_a_blank_line_and_its_body(tmp_path):
    file = tmp_path / "story.txt"
    file.write_text(STORY, encoding="utf-8", newline="")
    article = open_page(file).article
    assert article.text.split("\n\n") == [
        "Ferry stays in harbour",
        "The evening ferry to Holm did not sail on Thursday, the harbour office said.",
        "Crews were told to wait for word from the owners, who did not return a telephone call.",
    ]
    assert open_page(STORY).article.text == open_page(STORY.encode("cp1252")).article.text == article.text


def test_a_text_that_mentions_a_tag_is_no_html():
    text = STORY + "\nThe office uses <b> for what it wants to stress, a clerk said, and 2 < 3.\n"
    assert "<b>" in open_page(text).article.text


def test_a_wet_record_gives_its_page_with_address_and_time():
    body = STORY.replace("\r\n", "\n").strip()
    record = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://news.example/ferry\r\nWARC-Date: 2021-03-04T09:30:00Z\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(body.encode())}\r\n\r\n{body}\r\n\r\n"
    )
    article = open_page(record.encode()).article
    assert article.text.startswith("Ferry stays in harbour\n\nThe evening ferry")
    assert article.url == "https://news.example/ferry"
    assert article.fetched == "2021-03-04T09:30:00Z"
