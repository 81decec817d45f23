"""In which years a page without a date fits."""

from ondit.meaning.dates import find_dates, inferred_year, years_that_fit

FEAST = "The rebels have until Eid al-Fitr (early October) to leave, he said. On Monday they spoke. The war began in 2003."


def test_a_feast_in_a_named_part_of_the_year_and_a_past_year_leave_the_year_of_writing() -> None:
    fit = years_that_fit(FEAST, known_by="2026-01-01")
    assert fit.years == (2008,)
    assert any("Eid al-Fitr" in reason for reason in fit.reasons) and any("2003" in reason for reason in fit.reasons)


def test_dates_that_only_clues_give_are_marked_as_inferred_and_others_stay_open() -> None:
    eid, early, monday, year = find_dates(FEAST, known_by="2026-01-01")
    assert (eid.from_, eid.to, eid.inferred) == ("2008-10-01", "2008-10-01", True)
    assert (early.from_, early.inferred) == ("2008-10-01", True)
    assert (monday.from_, monday.to, monday.inferred) == (None, None, False)
    assert (year.from_, year.inferred) == ("2003-01-01", False)


def test_a_known_publication_leaves_nothing_to_infer() -> None:
    assert not any(date.inferred for date in find_dates(FEAST, published="2008-09-03", known_by="2026-01-01"))
    assert inferred_year(FEAST, published="2008-09-03", known_by="2026-01-01") == ()


def test_where_several_years_fit_all_are_offered_and_no_date_is_given_one() -> None:
    text = "The council met on Monday, 2 September. It was elected in 1999."
    assert years_that_fit(text, known_by="2015").years == (2002, 2013)
    assert not any(date.inferred for date in find_dates(text, known_by="2015"))


def test_a_weekday_beside_its_date_is_a_clue() -> None:
    assert years_that_fit("It rained on Sunday night (March 4) as it had in 2005.", known_by="2008").years == (2007,)


def test_what_a_page_can_only_name_since_some_year_rules_out_the_years_before() -> None:
    assert years_that_fit("Post-Saddam Iraq votes on Tuesday, 6 March.", known_by="2010").years == (2007,)


def test_clues_that_contradict_each_other_leave_no_year_and_their_reasons() -> None:
    text = "Eid al-Fitr (early October) came before Monday, 2 September."
    fit = years_that_fit(text, known_by="2026")
    assert fit.years == () and len(fit.reasons) == 3
    [caution] = inferred_year(text, known_by="2026")
    assert caution.code == "inferred-year" and "none" in caution.text


def test_a_date_over_the_text_leaves_nothing_to_infer() -> None:
    assert years_that_fit("2 September 2008\n\n" + FEAST).reasons == ()


def test_a_page_without_clues_is_given_no_year() -> None:
    text = "The war began in 2003. They spoke on Monday."
    assert (years_that_fit(text).reasons, inferred_year(text)) == ((), ())


def test_the_caution_names_the_years_and_why() -> None:
    [caution] = inferred_year(FEAST, known_by="2026-01-01")
    assert caution.code == "inferred-year" and "2008" in caution.text and "“Eid al-Fitr”" in caution.text
