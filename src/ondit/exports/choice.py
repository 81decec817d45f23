"""Which statements of a reading are asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ondit.reading import Act, Certainty, Reading, Statement

SURER = ("unknown", "possible", "probable", "certain")
"""From the least to the most certain an assertion can be put."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a statement must have to be kept; None asks for nothing."""

    voice: str | None = None
    """A name of the voice that answers for it, or whole words of one."""
    through: str | None = None
    """A name of a voice that hands it on."""
    min_certainty: Certainty | None = None
    """Assertions at least as certain as this; other acts have no certainty and are left out."""
    act: Act | None = None

    def of(self, reading: Reading) -> Reading:
        """The reading with only the statements chosen."""
        return replace(reading, statements=tuple(s for s in reading.statements if self._keeps(reading, s)))

    def _keeps(self, reading: Reading, statement: Statement) -> bool:
        return (
            (self.voice is None or _is_called(reading, statement.chain[-1], self.voice))
            and (self.through is None or any(_is_called(reading, id, self.through) for id in statement.chain[:-1]))
            and (self.min_certainty is None or _at_least(statement.certainty, self.min_certainty))
            and (self.act is None or statement.act == self.act)
        )


def _at_least(certainty: Certainty, least: Certainty) -> bool:
    return certainty != "na" and SURER.index(certainty) >= SURER.index(least)


def _is_called(reading: Reading, id: str, name: str) -> bool:
    """Whether the voice is known on the page by that name, or by a name that holds it as whole words, in any case."""
    voice = reading.voice(id)
    known = (reading.label(id), voice.name, voice.description, *voice.aliases)
    return any(_plain(name) in _plain(called) for called in known if called)


def _plain(name: str) -> str:
    kept = "".join(c if c.isalnum() else " " for c in name.casefold())
    return f" {' '.join(kept.split())} "
