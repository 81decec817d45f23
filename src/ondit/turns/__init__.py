"""Who has the floor when: the turns of interviews and transcripts, and those who take part in them."""

from __future__ import annotations

from dataclasses import dataclass

from ..reading import Article, ArticleKind, Role, Span, Turn, Voice
from .calls import find_called
from .introductions import announces_interview
from .layouts import lay_out
from .markers import label_key
from .names import find_mentions
from .pairs import find_pair
from .participants import Cast, Party
from .pieces import Piece
from .roles import Held, roles
from .shared import parted
from .speeches import find_speech, is_spoken

__all__ = ["Talk", "find_turns"]


@dataclass(frozen=True, slots=True)
class Talk:
    """What a page is and who speaks on it; no participants and no turns where nobody is interviewed or transcribed."""

    kind: ArticleKind = "article"
    participants: tuple[Voice, ...] = ()
    turns: tuple[Turn, ...] = ()
    speech: tuple[Turn, ...] = ()
    """Where participants have the floor of a page that is a speech, or a transcript that tells only now and then who speaks; no turns
    of the page, since it does not show who takes the floor from whom.
    """

    @property
    def floors(self) -> tuple[Turn, ...]:
        """Who has the floor where: the turns, or the speech."""
        return self.turns or self.speech


MOST_SPEAKERS = 200
"""A page with more different labels than this is a list of some other kind; every name is held against every other."""


def find_turns(article: Article, *, emphasis: tuple[Span, ...] = ()) -> Talk:
    """The turns of an article with those who speak them.

    `emphasis`: bold or italic stretches of `article.text`. Participants are named as fully as the page does, and numbered
    v1, v2 … by their first turn. A passage transcribed in a news story gives turns, but leaves the kind `article`. A page that is
    one speech, or a transcript that names its speakers only where they speak, has no turns, but `speech`.
    """
    text, start = article.text, _body(article)
    pieces = lay_out(text, start, emphasis=emphasis, announced=announces_interview(article.title or text[:start]))
    if not pieces:
        return _speech(article, start)
    if len({piece.label for piece in pieces}) > MOST_SPEAKERS:
        return Talk()
    cast = Cast(article, pieces[0].marker[0] if pieces[0].marker else pieces[0].start)
    held = parted(text, _held(pieces, cast), cast.answerer, cast.answerers)
    voices = {party: _voice(text, f"v{n}", party) for n, party in enumerate(dict.fromkeys(party for _, party in held), 1)}
    turns = tuple(
        Turn(voices[party].id, role, piece.marker, piece.start, piece.end)
        for (piece, party), role in zip(held, roles(text, article.title or text[:start], held, cast.asks), strict=True)
    )
    return Talk(_kind(article, start, turns), tuple(voices.values()), turns)


def _speech(article: Article, start: int) -> Talk:
    """A page that is one speech, or nothing but an article."""
    found = find_speech(article.text, start, article.title or article.text[:start].strip())
    if found is None:
        return _called(article, start)
    voice = _voice(article.text, "v1", found.speaker)
    return Talk("transcript", (voice,), speech=tuple(Turn(voice.id, "speech", None, *span) for span in found.spoken))


def _called(article: Article, start: int) -> Talk:
    """A transcript without markers, as far as the two who talk introduce themselves or those who speak are called by name, or nothing but
    an article.
    """
    found = find_pair(article.text, start) or find_called(article.text, start)
    if not found or not is_spoken(article.text[start:]):
        return Talk()
    voices = [_voice(article.text, f"v{n}", called.party) for n, called in enumerate(found, 1)]
    speech = [Turn(voice.id, "speech", None, *span) for voice, called in zip(voices, found, strict=True) for span in called.spoken]
    return Talk("transcript", tuple(voices), speech=tuple(sorted(speech, key=lambda turn: turn.start)))


def _body(article: Article) -> int:
    """Where the body begins: after the headline, or after a title that the text begins with in other capitals or stops."""
    if article.headline:
        return article.headline[1]
    letters = [(n, c) for n, c in enumerate(article.text[:1000]) if c.isalnum()]
    title = [c for c in (article.title or "").casefold() if c.isalnum()]
    begins = [c.casefold() for _, c in letters[: len(title)]] == title
    return letters[len(title) - 1][0] + 1 if title and begins else 0


def _held(pieces: list[Piece], cast: Cast) -> Held:
    """Every turn with the party that speaks it."""
    labels = list(dict.fromkeys(piece.label for piece in pieces if piece.label))
    party_of: dict[str, Party] = {}
    for piece in pieces:
        if (key := _key(piece)) not in party_of:
            party_of[key] = _party(piece, cast, labels)
    return [(piece, party_of[_key(piece)]) for piece in pieces]


def _key(piece: Piece) -> str:
    return label_key(piece.label) if piece.label else piece.role or ""


def _party(piece: Piece, cast: Cast, labels: list[str]) -> Party:
    if piece.role:
        return cast.asker if piece.role == "question" else cast.answerer
    return cast.resolve(piece.label, labels)


def _voice(text: str, id: str, party: Party) -> Voice:
    if party.name is None:
        return Voice(id, party.kind, None, party.description, candidates=party.candidates)
    surname = party.name.split()[-1]
    mentions = find_mentions(text, party.name, surname=party.kind == "person")
    aliases = (surname,) if any(end - start < len(party.name) for start, end in mentions) else ()
    return Voice(id, party.kind, party.name, party.description, aliases, tuple(mentions), candidates=party.candidates)


def _kind(article: Article, start: int, turns: tuple[Turn, ...]) -> ArticleKind:
    """A story in which a passage is transcribed stays an article, unless it calls itself an interview."""
    covered = sum(turn.end - turn.start for turn in turns)
    if not announces_interview(article.title or article.text[:start]) and 2 * covered < len(article.text) - start:
        return "article"
    spoken: set[Role] = {turn.role for turn in turns}
    return "transcript" if spoken == {"speech"} else "interview"
