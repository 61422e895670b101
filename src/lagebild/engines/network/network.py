"""The network of one language: texts of words → labels of words, sentence starts, names, and a tree a sentence.

Words are vectors made of hashed pieces of their forms; two bidirectional LSTM layers read them in both directions;
linear layers label each word; a biaffine scorer (Dozat and Manning 2017) finds heads and relations. The large products
of matrices are a graph of their own (see graph.py).
"""

import json
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from lagebild.engines.network.features import rows_of, shape_of
from lagebild.engines.network.graph import Graph
from lagebild.engines.network.names import NAMES, NameHead
from lagebild.engines.network.pieces import Array, Index, sum_pieces, with_room
from lagebild.engines.network.trees import best_tree
from lagebild.errors import DataError

WEIGHTS, GRAPH, LABELS = "network.npz", "network.onnx", "labels.json"
ARRAYS = ("table", "scales", "shapes", "norm.weight", "norm.bias", "root_head", "root_rel")
BATCH = 3000  # words read at a time; more gains nothing, and memory grows with it
MORE = 48  # words that may be missing in the shorter texts of a group: reading so many costs as much as another group
LONGEST_SENTENCE = 250  # words of one tree; what is longer is cut, for the time of a tree grows faster than its length
MOST_FORMS = 50_000  # whose vectors are kept, in 25 MB
SLOPE = 0.1  # of a leaky rectifier below zero


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """What the numbers that the network gives out mean."""

    upos: tuple[str, ...]
    deprels: tuple[str, ...]
    features: dict[str, tuple[str, ...]]  # of FEATS, "" where a word has none
    lemmas: tuple[str, ...]  # rules from form to lemma, see lemma_rules.py
    names: tuple[str, ...]  # "O", "B-PER", "I-PER" …


class Text(Struct, frozen=True):
    """One text to read. `fixed` is 1 where a sentence must start, -1 where none may, 0 where the network decides."""

    forms: Sequence[str]
    blanks: Sequence[bool]  # after each word
    fixed: Sequence[int]


class Reading(Struct, frozen=True):
    """What the network says of one text of n words; numbers are places in Labels."""

    upos: Index
    features: NDArray[np.intp]  # [n, features]
    lemmas: Index
    names: Index
    starts: NDArray[np.bool_]
    heads: Index  # place of the head in the text; its own for a root
    deprels: Index


class Group(Struct, frozen=True):
    """Texts that are read together, the longest first, and what is known of their words before they are read."""

    places: list[int]  # of each text among all that were prepared
    texts: list[Text]
    words: Array  # [words, input] vectors
    shapes: Index
    near: Array | None  # [words, names' input]; None without a head of names


class Prepared(Struct, frozen=True):
    """Texts cut into parts, and the parts in groups."""

    parts: list[int]  # that each text was cut into
    groups: list[Group]


