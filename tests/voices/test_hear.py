"""Who says what: short pages written for the purpose, with the spans that a tagger would find written down by hand."""

from __future__ import annotations

import pytest

from ondit.reading import Article, Attribution, Name, Span, Turn, Voice
from ondit.tagging import Tagged
from ondit.turns import Talk
from ondit.voices import Heard, hear


def find(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return start, start + len(words)


def attribution(text: str, source: str, cue: str, content: str, *, near: str | None = None) -> Attribution:
    """The first source, cue and content of these words, after `near` where that is given; an empty string is left out."""
    after = text.index(near) if near else 0
    spans = [(find(text, words, after),) if words else () for words in (source, cue, content)]
    return Attribution(*spans)


def names(text: str, **kinds: str) -> tuple[Name, ...]:
    """Every place where the names stand; several of a kind are parted by `|`."""
    found = []
    for kind, listed in kinds.items():
        for words in listed.split("|"):
            start = text.find(words)
            while start >= 0:
                found.append(Name(start, start + len(words), kind))  # type: ignore[arg-type]
                start = text.find(words, start + 1)
    return tuple(sorted(found, key=lambda name: name.start))


def heard(text: str, *attributions: Attribution, talk: Talk | None = None, **kinds: str) -> Heard:
    return hear(Article(text=text), talk or Talk(), Tagged(attributions, names(text, **kinds)))


def shown(result: Heard, text: str, words: str) -> list[str | None]:
    """The chain that owns the words, each voice by its name, else its kind."""
    at = text.index(words) + len(words) // 2
    voices = {voice.id: voice for voice in result.voices}
    chain = next(segment.chain for segment in result.segments if segment.start <= at < segment.end)
    return [voices[id].name or voices[id].kind for id in chain]


def last_voice(result: Heard, nth: int = -1) -> Voice:
    """The voice that answers for the nth attribution."""
    said = [statement for statement in result.statements if statement.origin == "attribution"]
    return next(voice for voice in result.voices if voice.id == said[nth].chain[-1])


# ---------------------------------------------------------------- names


def test_a_surname_gets_the_fullest_name_the_page_gives() -> None:
    text = "Sen. Ana M. Brill met farmers. Brill said prices fell."
    result = heard(text, attribution(text, "Brill", "said", "prices fell", near="Brill said"), person="Ana M. Brill|Brill")
    assert (last_voice(result).name, last_voice(result).kind, last_voice(result).aliases) == ("Ana M. Brill", "person", ("Brill",))


def test_an_office_and_what_it_is_for_are_no_part_of_a_name() -> None:
    text = "Minister of Education Stella Gorin said schools pay. Undersecretary for Ports Mr. Tolan said so too."
    result = heard(
        text,
        attribution(text, "Minister of Education Stella Gorin", "said", "schools pay"),
        attribution(text, "Undersecretary for Ports Mr. Tolan", "said", "so too", near="Undersecretary"),
        person="Education Stella Gorin|Tolan",
    )
    assert last_voice(result, 0).name == "Stella Gorin"
    assert last_voice(result, 0).description == "Minister of Education"


def test_in_indirect_speech_she_may_be_who_speaks() -> None:
    text = "Ana Brill met Rosa Dunn. Brill said she believed the mill would close."
    result = heard(
        text,
        attribution(text, "Brill", "said", "she believed the mill would close", near="Brill said"),
        attribution(text, "she", "believed", "the mill would close"),
        person="Ana Brill|Brill|Rosa Dunn",
    )
    assert last_voice(result).name == "Ana Brill"


def test_a_speech_goes_through_the_page_and_its_speaker() -> None:
    text = "Good evening. I think the mill will close."
    talk = Talk("transcript", (Voice("v1", "person", "Ana Brill"),), speech=(Turn("v1", "speech", None, 0, len(text)),))
    result = heard(text, attribution(text, "I", "think", "the mill will close"), talk=talk)
    assert shown(result, text, "the mill will close") == ["author", "Ana Brill"]
    assert shown(result, text, "Good evening") == ["author", "Ana Brill"]


def test_a_voice_points_to_its_entity_and_what_is_said_names_whom_it_is_about() -> None:
    text = "Ana Brill said Omar Tesh had left."
    result = heard(text, attribution(text, "Ana Brill", "said", "Omar Tesh had left"), person="Ana Brill|Omar Tesh")
    brill, tesh = result.entities
    assert last_voice(result).entity == brill.id
    assert result.statements[0].about == (tesh.id,)


def test_an_acronym_in_brackets_is_the_long_name() -> None:
    text = "The Harbour Workers Union (HWU) met. HWU said it would strike."
    result = heard(text, attribution(text, "HWU", "said", "it would strike", near="HWU said"), organization="Harbour Workers Union")
    assert last_voice(result).name == "Harbour Workers Union"
    assert "HWU" in last_voice(result).aliases


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Camp Delta", "Delta Camp"),
        ("Department of Trade", "Trade Department"),
        ("Islamic Republic of Iran", "Iran"),
        ("Northfield Post", "Post"),
    ],
)
def test_names_of_one_thing_are_joined(one: str, other: str) -> None:
    text = f"They spoke of the {one} at length. Later the {other} came up again."
    result = heard(text, organization=one, place=other) if "Post" not in one else heard(text, organization=f"{one}|{other}")
    assert len(result.entities) == 1


