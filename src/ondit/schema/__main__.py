"""Writes the shipped schema anew."""

import json
from pathlib import Path

from ondit.schema import FILE, generate

Path(__file__).with_name(FILE).write_text(json.dumps(generate(), indent=2, ensure_ascii=False) + "\n", "utf-8")
