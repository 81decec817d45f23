"""What a search in a ledger finds, in both databases."""

import pytest
import told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ondit.errors import QueryError


@pytest.fixture
def archive(ledger):
    for reading in told.ARCHIVE:
        ledger.add(reading)
    return ledger


def words(archive, *asked, **filters):
    return [found.words for found in archive.search(*asked, **{"sort": "oldest", **filters})]


FERRY, OVER, LEAVE, CAFE = (
    one for one in ("The ferry will stop at noon", "the deadline is over", "to leave the camp", "The café at the quay is closed.")
)
DEPORTED, BOATS, NOBODY = "They were deported … before the deadline", "the boats are old", "Nobody knows of a deadline."


@pytest.mark.parametrize(
    ("asked", "expected"),
    {
        "deadline": [OVER, DEPORTED, NOBODY],
        "DEADLINE": [OVER, DEPORTED, NOBODY],
        "deported OR noon": [FERRY, DEPORTED],
        "deadline deported": [DEPORTED],
        "deadline AND deported": [DEPORTED],
        "deadline -deported": [OVER, NOBODY],
        "deadline NOT (deported OR nobody)": [OVER],
        '"leave the camp"': [LEAVE],
        '"camp the leave"': [],
        '"deported before"': [DEPORTED],
        "dead*": [OVER, DEPORTED, NOBODY],
        '"the cam*"': [LEAVE],
        "cafe": [CAFE],
        "CAFÉ": [CAFE],
        "(noon OR camp) -ferry": [LEAVE],
        "": [FERRY, OVER, LEAVE, CAFE, DEPORTED, BOATS, NOBODY],
    }.items(),
)
def test_words_are_found(archive, asked, expected):
    assert words(archive, asked) == expected
    assert archive.count(asked) == len(expected)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"voice": "Ines Halloran"}, [FERRY, LEAVE]),
        ({"voice": "halloran"}, [FERRY, LEAVE]),
        ({"voice": "Hallo"}, []),
        ({"voice": "the traders"}, [DEPORTED]),
        ({"voice": "Harbour Master"}, [FERRY, LEAVE]),
        ({"through": "Halloran"}, [OVER]),
        ({"through": "Shore News"}, [FERRY, OVER, LEAVE]),
        ({"about": "Ana Brill"}, [OVER]),
        ({"outlet": "shore news"}, [FERRY, OVER, LEAVE, CAFE, NOBODY]),
        ({"outlet": "Marnsby"}, [DEPORTED, BOATS]),
        ({"page": "https://marnsby.example/2"}, [DEPORTED, BOATS]),
        ({"hand": "1"}, [CAFE, NOBODY]),
        ({"hand": "3.."}, [OVER]),
        ({"hand": 2}, [FERRY, LEAVE, DEPORTED, BOATS]),
        ({"act": "want"}, [LEAVE]),
        ({"certainty": "probable"}, [FERRY]),
        ({"certainty": "..probable"}, [FERRY, NOBODY]),
        ({"certainty": "unknown.."}, [FERRY, OVER, CAFE, DEPORTED, BOATS, NOBODY]),
        ({"polarity": "-"}, [DEPORTED]),
        ({"origin": "page"}, [CAFE, NOBODY]),
        ({"said": "2008-09-15..2008-10-01"}, [BOATS]),
        ({"said": "2008-11.."}, []),
        ({"published": "2008-09"}, [FERRY, OVER, LEAVE, CAFE]),
        ({"published": "2008-09-03.."}, [DEPORTED, BOATS]),
        ({"published": "..2008-09-02"}, [FERRY, OVER, LEAVE, CAFE]),
        ({"min_score": 0.7}, [FERRY, LEAVE, BOATS]),
        ({"decided": True}, []),
        ({"voice": "Edmund Carrow", "published": "2008-09"}, [OVER]),
    ],
)
def test_filters_keep_what_fits(archive, filters, expected):
    assert words(archive, **filters) == expected
    assert archive.count(**filters) == len(expected)


def test_every_value_that_is_counted_can_be_asked_for(archive):
    counts = archive.facets()
    for facet in ("hand", "act", "certainty"):
        for count in getattr(counts, facet):
            assert archive.count(**{facet: count.value}) == count.statements


