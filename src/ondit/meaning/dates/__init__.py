"""When: the days that a page speaks of, and those on which it says that things were said.

words ──▶ expressions ──▶ anchors, resolve ──▶ finding ──▶ saying
calendars, intervals: days of feasts and arithmetic    clues: the years that fit a page without a date
"""

from ondit.meaning.dates.clues import YearsThatFit, inferred_year, years_that_fit
from ondit.meaning.dates.finding import find_dates
from ondit.meaning.dates.saying import date_statements

__all__ = ["YearsThatFit", "date_statements", "find_dates", "inferred_year", "years_that_fit"]
