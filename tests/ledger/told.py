"""Readings made by hand, a statement a line, for ledgers to be searched."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.reading import Act, Article, Certainty, Days, Entity, MadeBy, Origin, Polarity, Reading, Segment, Statement, Voice


@dataclass(frozen=True)
class Told:
    """What somebody says; parts that stand apart on the page are parted by ` … `, and what stands between is left out of the words."""

    words: str
    by: str | None = None
    described: str | None = None
    through: str | None = None
    about: str | None = None
    act: Act = "assert"
    certainty: Certainty = "certain"
    polarity: Polarity = "+"
    said: Days | None = None
    score: float | None = None


def reading(url: str, outlet: str, published: str | None, *told: Told, title: str = "Ferry news") -> Reading:
    """A page on which all that is told; who is named is a person."""
    text, statements = f"{title}\n\n", []
    voices = {None: Voice("v0", "author")}
    entities: dict[str, Entity] = {}
    for number, one in enumerate(told, start=1):
        for name in filter(None, (one.by, one.through, one.about)):
            entities.setdefault(name, Entity(f"e{len(entities) + 1}", "person", name))
        for name in filter(None, (one.through, one.by)):
            voices.setdefault(
                name, Voice(f"v{len(voices)}", "person", name, one.described if name == one.by else None, entity=entities[name].id)
            )
        who = one.by or one.described
        if one.by is None and one.described:
            voices.setdefault(who, Voice(f"v{len(voices)}", "group", None, one.described))
        spans = []
        for part in one.words.split(" … "):
            spans.append((len(text), len(text) + len(part)))
            text += part + (" (so it is told) " if " … " in one.words else " ")
        text += "\n"
        chain = tuple(dict.fromkeys(voices[name].id for name in (None, one.through, who) if name is None or name))
        origin: Origin = "attribution" if who else "page"
        statements.append(
            Statement(
                f"s{number}",
                origin,
                (),
                (),
                tuple(spans),
                chain,
                one.act,
                one.certainty if one.act == "assert" else "na",
                one.polarity,
                one.said,
                about=(entities[one.about].id,) if one.about else (),
                score=one.score if who else None,
            )
        )
    return Reading(
        made_by=MadeBy("0.1.0"),
        article=Article(text, (0, len(title)), title, outlet, published=published, url=url, language="en"),
        voices=tuple(voices.values()),
        entities=tuple(entities.values()),
        statements=tuple(statements),
        segments=(Segment(0, len(text), ("v0",)),),
    )


ARCHIVE = (
    reading(
        "https://shore.example/1",
        "Shore News",
        "2008-09-02",
        Told("The ferry will stop at noon", by="Ines Halloran", described="the harbour master", certainty="probable", score=0.9),
        Told("the deadline is over", by="Edmund Carrow", through="Ines Halloran", about="Ana Brill", score=0.6),
        Told("to leave the camp", by="Ines Halloran", act="want", score=0.7),
        Told("The café at the quay is closed."),
    ),
    reading(
        "https://marnsby.example/2",
        "The Marnsby Courier",
        "2008-10-15",
        Told("They were deported … before the deadline", described="people close to the traders", polarity="-", score=0.5),
        Told("the boats are old", by="Edmund Carrow", said=Days("2008-10-01", "2008-10-14"), score=0.95),
    ),
    reading("https://late.example/3", "Shore News", None, Told("Nobody knows of a deadline.", certainty="unknown")),
)
"""Three pages: in September, in October, and of no known day."""
