"""Who has the floor when: the turns of interviews and transcripts, and those who take part in them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from ..reading import Article, ArticleKind, Role, Span, Turn, Voice
from .layouts import Piece, lay_out
from .markers import label_key
from .names import cased, is_organization
from .participants import Cast, Party, introduce, resolve

__all__ = ["Talk", "find_turns"]

_INTERVIEW = re.compile(r"\b(?:[Ii]nterview|INTERVIEW|Q\s?&\s?A|[Qq]uestions and answers)")


@dataclass(frozen=True, slots=True)
class Talk:
    """What a page is and who speaks on it; no participants and no turns where nobody is interviewed or transcribed."""

    kind: ArticleKind = "article"
    participants: tuple[Voice, ...] = ()
    turns: tuple[Turn, ...] = ()


def find_turns(article: Article, *, emphasis: tuple[Span, ...] = ()) -> Talk:
    """The turns of an article with those who speak them.

    `emphasis`: bold or italic stretches of `article.text`. Participants are named as fully as the page does, and numbered
    v1, v2 … by their first turn.
    """
    start = _body(article)
    announced = bool(_INTERVIEW.search(article.text[:3000]) or _INTERVIEW.search(article.title or ""))
    pieces = lay_out(article.text, start, emphasis=emphasis, announced=announced)
    if not pieces:
        return Talk()
    cast = introduce(article, (pieces[0].marker or (pieces[0].start,))[0])
    parties, held = _with_parties(article.text, pieces, cast)
    voices = tuple(_voice(article.text, f"v{n}", party) for n, party in enumerate(parties, 1))
    ids = {party: voice.id for party, voice in zip(parties, voices, strict=True)}
    turns = tuple(Turn(ids[party], p.role or "speech", p.marker, p.start, p.end) for p, party in held)
    return Talk(_kind(article, start, turns), voices, turns)


def _body(article: Article) -> int:
    """Where the body begins: after the headline, or after a title that the text begins with in other capitals or stops."""
    if article.headline:
        return article.headline[1]
    letters = [(n, c) for n, c in enumerate(article.text[:1000]) if c.isalnum()]
    title = [c for c in (article.title or "").casefold() if c.isalnum()]
    begins = [c.casefold() for _, c in letters[: len(title)]] == title
    return letters[len(title) - 1][0] + 1 if title and begins else 0


def _key(piece: Piece) -> str:
    return label_key(piece.label) if piece.label else piece.role or ""


def _with_parties(text: str, pieces: list[Piece], cast: Cast) -> tuple[list[Party], list[tuple[Piece, Party]]]:
    """The parties by their first turn, and every turn with its party and role."""
    labels = [piece.label for piece in pieces]
    by_key = {_key(piece): piece for piece in reversed(pieces)}
    party_of = {key: _party(piece, cast, labels) for key, piece in by_key.items()}
    held = [(piece, party_of[_key(piece)]) for piece in pieces]
    asker = _asker(text, held)
    held = [(replace(piece, role=piece.role or _role(party, asker)), party) for piece, party in held]
    return list(dict.fromkeys(party for _, party in held)), held


def _role(party: Party, asker: Party | None) -> Role:
    if asker is None:
        return "speech"
    return "question" if party == asker else "answer"


def _party(piece: Piece, cast: Cast, labels: list[str]) -> Party:
    if piece.role and (side := cast.askers if piece.role == "question" else cast.answerers):
        return side[0]
    if piece.role:
        return Party(None, label=piece.role)
    name = cased(piece.label)
    return resolve(piece.label, cast, labels) or Party(name, "organization" if is_organization(name) else "person")


def _asker(text: str, held: list[tuple[Piece, Party]]) -> Party | None:
    """Of two who talk, the one who asks more often."""
    asked: Counter[Party] = Counter()
    for piece, party in held:
        asked[party] += "?" in text[piece.start : piece.end]
    return max(asked, key=lambda party: asked[party]) if len(asked) == 2 else None


def _voice(text: str, id: str, party: Party) -> Voice:
    if party.name is None:
        return Voice(id, party.kind, None, party.description)
    mentions = tuple(m.span() for m in re.finditer(rf"\b{re.escape(party.name)}\b", text))
    return Voice(id, party.kind, party.name, party.description, (), mentions)


def _kind(article: Article, start: int, turns: tuple[Turn, ...]) -> ArticleKind:
    """A story in which a passage is transcribed stays an article, unless it calls itself an interview."""
    covered = sum(turn.end - turn.start for turn in turns)
    named_so = bool(_INTERVIEW.search(article.title or article.text[:start]))
    if not named_so and 2 * covered < len(article.text) - start:
        return "article"
    roles: set[Role] = {turn.role for turn in turns}
    return "transcript" if roles == {"speech"} else "interview"
