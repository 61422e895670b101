"""The network as a component of a spaCy pipeline, so that our models and anybody's are loaded in one way.

Where it is the only one, as in the shipped pipelines, `read` gives what it says without a way through Docs.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy import util
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Doc

from lagebild.engines.network.lemma_rules import apply_rule
from lagebild.engines.network.names import NAMES
from lagebild.engines.network.network import BATCH, GRAPH, LABELS, WEIGHTS, Network, Reading, Text
from lagebild.engines.network.pieces import Index
from lagebild.engines.spacy_words import NAME_TYPES, Words, feats_of, forms_of, relation_of
from lagebild.record import Name

FACTORY = "lagebild_network"
IOB = {"I": 1, "O": 2, "B": 3}  # spaCy's codes
MOST_KEPT = 100_000  # lemmas and feature sets kept
THREADS = min(2, os.cpu_count() or 1)  # that read a long page; more wait for what is done with their readings


@Language.factory(FACTORY)
def make_pipe(nlp: Language, name: str) -> "NetworkPipe":
    """An empty component; its weights come with `from_disk`."""
    return NetworkPipe(nlp)


class NetworkPipe:
    """Sets UPOS, FEATS, lemmas, heads, relations, sentence starts and names of Docs."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._network: Network | None = None
        self._folder: Path | None = None

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "NetworkPipe":
        """Read the weights; DataError if they are not there or not whole."""
        self._folder = util.ensure_path(path)
        self._network = Network(Path(path))
        labels = self._network.labels
        strings = self._vocab.strings
        self._pos = np.array([IDS[upos] for upos in labels.upos], np.uint64)
        self._dep = np.array([strings.add("ROOT" if d == "root" else d) for d in labels.deprels], np.uint64)
        self._iob = np.array([IOB[tag[0]] for tag in labels.names], np.uint64)
        self._types = np.array([strings.add(tag[2:]) if len(tag) > 2 else 0 for tag in labels.names], np.uint64)
        self._root = np.uint64(strings.add("ROOT"))
        self._feats = list(labels.features.items())
        self._relations = [relation_of(d) for d in labels.deprels]
        self._morphs: dict[bytes, tuple[int, tuple[str, ...]]] = {}
        self._lemmas: dict[tuple[str, int], str] = {}
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the weights from where they were read."""
        if self._folder is not None:
            Path(path).mkdir(parents=True, exist_ok=True)
            for name in (WEIGHTS, GRAPH, LABELS, *([NAMES] if (self._folder / NAMES).exists() else [])):
                (Path(path) / name).write_bytes((self._folder / name).read_bytes())

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Read Docs in batches; a Doc without words passes as it is."""
        waiting: deque[Doc] = deque()
        for text, reading in _read_ahead(self._weights(), (_text(doc) for doc in _kept(docs, waiting))):
            doc = waiting.popleft()
            if reading is not None:
                self._annotate(doc, text, reading)
            yield doc

    def read(self, texts: Iterable[Text]) -> Iterator[Words]:
        """What the network says of texts, as a Doc would say it."""
        for text, reading in _read_ahead(self._weights(), texts):
            yield self._words(text, reading) if reading is not None else Words([], [], [], [], [], [], [], (), [])

    def _weights(self) -> Network:
        if self._network is None:
            raise ValueError(f"the component {FACTORY} has no weights; load it with its pipeline's folder")
        return self._network

    def _words(self, text: Text, reading: Reading) -> Words:
        labels = self._weights().labels
        heads = reading.heads.tolist()
        begins = np.flatnonzero(reading.starts).tolist()
        lemmas = zip(text.forms, reading.lemmas.tolist(), strict=True)
        return Words(
            forms=text.forms,
            blanks=text.blanks,
            lemmas=[self._lemma(form, rule) or form for form, rule in lemmas],
            upos=[labels.upos[i] for i in reading.upos.tolist()],
            feats=[feats for _, feats in self._morphs_of(reading.features)],
            heads=heads,
            deprels=[self._relations[i] for i in reading.deprels.tolist()],
            names=_names(reading.names.tolist(), labels.names),
            sentences=list(zip(begins, [*begins[1:], len(heads)], strict=True)),
        )

    def _annotate(self, doc: Doc, text: Text, reading: Reading) -> None:
        n = len(doc)
        values = np.empty((n, 7), np.uint64)
        values[:, 0] = self._pos[reading.upos]
        values[:, 1] = [hashed for hashed, _ in self._morphs_of(reading.features)]
        lemmas = zip(text.forms, reading.lemmas.tolist(), strict=True)
        values[:, 2] = [self._vocab.strings.add(self._lemma(form, rule)) for form, rule in lemmas]
        offsets = reading.heads - np.arange(n)
        values[:, 3] = offsets.astype(np.int64).astype(np.uint64)
        values[:, 4] = np.where(offsets == 0, self._root, self._dep[reading.deprels])
        names = _repaired(reading.names, self._iob, self._types)
        values[:, 5] = names
        values[:, 6] = np.where(names == IOB["O"], np.uint64(0), self._types[reading.names])
        doc.from_array([POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE], values)  # type: ignore[arg-type]

    def _morphs_of(self, features: Index) -> list[tuple[int, tuple[str, ...]]]:
        """The words' feature sets: their hashes, and the features one by one."""
        if len(self._morphs) > MOST_KEPT:
            self._morphs.clear()
        raw, width = features.astype(np.uint8).tobytes(), len(self._feats)
        found = []
        for begin in range(0, len(raw), width):
            key = raw[begin : begin + width]
            known = self._morphs.get(key)
            if known is None:
                text = "|".join(f"{name}={values[i]}" for (name, values), i in zip(self._feats, key, strict=True) if i)
                hashed = self._vocab.morphology.add(text)
                known = self._morphs[key] = (hashed, feats_of(self._vocab.strings[hashed]))
            found.append(known)
        return found

    def _lemma(self, form: str, rule: int) -> str:
        """A form's lemma by a rule's number."""
        lemma = self._lemmas.get((form, rule))
        if lemma is None:
            if len(self._lemmas) > MOST_KEPT:
                self._lemmas.clear()
            lemma = self._lemmas[form, rule] = apply_rule(self._weights().labels.lemmas[rule], form)
        return lemma