def test_words_and_filters_go_together(archive):
    assert words(archive, "deadline", outlet="Shore News", certainty="certain") == [OVER]


def test_orders(archive):
    assert words(archive, sort="newest")[0] == BOATS
    assert words(archive, sort="newest")[-1] == NOBODY  # of no known day
    assert words(archive, sort="doubt")[:2] == [DEPORTED, OVER]
    assert words(archive, "deadline", sort="relevance")[0] == OVER  # the shortest


def test_a_page_of_hits_follows_the_other(archive):
    everything = words(archive)
    assert words(archive, limit=3) + words(archive, limit=3, offset=3) + words(archive, offset=6) == everything
    assert words(archive, "deadline", sort="relevance", limit=1, offset=1) == words(archive, "deadline", sort="relevance")[1:2]


def test_hits_are_fetched_as_they_are_asked_for(archive):
    found = archive.search()
    assert next(found).words == BOATS or next(found)
    found.close()
    archive.add(told.reading("https://late.example/4", "Shore News", None, told.Told("More news.")))
    assert archive.count() == 8


def test_what_is_merged_is_found_by_each_name(archive):
    archive.merge("Ines Halloran", "Edmund Carrow")
    assert words(archive, voice="Edmund Carrow") == words(archive, voice="Halloran") == [FERRY, OVER, LEAVE, BOATS]


def test_what_is_rejected_is_found_only_on_demand(archive):
    key = next(archive.search("ferry")).key
    archive.correct(key, reject=True)
    assert words(archive, "ferry") == []
    assert words(archive, "ferry", history=True, decided=True) == [FERRY]


def test_an_older_reading_is_found_only_on_demand(archive):
    archive.add(told.reading("https://late.example/3", "Shore News", None, told.Told("Everybody knows.")))
    assert words(archive, outlet="Shore News", published=None)[-1] == "Everybody knows."
    assert NOBODY not in words(archive) and NOBODY in words(archive, history=True)


@pytest.mark.parametrize(
    ("asked", "marked"),
    {
        "café deadline OR cafe": ["café"],
        '"deported before" the*': ["They", "deported … before", "the"],
        "deadline": ["deadline"],
        "they NOT ferry": ["They"],
    }.items(),
)
def test_a_snippet_marks_the_words_looked_for(archive, asked, marked):
    snippet = next(archive.search(asked, sort="newest")).snippet
    assert [snippet.text[start:end] for start, end in snippet.marks] == marked


def test_a_long_content_is_shown_around_the_match(ledger):
    ledger.add(told.reading("https://a.example/1", "A", None, told.Told("word " * 200 + "needle " + "word " * 200)))
    snippet = next(ledger.search("needle")).snippet
    assert len(snippet.text) < 300 and snippet.text.startswith("… ") and snippet.text.endswith(" …")
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["needle"]


@pytest.mark.parametrize(
    "filters",
    [
        {"hand": "two"},
        {"hand": ".."},
        {"hand": "3..2"},
        {"certainty": "sure"},
        {"said": "2008-13"},
        {"published": "yesterday"},
        {"published": "2009..2008"},
        {"act": "tell"},
        {"sort": "best"},
        {"voice": "?!"},
    ],
)
def test_a_filter_that_makes_no_sense_is_an_error(archive, filters):
    with pytest.raises(QueryError, match="⟦here⟧"):
        list(archive.search(**filters))


def test_a_filter_there_is_not_is_an_error(archive):
    with pytest.raises(TypeError, match="colour"):
        archive.count(colour="red")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(
                [
                    "deadline",
                    "dead*",
                    "OR",
                    "AND",
                    "NOT",
                    "-",
                    "(",
                    ")",
                    '"',
                    "the",
                    "*",
                    "NEAR",
                    "words:",
                    "^",
                    "'",
                    "\\",
                    ":*",
                    "é",
                    "1e5",
                    "\x00",
                ]
            ),
            max_size=12,
        ).map(" ".join),
    )
)
def test_whatever_is_typed_gives_hits_or_points_at_the_mistake(archive, asked):
    try:
        found = list(archive.search(asked))
    except QueryError as error:
        assert error.asked == asked and 0 <= error.at <= len(asked)
    else:
        assert archive.count(asked) == len(found)