def test_a_capital_that_speaks_is_its_country_where_the_page_names_it() -> None:
    text = "France and Spain met. Paris said the talks went well."
    result = heard(text, attribution(text, "Paris", "said", "the talks went well"), place="France|Spain|Paris")
    assert (last_voice(result).name, last_voice(result).kind) == ("France", "organization")


def test_the_people_of_a_country_stand_for_it_only_where_it_is_named() -> None:
    named = "Germany held a vote. The Germans want a treaty."
    unnamed = "A vote was held. The Germans want a treaty."
    cut = ("The Germans", "want", "a treaty")
    assert last_voice(heard(named, attribution(named, *cut), place="Germany")).name == "Germany"
    assert last_voice(heard(unnamed, attribution(unnamed, *cut))).name is None


def test_a_family_name_goes_to_whoever_was_named_in_full_just_before() -> None:
    text = "Ana Brill spoke first. Her father was there. Then Tom Brill rose. Brill said it was late."
    result = heard(text, attribution(text, "Brill", "said", "it was late", near="Brill said"), person="Ana Brill|Tom Brill|Brill")
    assert last_voice(result).name == "Tom Brill"


def test_an_organization_and_its_spokesman_are_two_voices() -> None:
    text = "Acme Corp. said sales rose. Acme spokesman Lee Dorn said jobs were safe."
    first = attribution(text, "Acme Corp.", "said", "sales rose")
    second = attribution(text, "Acme spokesman Lee Dorn", "said", "jobs were safe", near="Acme spokesman")
    result = heard(text, first, second, organization="Acme Corp.", person="Lee Dorn")
    assert [last_voice(result, 0).kind, last_voice(result, 1).kind] == ["organization", "person"]
    assert last_voice(result, 1).name == "Lee Dorn"
    assert "spokesman" in (last_voice(result, 1).description or "")


# ---------------------------------------------------------------- pronouns and descriptions


def test_she_is_the_woman_in_hand_and_he_the_man() -> None:
    text = "Maria Brill met James Tesh. She said it rained. He said it was dry."
    first = attribution(text, "She", "said", "it rained")
    second = attribution(text, "He", "said", "it was dry")
    result = heard(text, first, second, person="Maria Brill|James Tesh")
    assert [last_voice(result, 0).name, last_voice(result, 1).name] == ["Maria Brill", "James Tesh"]


