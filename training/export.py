"""Make the model that ships, of a checkpoint or of the mean of several: ONNX, int8, with its tokenizer and a card.

    python training/export.py --checkpoint training/runs/first/epoch-5.pt --base FOLDER_OF_MINILM --out src/ondit/tagging/weights

The card's settings for reading (`training/calibrate.py` sets them) are kept where the folder has a card already.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import Tensor, nn

from model import TaggerModel
from train import averaged

INPUTS = ("ids", "cases", "quoted", "places")
READING = {"cue": 0.6, "score": 0.5, "run": 3.0, "evidence": [0, 1, 0, 0, 0, 0]}


class FusedAttention(torch.autograd.Function):
    """Attention as the one operator that ONNX Runtime has for it. Without a mask, since windows of one length run together."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return q

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Exported(nn.Module):
    """The model as ondit runs it: windows of one length, attention fused, the auxiliary head left out."""

    def __init__(self, model: TaggerModel) -> None:
        super().__init__()
        self.model = model.eval()
        for layer in model.encoder.layers:
            layer.attend = lambda qkv, bias, heads=layer.heads: FusedAttention.apply(*qkv.chunk(3, -1), heads)

    def forward(self, ids: Tensor, cases: Tensor, quoted: Tensor, places: Tensor) -> tuple[Tensor, ...]:
        return self.model(ids, cases, quoted, places, torch.ones_like(ids))


def load(checkpoints: list[Path], shares: list[float]) -> TaggerModel:
    """The moving averages of the weights, mixed by the shares; runs that follow one another lie close enough for a mean of them."""
    parts = [averaged(checkpoint) for checkpoint in checkpoints]
    mixed = {name: sum(share * part[name] for share, part in zip(shares, parts, strict=True)) for name in parts[0]}
    model = TaggerModel()
    model.load_state_dict(mixed)
    return model.eval()


def to_onnx(model: TaggerModel, path: Path) -> None:
    example = tuple(torch.ones(2, 64, dtype=torch.int64) for _ in INPUTS)
    axes = {name: {0: "windows", 1: "pieces"} for name in (*INPUTS, *TaggerModel.OUTPUTS)}
    torch.onnx.export(
        Exported(model),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(TaggerModel.OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets={"com.microsoft": 1},
    )


def quantise(source: Path, target: Path) -> None:
    """Weights to int8, one scale a column; activations are scaled as they come. 7 bits, since processors without VNNI overflow at 8."""
    prepared = source.with_name("prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = onnx.load(target)
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, target)


def write_tokenizer(base: Path, out: Path) -> None:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--checkpoint", type=Path, nargs="+", required=True)
    ap.add_argument("--share", type=float, nargs="+", default=[1.0], help="how much each checkpoint counts; together 1")
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    model = load(a.checkpoint, a.share)
    with tempfile.TemporaryDirectory() as scratch:
        to_onnx(model, Path(scratch) / "model.onnx")
        quantise(Path(scratch) / "model.onnx", a.out / "model.onnx")
    write_tokenizer(a.base, a.out)
    card_path = a.out / "card.json"
    card = json.loads(card_path.read_text(encoding="utf8")) if card_path.exists() else {}
    card["digest"] = "sha256:" + hashlib.sha256((a.out / "model.onnx").read_bytes()).hexdigest()
    card["size"] = f"{(a.out / 'model.onnx').stat().st_size / 1e6:.1f} MB"
    tables = {name: [[round(x, 4) for x in row] for row in getattr(model, name).tolist()] for name in ("distance", "paragraph")}
    card["reading"] = READING | card.get("reading", {}) | tables
    card_path.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
