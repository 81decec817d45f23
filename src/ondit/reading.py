"""The vocabulary of ondit: what every part hands to the next, as plain frozen records.

A `Reading` is what ondit makes of one article, and its JSON form is `ondit/reading/1`. Every offset is a half-open pair of
Unicode code points into `Article.text`, which never changes once made. What is not known is None or empty.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self

SCHEMA = "ondit/reading/1"

LATER: Mapping[str, Any] = types.MappingProxyType({"later": True})
"""Marks a field that `ondit/reading/1` did not have from the first: documents of before lack it, and it then has its default."""

Span = tuple[int, int]
VoiceKind = Literal["author", "person", "organization", "group", "document", "impersonal"]
EntityKind = Literal["person", "organization", "place", "other"]
ArticleKind = Literal["article", "interview", "transcript"]
Role = Literal["question", "answer", "speech"]
Origin = Literal["attribution", "turn", "page"]
Act = Literal["assert", "want", "ask"]
Certainty = Literal["certain", "probable", "possible", "unknown", "na"]
Polarity = Literal["+", "-"]
CreditKind = Literal["wire", "reprint", "via"]
Dropped = Literal["attribution", "hedge", "negation"]


@dataclass(frozen=True, slots=True)
class Caution:
    """Something the reader of a reading should know, such as `not-english`; `code` is stable, `text` is for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The version of ondit, the digest of the model's weights and the settings that made a reading."""

    ondit: str
    model: str | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Credit:
    """Where the page says it has its text from: a wire service, the outlet it reprints, or a `via`.

    The span is empty, at 0, where the page says so beside its text: in its byline, in its markup, by where a link leads.
    """

    kind: CreditKind
    name: str
    start: int
    end: int
    url: str | None = field(default=None, metadata=LATER)
    """The address of what is credited, where the page gives it."""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Words of the text that lead to a page of another site."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a page and what is known about it. `text` is the headline, a blank line and the body."""

    text: str
    headline: Span | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    """ISO date, as far as the page gives it."""
    url: str | None = None
    fetched: str | None = None
    language: str | None = None
    """ISO 639-1 code."""
    section: tuple[str, ...] = ()
    kind: ArticleKind = "article"
    pages: tuple[Span, ...] = ()
    """Spans of the pages of a PDF."""
    sha256: str | None = None
    """Digest of the bytes as captured, in hexadecimal."""
    credits: tuple[Credit, ...] = ()
    links: tuple[Hyperlink, ...] = field(default=(), metadata=LATER)
    """Those to other sites."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who or what speaks, thinks or wants on the page. A description is not a name; an unknown speaker has no name."""

    id: str
    kind: VoiceKind
    name: str | None = None
    description: str | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    entity: str | None = None
    members: tuple[str, ...] = ()
    """Ids of the voices that speak as one here."""
    by: str | None = None
    """The id of the voice whose document this is."""
    candidates: tuple[str, ...] = ()
    """Names that fit equally, where none was chosen."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organization, place or other thing that the page names."""

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch spoken by one participant of an interview or transcript; the span leaves the marker out."""

    voice: str
    role: Role
    marker: Span | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source words, cue words and content words (Pareti 2015) that belong together, as the tagger found them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float = 1.0
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class Name:
    """A named mention, as the tagger found it."""

    start: int
    end: int
    kind: EntityKind
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included, as ISO dates; an open end is None."""

    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest thing that can be found, cited and traced: a content and the chain of voices it comes through.

    `chain` holds voice ids, outermost first: the first is the page itself, the last answers for the content.
    `act`, `certainty` and `polarity` follow FactBank (Saurí & Pustejovsky 2009).
    """

    id: str
    origin: Origin
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    chain: tuple[str, ...]
    act: Act = "assert"
    certainty: Certainty = "certain"
    polarity: Polarity = "+"
    said: Days | None = None
    dates: tuple[int, ...] = ()
    """Indices into `Reading.dates`."""
    about: tuple[str, ...] = ()
    """Ids of the entities its content mentions."""
    score: float | None = None
    """Between 0 and 1 for an attribution, None for other origins."""

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self:
        """The statement that stands in a reading's document; KeyError where a key is missing."""
        return typing.cast(Self, _maker(typing.cast(Any, cls))(document))

    @property
    def hand(self) -> int:
        """1 for the page's own words, 2 for second hand, and so on."""
        return len(self.chain)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text, at most a sentence, owned by exactly one chain. The segments part the text."""

    start: int
    end: int
    chain: tuple[str, ...]
    act: Act = "assert"
    certainty: Certainty = "certain"
    polarity: Polarity = "+"
    statements: tuple[str, ...] = ()
    """Those whose content covers it, outermost first."""


@dataclass(frozen=True, slots=True)
class Date:
    """A time expression and the interval of days it stands for; an open end is None."""

    start: int
    end: int
    text: str
    from_: str | None = None
    to: str | None = None
    inferred: bool = False
    """True where the page gives only clues to it."""


@dataclass(frozen=True, slots=True)
class Label:
    """An evaluative or charged term that a voice applies to an entity. ondit itself never adopts it."""

    start: int
    end: int
    text: str
    about: str | None
    """Id of the entity it is applied to."""
    voice: str
    """Id of the voice that uses it."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The statements that the headline restates, and what it leaves out of them."""

    rests_on: tuple[str, ...] = ()
    drops: tuple[Dropped, ...] = ()


