"""Train the tagger: every head in one run, from MiniLM-L6 and the public corpora.

    python training/train.py --corpora CORPORA --base FOLDER_OF_MINILM --out training/runs/one

Writes a checkpoint after each epoch and continues from the last one when started again. One core, bf16: about 12 minutes an epoch.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

import corpora
from corpora import Example
from model import NAME_KINDS, TaggerModel, from_minilm
from ondit.tagging.linking import distance_buckets, paragraph_buckets
from ondit.tagging.tokens import Tokens, tokenize
from pages import load_pages

WINDOW = 256  # pieces, with [CLS] and [SEP]
BATCH = 12
IGNORE = -100
CLS, SEP, PAD = 101, 102, 0


@dataclass(frozen=True)
class Marked:
    """The word pieces of an example with what each head should say of them."""

    tokens: Tokens
    cue: np.ndarray
    cue_weight: np.ndarray
    name: np.ndarray
    role: np.ndarray
    """[length, 3]: 1, 0 or IGNORE."""
    links: list[tuple[int, int, np.ndarray]]
    """Cue's first and past-last piece, and [2, length]: is each piece of its source, of its content (1, 0 or IGNORE)."""


def covered(tokens: Tokens, spans: list[list[int]]) -> np.ndarray:
    inside = np.zeros(len(tokens), bool)
    for start, end in spans:
        inside |= (tokens.starts < end) & (tokens.ends > start)
    return inside


def mark(tokenizer: Tokenizer, example: Example) -> Marked:
    tokens = tokenize(tokenizer, example.text)
    length = len(tokens)
    cue, weight = np.zeros(length, np.int64), np.full(length, example.negatives, np.float32)
    role = np.zeros((length, 3), np.int64)
    links = []
    contents = np.zeros(length, bool)
    for link in example.links:
        is_source, is_cue, is_content = (covered(tokens, spans) for spans in (link.source, link.cue, link.content))
        unknown = covered(tokens, link.open) & ~is_source & ~is_cue & ~is_content
        contents |= is_content
        for n, inside in enumerate((is_source, is_cue, is_content)):
            role[inside, n] = 1
        role[unknown & (role[:, 2] == 0), 2] = IGNORE
        at = np.flatnonzero(is_cue)
        if not len(at):
            continue
        for run in np.split(at, np.flatnonzero(np.diff(at) > 1) + 1):
            cue[run], cue[run[0]] = 2, 1
            weight[run] = 1
        first = np.split(at, np.flatnonzero(np.diff(at) > 1) + 1)[0]
        target = np.stack([is_source, is_content]).astype(np.int64)
        target[1, unknown] = IGNORE
        links.append((int(first[0]), int(first[-1]) + 1, target))
    if example.flat:  # nobody marked who is quoted inside a content
        quiet = contents & (cue == 0)
        weight[quiet] = 0
        role[quiet & (role[:, 0] == 0), 0] = IGNORE
        role[quiet, 1] = IGNORE
    return Marked(tokens, cue, weight, names(tokens, example), role, links)


def names(tokens: Tokens, example: Example) -> np.ndarray:
    tags = np.zeros(len(tokens), np.int64)
    if example.names is None:
        return tags + IGNORE
    tags[covered(tokens, example.names_unsure)] = IGNORE
    for start, end, kind in example.names:
        at = np.flatnonzero(covered(tokens, [[start, end]]))
        if len(at):
            tags[at] = 2 + 2 * NAME_KINDS.index(kind)
            tags[at[0]] -= 1
    return tags


def damaged(example: Example, rng: random.Random) -> Example:
    """A copy as careless sites have it, letter for letter as long: straight or lost quotation marks, lost paragraphs, capital headlines."""
    text, dice = example.text, rng.random()
    if dice < 0.10:
        text = re.sub(r"[“”„«»]", '"', text).replace("‘", "'").replace("’", "'")
    elif dice < 0.14:
        text = re.sub(r"[“”„«»\"]", " ", text)
    elif dice < 0.20:
        text = text.replace("\n", " ")
    elif dice < 0.24:
        head, line, rest = text.partition("\n")
        upper = head.upper()
        text = (upper if len(upper) == len(head) else head) + line + rest
    return Example(**{**{f: getattr(example, f) for f in example.__dataclass_fields__}, "text": text})


