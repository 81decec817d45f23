"""The corpora as they are published become the JSON lines that corpora.py reads.

    python training/convert.py polnear FOLDER OUT    FOLDER: `data` of PolNeAR 1.0, github networkdynamics/PolNeAR
    python training/convert.py gum FOLDER OUT        FOLDER: `dep` of GUM, github amir-zeldes/gum

PolNeAR is brat standoff, a text and a file of annotations for each annotator. Its `test` compartment is left alone, and so are the GUM
documents that are in neither of the splits below: both are for measuring. A single folder of texts and annotations is read as `train`.
Spans are half-open character offsets into a row's `text`, which is never changed.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import conllu

Row = dict[str, Any]

GUM_SPLITS = {
    "train": {
        "bio": "chao fillmore galois goode holt jespersen nida padalecki theodorus",
        "court": "mitigation negligence prince property",
        "interview": "brotherhood chomsky cocktail messina peres stardust",
        "news": "clock hackers ie9 korea lanterns sensitive taxes warhol",
        "podcast": "addiction brave movie pandemic wrestling",
        "speech": "austria floyd humanitarian nixon remarks school trump",
    },
    "dev": {
        "bio": "byron dvorak gordon hadid moreau",
        "court": "equality loan",
        "interview": "ants daly gaming hill libertarian",
        "news": "afghan asylum defector flag homeopathic stampede",
        "podcast": "collaboration llms",
        "speech": "albania destiny inauguration telescope",
    },
}
"""The genres nearest to what ondit reads, split anew for it."""


def polnear(folder: Path) -> dict[str, list[Row]]:
    """The rows of each file to write, by its name.

    `train` and `dev` hold each article as its first annotator marked it, `other-annotators` what the rest made of the training articles
    (of dev it is left out) and everything of those that served to train the annotators. `corenlp-…` has the names CoreNLP found.
    """
    table = _metadata(folder / "metadata.tsv")
    train, dev, practice = (_annotated(folder / compartment) for compartment in ("train", "dev", "annotator-training"))
    train = train or _annotated(folder)
    return {
        "train": [_article(marked[0], table) for marked in train],
        "dev": [_article(marked[0], table) for marked in dev],
        "other-annotators": [row for marked in train for row in marked[1:]] + [row for marked in practice for row in marked],
        "corenlp-train": _silver(folder / "train"),
        "corenlp-dev": _silver(folder / "dev"),
    }


def _annotated(folder: Path) -> list[list[Row]]:
    """For each text of a compartment a row of every annotator, in the order of their file names."""
    by_id = {id: list(paths) for id, paths in groupby(sorted(_files(folder, "attributions", "*.ann"), key=_article_of), key=_article_of)}
    texts = _files(folder, "text", "*.txt")
    return [[_marked(text, annotations) for annotations in by_id[text.stem]] for text in texts if text.stem in by_id]


def _article_of(annotations: Path) -> str:
    return annotations.stem.rpartition("_")[0]


def _files(folder: Path, layer: str, pattern: str) -> list[Path]:
    return sorted((folder / layer if (folder / layer).is_dir() else folder).glob(pattern))


def _marked(text: Path, annotations: Path) -> Row:
    return {
        "id": text.stem,
        "annotator": annotations.stem.rpartition("_")[2],
        "text": _read(text),
        "attributions": list(standoff(_read(annotations))),
    }


def _read(path: Path) -> str:
    """The file as it is: line ends count in the offsets."""
    return path.read_bytes().decode("utf8")


def standoff(annotations: str) -> Iterator[Row]:
    """The attributions of a brat file, in its order; a role that is not marked is an empty list of spans.

    `T1⇥Source 4 9;12 15⇥…` is a stretch in pieces, `E1⇥Attribution:T4 Source:T1 …` an attribution that joins stretches.
    """
    lines = [line.split("\t") for line in annotations.split("\n") if line[:1] in ("T", "E")]
    spans = {id: _pieces(label) for id, label, *_ in lines if id.startswith("T")}
    for id, label, *_ in lines:
        if id.startswith("E"):
            roles: Row = {"id": id, "source": [], "cue": [], "content": []}
            for role, stretch in (argument.split(":") for argument in label.split()[1:]):
                roles[role.rstrip("0123456789").lower()] += spans[stretch]
            yield roles


def _pieces(label: str) -> list[list[int]]:
    return [[int(number) for number in piece.split()] for piece in label.partition(" ")[2].split(";")]


def _article(row: Row, table: dict[str, Row]) -> Row:
    """The row with what the file name and PolNeAR's table say; without the table no author, and the headline from the text for a title."""
    publisher, date, _ = row["id"].split("_", 2)
    headline = row["text"].partition("\n")[0].strip().removesuffix(".")
    known = table.get(row["id"], {"title": headline, "author": None})
    own = {"id": row["id"], "publisher": publisher, "date": date, "title": known["title"], "author": known["author"]}
    return own | {"text": row["text"], "attributions": row["attributions"]}


def _metadata(path: Path) -> dict[str, Row]:
    if not path.exists():
        return {}
    with path.open(encoding="utf8", newline="") as file:
        return {row["filename"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def _silver(folder: Path) -> list[Row]:
    return [{"id": path.name.removesuffix(".txt.xml"), "names": list(_names(path))} for path in sorted((folder / "corenlp").glob("*.xml"))]


def _names(path: Path) -> Iterator[tuple[int, int, str]]:
    """Runs of words of a sentence that CoreNLP puts in one class of names."""
    for sentence in ElementTree.parse(path).iterfind("document/sentences/sentence"):
        for kind, run in groupby(sentence.iterfind("tokens/token"), key=lambda token: token.findtext("NER", "").lower()):
            if kind in ("person", "organization", "location", "misc"):
                tokens = list(run)
                yield int(tokens[0].findtext("CharacterOffsetBegin", "")), int(tokens[-1].findtext("CharacterOffsetEnd", "")), kind


def gum(folder: Path) -> dict[str, list[Row]]:
    """The rows of `train` and `dev`, by document; conllu.py says what is in them."""
    ids = {split: [f"GUM_{genre}_{name}" for genre in names for name in names[genre].split()] for split, names in GUM_SPLITS.items()}
    wanted = {id for split in ids.values() for id in split}
    found = {row["id"]: row for path in sorted(folder.glob("*.conllu")) for row in conllu.rows(_read(path), wanted)}
    return {split: [found[id] | {"split": split} for id in ids[split] if id in found] for split in ids}


def write(rows: Iterable[Row], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf8", newline="\n") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=("polnear", "gum"))
    parser.add_argument("folder", type=Path, help="the corpus as published")
    parser.add_argument("out", type=Path, help="the folder to write the JSON lines to")
    a = parser.parse_args(arguments)
    files = polnear(a.folder) if a.corpus == "polnear" else gum(a.folder)
    if not files["train"] and not files["dev"]:
        parser.error(f"{a.folder}: no documents of {a.corpus} lie here; see --help for the folder that is meant")
    for name, rows in files.items():
        write(rows, a.out / f"{name}.jsonl")
        print(f"{name}.jsonl  {len(rows)}")


if __name__ == "__main__":
    main()
