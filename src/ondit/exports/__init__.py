"""Readings in the formats that others take: one file a format. Each exporter yields the pieces of one file, as text or as bytes."""

from collections.abc import Callable, Iterable, Iterator

from ondit.exports.brat import brat_pieces
from ondit.exports.ftm import ftm_pieces
from ondit.exports.html import html_pieces
from ondit.exports.jsonl import json_pieces, jsonl_pieces
from ondit.exports.parquet import parquet_pieces
from ondit.exports.table import csv_pieces
from ondit.exports.webannotation import webannotation_pieces
from ondit.reading import Reading

EXPORTERS: dict[str, Callable[[Iterable[Reading]], Iterator[str]]] = {
    "csv": csv_pieces,
    "ftm": ftm_pieces,
    "html": html_pieces,
    "json": json_pieces,
    "jsonl": jsonl_pieces,
    "webannotation": webannotation_pieces,
}
BINARY_EXPORTERS: dict[str, Callable[[Iterable[Reading]], Iterator[bytes]]] = {"brat": brat_pieces, "parquet": parquet_pieces}
