"""Labels that the treebanks of one language use differently, made the same."""

from collections.abc import Mapping
from dataclasses import replace

from lagebild.bench.gold import Word
from lagebild.knowledge.treebank_habits import TreebankHabits

Feats = Mapping[str, str]
MAX_STEPS = 4  # arcs from a pronoun up to the clause that decides on it


def make_labels_agree(words: tuple[Word, ...], habits: TreebankHabits) -> tuple[Word, ...]:
    """The same words with relations, features and lemmas as the habits say; a missing lemma is the form."""
    result = []
    for i, word in enumerate(words):
        feats: Feats = {name: value for name, value in word.feats.items() if name not in habits.dropped_features}
        deprel = habits.relations.get(word.deprel, word.deprel)
        if habits.relative_clauses and deprel == "acl" and _is_relative(words, i):
            deprel = "acl:relcl"
        if habits.perfect_auxiliaries:
            feats = _with_verb_form(words, i, feats, habits)
        if habits.pronoun_types:
            feats = _with_one_pronoun_type(words, i, feats)
        lemma = word.form if word.lemma == "_" else word.lemma
        result.append(replace(word, feats=dict(sorted(feats.items())), deprel=deprel, lemma=lemma))
    return tuple(result)


def _is_relative(words: tuple[Word, ...], verb: int) -> bool:
    """True if a relative word stands before the verb, under it or under a word of its own."""
    own = [w for w in words[:verb] if w.head == verb or words[w.head].head == verb]
    return any("Rel" in w.feats.get("PronType", "") for w in own)


def _with_verb_form(words: tuple[Word, ...], i: int, feats: Feats, habits: TreebankHabits) -> Feats:
    """A mood makes a verb finite, a form like the lemma an infinitive."""
    word = words[i]
    if word.upos not in ("VERB", "AUX") or "VerbForm" in feats:
        return feats
    if "Mood" in feats:
        return {**feats, "VerbForm": "Fin"}
    form, lemma, mark = word.form.lower(), word.lemma.lower(), habits.infinitive_mark
    children = [w for w in words if w.head == i]
    helpers = {w.lemma for w in children if w.deprel in ("aux", "aux:pass")}
    perfect = bool(helpers & habits.perfect_auxiliaries) or any(w.deprel == "aux:pass" for w in children)
    marked = bool(mark) and mark in form and form.replace(mark, "", 1) == lemma
    return {**feats, "VerbForm": "Inf" if marked or (form == lemma and not perfect) else "Part"}


def _with_one_pronoun_type(words: tuple[Word, ...], i: int, feats: Feats) -> Feats:
    """Decide "Dem,Rel" and "Int,Rel": relative if the word stands in a relative clause."""
    kind = feats.get("PronType", "")
    if "," not in kind:
        return feats
    j, steps = i, 0
    while words[j].head != j and steps < MAX_STEPS and not words[j].deprel.startswith(("acl", "ccomp", "advcl")):
        j, steps = words[j].head, steps + 1
    relative = words[j].deprel.startswith("acl") and i <= j
    return {**feats, "PronType": "Rel" if relative else kind.split(",")[0]}