class Network:
    """Weights in memory; `prepare` learns words, so that one thread may call it at a time, `run` any number."""

    def __init__(self, folder: Path) -> None:
        try:
            self.labels = msgspec.json.decode((folder / LABELS).read_bytes(), type=Labels)
            with np.load(folder / WEIGHTS, allow_pickle=False) as stored:
                weights = {name: stored[name] for name in stored.files}
            missing = set(ARRAYS) - weights.keys()
            if missing:
                raise ValueError(f"{WEIGHTS} lacks {', '.join(sorted(missing))}")
            self._graph = Graph(folder / GRAPH)
        except (OSError, ValueError, zipfile.BadZipFile, msgspec.MsgspecError) as error:
            raise DataError(f"{folder}: no network can be read here: {error}") from error
        self._table, self._scales = weights.pop("table"), weights.pop("scales").astype(np.float32)
        self._w = {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}
        sizes = (len(self.labels.upos), *map(len, self.labels.features.values()), len(self.labels.lemmas), 2)
        self._ends = np.cumsum([*sizes, len(self.labels.names)]).tolist()
        self._names = NameHead(folder / NAMES, self.labels.names) if (folder / NAMES).exists() else None
        self._places: dict[str, int] = {}
        self._vectors: Array = np.empty((1024, self._table.shape[1]), np.float32)

    def read(self, texts: Sequence[Text]) -> list[Reading]:
        """Read texts, in any number and of any length, none of them empty."""
        return self.run(self.prepare(texts))

    def prepare(self, texts: Sequence[Text]) -> Prepared:
        """Look the words of texts up, none of which is empty.

        A text is cut where a sentence must start: short texts side by side are read faster than long ones.
        """
        cut = [list(_cut(text)) for text in texts]
        parts = [part for of_text in cut for part in of_text]
        order = sorted(range(len(parts)), key=lambda i: -len(parts[i].forms))
        return Prepared(
            [len(of_text) for of_text in cut], [self._group(group, parts) for group in _groups(order, parts)]
        )

    def run(self, prepared: Prepared) -> list[Reading]:
        """Read prepared texts; weights are only looked at."""
        found: dict[int, Reading] = {}
        for group in prepared.groups:
            found.update(zip(group.places, self._read_group(group), strict=True))
        readings = (found[place] for place in range(len(found)))
        return [_join(list(islice(readings, count))) for count in prepared.parts]

    def _group(self, places: list[int], parts: Sequence[Text]) -> Group:
        texts = [parts[i] for i in places]
        words, forms, shapes = self._inputs(texts)
        return Group(places, texts, words, shapes, self._names.vectors_of(forms) if self._names else None)

    def _read_group(self, group: Group) -> Iterator[Reading]:
        texts = group.texts
        lengths = [len(text.forms) for text in texts]
        found = self._graph.run(group.words, lengths)
        labels = self._label(found.labels)
        if self._names and group.near is not None:
            guesses = found.labels[:, self._ends[-2] :]
            labels[:, -1] = self._names.label(group.near, group.shapes, found.states, guesses, lengths)
        n_features = len(self.labels.features)
        count = len(labels)
        dep, head, head_of_root = found.arc_dep, found.arc_head, self._w["root_head"]
        heads = np.empty(count, np.intp)
        above = np.empty(count, np.intp)  # as `heads`, but the root's row of `rel_head` for a root
        bounds = np.cumsum([0, *lengths]).tolist()
        all_starts = []
        for text, (begin, end) in zip(texts, pairwise(bounds), strict=True):
            fixed = np.asarray(text.fixed)
            starts = np.where(fixed == 0, labels[begin:end, -2] == 1, fixed == 1)
            starts[0] = True
            for a, z in _sentences(starts):
                a, z = a + begin, z + begin
                scores = np.empty((z - a, z - a + 1), np.float32)
                scores[:, 0] = dep[a:z] @ head_of_root
                np.matmul(dep[a:z], head[a:z].T, out=scores[:, 1:])
                tree = best_tree(scores)
                heads[a:z] = np.where(tree == 0, np.arange(a, z), tree - 1 + a)
                above[a:z] = np.where(tree == 0, count, tree - 1 + a)
            all_starts.append(starts)
        deprels = _relations(found.rel_dep, np.concatenate([found.rel_head, self._w["root_rel"][None]])[above])
        for starts, (begin, end) in zip(all_starts, pairwise(bounds), strict=True):
            yield Reading(
                upos=labels[begin:end, 0],
                features=labels[begin:end, 1 : 1 + n_features],
                lemmas=labels[begin:end, -3],
                names=labels[begin:end, -1],
                starts=starts,
                heads=heads[begin:end] - begin,
                deprels=deprels[begin:end],
            )

    def states_of(self, texts: list[Text]) -> tuple[Array, Index, Index]:
        """[words, state] of texts that do not grow longer; their forms' rows and shapes."""
        words, forms, shapes = self._inputs(texts)
        return self._graph.run(words, [len(text.forms) for text in texts]).states, forms, shapes

    def _inputs(self, texts: list[Text]) -> tuple[Array, Index, Index]:
        """[words, input] vectors of words with their shapes; the forms' rows and the shapes."""
        if len(self._places) > MOST_FORMS:
            self._places.clear()
        new = dict.fromkeys(form for text in texts for form in text.forms if form not in self._places)
        if new:
            self._learn(list(new))
        forms = np.array([self._places[form] for text in texts for form in text.forms])
        numbers = [
            shape_of(form, after)
            for text in texts
            for form, after in zip(text.forms, (True, *text.blanks[:-1]), strict=True)
        ]
        shapes = np.array(numbers)
        return np.concatenate([self._vectors[forms], self._w["shapes"][shapes]], 1), forms, shapes

    def _learn(self, forms: list[str]) -> None:
        """Keep the vectors of new forms: the normalised sum of their rows."""
        size = len(self._table)
        rows = [rows_of(form, size) for form in forms]
        counts = np.array([len(r) for r in rows])
        flat = np.array([row for r in rows for row in r])
        sums = sum_pieces(self._table, self._scales, flat, counts)
        first = len(self._places)
        self._vectors = with_room(self._vectors, first, first + len(forms))
        self._vectors[first : first + len(forms)] = sums * self._w["norm.weight"] + self._w["norm.bias"]
        if self._names:
            self._names.learn(forms, flat, counts, first)
        self._places.update(zip(forms, range(first, first + len(forms)), strict=True))

    def _label(self, scores: Array) -> NDArray[np.intp]:
        """[words, kinds of labels]: UPOS, features, lemma rule, sentence start, name."""
        labels = np.empty((len(scores), len(self._ends)), np.intp)
        begin = 0
        for kind, end in enumerate(self._ends):
            scores[:, begin:end].argmax(1, out=labels[:, kind])
            begin = end
        return labels


