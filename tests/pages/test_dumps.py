"""What a plain text gives: a clean article whole, a pasted or dumped page without its furniture."""

from ondit.pages.dumps import clean_dump

FIRST = "The council voted on Tuesday to close the old ferry landing, which has stood empty since the flood of 2011."
SECOND = "Mayor Ruth Okafor said the money saved would go to the two remaining harbours, and she hoped that work could begin in spring."
ARTICLE = f"Council closes the old ferry landing\n\n{FIRST}\n\n{SECOND}"
INTERVIEW = (
    "Home » Harbour Desk » Ferries Will Not Come Back\n\nFerries Will Not Come Back\n\n"
    "The Harbour Review interviews Ruth Okafor, mayor of Lowmere, about the landing Q: Is it closed for good? A: It is."
    " Q:And the boats? A: They are sold."
    "\n\nYou may also like\n\nLeave a Comment"
)


def test_a_clean_article_is_kept_whole():
    dump = clean_dump(ARTICLE)
    assert (dump.title, dump.body) == ("Council closes the old ferry landing", f"{FIRST}\n\n{SECOND}")


def test_a_pasted_interview_gives_its_section_and_title_once_and_no_furniture():
    dump = clean_dump(INTERVIEW)
    assert dump.section == ("Home", "Harbour Desk")
    assert dump.title == "Ferries Will Not Come Back"
    assert dump.body.startswith("The Harbour Review interviews") and dump.body.endswith("They are sold.")
