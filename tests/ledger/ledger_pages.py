"""A page for ledgers to hold, and a look into their tables."""

from sqlalchemy import text

PAGE = b"""<html lang="en"><head><title>Ferry stops at noon - Shore News</title></head><body><article><h1>Ferry stops at noon</h1>
<p>The ferry between Holm and Wexley will stop at noon on Friday, the county council said in a letter to all households.</p>
<p>Ines Halloran, the harbour master, said that she had not been asked before the letter went out to the households.</p>
<p>The boats are old and two of them ran aground last winter, when the basin had not been dredged for many years.</p>
</article></body></html>"""


def rows(ledger, query):
    """What a query finds, as plain tuples."""
    with ledger.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]
