"""The model card as a page people can read."""

from __future__ import annotations

from typing import Any

CARD = """# The tagger's model

Finds who says what in English news: which words are the source, the cue and the content of an attribution (Pareti 2015), and
which words name a person, an organization or a place.

| | |
|---|---|
| start | all-MiniLM-L6-v2 (Apache-2.0), 6 layers of width 384, uncased |
| inputs added | the case of each word, inside quotation marks or not, its place in the paragraph |
| heads | cues (BIO); for each cue a biaffine score of every word as its source and as its content; names (BIO, four kinds) |
| format | ONNX, int8 weights (7 bits used), {size} |
| licence | Apache-2.0, as ondit's |

## Data

| corpus | what it taught | licence |
|---|---|---|
| PolNeAR 1.0, train (Newell, Margolin & Ruths 2018): US political news, 2015-16 | attributions | none stated; ondit holds no text of it |
| Stanford CoreNLP's marks on the same articles, as PolNeAR ships them | names (machine-made) | as above |
| GUM, train (Zeldes 2017) | attributing clauses and names in other genres | annotations CC BY 4.0 |
| `training/pages`: texts invented for ondit | attributions inside attributions | Apache-2.0 |

## How good it is

On PolNeAR's dev articles, attributions at the default score of {score}; scores fitted on other articles than they are measured on.
In brackets 95 % of a bootstrap over articles. Two people agree with each other at 0.795 found, 0.729 attributed and 0.593 exact.

| | precision | recall | F1 |
|---|---|---|---|
{scores}

*found*: content words agree (Jaccard at least 0.5); *attributed*: source words too; *exact*: all words of all three.
The expected calibration error of the scores is {error}.

## Precision against recall

`--min-score` trades one for the other (attributed):

| score | precision | recall | F1 |
|---|---|---|---|
{curve}

## Known weaknesses

- It learnt from US political news, one annotator an article. Attributed F1 by publisher: {publishers}.
- Wants, plans and stances without a verb of saying are found less often than quotations.
- Where a window of 254 word pieces ends, a content that runs on for longer is cut.
- Names were taught by a machine's marks: short and rare names are the weakest.
"""


def render(card: dict[str, Any]) -> str:
    """The card as Markdown; what it says in figures comes from the card's JSON alone."""
    measured = card["measured"]
    rows = [
        f"| {what} | {m['p']:.3f} | {m['r']:.3f} | {m['f1']:.3f} ({m['f1 between'][0]:.3f} to {m['f1 between'][1]:.3f}) |"
        for what, m in measured["scores"].items()
    ]
    curve = [f"| {row['score']:.2f} | {row['p']:.3f} | {row['r']:.3f} | {row['f1']:.3f} |" for row in measured["curve"]]
    publishers = ", ".join(
        f"{name} {m['f1']:.2f}" for name, m in sorted(measured["attributed by publisher"].items(), key=lambda x: -x[1]["f1"])
    )
    return CARD.format(
        size=card["size"], score=card["reading"]["score"], scores="\n".join(rows), curve="\n".join(curve), publishers=publishers,
        error=measured["calibration error"],
    )  # fmt: skip
