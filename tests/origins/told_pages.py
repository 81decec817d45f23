"""Pages of a ledger on which somebody says something, read without the model."""

from __future__ import annotations

import re
from dataclasses import replace

import ondit
from ondit import walk
from ondit.reading import Attribution, Name
from ondit.tagging import ScriptedTagger, Tagged, shipped_digest

TELLS = re.compile(r"(?P<content>[^.“”]*?),? (?P<source>[A-Z]\w+ [A-Z]\w+|an official) (?P<cue>said|denied)\.")

STOPS = "The old ferry to Wexley harbour will stop sailing in May, Ann Roe said."


def add(ledger, monkeypatch, letter, day, text, **facts):
    """A page whose sentences `…, Ann Roe said.` are attributions, of an outlet of its own."""
    found = [match for line in re.finditer(r"[^\n]+", text) for match in TELLS.finditer(text, *line.span())]
    attributions = tuple(
        Attribution(*(((m.start(part) + len(m[part]) - len(m[part].lstrip()), m.end(part)),) for part in ("source", "cue", "content")), 0.9)
        for m in found
    )
    names = tuple(Name(*m.span("source"), "person") for m in found if m["source"][0].isupper())
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({text: Tagged(attributions, names)}, shipped_digest()))
    reading = ondit.read_text(text, url=f"https://{letter}.example/1", published=day)
    return ledger.add(replace(reading, article=replace(reading.article, **{"outlet": f"{letter.upper()} News", **facts})))


def key(ledger, words, page="a"):
    return next(found.key for found in ledger.search(words, page=f"https://{page}.example/1", origin="attribution"))


def marked(words):
    """A text with marked parts, and what is tagged in it: `{s:Ann Roe} {c:said} {t:that it was over}`, numbers where there are several."""
    text, spans, open_ = "", {}, []
    for piece in re.split(r"(\{[sct]\d?:|\})", words):
        if piece == "}":
            part, number, start = open_.pop()
            spans.setdefault(number, {}).setdefault(part, []).append((start, len(text)))
        elif piece.startswith("{"):
            open_.append((piece[1], piece[2:-1], len(text)))
        else:
            text += piece
    tagged = tuple(Attribution(*(tuple(parts.get(part, ())) for part in "sct"), 0.9) for _, parts in sorted(spans.items()))
    names = tuple(Name(*span, "person") for one in tagged for span in one.source if text[slice(*span)].istitle())
    return text, Tagged(tagged, names)


def add_marked(ledger, monkeypatch, letter, day, words, **facts):
    """A page whose attributions are marked, of an outlet of its own."""
    text, tagged = marked(words)
    monkeypatch.setattr(walk, "shipped_tagger", lambda: ScriptedTagger({text: tagged}, shipped_digest()))
    reading = ondit.read_text(text, url=f"https://{letter}.example/1", published=day)
    return ledger.add(replace(reading, article=replace(reading.article, **{"outlet": f"{letter.upper()} News", **facts})))
