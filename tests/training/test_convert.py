"""The corpora as published become rows: both formats, in files written for the purpose."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

import conllu
import convert
import corpora

FERRY = "wire_2016-05-01_ferry-to-stop"
ARTICLE = "Ferry to stop.\n\nThe harbour, “once ours”, is closed, Bell said, until May."
FIRST = """T1\tContent 16 51;64 73\tThe harbour, “once ours”, is closed until May
T2\tSource 53 57\tBell
T3\tCue 58 62\tsaid
T4\tAttribution 58 62\tsaid
E1\tAttribution:T4 Content:T1 Cue:T3 Source:T2
T5\tDiscuss 0 5\tFerry
T6\tCue 30 34\tonce
T7\tAttribution-no-source 30 34\tonce
E2\tAttribution-no-source:T7 Cue:T6
"""
SECOND = "T1\tCue 58 62\tsaid\nT2\tAttribution 58 62\tsaid\nE1\tAttribution:T2 Cue:T1\n"
TABLE = f'filename\tauthor\ttitle\n{FERRY}\tAda Ray\tA "ferry\n'


def filled(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf8"))
    return folder


def words(row, spans):
    return [row["text"][start:end] for start, end in spans]


def test_standoff_becomes_attributions_in_pieces_or_without_a_role(tmp_path):
    (row,) = convert.polnear(filled(tmp_path, {f"{FERRY}.txt": ARTICLE, f"{FERRY}_4b22.ann": FIRST}))["train"]
    first, second = row["attributions"]
    assert first["id"] == "E1"
    assert words(row, first["content"]) == ["The harbour, “once ours”, is closed", "until May"]
    assert [words(row, first[role]) for role in ("source", "cue")] == [["Bell"], ["said"]]
    assert second == {"id": "E2", "source": [], "cue": [[30, 34]], "content": []}


def test_an_article_is_described_by_its_file_name_and_the_table_if_there_is_one(tmp_path):
    folder = filled(tmp_path, {f"{FERRY}.txt": ARTICLE, f"{FERRY}_4b22.ann": FIRST})
    (row,) = convert.polnear(folder)["train"]
    assert [row[k] for k in ("id", "publisher", "date", "title", "author")] == [FERRY, "wire", "2016-05-01", "Ferry to stop", None]
    (row,) = convert.polnear(filled(folder, {"metadata.tsv": TABLE}))["train"]
    assert (row["title"], row["author"]) == ('A "ferry', "Ada Ray")


def test_the_first_annotator_of_an_article_is_parted_from_the_others(tmp_path):
    found = convert.polnear(
        filled(
            tmp_path,
            {
                f"{compartment}/{part}": text
                for compartment in ("train", "dev", "test", "annotator-training")
                for part, text in {
                    f"text/{FERRY}-{compartment}.txt": ARTICLE,
                    f"attributions/{FERRY}-{compartment}_d473.ann": SECOND,
                    f"attributions/{FERRY}-{compartment}_4b22.ann": FIRST,
                }.items()
            },
        )
    )
    assert {
        file: [(row["id"].rpartition("stop-")[2], len(row["attributions"])) for row in rows] for file, rows in found.items() if rows
    } == {
        "train": [("train", 2)],
        "dev": [("dev", 2)],
        "other-annotators": [("train", 1), ("annotator-training", 2), ("annotator-training", 1)],
    }
    assert [row["annotator"] for row in found["other-annotators"]] == ["d473", "4b22", "d473"]


def test_line_ends_count_in_the_offsets(tmp_path):
    article, annotation = "Stop.\r\nBell said no.", "T1\tCue 12 16\tsaid\nE1\tAttribution:T2 Cue:T1\nT2\tAttribution 12 16\tsaid\n"
    (row,) = convert.polnear(filled(tmp_path, {f"{FERRY}.txt": article, f"{FERRY}_4b22.ann": annotation}))["train"]
    assert words(row, row["attributions"][0]["cue"]) == ["said"]


def test_runs_of_words_in_one_class_are_names(tmp_path):
    tokens = [(0, 3, "PERSON"), (4, 8, "PERSON"), (9, 11, "O"), (12, 16, "LOCATION"), (17, 20, "DATE")]
    xml = "".join(
        f"<token><CharacterOffsetBegin>{start}</CharacterOffsetBegin><CharacterOffsetEnd>{end}</CharacterOffsetEnd><NER>{kind}</NER></token>"
        for start, end, kind in tokens
    )
    sentences = f"<root><document><sentences><sentence><tokens>{xml}</tokens></sentence></sentences></document></root>"
    found = convert.polnear(filled(tmp_path, {f"dev/corenlp/{FERRY}.txt.xml": sentences}))
    assert found["corenlp-dev"] == [{"id": FERRY, "names": [(0, 8, "person"), (12, 16, "location")]}]


def token(number, form, misc="_"):
    return "\t".join([number, form, *["_"] * 7, misc])


HEAD = """# newdoc id = {id}
# meta::dateCreated = 2015-03-02
# meta::genre = interview
# meta::sourceURL = https://example.org/bell
# meta::title = Ada Bell on ferries
# newpar
# sent_id = 1"""
PERSON = "(7-person-new-sssss-cf1-1,2-coref-Ada_Bell_%28captain%29"
DOCUMENT = "\n".join(
    [
        HEAD,
        token("1", "Ada", f"Discourse=organization-heading:1->3:0:_|Entity={PERSON}"),
        token("2", "Bell", "Entity=7)|SpaceAfter=No"),
        token("3", ",", "_"),
        token("4", "May", 'Entity=(3-time-new-nnnnn-cf2-1-sgl|XML=<date from:::"2015-05-01" rend:::"bold">'),
        token("5", "2015", "Entity=3)|XML=</date>"),
        "",
        "# newpar",
        "# speaker = Ray",
        token("1", "Was", "Discourse=topic-question:2->3:0:_"),
        token("2-3", "she's"),
        token("2", "she", "Entity=(7-person-giv:act-sssss-cf1-1-ana)"),
        token("3", "'s"),
        token("3.1", "understood"),
        token("4", "safe", "SpaceAfter=No"),
        token("5", "?"),
        "",
        "# newpar",
        "# speaker = Bell",
        token(
            "1",
            "Nobody",
            "Discourse=attribution-negative:3->4:0:sem-atsrc-9-_;context-circumstance:3->1:0:_|Entity=(9-person-new-x-x-1-sgl)",
        ),
        token("2", "claims"),
        token("3", "it", "Discourse=ROOT:4:0|Entity=(4-object-new-x-x-1-sgl(5-place-new-x-x-1-sgl)"),
        token("4", "sank", "Entity=4)|SpaceAfter=No"),
        token("5", "."),
        "",
        "# speaker = Bell",
        token("1", "Never", "Discourse=joint-list_m:5->4:0:_|SpaceAfter=No"),
        token("2", "."),
        "",
        "",
    ]
)