def test_where_two_fit_equally_the_voice_stays_unnamed_and_says_who_fits() -> None:
    text = "Rain fell as John Brill’s car met James Tesh’s. He said it was late."
    result = heard(text, attribution(text, "He", "said", "it was late"), person="John Brill|James Tesh")
    assert last_voice(result).name is None
    assert set(last_voice(result).candidates) == {"John Brill", "James Tesh"}


def test_someone_may_be_named_after_the_first_quotation() -> None:
    text = "“It was dark,” she said. Maria Brill, a baker, had heard the noise."
    result = heard(text, attribution(text, "she", "said", "“It was dark,”"), person="Maria Brill")
    assert last_voice(result).name == "Maria Brill"


def test_a_description_means_the_one_whom_the_page_describes_so() -> None:
    text = "Gov. Ana Brill met Mayor Omar Tesh. The governor said roads were open. The mayor said schools were shut."
    first = attribution(text, "The governor", "said", "roads were open")
    second = attribution(text, "The mayor", "said", "schools were shut")
    result = heard(text, first, second, person="Ana Brill|Omar Tesh")
    assert [last_voice(result, 0).name, last_voice(result, 1).name] == ["Ana Brill", "Omar Tesh"]


def test_a_bare_office_is_not_taken_for_whoever_was_named_last() -> None:
    text = "Ana Brill came to the port. It was closed, the harbour master said."
    result = heard(text, attribution(text, "the harbour master", "said", "It was closed"), person="Ana Brill")
    assert (last_voice(result).name, last_voice(result).description) == (None, "harbour master")


def test_an_unknown_official_has_no_name_and_is_a_person() -> None:
    text = "Ana Brill left. A ministry official said talks went on."
    result = heard(text, attribution(text, "A ministry official", "said", "talks went on"), person="Ana Brill")
    assert (last_voice(result).name, last_voice(result).kind) == (None, "person")


@pytest.mark.parametrize(
    ("text", "source", "description"),
    [
        ("The Moor News Agency said so.", "The Moor News Agency", None),
        ("According to the Moor News Agency, the council met and fish were sold.", "the Moor News Agency", None),
        ("Ana Brill, an old aide to Mr. Kent, said so.", "Ana Brill", "old aide to Mr. Kent"),
        ("Ana Brill, who leads the union, said so.", "Ana Brill, who leads the union", "who leads the union"),
        ("It rained in Moor. Kent Gov. Ana Brill said so.", "Kent Gov. Ana Brill", "Kent Gov."),
        ("Yet Mrs. Ana Brill said so.", "Mrs. Ana Brill", None),
        ("Storm Hits Moor: Why Ana Brill said so.", "Ana Brill", None),
        ("The Moor News Agency in Kent said so.", "The Moor News Agency in Kent", None),
    ],
)
def test_only_what_describes_somebody_is_the_description(text: str, source: str, description: str | None) -> None:
    cue, content = ("According to", "the council met") if "According" in text else ("said", "so")
    result = heard(text, attribution(text, source, cue, content), person="Ana Brill", organization="Moor News Agency")
    assert last_voice(result).description == description


def test_an_apposition_is_the_description() -> None:
    text = "Ana Brill, a senior engineer at the dam, said water rose."
    result = heard(text, attribution(text, "Ana Brill, a senior engineer at the dam,", "said", "water rose"), person="Ana Brill")
    assert last_voice(result).description == "senior engineer at the dam"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Many voters", "group"),
        ("critics of the plan", "group"),
        ("A new report", "document"),
        ("the company", "organization"),
        ("Rumours", "impersonal"),
        ("An angry driver", "person"),
        ("the progressives angered by the vote", "group"),
    ],
)
def test_the_noun_tells_the_kind(source: str, kind: str) -> None:
    text = f"{source} said it was so."
    assert last_voice(heard(text, attribution(text, source, "said", "it was so"))).kind == kind


