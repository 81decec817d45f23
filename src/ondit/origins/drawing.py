"""From statements of one claim, and what their pages tell of themselves, to the drawing whose routes are counted.

A page has the claim from the outlets and wire services that it credits, those from whom the chain of voices names, and each voice from
the next. What is said in an answer is an interview by whoever asks; else the page's own words may tell the occasion (`acts`). Where they do
not, it is a speech, or an unnamed act of a voice without a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ondit.ledger.records import Found
from ondit.ledger.records import Link as Voiced
from ondit.origins.acts import Act, act_of
from ondit.origins.claims import Said, undated
from ondit.origins.judging import Refused
from ondit.origins.quotes import SameWords, same_voice, shared_quotes
from ondit.origins.records import Copy, Evidence, Place
from ondit.origins.routes import Link, LinkKind, Node, NodeKind
from ondit.pages.credits import agency_called
from ondit.pages.outlets import host_of, is_mark, plain_address, same_outlet, same_site, squeezed
from ondit.reading import Credit, Hyperlink, Polarity, Reading, Span, Statement

_OFFICE = r"spokes(?:man|woman|person)"
_SPEAKS_FOR = re.compile(rf"\b{_OFFICE} (?:for|of) (?:the )?([A-Z][^,;]*)")
_OCCASIONS = {"press conference": "to the press", "document": "in writing", "eyewitness": "eyewitness", "interview": "interviewed"}
"""How an act is labelled beside its voice."""

_NEAR = 200
"""Signs between a statement and a link that are of one matter: about a sentence."""

_AROUND = 40
"""Signs on either side of a credit's name that are shown with it."""

_NEAREST_FIRST = ("via", "reprint", "wire")
"""What a page credits more than once: it found the text there, which reprinted it from there, which had it from the wire."""


@dataclass(frozen=True, slots=True)
class Member:
    """A statement of the claim, and the reading of its page."""

    found: Found
    reading: Reading


def said(found: Found) -> Said:
    """A statement as far as its claim goes."""
    return as_said(found.key, found.words, f"{found.source} {found.cue}", found.chain[-1], found.statement.polarity, found.published)


def as_said(key: str, words: str, frame: str, who: Voiced, polarity: Polarity, day: str | None) -> Said:
    """The same of a statement that is not at hand as a whole; a voice without a name is nobody's elsewhere."""
    return Said(key, undated(words), frame, who_is(who) if who.name else None, polarity, day)


def who_is(link: Voiced) -> str:
    """What a named voice is called wherever it speaks; who speaks for another is that other."""
    spoken = _SPEAKS_FOR.search(link.description or "")
    return spoken[1].strip(" .") if spoken else str(link.name)


def draw(members: Sequence[Member], copies: Iterable[Copy] = (), refused: Refused = frozenset()) -> tuple[list[Node], list[Link]]:
    """The nodes and links of one claim, as `trace` takes them, without the links that people refused."""
    drawing = _Drawing(members)
    for member in members:
        drawing.add(member)
    for match in (match for act in shared_quotes([said(member.found) for member in members]) for match in act):
        if frozenset((members[match.one].found.key, members[match.other].found.key)) not in refused:
            drawing.join(members[match.one], members[match.other], match)
    for copy in copies:
        drawing.copy(copy)
    drawing.join_interviews()
    links = dict.fromkeys(link for link in drawing.links if frozenset((link.taker, link.origin)) not in refused)
    return list(drawing.nodes.values()), list(links)


