"""docs/formats.md shows what the exports give."""

from pathlib import Path

import generate
import pytest

from ondit.exports import BINARY_EXPORTERS, EXPORTERS

PAGE = Path(generate.ROOT, "docs", "formats.md").read_text("utf-8")


def test_the_examples_are_what_the_exports_give():
    pytest.importorskip("pyarrow")
    assert generate.formats_page(PAGE) == PAGE, "write it anew: python docs/generate.py"


def test_every_format_is_explained():
    assert [name for name in (*EXPORTERS, *BINARY_EXPORTERS) if f"`{name}`" not in PAGE] == []