def _relations(dep: Array, head: Array) -> Index:
    """The best relation of each word to its head."""
    width = head.shape[1] + 1
    left = dep.reshape(len(dep), -1, width)
    scores = np.einsum("nld,nd->nl", left[..., :-1], head)
    scores += left[..., -1]
    best: Index = scores.argmax(1)
    return best


def _cut(text: Text) -> Iterator[Text]:
    begin = 0
    for end in [*(i for i, fixed in enumerate(text.fixed) if fixed == 1 and i), len(text.forms)]:
        yield Text(text.forms[begin:end], text.blanks[begin:end], text.fixed[begin:end])
        begin = end


def _join(parts: list[Reading]) -> Reading:
    if len(parts) == 1:
        return parts[0]
    begins = np.cumsum([0, *(len(part.heads) for part in parts[:-1])])
    return Reading(
        upos=np.concatenate([part.upos for part in parts]),
        features=np.concatenate([part.features for part in parts]),
        lemmas=np.concatenate([part.lemmas for part in parts]),
        names=np.concatenate([part.names for part in parts]),
        starts=np.concatenate([part.starts for part in parts]),
        heads=np.concatenate([part.heads + begin for part, begin in zip(parts, begins, strict=True)]),
        deprels=np.concatenate([part.deprels for part in parts]),
    )


def _groups(order: list[int], texts: Sequence[Text]) -> Iterator[list[int]]:
    """Texts of nearly the same length, since the graph reads all of a group as if they were as long as the longest."""
    group: list[int] = []
    longest = more = 0
    for i in order:
        short = longest - len(texts[i].forms)
        if group and (more + short > MORE or longest * (len(group) + 1) > BATCH):
            yield group
            group = []
        if not group:
            longest, more, short = len(texts[i].forms), 0, 0
        group.append(i)
        more += short
    if group:
        yield group


def _sentences(starts: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last + 1 word of each sentence; `starts` is changed where one was too long."""
    places = np.flatnonzero(starts).tolist()
    for a, z in zip(places, [*places[1:], len(starts)], strict=True):
        while z - a > LONGEST_SENTENCE:
            yield a, a + LONGEST_SENTENCE
            a += LONGEST_SENTENCE
            starts[a] = True
        yield a, z


def write_labels(labels: Labels, folder: Path) -> None:
    """Write labels as the constructor reads them."""
    text = json.dumps(msgspec.to_builtins(labels), ensure_ascii=False, indent=1)
    (folder / LABELS).write_text(text + "\n", encoding="utf-8")