def test_two_who_speak_as_one_are_members() -> None:
    text = "Ana Brill and Omar Tesh agreed that it was late. They said so twice."
    first = attribution(text, "Ana Brill and Omar Tesh", "agreed", "that it was late")
    result = heard(text, first, attribution(text, "They", "said", "so twice"), person="Ana Brill|Omar Tesh")
    voices = {voice.id: voice.name for voice in result.voices}
    assert [voices[id] for id in last_voice(result, 0).members] == ["Ana Brill", "Omar Tesh"]
    assert last_voice(result, 1) == last_voice(result, 0)


def test_they_are_the_group_just_spoken_of() -> None:
    text = "Many camp members are reluctant to stay. They believe the guards are harsh."
    result = heard(text, attribution(text, "They", "believe", "the guards are harsh"))
    assert (last_voice(result).kind, last_voice(result).description) == ("group", "Many camp members")


def test_a_document_belongs_to_whoever_made_it() -> None:
    text = "Ana Brill’s report found cracks. The report said the dam was old."
    first = attribution(text, "Ana Brill’s report", "found", "cracks")
    result = heard(text, first, attribution(text, "The report", "said", "the dam was old"), person="Ana Brill")
    voices = {voice.id: voice for voice in result.voices}
    document = last_voice(result, 1)
    assert document.kind == "document" and document.by is not None
    assert voices[document.by].name == "Ana Brill"


# ---------------------------------------------------------------- chains


def test_chains_grow_with_every_hand() -> None:
    text = "It is said that Chile has announced it would open the port."
    outer = attribution(text, "", "It is said", "that Chile has announced it would open the port")
    inner = attribution(text, "Chile", "has announced", "it would open the port")
    result = heard(text, outer, inner, place="Chile")
    assert shown(result, text, "It is said") == ["author"]
    assert shown(result, text, "that Chile has announced") == ["author", "impersonal"]
    assert shown(result, text, "it would open the port") == ["author", "impersonal", "Chile"]


def interview() -> tuple[str, Talk]:
    text = "Q: The mayor says roads are safe. Are they? A: I think they are not."
    participants = (Voice("v1", "organization", "Harbour News"), Voice("v2", "person", "Ana Brill"))
    question, answer = find(text, "The mayor says roads are safe. Are they?"), find(text, "I think they are not.")
    turns = (Turn("v1", "question", find(text, "Q:"), *question), Turn("v2", "answer", find(text, "A:"), *answer))
    return text, Talk("interview", participants, turns)


def test_how_someone_is_said_to_be_disposed_is_the_word_of_whoever_says_so() -> None:
    text = "Lee said many members are reluctant to stay. Critics are reluctant to leave."
    result = heard(
        text,
        attribution(text, "Lee", "said", "many members are reluctant to stay"),
        attribution(text, "many members", "are reluctant", "to stay"),
        attribution(text, "Critics", "are reluctant", "to leave", near="Critics"),
        person="Lee",
    )
    assert shown(result, text, "to stay") == ["author", "Lee"]
    assert shown(result, text, "to leave") == ["author", "group"]


def test_in_a_turn_the_chain_goes_through_its_speaker() -> None:
    text, talk = interview()
    result = heard(text, attribution(text, "The mayor", "says", "roads are safe"), talk=talk)
    assert shown(result, text, "roads are safe") == ["author", "Harbour News", "person"]
    assert shown(result, text, "Are they?") == ["author", "Harbour News"]
    assert shown(result, text, "A:") == ["author"]


def test_i_in_a_turn_is_its_speaker_and_adds_nobody() -> None:
    text, talk = interview()
    result = heard(text, attribution(text, "I", "think", "they are not"), talk=talk)
    assert shown(result, text, "they are not") == ["author", "Ana Brill"]


def test_you_in_an_interview_of_two_is_the_other_one() -> None:
    text = "Q: Do you think it works? A: Yes."
    turns = (Turn("v1", "question", (0, 2), 3, 25), Turn("v2", "answer", (26, 28), 29, 33))
    talk = Talk("interview", (Voice("v1", "person", "Omar Tesh"), Voice("v2", "person", "Ana Brill")), turns)
    result = heard(text, attribution(text, "you", "think", "it works"), talk=talk)
    assert shown(result, text, "it works") == ["author", "Omar Tesh", "Ana Brill"]


