"""What became of those who are counted: killed, wounded, arrested …, by verbs, nouns, adjectives and units."""

from collections.abc import Sequence

from msgspec.structs import replace

from lagebild.knowledge.event_rules import Grammar, Slot
from lagebild.knowledge.quantity_kinds import Fate, QuantityKinds
from lagebild.record import Quantity, QuantityKind, Sentence, Token
from lagebild.rules.clause import clause_of
from lagebild.rules.frame import Frame
from lagebild.rules.tree import Tree

NEXT = 3  # words behind a number, of which one says what became of those it counts
BEFORE = 8  # words between the name of a toll and its number: "the death toll in the town of X has now risen to"


def with_kinds(
    sentence: Sentence, found: Sequence[Quantity], kinds: QuantityKinds, grammar: Grammar, linking: Sequence[str]
) -> list[Quantity]:
    """The quantities of one sentence, each with its kind where the sentence tells it."""
    if all(quantity.kind for quantity in found):
        return list(found)
    tree = Tree(sentence)
    fates = _fates(tree, kinds, grammar, frozenset(linking))
    out = []
    for quantity in found:
        tokens = tree.at(quantity.span)
        heads = {tree.tokens[i].head for i in tokens}
        told = (fates[i] for i in (*tokens, *sorted(heads - set(tokens))) if i in fates)
        kind = quantity.kind or _before(tree, tokens[0], kinds) or next(told, None) or _beside(tree, tokens, kinds)
        kind = kind or _after(tree, tokens[-1], kinds)
        if kind is None and quantity.unit is not None:
            kind = kinds.of_unit(quantity.unit) or kinds.of_unit(tree.tokens[tokens[-1]].text)
        out.append(replace(quantity, kind=kind) if kind else quantity)
    return out


def _fates(tree: Tree, kinds: QuantityKinds, grammar: Grammar, linking: frozenset[str]) -> dict[int, QuantityKind]:
    """Token index → what becomes of it, by the verbs, nouns and adjectives of the sentence."""
    found: dict[int, QuantityKind] = {}
    for i, token in enumerate(tree.tokens):
        lemma = token.lemma.casefold()
        listed = kinds.fates.get(lemma, ())
        companions: set[str] = set()
        if listed and any(fate.companion for fate in listed):
            companions = {word for j in clause_of(tree, i) for word in _words(tree.tokens[j])}
        for fate in listed:
            if fate.companion is None or fate.companion in companions:
                for victim in _victims(tree, i, fate, grammar, linking):
                    for one in (victim, *tree.with_relation(victim, "conj")):
                        found.setdefault(one, fate.kind)
        if token.upos != "ADJ" and "VerbForm=Part" not in token.feats:
            continue
        if state := kinds.adjectives.get(lemma) or kinds.adjectives.get(token.text.casefold()):
            for victim in tree.with_relation(i, "nsubj", "nsubj:pass") if tree.with_relation(i, "cop") else ():
                found.setdefault(victim, state)
    return found


def _victims(tree: Tree, i: int, fate: Fate, grammar: Grammar, linking: frozenset[str]) -> list[int]:
    frame = Frame(tree, i, grammar)
    verbal = tree.tokens[i].upos in ("VERB", "AUX", "ADJ")
    if fate.slot == "noun":
        return [] if verbal else frame.slot(Slot("possessor")) or frame.slot(Slot("oblique", linking))
    if verbal and fate.slot == "subject" and frame.passive:
        return frame.slot(Slot("object"))  # nobody is died or marched: a misread past tense
    return frame.slot(Slot(fate.slot)) if verbal else []


def _before(tree: Tree, first: int, kinds: QuantityKinds) -> QuantityKind | None:
    """The kind of a verb right before the number, whatever the parse makes of the two: "and wounded 20 civilians"."""
    if not first or tree.tokens[first - 1].upos not in ("VERB", "ADJ", "NOUN"):
        return None
    verb = tree.tokens[first - 1]
    fates = (f.kind for f in kinds.fates.get(verb.lemma.casefold(), ()) if f.slot == "object" and not f.companion)
    return next(fates, kinds.adjectives.get(verb.lemma.casefold()) or kinds.adjectives.get(verb.text.casefold()))


def _after(tree: Tree, last: int, kinds: QuantityKinds) -> QuantityKind | None:
    """The kind of a participle that follows at once: "sind nach Angaben von X fünf Menschen ums Leben gekommen"."""
    companions: set[str] = set()
    for i in range(last + 1, min(last + 1 + NEXT, len(tree.tokens))):
        token = tree.tokens[i]
        if "VerbForm=Part" in token.feats:
            listed = kinds.fates.get(token.lemma.casefold(), ())
            told = (f.kind for f in listed if (f.companion in companions if f.companion else f.slot == "object"))
            return next(told, None) if not any(j > i for j in tree.with_relation(i, "obj")) else None
        companions |= _words(token)
    return None


def _beside(tree: Tree, tokens: Sequence[int], kinds: QuantityKinds) -> QuantityKind | None:
    """The kind of an adjective inside the quantity ("zwölf verletzte Soldaten") or right after it ("25 injured")."""
    last = tokens[-1]
    after = [last + 1] if last + 1 < len(tree.tokens) and tree.tokens[last + 1].head != last + 2 else []
    for i in (*tokens, *after):
        for word in _words(tree.tokens[i]):
            kind = kinds.adjectives.get(word)
            if kind and not (i == last + 1 and tree.with_relation(i, "obj")):
                return kind
    return None


def tells_fate(tokens: Sequence[Token], begin: int, end: int, kinds: QuantityKinds) -> bool:
    """True if a bare number stands right beside what became of those it counts: "25 injured", "killing 11"."""
    after = tokens[end : end + 1]
    if any(word in kinds.adjectives for token in after for word in _words(token)):
        return True
    before = tokens[begin - 1 : begin] if begin else ()
    return any(
        fate.slot == "object" and fate.companion is None
        for token in before
        for fate in kinds.fates.get(token.lemma.casefold(), ())
    )


def toll_before(tokens: Sequence[Token], begin: int, end: int, kinds: QuantityKinds) -> QuantityKind | None:
    """The kind of a toll whose number this is: "the death toll rose to 45", "die Zahl der Toten stieg auf 45"."""
    if not begin or tokens[begin - 1].upos not in ("ADP", "VERB", "AUX", "ADV"):
        return None
    if end + 1 < len(tokens) and tokens[end].upos == "ADP" and tokens[end + 1].upos in ("NUM", "ADP", "ADV"):
        return None  # "from 30 to 45": the last number counts
    near = [_words(token) for token in tokens[max(0, begin - BEFORE) : begin]]
    for words, kind in kinds.tolls:
        at = 0
        for shown in near:
            at += at < len(words) and words[at] in shown
        if at == len(words):
            return kind
    return None


def _words(token: Token) -> set[str]:
    return {token.lemma.casefold(), token.text.casefold()}
