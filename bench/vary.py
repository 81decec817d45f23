"""A ledger as large as one likes, made by varying real readings: other words, speakers, outlets and days, in the same structure."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import ondit
from ondit import Reading
from ondit.ledger import tallies
from ondit.ledger.opening import writes

SEED = 7
OUTLETS, PEOPLE, RARE = 300, 40_000, 150_000
CHANGED = 0.5
"""The share of words that are others than in the reading varied; one in forty of them is a rare one."""
OLD = 0.05
"""The share of pages of which an older reading is kept, too."""

_WORD = re.compile(r"[^\W\d_]+")


def varied(file: Path, readings: Sequence[Reading], size: int) -> None:
    """Fill a new ledger in `file` with the readings and variations of them, until it holds `size` statements."""
    with ondit.open_ledger(file) as ledger:
        for reading in readings:
            ledger.add(reading)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    _Varied(connection).fill(size)
    connection.close()
    with ondit.open_ledger(file) as ledger, writes(ledger.engine) as counting:
        tallies.recount(counting)


class _Varied:
    """Rows are read once from the readings added, and written again with what varies put in place."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection, self.random = connection, random.Random(SEED)
        connection.row_factory = sqlite3.Row
        self.templates = [self._template(row) for row in self._rows("SELECT * FROM readings")]
        spoken = [word for (text,) in connection.execute("SELECT words FROM statements") for word in _WORD.findall(text)]
        self.spoken = spoken  # drawing from all of them keeps the frequencies that words have
        self.outlets = [f"The {self._name(1)} {kind}" for kind in ("Post", "Herald", "Courier") for _ in range(OUTLETS // 3)]
        self.people = [self._name(2) for _ in range(PEOPLE)]
        self.entities: dict[int, int] = {}
        self.ids = {name: self._last(name) for name in ("pages", "captures", "readings", "voices", "chains", "statements", "entities")}

    def fill(self, size: int) -> None:
        while self.ids["statements"] < size:
            self.connection.execute("BEGIN")
            for template in self.random.sample(self.templates, len(self.templates)):
                self._write(template)
            self.connection.execute("COMMIT")

    def _rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        return [dict(row) for row in self.connection.execute(query, values)]

    def _last(self, table: str) -> int:
        return self.connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0

    def _template(self, reading: dict[str, Any]) -> dict[str, Any]:
        id = reading["id"]
        return {
            "reading": reading,
            "capture": self._rows("SELECT * FROM captures WHERE id = ?", reading["capture_id"])[0],
            "voices": self._rows("SELECT * FROM voices WHERE reading_id = ?", id),
            "chains": self._rows("SELECT * FROM chains WHERE reading_id = ?", id),
            "links": self._rows("SELECT * FROM chain_voices JOIN chains ON chains.id = chain_id WHERE reading_id = ?", id),
            "statements": self._rows("SELECT * FROM statements WHERE reading_id = ?", id),
            "abouts": self._rows("SELECT abouts.* FROM abouts JOIN statements ON statements.id = statement_id WHERE reading_id = ?", id),
        }

    def _write(self, template: dict[str, Any]) -> None:
        outlet = self.outlets[self._often(OUTLETS)]
        published = None if self.random.random() < 0.05 else str(date(2001, 1, 1) + timedelta(days=self._day()))
        page = self._insert("pages", {"address": f"https://news.example/{self.ids['pages'] + 1}", "added": "2026-01-01T00:00:00+00:00"})
        for newest in (False, True) if self.random.random() < OLD else (True,):
            capture = self._insert("captures", {**template["capture"], "page_id": page})
            facts = {"capture_id": capture, "page_id": page, "outlet": outlet, "published": published, "newest": newest}
            self._write_reading(template, {**template["reading"], **facts})

    def _write_reading(self, template: dict[str, Any], facts: dict[str, Any]) -> None:
        reading = self._insert("readings", facts)
        shared = {name: facts[name] for name in ("page_id", "outlet", "published")} | {"reading_id": reading, "shown": facts["newest"]}
        became: dict[int, int | None] = {}
        voices = {row["id"]: self._insert("voices", self._voice(row, reading, facts["outlet"], became)) for row in template["voices"]}
        chains = {row["id"]: self._insert("chains", {"reading_id": reading}) for row in template["chains"]}
        for row in template["links"]:
            link = {"chain_id": chains[row["chain_id"]], "hand": row["hand"], "voice_id": voices[row["voice_id"]]}
            self._insert("chain_voices", link, has_id=False)
        said: dict[int, int] = {}
        for row in template["statements"]:
            told = {"words": self._other(row["words"]), "key": f"s:{self.random.getrandbits(48):012x}", "score": self._score(row["score"])}
            chain = {"chain_id": chains[row["chain_id"]], "voice_id": voices[row["voice_id"]]}
            speaker = {"speaker_id": became.get(row["speaker_id"], row["speaker_id"])}
            said[row["id"]] = self._insert("statements", {**row, **shared, **told, **chain, **speaker})
        about = {(became.get(row["entity_id"], row["entity_id"]), said[row["statement_id"]]) for row in template["abouts"]}
        for entity, statement in about:
            self._insert("abouts", {"entity_id": entity, "statement_id": statement}, has_id=False)

    def _voice(self, row: dict[str, Any], reading: int, outlet: str, became: dict[int, int | None]) -> dict[str, Any]:
        entity, label, name = row["entity_id"], row["label"], row["name"]
        if row["kind"] == "author":
            label = outlet
        elif entity is not None and self.random.random() < 0.7:
            number = self._often(PEOPLE)
            became[entity] = self._person(number)
            entity, label, name = became[entity], self.people[number], self.people[number]
        return {**row, "reading_id": reading, "entity_id": entity, "label": label, "name": name}

    def _person(self, number: int) -> int:
        """The entity of a made-up name, which is made when it is first needed."""
        if number not in self.entities:
            name = self.people[number]
            id = self._insert("entities", {"kind": "person", "name": name, "merged_into": None})
            named = {"entity_id": id, "name": name, "key": name.lower(), "identity": f"person:{name.lower()}", "pages": 1}
            self._insert("names", named, has_id=False)
            self.entities[number] = id
        return self.entities[number]

    def _insert(self, table: str, row: dict[str, Any], *, has_id: bool = True) -> int:
        if has_id:
            self.ids[table] += 1
            row = {**row, "id": self.ids[table]}
        columns = ", ".join(f'"{name}"' for name in row)
        self.connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
        return row.get("id", 0)

    def _other(self, text: str) -> str:
        return _WORD.sub(lambda found: self._word() if self.random.random() < CHANGED else found[0], text)

    def _word(self) -> str:
        word = self.random.choice(self.spoken)
        return f"{word.lower()}{self._syllables(self._often(RARE))}" if self.random.random() < 0.025 else word

    def _name(self, parts: int) -> str:
        return " ".join(self._syllables(self.random.randrange(400, 40_000)).title() for _ in range(parts))

    @staticmethod
    def _syllables(number: int) -> str:
        parts = []
        while number:
            number, part = divmod(number, 20)
            parts.append("bcdfghjklmnprstvwyz"[part % 19] + "aeiou"[part % 5])
        return "".join(parts)

    def _often(self, size: int) -> int:
        """A number below `size`, small ones more often, as names and words are (Zipf)."""
        return int(size ** self.random.random()) - 1 if size > 1 else 0

    def _day(self) -> int:
        """A day of twenty years, later ones more often."""
        return int(7300 * self.random.random() ** 0.5)

    def _score(self, score: float | None) -> float | None:
        return None if score is None else round(min(1.0, max(0.0, score + self.random.gauss(0, 0.05))), 4)


def readings_in(file: Path) -> Iterator[Reading]:
    """The readings of an array of `ondit/reading/1`, as `ondit read … --json` writes it."""
    yield from map(Reading.from_dict, json.loads(file.read_text("utf-8")))