def windows(marked: Marked, rng: random.Random) -> Iterator[tuple[Marked, int, int]]:
    """The pieces of an example parted into windows, at another place each time."""
    room, length = WINDOW - 2, len(marked.tokens)
    start = 0
    end = length if length <= room else rng.randint(room // 4, room)
    while start < length:
        yield marked, start, min(end, length)
        start, end = end, end + room


def batches(examples: list[Marked], rng: random.Random) -> Iterator[dict[str, Tensor]]:
    """Windows of like length together, about the same number of pieces in every batch, in random order."""
    parts = [w for m in examples for w in windows(m, rng)]
    rng.shuffle(parts)
    parts.sort(key=lambda w: (w[2] - w[1]) // 48)
    groups: list[list[tuple[Marked, int, int]]] = []
    group: list[tuple[Marked, int, int]] = []
    for part in parts:
        widest = max(end - start for _, start, end in [*group, part]) + 2
        if group and widest * (len(group) + 1) > WINDOW * BATCH:
            groups.append(group)
            group = []
        group.append(part)
    groups.append(group)
    rng.shuffle(groups)
    return map(collate, groups)


def collate(group: list[tuple[Marked, int, int]]) -> dict[str, Tensor]:
    size, width = len(group), max(end - start for _, start, end in group) + 2
    found = [[(a - s + 1, b - s + 1, t[:, s:e]) for a, b, t in m.links if s <= a and b <= e] for m, s, e in group]
    cues = max(1, *map(len, found))
    out = {k: np.zeros((size, width), np.int64) for k in ("ids", "cases", "quoted", "places", "mask")}
    out |= {"cue": np.full((size, width), IGNORE), "name": np.full((size, width), IGNORE), "role": np.full((size, width, 3), IGNORE)}
    weight = np.zeros((size, width), np.float32)
    spans = np.zeros((size, cues, width), np.float32)
    link = np.full((size, cues, 2, width), IGNORE)
    near, lines = np.zeros((size, cues, width), np.int64), np.zeros((size, cues, width), np.int64)
    for i, ((m, s, e), links) in enumerate(zip(group, found, strict=True)):
        n, t = e - s, m.tokens
        out["ids"][i, : n + 2] = [CLS, *t.ids[s:e], SEP]
        out["mask"][i, : n + 2] = 1
        for key in ("cases", "quoted", "places"):
            out[key][i, 1 : n + 1] = getattr(t, key)[s:e]
        out["cue"][i, 1 : n + 1], weight[i, 1 : n + 1] = m.cue[s:e], m.cue_weight[s:e]
        out["name"][i, 1 : n + 1], out["role"][i, 1 : n + 1] = m.name[s:e], m.role[s:e]
        if links:
            starts, ends = (np.array([x[j] for x in links]) for j in (0, 1))
            near[i, : len(links)] = distance_buckets(width, starts, ends)
            paragraphs = np.concatenate([t.paragraphs[s : s + 1], t.paragraphs[s:e], np.full(width - n - 1, t.paragraphs[e - 1])])
            lines[i, : len(links)] = paragraph_buckets(paragraphs, starts)
        for c, (a, b, target) in enumerate(links):
            spans[i, c, a:b] = 1 / (b - a)
            link[i, c, :, 1 : n + 1] = target
    return {
        k: torch.from_numpy(v) for k, v in (out | {"weight": weight, "spans": spans, "link": link, "near": near, "lines": lines}).items()
    }


def losses(model: TaggerModel, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """One number a head, each scaled so that it begins near 1."""
    outputs = model(*(batch[k] for k in ("ids", "cases", "quoted", "places", "mask")))
    *outputs, role = [x.float() for x in outputs]
    said = dict(zip(model.OUTPUTS, outputs, strict=True))
    cue = (
        F.cross_entropy(said["cue"].flatten(0, 1), batch["cue"].flatten(), ignore_index=IGNORE, reduction="none")
        * batch["weight"].flatten()
    )
    out = {"cue": 8 * cue.sum() / batch["weight"].sum().clamp(min=1)}
    known = batch["role"] != IGNORE
    out["role"] = 2 * F.binary_cross_entropy_with_logits(role[known], batch["role"][known].float())
    if (batch["name"] != IGNORE).any():
        out["name"] = 2 * F.cross_entropy(said["name"].flatten(0, 1), batch["name"].flatten(), ignore_index=IGNORE)
    number = (batch["spans"].sum(-1) > 0).sum().clamp(min=1)
    for n, part in enumerate(("source", "content")):
        query = batch["spans"] @ said[f"{part}_query"]
        logits = model.link_logits(query, said[f"{part}_key"], n, batch["near"], batch["lines"])
        known = batch["link"][:, :, n] != IGNORE
        sums = F.binary_cross_entropy_with_logits(logits[known], batch["link"][:, :, n][known].float(), reduction="sum")
        out[part] = sums / number / (8 if part == "source" else 20)
    return out


def averaged(checkpoint: Path) -> dict[str, Tensor]:
    """The moving average of the weights in a checkpoint."""
    state = torch.load(checkpoint, weights_only=True)["average"]
    return {name.removeprefix("module."): weight for name, weight in state.items() if name.startswith("module.")}


def groups_of(model: TaggerModel, rate: float, head_rate: float) -> list[dict[str, object]]:
    """Heads and new embeddings learn fast, the encoder slowly, its lower layers slowest."""
    new = ("encoder.cases", "encoder.quoted", "encoder.places")
    out = []
    for name, parameter in model.named_parameters():
        layer = re.match(r"encoder\.layers\.(\d+)", name)
        if not name.startswith("encoder") or name.startswith(new):
            at = head_rate if not name.startswith("encoder") else rate * 4
        else:
            at = rate * 0.9 ** (5 - int(layer[1]) if layer else 6)
        decay = 0.01 if parameter.ndim > 1 else 0.0
        out.append({"params": [parameter], "lr": at, "peak": at, "weight_decay": decay})
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--corpora", type=Path, required=True, help="folder with polnear/ and gum/")
    ap.add_argument("--base", type=Path, required=True, help="folder with MiniLM's model.safetensors and tokenizer.json")
    ap.add_argument("--pages", type=Path, default=Path(__file__).parent / "pages")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="a checkpoint whose averaged weights to start from, instead of MiniLM's")
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--head-rate", type=float, default=1e-3)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--limit", type=int, help="articles of PolNeAR, for a quick trial")
    a = ap.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(a.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model = from_minilm(a.base)
    if a.start:
        model.load_state_dict(averaged(a.start))
    optimizer = torch.optim.AdamW(groups_of(model, a.rate, a.head_rate), betas=(0.9, 0.98), eps=1e-6)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    done = sorted(a.out.glob("epoch-*.pt"))
    if done:
        state = torch.load(done[-1], weights_only=True)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
    for epoch in range(len(done), a.epochs):
        rng = random.Random(a.seed * 1000 + epoch)
        examples = corpora.polnear(a.corpora / "polnear", "train")[: a.limit] + 3 * corpora.gum(a.corpora / "gum", "train")
        examples += 2 * corpora.pages(load_pages(a.pages))
        steps = list(batches([mark(tokenizer, damaged(x, rng)) for x in examples], rng))
        total, begin, sums = len(steps) * a.epochs, time.time(), dict[str, float]()
        model.train()
        for n, batch in enumerate(steps):
            at = (epoch * len(steps) + n) / total
            factor = min(1, at / 0.06) * (0.5 + 0.5 * math.cos(math.pi * at)) + 0.005
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(model, batch)
            loss = sum(parts.values())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(model)
            for key, value in parts.items():
                sums[key] = sums.get(key, 0) + value.item()
            if (n + 1) % 25 == 0:
                shown = " ".join(f"{k} {v / 25:.3f}" for k, v in sums.items())
                print(f"epoch {epoch + 1} step {n + 1}/{len(steps)} {(time.time() - begin) / (n + 1):.2f} s/step {shown}", flush=True)
                sums.clear()
        torch.save(
            {"model": model.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict()},
            a.out / f"epoch-{epoch + 1}.pt",
        )


if __name__ == "__main__":
    main()