_UNNAMED: Mapping[VoiceKind, str] = {
    "author": "this page",
    "person": "an unnamed person",
    "organization": "an unnamed organization",
    "group": "an unnamed group",
    "document": "an unnamed document",
    "impersonal": "nobody in particular",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Who says what on a page, on whose word, how surely and about when."""

    made_by: MadeBy
    article: Article
    voices: tuple[Voice, ...]
    statements: tuple[Statement, ...] = ()
    segments: tuple[Segment, ...] = ()
    turns: tuple[Turn, ...] = ()
    entities: tuple[Entity, ...] = ()
    dates: tuple[Date, ...] = ()
    labels: tuple[Label, ...] = ()
    headline: Headline | None = None
    warnings: tuple[Caution, ...] = ()

    def voice(self, id: str) -> Voice:
        """The voice of that id; KeyError where there is none."""
        for voice in self.voices:
            if voice.id == id:
                return voice
        raise KeyError(id)

    def label(self, id: str) -> str:
        """What to call a voice: its name, else the outlet, its members, its description, or its kind in words."""
        voice = self.voice(id)
        if voice.name:
            return voice.name
        if voice.kind == "author" and self.article.outlet:
            return self.article.outlet
        members = [self.voice(member).name for member in voice.members]
        return " and ".join(name for name in members if name) or voice.description or _UNNAMED[voice.kind]

    def owner(self, offset: int) -> tuple[str, ...]:
        """The chain of voice ids that owns the word at an offset into `article.text`; IndexError outside the text."""
        if not 0 <= offset < len(self.article.text):
            raise IndexError(f"offset {offset} lies outside a text of {len(self.article.text)} characters")
        return self.segments[bisect_right(self.segments, offset, key=lambda s: s.start) - 1].chain

    def to_frame(self) -> Any:
        """The statements as a pandas.DataFrame, one a row; MissingExtraError where pandas is not installed."""
        from ondit.exports.table import frame

        return frame(self)

    def _repr_html_(self) -> str:
        """The text marked by its voices, as notebooks show it."""
        from ondit.exports.html import html_fragment

        return html_fragment(self)

    def to_dict(self) -> dict[str, Any]:
        """The reading as `ondit/reading/1`, of plain dicts, lists, strings and numbers."""
        return {"schema": SCHEMA, **plain(self)}

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self:
        """The reading that `to_dict` gave; ValueError for any other schema, KeyError where a key is missing."""
        if document.get("schema") != SCHEMA:
            raise ValueError(f"not a reading of schema {SCHEMA}: {document.get('schema')!r}")
        return typing.cast(Self, _maker(typing.cast(Any, cls))(document))


def _key(field_name: str) -> str:
    return field_name.rstrip("_")  # `from` is a keyword


def plain(value: Any) -> Any:
    """A record as a dict, tuples as lists, all the way down."""
    if dataclasses.is_dataclass(value):
        return {_key(f.name): plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


@functools.cache  # of a type, so that what it declares is worked out once and not for each of its records
def _maker(kind: Any) -> Callable[[Any], Any]:
    """the inverse of `plain` for values of a type."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        make = _maker(next(a for a in arguments if a is not types.NoneType))
        return lambda value: None if value is None else make(value)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        makers = [(f.name, _key(f.name), _maker(hints[f.name]), "later" in f.metadata) for f in dataclasses.fields(kind)]
        return lambda value: typing.cast(Any, kind)(
            **{name: make(value[key]) for name, key, make, later in makers if not later or key in value}
        )
    if origin is tuple:
        item = _maker(arguments[0])
        return tuple if item is _unchanged else lambda value: tuple(map(item, value))
    return dict if origin is Mapping else _unchanged


def _unchanged(value: Any) -> Any:
    return value
