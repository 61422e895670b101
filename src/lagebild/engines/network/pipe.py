"""The network as a component of a spaCy pipeline, so that our models and anybody's are loaded in one way."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
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
from lagebild.engines.spacy_words import forms_of

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
        self._morphs: dict[bytes, int] = {}
        self._lemmas: dict[tuple[str, int], int] = {}
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
        if self._network is None:
            raise ValueError(f"the component {FACTORY} has no weights; load it with its pipeline's folder")
        for batch, texts, readings in _read_ahead(self._network, docs):
            full = (doc for doc in batch if len(doc))
            for doc, text, reading in zip(full, texts, readings, strict=True):
                self._annotate(doc, text, reading)
            yield from batch

    def _annotate(self, doc: Doc, text: Text, reading: Reading) -> None:
        n = len(doc)
        values = np.empty((n, 7), np.uint64)
        values[:, 0] = self._pos[reading.upos]
        values[:, 1] = self._morphs_of(reading.features)
        values[:, 2] = [self._lemma(form, rule) for form, rule in zip(text.forms, reading.lemmas.tolist(), strict=True)]
        offsets = reading.heads - np.arange(n)
        values[:, 3] = offsets.astype(np.int64).astype(np.uint64)
        values[:, 4] = np.where(offsets == 0, self._root, self._dep[reading.deprels])
        names = _repaired(reading.names, self._iob, self._types)
        values[:, 5] = names
        values[:, 6] = np.where(names == IOB["O"], np.uint64(0), self._types[reading.names])
        doc.from_array([POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE], values)  # type: ignore[arg-type]

    def _morphs_of(self, features: Index) -> list[int]:
        """Hashes of the words' feature sets."""
        if len(self._morphs) > MOST_KEPT:
            self._morphs.clear()
        found = []
        for row in features.astype(np.uint8):
            key = row.tobytes()
            hashed = self._morphs.get(key)
            if hashed is None:
                text = "|".join(f"{name}={values[i]}" for (name, values), i in zip(self._feats, key, strict=True) if i)
                hashed = self._morphs[key] = self._vocab.morphology.add(text)
            found.append(hashed)
        return found

    def _lemma(self, form: str, rule: int) -> int:
        """Hash of a form's lemma by a rule's number."""
        hashed = self._lemmas.get((form, rule))
        if hashed is None:
            if len(self._lemmas) > MOST_KEPT:
                self._lemmas.clear()
            assert self._network is not None
            lemma = apply_rule(self._network.labels.lemmas[rule], form)
            hashed = self._lemmas[form, rule] = self._vocab.strings.add(lemma)
        return hashed


def _read_ahead(network: Network, docs: Iterable[Doc]) -> Iterator[tuple[list[Doc], list[Text], list[Reading]]]:
    """Batches of Docs with what the network says of them.

    Of a long page several batches are read at a time, beside what is done with the ones before: NumPy's products of
    matrices leave the interpreter free. A page of one batch, as nearly all are, is read without a thread.
    """
    batches = _batches(docs)
    first = next(batches, None)
    second = next(batches, None)
    if first is not None and second is None:
        texts = [_text(doc) for doc in first if len(doc)]
        yield first, texts, network.read(texts)
    if first is None or second is None:
        return
    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[tuple[list[Doc], list[Text], Future[list[Reading]]]] = deque()
        for batch in chain([first, second], batches):
            texts = [_text(doc) for doc in batch if len(doc)]
            waiting.append((batch, texts, pool.submit(network.run, network.prepare(texts))))
            if len(waiting) > THREADS:
                batch, texts, readings = waiting.popleft()
                yield batch, texts, readings.result()
        for batch, texts, readings in waiting:
            yield batch, texts, readings.result()


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    """Docs together until they have BATCH words."""
    batch: list[Doc] = []
    words = 0
    for doc in docs:
        batch.append(doc)
        words += len(doc)
        if words >= BATCH:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def _text(doc: Doc) -> Text:
    settled = doc.to_array([SENT_START]).reshape(-1).astype(np.int64)
    return Text(*forms_of(doc), settled.tolist())


def _repaired(names: Index, iob: NDArray[np.uint64], types: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Codes in which no name begins with I: a first I is a B, one of another type too."""
    codes: NDArray[np.uint64] = iob[names]
    kinds = types[names]
    inside = codes == IOB["I"]
    before_other = np.ones(len(names), bool)
    before_other[1:] = (kinds[1:] != kinds[:-1]) | (codes[:-1] == IOB["O"])
    codes[inside & before_other] = IOB["B"]
    return codes