def test_many_words_and_parentheses_do_no_harm(archive):
    assert words(archive, " OR ".join(["deadline"] * 200)) == [OVER, DEPORTED, NOBODY]
    assert words(archive, " ".join(f"-x{n}" for n in range(150)) + " ferry") == [FERRY]
    assert words(archive, "(" * 20 + "ferry" + ")" * 20) == [FERRY]
    assert words(archive, "-" * 100_000 + "ferry") == [FERRY]
    for asked in ("(" * 5000 + "a", "a " * 5000, "a" * 5000):
        with pytest.raises(QueryError):
            list(archive.search(asked))


# ---------------------------------------------------------------- how many, of whom, where, when


def test_facets_count_what_is_found(archive):
    facets = archive.facets()
    assert facets.statements == 7
    assert {c.label: c.statements for c in facets.voice} == {"Ines Halloran": 2, "Edmund Carrow": 2}
    assert [(c.value, c.statements) for c in facets.month] == [(None, 1), ("2008-09", 4), ("2008-10", 2)]
    assert [(c.value, c.statements) for c in facets.hand] == [(1, 2), (2, 4), (3, 1)]
    assert {c.value: c.statements for c in archive.facets("deadline").outlet} == {"Shore News": 2, "The Marnsby Courier": 1}


def test_what_is_kept_counted_is_what_counting_gives(archive):
    archive.merge("Ines Halloran", "Edmund Carrow")
    archive.correct(next(archive.search("boats")).key, reject=True)
    assert archive.facets() == archive.facets(hand="1..")
    assert list(archive.voices()) == list(archive.voices(hand="1.."))


def test_voices_say_who_speaks_where_and_when(archive):
    rows = {voice.name or voice.kind: voice for voice in archive.voices()}
    carrow = rows["Edmund Carrow"]
    assert (carrow.statements, carrow.words, carrow.first, carrow.last) == (2, 8, "2008-09-02", "2008-10-15")
    assert carrow.outlets == {"Shore News": 1, "The Marnsby Courier": 1} and carrow.hands == {2: 1, 3: 1}
    assert rows["author"].statements == 2 and rows["group"].entity is None


def test_voices_come_in_the_order_asked_for(archive):
    assert [voice.name for voice in archive.voices(sort="name") if voice.name] == ["Edmund Carrow", "Ines Halloran"]
    assert [voice.name for voice in archive.voices("deadline", sort="words") if voice.name] == ["Edmund Carrow"]


def test_an_empty_ledger_is_searched_in_peace(ledger):
    assert list(ledger.search("anything", voice="Nobody", outlet="None", about="Nothing", through="No one")) == []
    assert ledger.facets().statements == 0 and list(ledger.voices()) == [] and ledger.facets("x").voice == ()


def test_many_hits_are_ranked_and_paged_alike(ledger, monkeypatch):
    from ondit.ledger import filters, searching

    few = [told.Told(f"the boat {'x ' * n}deadline", by="Ana Brill", through="Ines Halloran", score=0.5) for n in range(12)]
    ledger.add(told.reading("https://a.example/1", "Shore News", "2008-09-02", *few))
    ledger.add(told.reading("https://a.example/2", "The Courier", "2008-10-02", *few))
    asked = [
        {"words": "deadline", "sort": sort, **more}
        for sort in ("relevance", "newest", "oldest", "doubt")
        for more in ({}, {"voice": "Brill"}, {"through": "Halloran"}, {"outlet": "Courier"}, {"outlet": "e"}, {"published": "2008-10"})
    ]
    plain = [sorted(found.key for found in ledger.search(**one)) for one in asked]
    for limits in ((searching, "MANY"), (searching, "WINDOW"), (filters, "MANY_PASSED"), (filters, "MANY_STATEMENTS")):
        monkeypatch.setattr(*limits, 5)
        found = [[one.key for one in ledger.search(**asked_for)] for asked_for in asked]
        assert [sorted(keys) for keys in found] == plain
        paged = [[one.key for n in range(0, 24, 7) for one in ledger.search(**one_asked, limit=7, offset=n)] for one_asked in asked]
        assert paged == found
