"""Score a model on a treebank: what the model card quotes.

python training/score.py de de_gsd.dev
"""

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import spacy
from convert import TreebankSentence, read_treebank
from corpus import to_doc
from spacy.tokens import Doc
from spacy.training import Example

from lagebild.engines.spacy_engine import load_analyser
from lagebild.record import Block, Page, Sentence

HERE = Path(__file__).parent
MODELS = HERE.parent / "src" / "lagebild" / "models"
CORE = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent", "csubj", "csubj:pass", "ccomp")
PARAGRAPH = 3  # sentences read together, as a page would have them


def main() -> None:
    """Print the scores of one model on one treebank file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("file", help="name of a treebank, such as de_gsd.dev")
    parser.add_argument("--treebanks", type=Path, default=HERE.parent.parent / "shared" / "treebanks")
    parser.add_argument("--model", type=Path, help="folder of the model; the shipped one by default")
    options = parser.parse_args()
    folder = options.model or MODELS / options.language
    sentences = read_treebank(options.treebanks / f"{options.file}.conllu.gz", options.language)
    for name, value in {
        **score_gold_tokens(folder, sentences),
        **score_text(options.language, folder, sentences),
    }.items():
        print(f"{name:28} {value:8.2f}")


def score_gold_tokens(folder: Path, sentences: list[TreebankSentence]) -> dict[str, float]:
    """Score the bare pipeline on gold words, in paragraphs; sentence boundaries are its own."""
    nlp = spacy.load(folder)
    examples = []
    for paragraph in _paragraphs(sentences):
        gold = to_doc(nlp, paragraph)
        examples.append(Example(Doc(nlp.vocab, [t.text for t in gold], [bool(t.whitespace_) for t in gold]), gold))
    scores = nlp.evaluate(examples)
    names = {"UPOS": "pos_acc", "FEATS": "morph_acc", "UAS": "dep_uas", "LAS": "dep_las", "lemma": "lemma_acc"}
    return {f"gold tokens {k}": 100 * (scores[v] or 0) for k, v in names.items()} | {
        "gold tokens sentences F1": 100 * (scores["sents_f"] or 0)
    }


def score_text(language: str, folder: Path, sentences: list[TreebankSentence]) -> dict[str, float]:
    """Score the adapter on plain text: tokens, sentences, lemmas and arguments as the stages see them."""
    analyse = load_analyser(language, folder)
    counts: Counter[str] = Counter()
    seconds = 0.0
    for paragraph in _paragraphs(sentences):
        gold = _rows(paragraph, language)
        text = _text(paragraph)
        started = time.perf_counter()
        found = analyse(Page(text=text), (Block("body", (0, len(text)), ""),)).part
        seconds += time.perf_counter() - started
        counts.update(_compare(gold, _found_rows(found)))
    result = {}
    for name in ("token", "sentence", "UPOS", "lemma", "verb lemma", "noun lemma", "LAS", "core argument"):
        right, given, wanted = (counts[f"{name} {part}"] for part in ("right", "given", "wanted"))
        result[f"text {name} F1"] = 200 * right / max(1, given + wanted)
    result["tokens per second"] = counts["token given"] / seconds
    return result


Row = tuple[tuple[int, int], str, str, tuple[int, int] | None, str, bool]  # span lemma upos head deprel first


def _rows(paragraph: list[TreebankSentence], language: str) -> list[Row]:
    rows: list[Row] = []
    position = 0
    for sentence in paragraph:
        spans = []
        for word in sentence.words:
            spans.append((position, position + len(word.form)))
            position += len(word.form) + word.space_after
        position += not sentence.words[-1].space_after
        particles = {w.head: w.form.lower() for w in sentence.words if w.deprel == "compound:prt"}
        for i, word in enumerate(sentence.words):
            head = None if word.head == i else spans[word.head]
            lemma = _joined(word.lemma, particles.get(i), language)
            rows.append((spans[i], lemma, word.upos, head, word.deprel, i == 0))
    return rows


def _found_rows(sentences: Iterable[Sentence]) -> list[Row]:
    rows: list[Row] = []
    for sentence in sentences:
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            head = tokens[token.head].span if token.head >= 0 else None
            rows.append((token.span, token.lemma, token.upos, head, token.deprel, i == 0))
    return rows


def _compare(gold: list[Row], found: list[Row]) -> Counter[str]:
    counts: Counter[str] = Counter()
    facts = [{}, {}]
    for side, rows in enumerate((gold, found)):
        for span, lemma, upos, head, deprel, first in rows:
            facts[side][("token", span)] = True
            facts[side][("UPOS", span)] = upos
            facts[side][("lemma", span)] = lemma
            if upos in ("VERB", "NOUN"):
                facts[side][(f"{upos.lower()} lemma", span)] = lemma
            if deprel != "punct":
                facts[side][("LAS", span)] = (head, deprel)
            if deprel in CORE:
                facts[side][("core argument", span)] = (head, deprel)
            if first:
                facts[side][("sentence", span[0])] = True
    for key, value in facts[0].items():
        counts[f"{key[0]} wanted"] += 1
        counts[f"{key[0]} right"] += facts[1].get(key) == value
    for key in facts[1]:
        counts[f"{key[0]} given"] += 1
    return counts


def _joined(lemma: str, particle: str | None, language: str) -> str:
    """Join a particle as the adapter does: abfeuern, call off."""
    if particle is None:
        return lemma
    return particle + lemma if language == "de" else f"{lemma} {particle}"


def _text(paragraph: list[TreebankSentence]) -> str:
    return " ".join(sentence.text for sentence in paragraph)


def _paragraphs(sentences: list[TreebankSentence]) -> list[list[TreebankSentence]]:
    return [sentences[i : i + PARAGRAPH] for i in range(0, len(sentences), PARAGRAPH)]


if __name__ == "__main__":
    main()
