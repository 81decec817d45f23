"""The same person or organization on many pages is one, by name and evidence; where the evidence is thin they stay apart."""

from __future__ import annotations

import pytest

from ondit.errors import LedgerError
from ondit.ledger.naming import fold, identity_of, is_full, may_be_spelling, sound_of
from ondit.reading import Article, Entity, MadeBy, Reading, Segment, Statement, Voice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Sen. Ann O’Neill", "Ann O'Neill"),
        ("The New York Herald", "New York Herald"),
        ("M.E.K.", "MEK"),
        ("Bo Tan’s", "Bo Tan"),
        ("José  al-Najjar", "Jose Al Najjar"),
    ],
)
def test_case_accents_punctuation_titles_and_article_make_no_name(one, other):
    assert fold(one) == fold(other)


def test_titles_alone_are_a_name():
    assert (fold("Judge"), fold("The"), fold("General Motors")) == ("judge", "the", "general motors")


@pytest.mark.parametrize("name", ["Roe", "de Blasio", "J. Roe", "Roe Jr.", "von der Leyen"])
def test_a_bare_surname_tells_nobody(name):
    assert identity_of("person", name) is None
    assert not is_full(fold(name))


def test_a_country_is_one_under_all_its_names():
    assert identity_of("place", "Iran") == identity_of("organization", "Islamic Republic of Iran")


def test_a_common_noun_tells_nobody():
    assert identity_of("organization", "Ministry") is None
    assert identity_of("organization", "Tidewater", alias=True) is None


@pytest.mark.parametrize(
    ("one", "other"), [("Muammar Gaddafi", "Moammar al-Qadhafi"), ("Mahmoud Ahmadinejad", "Mahmud Ahmadinezhad"), ("Ann Q. Roe", "Ann Roe")]
)
def test_spellings_sound_alike(one, other):
    assert sound_of("person", one) == sound_of("person", other)
    assert may_be_spelling("person", one, other)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "John Smith", "Jane Smith"),
        ("person", "Ann W. Roe", "Ann H. Roe"),
        ("person", "Bo Tan Jr.", "Bo Tan"),
        ("other", "World War I", "World War II"),
        ("organization", "Channel 4 News", "Channel 5 News"),
    ],
)
def test_alike_is_not_the_same(kind, one, other):
    assert sound_of(kind, one) != sound_of(kind, other) or not may_be_spelling(kind, one, other)


# ---------------------------------------------------------------- across pages


def page(number, *named, text="They met."):
    """A page that names these: (kind, name, description or None, *aliases), each of whom says something."""
    text = f"{text} {number}"
    content = ((0, 4),)
    return Reading(
        MadeBy("0.1.0", "sha256:0"),
        Article(text, outlet="Post", url=f"https://post.example/{number}"),
        (
            Voice("v0", "author"),
            *(
                Voice(f"v{n}", v[0] if v[0] != "place" else "organization", v[1], v[2], v[3:], entity=f"e{n}")
                for n, v in enumerate(named, 1)
            ),
        ),
        tuple(Statement(f"s{n}", "attribution", (), (), content, ("v0", f"v{n}"), score=0.9) for n in range(1, len(named) + 1)),
        (Segment(0, len(text), ("v0",)),),
        entities=tuple(Entity(f"e{n}", v[0], v[1], v[3:]) for n, v in enumerate(named, 1)),
    )


def ids(ledger, *pages):
    """Who speaks on each page, by entity."""
    for one in pages:
        ledger.add(one)
    return [[found.chain[-1].entity for found in ledger.search(page=one.article.url, sort="oldest")] for one in pages]


def test_an_equal_full_name_is_one(ledger):
    (one,), (other,) = ids(ledger, page(1, ("person", "Ann Roe", None)), page(2, ("person", "ANN ROE", None)))
    assert one == other
    who = ledger.who("Ann Roe")
    assert [(on.address, on.how) for on in who.appearances] == [
        ("https://post.example/1", "first named here"),
        ("https://post.example/2", "the same name, “Ann Roe”"),
    ]
    assert dict(who.names) == {"Ann Roe": 1, "ANN ROE": 1}


def test_bare_surnames_stay_apart_and_persons_from_organizations(ledger):
    pages = [page(1, ("person", "Roe", None)), page(2, ("person", "Roe", None)), page(3, ("person", "Ann Roe", None, "Roe"))]
    pages += [page(4, ("organization", "Ann Roe", None))]
    assert len({id for (id,) in ids(ledger, *pages)}) == 4


def test_an_acronym_is_its_long_form_once_a_page_gives_both(ledger):
    pages = [page(1, ("organization", "Wexley Harbour Union", None, "WHU")), page(2, ("organization", "WHU", None))]
    pages += [page(3, ("organization", "Wexley Harbour Union", None))]
    assert len({id for (id,) in ids(ledger, *pages)}) == 1


def test_another_spelling_needs_more_than_its_sound(ledger):
    known = page(1, ("person", "Mahmoud Dabbagh", "government spokesman of Wexley"), ("person", "Bo Tan", None), ("person", "Cy Lee", None))
    alone = page(2, ("person", "Mahmud Dabagh", None))
    alike = page(3, ("person", "Mahmud Dabbag", "Wexley government spokesman"))
    met = page(4, ("person", "Mahmood Dabbagh", None), ("person", "Bo Tan", None), ("person", "Cy Lee", None))
    (first, *_), (second,), (third,), (fourth, *_) = ids(ledger, known, alone, alike, met)
    assert second != first
    assert {first} == {third, fourth}
    hows = {on.address[-1]: on.how for on in ledger.who(first).appearances}
    assert hows["3"] == "another spelling of “Mahmoud Dabbagh”, and described alike"
    assert hows["4"] == "another spelling of “Mahmoud Dabbagh”, and both with Bo Tan and Cy Lee"


