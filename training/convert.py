"""From CoNLL-U treebanks to the sentences that the models are trained on.

Three things surprise. A German multiword token ("zum" = "zu" + "dem") becomes one word with the
labels of its first part. German hyphen compounds, three words in GSD, are one. And labels that the
treebanks of one language use differently are made the same, in training and in evaluation alike.
"""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """One syntactic word; `head` is an index in the sentence, its own for the root."""

    form: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    deprel: str
    space_after: bool = True


@dataclass(frozen=True)
class TreebankSentence:
    """A gold sentence; `document` tells which sentences follow one another."""

    id: str
    document: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with their spaces, without the last."""
        return "".join(w.form + (" " if w.space_after else "") for w in self.words).rstrip(" ")


def read_treebank(path: Path, language: str) -> list[TreebankSentence]:
    """Read a gzipped CoNLL-U file with the labels of this project."""
    german = language == "de"
    sentences = []
    for sentence in _read_sentences(path, merge_all=german):
        words = _harmonise(sentence.words, language)
        sentences.append(replace(sentence, words=_join_hyphens(words) if german else words))
    return sentences


def _read_sentences(path: Path, merge_all: bool) -> Iterator[TreebankSentence]:
    document, identifier, rows = "", "", []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line
            elif line.startswith("# sent_id"):
                identifier = line.partition("= ")[2]
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield TreebankSentence(identifier, document, _words(rows, merge_all))
                rows = []


def _words(rows: list[list[str]], merge_all: bool) -> tuple[Word, ...]:
    """Join multiword tokens: all of them, or only those whose parts do not spell the whole."""
    rows = [row for row in rows if "." not in row[0]]  # empty nodes carry no text
    single = {row[0]: row for row in rows if "-" not in row[0]}
    index_of: dict[str, int] = {"0": -1}
    kept: list[tuple[list[str], str, bool]] = []  # row, form, space after
    skip_until = 0
    for row in rows:
        if "-" in row[0]:
            first, last = (int(n) for n in row[0].split("-"))
            parts = [single[str(n)][1] for n in range(first, last + 1)]
            space = "SpaceAfter=No" not in row[9]
            if merge_all or "".join(parts) != row[1]:
                for n in range(first, last + 1):
                    index_of[str(n)] = len(kept)
                kept.append((single[str(first)], row[1], space))
            else:
                for n in range(first, last + 1):
                    index_of[str(n)] = len(kept)
                    kept.append((single[str(n)], single[str(n)][1], space and n == last))
            skip_until = last
        elif int(row[0]) > skip_until:
            index_of[row[0]] = len(kept)
            kept.append((row, row[1], "SpaceAfter=No" not in row[9]))
    words = []
    for i, (row, form, space) in enumerate(kept):
        above = row[6]
        while index_of[above] == i:  # an arc between the parts of one joined word goes up to the outer head
            above = single[above][6]
        head = index_of[above]
        feats = dict(f.split("=", 1) for f in row[5].split("|")) if row[5] != "_" else {}
        form = form.replace("\N{NO-BREAK SPACE}", "_").replace(" ", "_")
        words.append(Word(form, row[2], row[3], feats, i if head < 0 else head, row[7], space))
    return tuple(words)


# What PUD and GSD label differently: GSD's finer or coarser habit wins where it loses nothing.
RELATIONS = {
    "de": {
        "flat:name": "flat",
        "obl:tmod": "obl",
        "nmod:poss": "nmod",
        "cc:preconj": "cc",
        "iobj": "obl:arg",
        "nsubj:outer": "nsubj",
    },
    "en": {},
}
# Features about spelling, or marked in one treebank only.
DROPPED_FEATURES = {"Typo", "ExtPos", "Abbr", "Gender[psor]", "AdpType", "Voice", "Style", "Foreign"}


def _harmonise(words: tuple[Word, ...], language: str) -> tuple[Word, ...]:
    renamed = RELATIONS[language]
    result = []
    for i, word in enumerate(words):
        feats = {
            k: v for k, v in word.feats.items() if k not in DROPPED_FEATURES or (language == "en" and k == "Voice")
        }
        deprel = renamed.get(word.deprel, word.deprel)
        if language == "de":
            deprel = _relative_clause(words, i, deprel)
            feats = _pronoun_type(words, i, _verb_form(words, i, feats))
        lemma = word.form if word.lemma == "_" else word.lemma
        result.append(replace(word, feats=dict(sorted(feats.items())), deprel=deprel, lemma=lemma))
    return tuple(result)


def _relative_clause(words: tuple[Word, ...], i: int, deprel: str) -> str:
    """GSD calls a relative clause `acl`, PUD `acl:relcl`: a relative word in the clause decides."""
    if deprel != "acl":
        return deprel
    own = [j for j, w in enumerate(words) if j < i and (w.head == i or words[w.head].head == i)]
    relative = any("Rel" in words[j].feats.get("PronType", "") for j in own)
    return "acl:relcl" if relative else deprel


def _verb_form(words: tuple[Word, ...], i: int, feats: dict[str, str]) -> dict[str, str]:
    """PUD leaves out VerbForm: a mood makes it finite, a form like the lemma an infinitive."""
    word = words[i]
    if word.upos not in ("VERB", "AUX") or "VerbForm" in feats:
        return feats
    if "Mood" in feats:
        return {**feats, "VerbForm": "Fin"}
    form, lemma = word.form.lower(), word.lemma.lower()
    helped_by = {w.lemma for w in words if w.head == i and w.deprel in ("aux", "aux:pass")}
    perfect = bool(helped_by & {"haben", "sein"}) or any(w.head == i and w.deprel == "aux:pass" for w in words)
    infinitive = (form == lemma and not perfect) or ("zu" in form and form.replace("zu", "", 1) == lemma)
    return {**feats, "VerbForm": "Inf" if infinitive else "Part"}


def _pronoun_type(words: tuple[Word, ...], i: int, feats: dict[str, str]) -> dict[str, str]:
    """Decide "Dem,Rel" and "Int,Rel": relative if the word stands in a relative clause."""
    kind = feats.get("PronType", "")
    if "," not in kind:
        return feats
    j, steps = i, 0
    while words[j].head != j and steps < 4 and not words[j].deprel.startswith(("acl", "ccomp", "advcl")):
        j, steps = words[j].head, steps + 1
    relative = words[j].deprel.startswith("acl") and i <= j
    return {**feats, "PronType": "Rel" if relative else kind.split(",")[0]}


def _join_hyphens(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """GSD cuts "US-Präsident" and "Nord-" at the hyphen; our tokenizer keeps them whole."""
    group_of: list[int] = []
    for i, word in enumerate(words):
        previous = words[i - 1] if i else None
        touches = previous is not None and not previous.space_after
        joins = touches and (
            (word.form == "-" and previous.form[-1].isalnum() and not _is_range(words, i))
            or (previous.form == "-" and i > 1 and group_of[i - 1] == group_of[i - 2] and word.form[0].isalnum())
        )
        group_of.append(group_of[-1] if joins else (group_of[-1] + 1 if group_of else 0))
    groups: list[list[int]] = [[] for _ in range(group_of[-1] + 1)]
    for i, group in enumerate(group_of):
        groups[group].append(i)
    return tuple(_joined(words, group, group_of) for group in groups)


def _is_range(words: tuple[Word, ...], i: int) -> bool:
    return i + 1 < len(words) and words[i - 1].form[-1].isdigit() and words[i + 1].form[0].isdigit()


def _depth(words: tuple[Word, ...], i: int) -> int:
    depth = 0
    while words[i].head != i:
        i, depth = words[i].head, depth + 1
    return depth


def _joined(words: tuple[Word, ...], group: list[int], group_of: list[int]) -> Word:
    top = min(group, key=lambda i: _depth(words, i))
    word, last = words[top], words[group[-1]]
    head = group_of[word.head]
    if len(group) == 1:
        return replace(word, head=head)
    named = last if last.form != "-" else words[group[0]]
    form = "".join(words[i].form for i in group)
    lemma = "".join(words[i].form for i in group[:-1]) + last.lemma
    return replace(named, form=form, lemma=lemma, head=head, deprel=word.deprel, space_after=last.space_after)