class _Drawing:
    """What is drawn so far."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.nodes: dict[str, Node] = {}
        self.links: list[Link] = []
        self._members = members
        self._outlets = {_squeezed(outlet): outlet for m in reversed(members) if (outlet := _outlet(m.found))}
        self._own, self._marks = tuple(self._outlets.values()), dict[str, list[str]]()
        self._pages = {plain_address(address): m.found.address for m in members for address in (m.found.address, m.found.url) if address}
        self._acts: dict[str, list[str]] = {}
        self._asked: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)

    def add(self, member: Member) -> None:
        """A statement: its page, what that credits, and the acts that its chain goes through."""
        found = member.found
        outlet = _outlet(found)
        own = self._called(outlet) if outlet else None
        page = self._node(Node(found.address, "page", found.title or found.address, day=found.published, outlet=own))
        at = page
        for credit in _credits(member):
            at = self._took(at, self._credited(credit), "credit", _credit_evidence(member, credit))
        for other, evidence in _linked(member, self._pages):
            at = self._took(page, other, "credit", evidence)
        acts = []
        for n in range(1, len(found.chain)):
            told = _told(member, n)
            acts.append(self._act(member, n, told))
            at = self._took(at, acts[-1], "said", *_evidence(member, n, told))
        self._acts[found.key] = acts

    def join(self, one: Member, other: Member, match: SameWords) -> None:
        """One act of speaking on two pages. A page without a voice has it from that act, and who quotes another from that other."""
        acts, others = self._acts[one.found.key], self._acts[other.found.key]
        evidence = (Evidence("words", f"both have “{_short(match.words)}”"),)
        if acts and others:
            voices = [self.nodes[end].voice for end in (acts[-1], others[-1])]
            if None in voices or same_voice(str(voices[0]), str(voices[1])):
                self.links.append(Link(acts[-1], others[-1], "quote", evidence=evidence, same=True))
            elif match.voices != (None, None):
                taker, origin = (acts[-1], others[-1]) if match.voices[0] is None else (others[-1], acts[-1])
                self.links.append(Link(taker, origin, "quote", evidence=evidence))
        elif acts or others:
            silent, origin = (one, others[-1]) if others else (other, acts[-1])
            if silent.found.address != (other if silent is one else one).found.address:
                self.links.append(Link(silent.found.address, origin, "quote", evidence=evidence))

    def join_interviews(self) -> None:
        """An interview that pages reprint from an outlet is the one that the outlet made with that voice, where no more than one of its own
        is here."""
        for (voice, by), held in self._asked.items():
            own, reprinted = ([node for node, is_own in held.items() if is_own is kind] for kind in (True, False))
            if len(own) < 2:
                evidence = (Evidence("name", f"both are {by}’s interview with {voice}"),)
                one, *others = [*own, *reprinted]
                self.links += [Link(other, one, "quote", evidence=evidence, same=True) for other in others]

    def copy(self, copy: Copy) -> None:
        """Two of the pages have the claim in a stretch of text that they have in common."""
        held = [
            any(_within(m.found, p.here if page == copy.page else p.there) for m in self._members if m.found.address == page)
            for p in copy.passages
            for page in (copy.page, copy.other)
        ]
        if not any(here and there for here, there in zip(held[::2], held[1::2], strict=True)):
            return
        kind: LinkKind = "reprint" if copy.kind == "reprint" else "excerpt"
        taker, origin = (copy.other, copy.page) if copy.source == copy.page else (copy.page, copy.other)
        self.links.append(Link(taker, origin, kind, evidence=copy.evidence, same=copy.source is None))

    def _node(self, node: Node) -> str:
        return self.nodes.setdefault(node.id, node).id

    def _took(self, taker: str, origin: str, kind: LinkKind, *evidence: Evidence) -> str:
        self.links.append(Link(taker, origin, kind, evidence=evidence))
        return origin

    def _credited(self, credit: Credit) -> str:
        """The page that a credit leads to, where it is here; else the outlet or wire service."""
        if page := self._pages.get(plain_address(credit.url or "")):
            return page
        owner = next((m.found for m in self._members if credit.url and same_site(credit.url, m.found.url or m.found.address)), None)
        kind = "wire" if credit.kind == "wire" else "outlet"
        signing = self._signing(credit.name) if kind == "wire" else None
        name = self._called((_outlet(owner) if owner else None) or signing or credit.name)
        return self._node(Node(f"{kind} {name}", "wire" if kind == "wire" else "outlet", name))

    def _act(self, member: Member, n: int, told: Act | None) -> str:
        """The act of the n-th voice of a chain; one of a day that the page tells is the same on every page that tells of it."""
        found, link, id = member.found, member.found.chain[n], member.found.statement.chain[n]
        if link.kind == "document" and link.name:
            return self._node(Node(f"document {squeezed(link.name)}", "document", link.label, who_is(link)))
        kind: NodeKind = told.kind if told else "speech" if link.name else "document" if link.kind == "document" else "unnamed"
        asked = _asked_by(member, id)
        if not link.name:
            kind = "interview" if asked else kind
            statement = _statement(member, n) if link.kind == "impersonal" else None  # it is said, information has come: each is another
            label = (_source(member, statement) if statement else "") or link.label
            return self._node(Node(f"{kind} {found.address} {statement.id if statement else id}", kind, label))
        voice, day = who_is(link), _day(_statement(member, n))
        by = told.outlet if told and told.kind == "interview" else None
        if asked:
            kind, by, day = "interview", asked, None
        by = self._called(by) if by else None
        is_one = day and (kind in ("press conference", "document") or (kind == "interview" and by))
        called = (kind, voice, by, day, None if is_one else found.address)
        shown = (link.label, f"{_OCCASIONS[kind]} by {by}" if by else _OCCASIONS.get(kind))
        node = self._node(Node(" ".join(filter(None, called)), kind, ", ".join(filter(None, shown)), voice, day, by))
        if asked and by:
            self._asked[voice, by][node] = _squeezed(by) == _squeezed(_outlet(found) or "")
        return node

    def _signing(self, mark: str) -> str | None:
        """Whose mark it is of the outlets that have pages here, where that is one outlet's."""
        found = self._marks.setdefault(mark, [outlet for outlet in self._own if is_mark(mark, outlet)])
        return found[0] if len(found) == 1 else None

    def _called(self, outlet: str) -> str:
        """An outlet or agency as the first page calls it that names it."""
        return self._outlets.setdefault(_squeezed(outlet), outlet)


