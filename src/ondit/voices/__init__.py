"""Who is speaking, by name, through every hand: attributions to voices, entities, statements and segments."""

from __future__ import annotations

from dataclasses import dataclass

from ondit.reading import Article, Entity, Segment, Statement, Voice
from ondit.tagging import Tagged
from ondit.turns import Talk
from ondit.voices.absent import Absent
from ondit.voices.chains import chains, enclosing, without_dispositions, without_salutations
from ondit.voices.descriptions import facts
from ondit.voices.entities import as_entities, same_names
from ondit.voices.mentions import find_mentions
from ondit.voices.page import Page
from ondit.voices.quotations import with_whole_quotations
from ondit.voices.resolve import Resolver, source_span
from ondit.voices.segments import Floor, clauses, make_segments, make_statements
from ondit.voices.speakers import Speakers, as_voices
from ondit.voices.writer import writers

__all__ = ["Heard", "hear"]


@dataclass(frozen=True, slots=True)
class Heard:
    """The voices of an article, what is named in it, its statements and the segments that part its text."""

    voices: tuple[Voice, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    segments: tuple[Segment, ...]


def hear(article: Article, talk: Talk, tagged: Tagged) -> Heard:
    """Who says what, and on whose word: chains and owners are complete, how surely it is said is not yet weighed.

    Reads the article's text, the conversation on it, and the attributions and names that the tagger found. Voice "v0" is the page itself,
    named after its writer where it says *I*; the participants of the conversation keep their ids.
    """
    # 1. what is named, and which names are the same
    text = article.text
    mentions = find_mentions(text, tagged.names, [source_span(a) for a in tagged.attributions if a.source])
    named, of = same_names(text, mentions)
    known = facts(text, mentions, named)
    entities = as_entities(text, mentions, named)
    # 2. who speaks
    sentences = clauses(article, talk.floors)
    attributions = without_salutations(text, Absent(text, sentences, mentions).restored(tagged.attributions))
    attributions = without_dispositions(text, attributions)
    attributions = with_whole_quotations(text, attributions)
    speakers = Speakers(named, [fact.description for fact in known], talk.participants)
    parents = enclosing(attributions)
    page = Page(text, sentences, mentions, named, of, known)
    resolver = Resolver(page, speakers, attributions, parents, talk.floors)
    heard = resolver.resolve()
    if resolver.says_i:
        speakers.sign(writers(article, page))
    # 3. through which hands
    voices, ids = as_voices(speakers, heard, entities)
    floor = Floor(ids[0], talk.floors)
    frames = floor.chains_at([source_span(a)[0] for a in attributions])
    through = chains(parents, [ids[at] for at in heard], frames)
    statements = make_statements(text, sentences, attributions, through, floor, entities)
    return Heard(voices, entities, statements, make_segments(text, sentences, statements, floor))
