"""A page for ledgers to hold, a look into their tables, and processes that add to them."""

from sqlalchemy import text

import ondit
from ondit import walk
from ondit.tagging import ScriptedTagger, shipped_digest

PAGE = b"""<html lang="en"><head><title>Ferry stops at noon - Shore News</title></head><body><article><h1>Ferry stops at noon</h1>
<p>The ferry between Holm and Wexley will stop at noon on Friday, the county council said in a letter to all households.</p>
<p>Ines Halloran, the harbour master, said that she had not been asked before the letter went out to the households.</p>
<p>The boats are old and two of them ran aground last winter, when the basin had not been dredged for many years.</p>
</article></body></html>"""


def rows(ledger, query):
    """What a query finds, as plain tuples."""
    with ledger.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def add_many(where, numbers, pipe):
    """Add a page for each number, and report each as soon as it is added. Meant for a process of its own, which may be killed."""
    walk.shipped_tagger = lambda: ScriptedTagger({}, shipped_digest())
    with ondit.open_ledger(where) as ledger:
        for number in numbers:
            added = ledger.add(PAGE.replace(b"noon", f"{number} o'clock".encode()), url=f"https://shore.example/{number}")
            pipe.send((number, added.status))