def test_i_in_a_quotation_is_whoever_is_quoted() -> None:
    text = "“I hope it rains,” Ana Brill said."
    outer = attribution(text, "Ana Brill", "said", "“I hope it rains,”")
    result = heard(text, outer, attribution(text, "I", "hope", "it rains"), person="Ana Brill")
    assert shown(result, text, "it rains") == ["author", "Ana Brill"]


def test_participants_keep_their_ids_and_come_after_the_page() -> None:
    text, talk = interview()
    result = heard(text, talk=talk)
    assert [voice.id for voice in result.voices] == ["v0", "v1", "v2"]
    assert [statement.origin for statement in result.statements] == ["turn", "turn", "turn"]


@pytest.mark.parametrize(
    "text",
    ["“It rained,” Ana Brill said. “It was cold.”", "“It rained,” Ana Brill said. “Snow fell.\n\n“It was cold.”"],
    ids=["in the same paragraph", "in the next paragraph, where the marks were not closed"],
)
def test_a_quotation_goes_on_without_a_cue(text: str) -> None:
    result = heard(text, attribution(text, "Ana Brill", "said", "“It rained,”"), person="Ana Brill")
    assert shown(result, text, "It was cold") == ["author", "Ana Brill"]


def test_a_quotation_in_a_new_paragraph_may_be_anybodys() -> None:
    text = "“It rained,” Ana Brill said.\n\n“It was cold.”"
    result = heard(text, attribution(text, "Ana Brill", "said", "“It rained,”"), person="Ana Brill")
    assert shown(result, text, "It was cold") == ["author"]


# ---------------------------------------------------------------- sources that were missed


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Ana Brill said it rained.", "said", "it rained"),
        ("“It rained,” said Ana Brill.", "said", "“It rained,”"),
        ("Ana Brill, the mayor of Northfield, said it rained.", "said", "it rained"),
    ],
)
def test_a_source_that_was_left_out_is_found_beside_its_cue(text: str, cue: str, content: str) -> None:
    assert last_voice(heard(text, attribution(text, "", cue, content), person="Ana Brill")).name == "Ana Brill"


def test_a_passive_has_no_source() -> None:
    text = "Ana Brill left. The port was said to be closed."
    assert last_voice(heard(text, attribution(text, "", "was said", "to be closed"), person="Ana Brill")).kind == "impersonal"


def test_a_participle_goes_on_with_the_source_of_its_sentence() -> None:
    text = "Ana Brill said it rained, adding that roads were wet."
    first = attribution(text, "Ana Brill", "said", "it rained")
    assert last_voice(heard(text, first, attribution(text, "", "adding", "that roads were wet"), person="Ana Brill")).name == "Ana Brill"


# ---------------------------------------------------------------- segments


def test_segments_part_the_text_and_never_cross_a_sentence() -> None:
    text = "  Ana Brill said:\n\n“It rained. It was cold,” and left. Roads were wet…\n"
    result = heard(text, attribution(text, "Ana Brill", "said", "“It rained. It was cold,”"), person="Ana Brill")
    assert "".join(text[s.start : s.end] for s in result.segments) == text
    assert all(a.end == b.start for a, b in zip(result.segments, result.segments[1:], strict=False))
    assert shown(result, text, "It was cold") == ["author", "Ana Brill"]
    assert shown(result, text, "and left") == ["author"]


def test_an_empty_page_has_its_own_voice_and_nothing_else() -> None:
    result = heard("")
    assert [voice.kind for voice in result.voices] == ["author"]
    assert (result.statements, result.entities) == ((), ())


