"""A reading for the terminal: what the page is, who speaks on it, and each statement with its chain of voices."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ondit.exports.wording import CHAIN, chain_label, charged_terms, harmless, headline_notes, manner, shares, timeline, words
from ondit.reading import Reading, Statement

COLOUR = {"certain": "green", "probable": "yellow", "possible": "magenta", "unknown": "red", "na": "cyan"}


def view(reading: Reading) -> RenderableType:
    """What a person sees of a reading, at any width from 60 columns."""
    if not reading.statements:
        return Group(_page(reading), "", Text("No statements.", "dim"), "")
    tables = (_voices(reading), _statements(reading), _timeline(reading), _charged_terms(reading))
    return Group(_page(reading), "", *(part for table in tables if table.row_count for part in (table, "")))


def _page(reading: Reading) -> RenderableType:
    article = reading.article
    known = (article.outlet, CHAIN.join(article.section), ", ".join(article.byline), article.published, article.kind)
    lines = (" · ".join(part for part in known if part), article.url or "")
    return Group(
        Text(harmless(article.title or "A text without a title"), "bold"),
        *(Text(harmless(line), "dim") for line in lines if line),
        *(Text(harmless(note)) for note in headline_notes(reading)),
        *(Text(harmless(f"! {warning.text}"), "yellow") for warning in reading.warnings),
    )


def plain_table() -> Table:
    """A table without lines, as all that ondit prints."""
    return Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False, header_style="bold")


def _voices(reading: Reading) -> Table:
    table = plain_table()
    table.add_column("Voices", ratio=1)
    table.add_column("answers for", justify="right")
    table.add_column("hands on", justify="right")
    for share in shares(reading):
        name = Text(harmless(reading.label(share.voice.id)))
        if share.voice.description and share.voice.description != name.plain:
            name.append(harmless(f", {share.voice.description}"), "dim")
        table.add_row(name, str(share.answers_for or ""), str(share.hands_on or ""))
    return table


def _timeline(reading: Reading) -> Table:
    table = plain_table()
    table.add_column("When", min_width=10, max_width=24)
    table.add_column("How", max_width=14)
    table.add_column("What", ratio=1)
    for moment in timeline(reading):
        table.add_row(moment.when, Text(moment.what, "dim"), _statement(reading, moment.statement))
    return table


def _charged_terms(reading: Reading) -> Table:
    table = plain_table()
    for column in ("Charged terms for", "by", "term"):
        table.add_column(column)
    table.add_column("times", justify="right")
    for party, voice, term, times in charged_terms(reading):
        table.add_row(Text(harmless(party)), Text(harmless(voice)), Text(harmless(term)), str(times))
    return table


def _statements(reading: Reading) -> Table:
    table = plain_table()
    table.add_column("How surely", no_wrap=True)
    table.add_column("Statements", ratio=1)
    for statement in reading.statements:
        table.add_row(Text(manner(statement), COLOUR[statement.certainty]), _statement(reading, statement))
    return table


def _statement(reading: Reading, statement: Statement) -> RenderableType:
    *hands, last = statement.chain
    through = chain_label(reading, hands) + CHAIN if hands else ""
    content = words(reading.article.text, statement.content)
    return Text.assemble((harmless(through), "dim"), (harmless(reading.label(last)), "bold"), ": ", harmless(content))