@pytest.fixture
def bell():
    (row,) = conllu.rows(DOCUMENT.format(id="bell") + DOCUMENT.format(id="other"), {"bell"})
    return row


def said(row, key):
    return [row["text"][item["start"] : item["end"]] for item in row[key]]


def test_paragraphs_and_spaces_are_laid_out_as_the_words_have_them(bell):
    assert bell["text"] == "Ada Bell, May 2015\n\nWas she's safe?\n\nNobody claims it sank. Never."
    assert [bell[key] for key in ("id", "genre", "date", "url")] == ["bell", "interview", "2015-03-02", "https://example.org/bell"]


def test_sentences_of_one_speaker_are_a_turn(bell):
    assert [turn["who"] for turn in bell["turns"]] == ["Ray", "Bell"]
    assert said(bell, "turns") == ["Was she's safe?", "Nobody claims it sank. Never."]


def test_mentions_are_chained_typed_and_identified(bell):
    found = [(form, m["chain"], m["type"], m["identity"]) for form, m in zip(said(bell, "mentions"), bell["mentions"], strict=True)]
    assert found == [
        ("Ada Bell", 1, "person", "Ada_Bell_(captain)"),
        ("May 2015", 2, "time", None),
        ("she's", 1, "person", None),
        ("Nobody", 3, "person", None),
        ("it sank", 4, "object", None),
        ("it", 5, "place", None),
    ]


def test_dates_keep_their_attributes(bell):
    assert said(bell, "dates") == ["May 2015"]
    assert bell["dates"][0]["when"] == 'from="2015-05-01" rend="bold"'


def test_an_attributing_segment_is_joined_to_the_one_it_hangs_on(bell):
    (attribution,) = bell["attributions"]
    assert words(bell, [attribution["frame"], attribution["content"]]) == ["Nobody claims", "it sank."]
    assert attribution["negative"]


def test_gum_documents_go_to_the_split_they_are_named_in(tmp_path):
    folder = filled(
        tmp_path / "dep",
        {f"{id}.conllu": DOCUMENT.format(id=id) for id in ("GUM_news_clock", "GUM_news_flag", "GUM_news_held-back")},
    )
    convert.main(["gum", str(folder), str(tmp_path / "out")])
    written = {path.name: [json.loads(line) for line in path.read_text("utf8").splitlines()] for path in (tmp_path / "out").iterdir()}
    assert {name: [(row["id"], row["split"]) for row in rows] for name, rows in written.items()} == {
        "train.jsonl": [("GUM_news_clock", "train")],
        "dev.jsonl": [("GUM_news_flag", "dev")],
    }


def test_a_folder_without_the_corpus_is_named(tmp_path, capsys):
    with pytest.raises(SystemExit):
        convert.main(["polnear", str(tmp_path), str(tmp_path / "out")])
    assert f"{tmp_path}: no documents of polnear lie here" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_is_written_is_what_training_reads(tmp_path):
    folder = filled(tmp_path, {"train/text/" + FERRY + ".txt": ARTICLE, "train/attributions/" + FERRY + "_4b22.ann": FIRST})
    convert.main(["polnear", str(folder), str(tmp_path / "out")])
    (example,) = corpora.polnear(tmp_path / "out", "train")
    assert (example.text, [link.cue for link in example.links]) == (ARTICLE, [[[58, 62]]])