def _kept(docs: Iterable[Doc], waiting: deque[Doc]) -> Iterator[Doc]:
    """The same Docs, which wait for their readings."""
    for doc in docs:
        waiting.append(doc)
        yield doc


def _read_ahead(network: Network, texts: Iterable[Text]) -> Iterator[tuple[Text, Reading | None]]:
    """Texts with what the network says of them, None of a text without words.

    Of a long page several batches are read at a time, beside what is done with the ones before: the products of
    matrices leave the interpreter free. A page of one batch, as nearly all are, is read without a thread.
    """
    batches = _batches(texts)
    first = next(batches, None)
    second = next(batches, None)
    if first is not None and second is None:
        yield from _paired(first, network.read(_full(first)))
    if first is None or second is None:
        return
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[tuple[list[Text], Future[list[Reading]]]] = deque()
        for batch in chain([first, second], batches):
            waiting.append((batch, pool.submit(network.run, network.prepare(_full(batch)))))
            if len(waiting) > THREADS:
                batch, readings = waiting.popleft()
                yield from _paired(batch, readings.result())
        for batch, readings in waiting:
            yield from _paired(batch, readings.result())


def _full(batch: Iterable[Text]) -> list[Text]:
    return [text for text in batch if text.forms]


def _paired(batch: Iterable[Text], readings: Iterable[Reading]) -> Iterator[tuple[Text, Reading | None]]:
    found = iter(readings)
    for text in batch:
        yield text, next(found) if text.forms else None


def _batches(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """Texts together until they have BATCH words."""
    batch: list[Text] = []
    words = 0
    for text in texts:
        batch.append(text)
        words += len(text.forms)
        if words >= BATCH:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _text(doc: Doc) -> Text:
    settled = doc.to_array([SENT_START]).reshape(-1).astype(np.int64)
    return Text(*forms_of(doc), settled.tolist())


def _names(tags: Sequence[int], labels: Sequence[str]) -> tuple[Name, ...]:
    """The names whose type is known; one begins with B, and with an I that follows no word of its type."""
    found: list[tuple[int, int, str]] = []
    last, kind = -2, ""
    for i, tag in enumerate(tags):
        label = labels[tag]
        if label == "O":
            continue
        if label[0] == "I" and i == last + 1 and kind == label[2:]:
            found[-1] = (found[-1][0], i, kind)
        else:
            found.append((i, i, label[2:]))
        last, kind = i, label[2:]
    return tuple(Name(first, end, NAME_TYPES[kind]) for first, end, kind in found if kind in NAME_TYPES)


def _repaired(names: Index, iob: NDArray[np.uint64], types: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Codes in which no name begins with I: a first I is a B, one of another type too."""
    codes: NDArray[np.uint64] = iob[names]
    kinds = types[names]
    inside = codes == IOB["I"]
    before_other = np.ones(len(names), bool)
    before_other[1:] = (kinds[1:] != kinds[:-1]) | (codes[:-1] == IOB["O"])
    codes[inside & before_other] = IOB["B"]
    return codes
