"""One statement for the terminal: its words in their paragraph, its chain, and where they come from."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ondit.exports.terminal import plain_table
from ondit.exports.wording import CHAIN, harmless, manner
from ondit.ledger.records import Found


def statement_view(found: Found, text: str) -> RenderableType:
    """What a person sees of a statement; `text` is that of its article."""
    *through, last = found.chain
    chain = Text.assemble((harmless("".join(link.label + CHAIN for link in through)), "dim"), (harmless(last.label), "bold"))
    return Group(
        Text.assemble((found.key, "cyan"), "  ", manner(found.statement)),
        chain,
        "",
        Padding(_paragraph(found, text), (0, 2)),
        "",
        _facts(found),
    )


def _paragraph(found: Found, text: str) -> Text:
    """The paragraph that holds the content, which is bold; source and cue are underlined."""
    spans = (*found.statement.source, *found.statement.cue, *found.statement.content)
    start = text.rfind("\n", 0, min(start for start, _ in spans)) + 1
    end = text.find("\n", max(end for _, end in spans))
    shown = Text(harmless(text[start : end if end >= 0 else len(text)]))
    for style, marked in (("underline", (*found.statement.source, *found.statement.cue)), ("bold", found.statement.content)):
        for first, last in marked:
            shown.stylize(style, first - start, last - start)
    return shown


def _facts(found: Found) -> Table:
    said, decision = found.statement.said, found.decision
    facts = {
        "page": " · ".join(part for part in (found.title, found.outlet, found.published) if part),
        "address": found.url or found.address,
        "captured": found.fetched or "",
        "sha256": found.sha256 or "",
        "read by": f"ondit {found.made_by.ondit}",
        "model": (found.made_by.model or "").removeprefix("sha256:"),
        "about": ", ".join(found.about),
        "said": " to ".join(dict.fromkeys(day or "…" for day in (said.from_, said.to))) if said else "",
        "score": "" if found.statement.score is None else f"{found.statement.score:.2f}",
        "decided": f"{decision.kind} by {decision.by} on {decision.at[:10]}" if decision else "",
        "note": (decision.note or "") if decision else "",
    }
    table = plain_table()
    table.show_header = False
    table.add_column()
    table.add_column(overflow="fold")
    for name, fact in facts.items():
        if fact:
            table.add_row(Text(name, "dim"), Text(harmless(fact)))
    return table
