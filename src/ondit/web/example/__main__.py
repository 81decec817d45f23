"""Read the pages of the example anew."""

from __future__ import annotations

from pathlib import Path

from ondit.exports.jsonl import json_text
from ondit.web.example import READINGS, read_anew

Path(__file__).with_name(READINGS).write_text("".join(json_text(reading.to_dict()) + "\n" for reading in read_anew()), "utf-8")
