"""One encoder, many heads: MiniLM-L6 with three more input embeddings, a head for cues, two that link words to a cue, one for names.

The encoder is written out so that nothing but PyTorch is needed and that the graph exported is the graph read here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from ondit.tagging.decoding import NAME_KINDS
from ondit.tagging.linking import DISTANCES, PARAGRAPHS
from ondit.tagging.tokens import CASES, PLACES, QUOTED

CUE_TAGS = 3  # O, B, I
NAME_TAGS = 1 + 2 * len(NAME_KINDS)  # O, then B and I of each kind
ROLES = 3  # source, cue, content of any attribution


@dataclass(frozen=True)
class Shape:
    """The sizes of the encoder."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    link: int = 128
    """Width of the vectors that link words to a cue."""


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def attend(self, qkv: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = qkv.shape
        q, k, v = qkv.view(batch, length, 3, self.heads, width // 3 // self.heads).permute(2, 0, 3, 1, 4)
        return F.scaled_dot_product_attention(q, k, v, bias).transpose(1, 2).reshape(batch, length, width // 3)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        x = self.norm1(x + self.dropout(self.out(self.attend(self.qkv(x), bias))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(CASES, shape.width)
        self.quoted = nn.Embedding(QUOTED, shape.width)
        self.places = nn.Embedding(PLACES, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, cases: Tensor, quoted: Tensor, places: Tensor, mask: Tensor) -> Tensor:
        """mask is 1 where there is a piece, 0 where there is padding; all inputs are [batch, length]."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.cases(cases) + self.quoted(quoted) + self.places(places)
        x = self.dropout(self.norm(x))
        bias = ((1.0 - mask.to(x.dtype)) * -10000.0)[:, None, None, :]
        bias = bias.to(torch.get_autocast_dtype("cpu")) if torch.is_autocast_enabled("cpu") else bias
        for layer in self.layers:
            x = layer(x, bias)
        return x


class TaggerModel(nn.Module):
    """What the heads say of every word piece; the linking itself is a product of two of its outputs (`link_logits`)."""

    OUTPUTS = ("cue", "name", "source_query", "source_key", "content_query", "content_key")

    def __init__(self, shape: Shape = Shape(), dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape, dropout)
        self.cue = nn.Linear(shape.width, CUE_TAGS)
        self.name = nn.Linear(shape.width, NAME_TAGS)
        self.role = nn.Linear(shape.width, ROLES)  # an auxiliary loss only, left out of the export
        self.source_query, self.source_key, self.content_query, self.content_key = (nn.Linear(shape.width, shape.link) for _ in range(4))
        self.distance = nn.Parameter(torch.zeros(2, DISTANCES))
        self.paragraph = nn.Parameter(torch.zeros(2, PARAGRAPHS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, cases: Tensor, quoted: Tensor, places: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        x = self.dropout(self.encoder(ids, cases, quoted, places, mask))
        return tuple(getattr(self, head)(x) for head in self.OUTPUTS) + ((self.role(x),) if self.training else ())

    def link_logits(self, query: Tensor, key: Tensor, role: int, distances: Tensor, paragraphs: Tensor) -> Tensor:
        """How strongly each piece belongs to each cue: query [batch, cues, link], key [batch, length, link], buckets as the result."""
        scores = query @ key.transpose(1, 2) / math.sqrt(self.shape.link)
        return scores + self.distance[role][distances] + self.paragraph[role][paragraphs]


def from_minilm(folder: Path, shape: Shape = Shape()) -> TaggerModel:
    """A tagger whose encoder starts from a sentence-transformers MiniLM (BERT's parameter names)."""
    weights = load_file(folder / "model.safetensors")
    weights = {k.removeprefix("bert."): v for k, v in weights.items()}
    model = TaggerModel(shape)
    e = model.encoder
    with torch.no_grad():
        e.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
        e.positions.weight.copy_(weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0])
        for extra in (e.cases, e.quoted, e.places):
            nn.init.normal_(extra.weight, std=0.02)
        _copy(e.norm, weights, "embeddings.LayerNorm")
        for n, layer in enumerate(e.layers):
            at = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                parts = [weights[f"{at}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, kind).copy_(torch.cat(parts))
            _copy(layer.out, weights, at + "attention.output.dense")
            _copy(layer.norm1, weights, at + "attention.output.LayerNorm")
            _copy(layer.up, weights, at + "intermediate.dense")
            _copy(layer.down, weights, at + "output.dense")
            _copy(layer.norm2, weights, at + "output.LayerNorm")
    return model


def _copy(part: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    part.weight.copy_(weights[name + ".weight"])
    part.bias.copy_(weights[name + ".bias"])