def test_two_of_one_name_who_have_nothing_else_in_common_stay_apart(ledger):
    pages = [page(1, ("person", "John Smith", "professor of Leeds")), page(2, ("person", "John Smith", "spokesman of a farm"))]
    (one,), (other,) = ids(ledger, *pages)
    assert one != other
    with pytest.raises(LedgerError, match="2 go by “John Smith”; say which by its number"):
        ledger.who("John Smith")
    (third,), *_ = ids(ledger, page(3, ("person", "John Smith", "a Leeds professor")))
    assert third == one
    assert ledger.who(one).perhaps == (f"#{other} John Smith (person; spokesman of a farm; 1 page; Post)",)


def test_a_page_that_is_read_again_means_the_same_ones(ledger):
    from dataclasses import replace

    one = page(1, ("person", "Roe", None))
    ((before,),) = ids(ledger, one)
    newer = replace(one, made_by=MadeBy("0.2.0", "sha256:1"))
    ledger.add(newer, reread=True)
    assert [found.chain[-1].entity for found in ledger.search(voice="Roe")] == [before]


def test_everybody_who_goes_by_a_name_is_listed_the_exact_name_first(ledger):
    pages = [page(1, ("person", "Ann Roe", None, "Roe")), page(2, ("person", "Ann Roe", None, "Roe"))]
    (ann,), _, (firm,), (bare,) = ids(ledger, *pages, page(3, ("organization", "Roe", None)), page(4, ("person", "Roe", None)))
    with pytest.raises(LedgerError, match="3 go by “Roe”") as error:
        ledger.who("Roe")
    assert [line.split()[0] for line in str(error.value).splitlines()[1:]] == [f"#{id}" for id in (firm, bare, ann)]
    assert ledger.who("Ann Roe").id == ann
    assert ledger.who(f"#{firm}").kind == "organization"


# ---------------------------------------------------------------- what people decide of it


def test_a_merge_is_found_by_either_name_and_undone(ledger):
    ids(ledger, page(1, ("organization", "MEK", None)), page(2, ("organization", "Mujahedin Khalq Organization", None)))
    made = ledger.merge("MEK", "Mujahedin Khalq Organization", note="one and the same")
    assert made.data["names"] == ["Mujahedin Khalq Organization", "MEK"]
    assert ledger.count(voice="MEK") == 2
    assert ledger.who("MEK").decisions == (made.id,)
    with pytest.raises(LedgerError, match="“MEK” and “Mujahedin Khalq Organization” are one already"):
        ledger.merge("MEK", "Mujahedin Khalq Organization")
    ledger.undo()
    assert ledger.count(voice="MEK") == 1


def test_every_bare_surname_can_be_merged_at_once(ledger):
    ids(ledger, page(1, ("person", "Roe", None)), page(2, ("person", "Roe", None)), page(3, ("person", "Ann Roe", None)))
    ledger.merge("Ann Roe", "Roe", every=True)
    assert len(ledger.who("Ann Roe").appearances) == 3


def test_a_split_by_page_holds_for_later_readings_and_is_undone(ledger):
    from dataclasses import replace

    pages = [page(1, ("person", "Ann Roe", None)), page(2, ("person", "Ann Roe", None))]
    ids(ledger, *pages)
    ledger.split("Ann Roe", on=["https://post.example/2"])
    (one,), (other,) = ids(ledger, *pages)
    assert one != other
    ledger.add(replace(pages[1], made_by=MadeBy("0.2.0", "sha256:1")), reread=True)
    assert [found.chain[-1].entity for found in ledger.search(page="https://post.example/2")] == [other]
    ledger.undo()
    assert len(ledger.who("Ann Roe").appearances) == 3


def test_a_split_by_name_takes_the_pages_that_call_it_so(ledger):
    ids(ledger, page(1, ("organization", "Wexley Union", None, "WU")), page(2, ("organization", "WU", None)))
    ledger.split("Wexley Union", "WU")
    assert [on.address for on in ledger.who("Wexley Union").appearances] == ["https://post.example/1"]


def test_a_split_that_parts_nothing_is_refused(ledger):
    ids(ledger, page(1, ("person", "Ann Roe", None)), page(2, ("person", "Bo Tan", None)))
    with pytest.raises(LedgerError, match="would go, and nothing be parted"):
        ledger.split("Ann Roe", "Ann Roe")
    with pytest.raises(LedgerError, match="holds no page nowhere"):
        ledger.split("Ann Roe", on=["nowhere"])
    merged = ledger.merge("Ann Roe", "Bo Tan")
    with pytest.raises(LedgerError, match=f"take that back with: ondit undo {merged.id}"):
        ledger.split("Ann Roe", "Bo Tan")


def test_a_name_that_nobody_has_is_answered_with_names_like_it(ledger):
    ids(ledger, page(1, ("person", "Ann Roe", None)))
    with pytest.raises(LedgerError, match="nobody in the ledger goes by “Ann Row”; names like it: Ann Roe"):
        ledger.who("Ann Row")
    with pytest.raises(LedgerError, match="holds nobody with the number 99"):
        ledger.who("#99")
