"""Which language a page is in."""

import pytest

from ondit.pages import from_text, open_page

ENGLISH = "The evening ferry to Holm did not sail on Thursday, the harbour office said, and crews were told to wait."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Die Abendfähre nach Holm ist nicht ausgelaufen, teilte das Amt mit. Im Kino lief vor leeren Reihen „Gone with the Wind“.", "de"),
        ("Le bac du soir pour Holm n'est pas parti jeudi, a indiqué le bureau du port, et les équipages attendent.", "fr"),
        ("De avondboot naar Holm is donderdag niet vertrokken, zei het havenkantoor, en de bemanning wacht op bericht.", "nl"),
        ("لم تبحر العبارة المسائية إلى هولم يوم الخميس، حسبما ذكر مكتب الميناء، وطُلب من الطواقم الانتظار.", "ar"),
        ("Вечерний паром в Хольм в четверг не вышел, сообщили в управлении порта, и командам велели ждать.", "ru"),
        ("Millennial Democrats prefer Bernie Sanders", None),
        ("2021: 14, 15, 16", None),
    ],
)
def test_the_language_is_that_of_most_of_the_text(text, language):
    assert from_text(text).article.language == language


def test_the_page_is_believed_only_where_its_text_is_too_short_to_tell():
    short = '<html lang="fr-CA"><body><article><h1>Pont fermé</h1><p>Le pont est fermé.</p></article></body></html>'
    assert open_page(short).article.language == "fr"
    assert open_page(short.replace("Le pont est fermé.", ENGLISH)).article.language == "en"


def test_another_language_brings_a_caution_and_english_none():
    assert [
        caution.code for caution in from_text("Le bac du soir pour Holm n'est pas parti jeudi, a dit le bureau du port. " * 2).warnings
    ] == ["not-english"]
    assert from_text(ENGLISH).warnings == ()
