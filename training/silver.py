"""Parse raw German text with several models and keep the sentences on which they agree.

A small treebank teaches more when its models teach another one: self-training by agreement.
"""

import gzip
import lzma
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path

import spacy
from msgspec.structs import replace
from spacy import tokens
from spacy.tokens import Doc

from lagebild.engines.lemmas import improve_lemmas
from lagebild.knowledge.data import package_folder
from lagebild.knowledge.sentences_words import SentencesWords, load_sentences_words
from lagebild.record import Token

# Speeches are full of "ich" and "Sie", news is not: sentences of the third person are nearer.
NOT_NEWS = re.compile(
    r"\b(?:[Ii]ch|[Mm]ir|[Mm]ich|Sie|Ihnen|Ihre?[nms]?|[Mm]eine?[nmrs]?)\b|[–…•]|Abg\.|Beifall|omited"
)
SENTENCE = re.compile(r"(?<=[.!?] )[A-ZÄÖÜ][^.!?]{30,220}[.](?= [A-ZÄÖÜ])")
MIN_AGREEMENT = 0.8  # of labelled arcs, mean over the pairs of models
MAX_SENTENCES = 24_000  # parsed; about two thirds are kept
KEEP_EVERY = 25  # sentences; by a hash of their text, so that a second run takes the same


def write_silver(text: Path, teachers: Sequence[Path], target: Path) -> None:
    """Sample sentences of `text`, parse them with each teacher, write target.conllu.gz."""
    words = load_sentences_words(package_folder("languages").joinpath("de", "sentences"))
    words = replace(words, join_particles="none")  # as in the treebanks
    texts = list(islice(sample(text), MAX_SENTENCES))
    parses = []
    for folder in teachers:
        nlp = spacy.load(folder)
        parses.append(list(nlp.pipe((one_sentence(nlp.make_doc(text)) for text in texts), batch_size=256)))
    kept = 0
    with gzip.open(f"{target}.conllu.gz", "wt", encoding="utf-8") as out:
        for docs in zip(*parses, strict=True):
            best = most_agreed(docs)
            if best is not None:
                kept += 1
                out.write(f"# sent_id = silver-{kept}\n# text = {best.text}\n{to_conllu(best, docs, words)}\n")


def sample(file: Path) -> Iterator[str]:
    """Yield sentences that might stand in the news, spread over the whole file."""
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            for sentence in SENTENCE.findall(line):
                if zlib.crc32(sentence.encode()) % KEEP_EVERY == 0 and not NOT_NEWS.search(sentence):
                    yield sentence


def one_sentence(doc: Doc) -> Doc:
    """Tell the parser that the text is one sentence."""
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def most_agreed(docs: tuple[Doc, ...]) -> Doc | None:
    """The parse that agrees most with the others; None if all disagree too much."""
    scores = [0.0] * len(docs)
    for i, j in combinations(range(len(docs)), 2):
        same = sum(a.head.i == b.head.i and a.dep_ == b.dep_ for a, b in zip(docs[i], docs[j], strict=True))
        scores[i] += same / len(docs[0])
        scores[j] += same / len(docs[0])
    pairs = len(docs) * (len(docs) - 1)
    roots = [sum(t.head.i == t.i for t in doc) for doc in docs]
    best = max(range(len(docs)), key=lambda i: (roots[i] == 1, scores[i]))
    return docs[best] if sum(scores) / pairs >= MIN_AGREEMENT and roots[best] == 1 else None


def to_conllu(best: Doc, docs: tuple[Doc, ...], words: SentencesWords) -> str:
    """Arcs of the best, words' labels by majority, lemmas from the table where it knows them."""
    rows = []
    for token in best:
        upos, feats, lemma = majority([doc[token.i] for doc in docs])
        row = Token((0, 1), token.text, lemma, upos, tuple(feats.split("|")), -1, "root")
        lemma = improve_lemmas((row,), words)[0].lemma
        head = 0 if token.head.i == token.i else token.head.i + 1
        relation = "root" if head == 0 else token.dep_
        space = "_" if token.whitespace_ else "SpaceAfter=No"
        rows.append(f"{token.i + 1}\t{token.text}\t{lemma}\t{upos}\t_\t{feats or '_'}\t{head}\t{relation}\t_\t{space}")
    return "\n".join(rows) + "\n"


def majority(readings: list[tokens.Token]) -> tuple[str, str, str]:
    """The commonest labels of one word; the first model's on a tie."""
    return Counter((t.pos_, str(t.morph), t.lemma_) for t in readings).most_common(1)[0][0]