# ---------------------------------------------------------------- what a page tells


def _outlet(found: Found) -> str | None:
    return found.outlet or host_of(found.address)


def _squeezed(outlet: str) -> str:
    return squeezed(agency_called(outlet) or outlet)


def _credits(member: Member) -> list[Credit]:
    """What the page credits beside itself, the nearest first, each name once."""
    found = member.found
    others = [c for c in member.reading.article.credits if not same_outlet(c.name, found.outlet, found.url or found.address)]
    named = {_squeezed(c.name): c for c in reversed(others)}
    return sorted(named.values(), key=lambda credit: (_NEAREST_FIRST.index(credit.kind), credit.start))


def _linked(member: Member, pages: Mapping[str, str]) -> Iterator[tuple[str, Evidence]]:
    """The other pages to which the paragraphs lead in which the statement stands."""
    text, found = member.reading.article.text, member.found
    for link in member.reading.article.links:
        other = pages.get(plain_address(link.url))
        if other and other != found.address and any(_is_near(text, span, link) for span in _framed(found.statement)):
            words = f"the page leads to {other} there: “{_short(text[link.start : link.end])}”"
            yield other, Evidence("credit", words, (Place(found.address, link.start, link.end),))


def _framed(statement: Statement) -> tuple[Span, ...]:
    return (*statement.source, *statement.cue, *statement.content)


def _is_near(text: str, span: Span, link: Hyperlink) -> bool:
    """Do a span and a link stand in one paragraph, a few sentences apart at most?"""
    between = slice(min(span[1], link.end), max(span[0], link.start))
    return between.stop - between.start <= _NEAR and "\n" not in text[between]


def _credit_evidence(member: Member, credit: Credit) -> Evidence:
    """The words of the credit and some around it; its name and address where it stands beside the text."""
    text, page = member.reading.article.text, member.found.address
    if credit.start == credit.end:
        return Evidence("credit", f"the page credits {credit.name} beside its text" + (f": {credit.url}" if credit.url else ""))
    start, end = max(text.rfind("\n", 0, credit.start) + 1, credit.start - _AROUND), text.find("\n", credit.end)
    line = text[start : min(len(text) if end < 0 else end, credit.end + _AROUND)]
    return Evidence("credit", f"the page credits {credit.name}: “{_short(line)}”", (Place(page, credit.start, credit.end),))


def _asked_by(member: Member, voice: str) -> str | None:
    """Who asks, where the voice answers in an interview."""
    turns = member.reading.turns
    if not any(turn.voice == voice and turn.role == "answer" for turn in turns):
        return None
    asking = next((turn.voice for turn in turns if turn.role == "question"), None)
    name = member.reading.voice(asking).name if asking else None
    return name or _outlet(member.found) or member.found.address


def _statement(member: Member, n: int) -> Statement | None:
    """What reports the n-th voice of a chain: the statement itself for the last, else the nearest that holds it; None for who has the
    floor."""
    inner = member.found.statement
    if n == len(inner.chain) - 1:
        return inner
    held = [s for s in member.reading.statements if s.chain == inner.chain[: n + 1] and s.cue and _holds(s, inner.content[0])]
    return min(held, key=lambda s: sum(end - start for start, end in s.content), default=None)


def _holds(statement: Statement, span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in statement.content)


def _source(member: Member, statement: Statement) -> str:
    text = member.reading.article.text
    return _short(" ".join(text[start:end] for start, end in statement.source))


def _told(member: Member, n: int) -> Act | None:
    """The occasion that the page's words tell."""
    statement = _statement(member, n)
    return act_of(member.reading, statement) if statement and statement.cue else None


def _evidence(member: Member, n: int, told: Act | None) -> Iterator[Evidence]:
    """The words that name the voice, and those that tell the occasion."""
    text, page = member.reading.article.text, member.found.address
    statement = _statement(member, n)
    framed = sorted((*statement.source, *statement.cue)) if statement else []
    said = " ".join(" ".join(text[start:end].split()) for start, end in framed)
    yield Evidence("words", said or "whoever has the floor says so", tuple(Place(page, *span) for span in framed))
    if told:
        yield Evidence("words", f"{told.kind}: “{_short(text[slice(*told.span)])}”", (Place(page, *told.span),))


def _day(statement: Statement | None) -> str | None:
    """The day on which it was said, where that is one day."""
    days = statement.said if statement else None
    return days.from_ if days and days.from_ == days.to else None


def _within(found: Found, passage: Span) -> bool:
    return any(start < passage[1] and end > passage[0] for start, end in found.statement.content)


def _short(words: str, most: int = 80) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"