def test_a_quotation_belongs_to_one_speaker_whole() -> None:
    text = "Brill wrote: “The mill is old. It will close in May.” Dunn said the “old” mill stays."
    result = heard(
        text,
        attribution(text, "Brill", "wrote", "It will close in May"),
        attribution(text, "Dunn", "said", "mill stays"),
        person="Brill|Dunn",
    )
    assert shown(result, text, "The mill is old") == ["author", "Brill"]
    assert shown(result, text, "Dunn said") == ["author"]


@pytest.mark.parametrize(("source", "tagged"), [("Fishermen", "organization"), ("Villagers", "other")])
def test_people_in_the_plural_that_open_a_sentence_are_a_group(source: str, tagged: str) -> None:
    text = f"The harbour is empty. {source} said the cod is gone."
    voice = last_voice(heard(text, attribution(text, source, "said", "the cod is gone"), **{tagged: source}))
    assert (voice.kind, voice.name, voice.description) == ("group", None, source)


def test_the_place_of_an_office_is_no_part_of_a_name() -> None:
    text = "Flint Mayor Karen Weaver spoke. Weaver said the water is bad."
    result = heard(
        text, attribution(text, "Weaver", "said", "the water is bad", near="Weaver said"), organization="Flint Mayor Karen Weaver"
    )
    assert (last_voice(result).kind, last_voice(result).name) == ("person", "Karen Weaver")


def test_you_between_the_stretches_of_the_one_who_speaks_is_that_one() -> None:
    text = "I say the toll is lawful. You say it of all. I say it of one."
    spoken = tuple(Turn("v1", "speech", None, *find(text, words)) for words in ("I say the toll is lawful.", "I say it of one."))
    talk = Talk("transcript", (Voice("v1", "person", "Ana Brill"),), speech=spoken)
    result = heard(text, attribution(text, "You", "say", "it of all"), talk=talk)
    assert last_voice(result).name == "Ana Brill"


def test_a_straight_quotation_ends_where_its_marks_close() -> None:
    text = 'Ana Brill met Rosa Dunn. "It is late," Brill said. Brill said she believed it. "It is," said Dunn.'
    result = heard(
        text,
        attribution(text, "Brill", "said", "she believed it", near="Brill said she"),
        attribution(text, "she", "believed", "it", near="she"),
        person="Ana Brill|Rosa Dunn|Brill|Dunn",
    )
    assert last_voice(result).name == "Ana Brill"


def test_a_long_quotation_does_not_put_its_speaker_out_of_reach() -> None:
    text = (
        "Cy Lee built it. Rosa Dunn saw it later, in the spring. "
        "“It was dark. It was cold. Nobody sang. Nobody came. The sea was grey.” She said it was late."
    )
    result = heard(text, attribution(text, "She", "said", "it was late"), person="Cy Lee|Rosa Dunn")
    assert last_voice(result).name == "Rosa Dunn"


def test_whoever_describes_her_may_be_a_man() -> None:
    text = "Zenn Gheli described her as kind. He said it was late."
    assert last_voice(heard(text, attribution(text, "He", "said", "it was late"), person="Zenn Gheli")).name == "Zenn Gheli"


def test_an_office_of_two_titles_and_lords_are_nobody_s_name() -> None:
    text = "The Chief Justice said it was late. My Lords know that. Chief Justice Ana Brill nodded."
    result = heard(
        text,
        attribution(text, "The Chief Justice", "said", "it was late"),
        attribution(text, "My Lords", "know", "that"),
        person="Chief Justice|Lords|Ana Brill",
    )
    assert {entity.name for entity in result.entities} == {"Ana Brill"}


def test_whoever_is_spoken_of_by_their_office_stays_in_hand() -> None:
    text = (
        "Mayor Zenn Gheli came in May. The sea rose. The town was dark. Nobody sang. The ferry left. "
        "That was the order that the mayor signed. He said it was late."
    )
    result = heard(text, attribution(text, "He", "said", "it was late"), person="Zenn Gheli")
    assert last_voice(result).name == "Zenn Gheli"
