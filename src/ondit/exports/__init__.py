"""Readings in the formats that others take: one file a format. Each exporter yields the pieces of one text."""

from collections.abc import Callable, Iterable, Iterator

from ondit.exports.html import html_pieces
from ondit.exports.jsonl import json_pieces, jsonl_pieces
from ondit.exports.table import csv_pieces
from ondit.reading import Reading

Exporter = Callable[[Iterable[Reading]], Iterator[str]]

EXPORTERS: dict[str, Exporter] = {"csv": csv_pieces, "html": html_pieces, "json": json_pieces, "jsonl": jsonl_pieces}
