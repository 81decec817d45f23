"""What docs/ledger.md says is so."""

import re
import shutil
from pathlib import Path

import generate
import pytest

from ondit.tagging import WEIGHTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "ledger.md").read_text("utf-8")


def test_the_tables_are_those_that_a_ledger_has():
    assert generate.ledger_page(PAGE) == PAGE, "write it anew: python docs/generate.py"


@pytest.mark.skipif(not (WEIGHTS / "card.json").exists(), reason="the model is not in this checkout")
def test_the_python_example_runs(tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "docs/ledger.md", "exec"), {})
    assert capsys.readouterr().out.startswith("new ")
