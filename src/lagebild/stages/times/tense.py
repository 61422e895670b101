"""Whether a clause speaks of what was or of what is to come: the direction of "on Friday"."""

from typing import Literal

from lagebild.knowledge.times_words import TimeWords
from lagebild.record import Span, Token
from lagebild.rules.tree import Tree, has

# "deadline": a time until or for which something was done: "verlängerte die Frist bis Freitag".
# "conditional": what would be, "heute würde er filmen"; it counts as what is to come.
Tense = Literal["past", "present", "future", "conditional", "deadline", "unknown"]
WINDOW = 8  # words before and after a time that are asked where the parse gives no verb


def tense(tree: Tree, span: Span, words: TimeWords) -> Tense:
    """The tense of the clause around `span`; "future" also where it is planned, feared or demanded."""
    here = tree.at(span)
    if not here:
        return "unknown"
    after = tree.tokens[here[-1] + 1].text.casefold() if here[-1] + 1 < len(tree.tokens) else ""
    before = _words_before(tree.tokens[: here[0]])
    if before & words.backward and after not in words.open_end:
        return "past"
    found = "past" if _when_it_was_said(tree, here) else _of_clause(tree, here, words)
    if before & words.forward:
        return "deadline" if found == "past" else "future"
    return found


def _when_it_was_said(tree: Tree, here: list[int]) -> bool:
    """True right behind a past verb whose clause of content a parser takes the time for: "said Friday he would go"."""
    verb = here[0] - 1
    if verb < 0 or tree.tokens[verb].upos != "VERB" or not has(tree.tokens[verb], "Tense=Past"):
        return False
    if not has(tree.tokens[verb], "VerbForm=Fin") or any(tree.tokens[i].deprel.startswith("nsubj") for i in here):
        return False
    return any(
        tree.tokens[i].deprel == "ccomp" and tree.tokens[i].head == verb for at in here for i in tree.ancestors(at)
    )


def happens_once(tree: Tree, span: Span, words: TimeWords) -> bool:
    """True where the verb that `span` belongs to tells of what happens once: "heute beginnt die Messe"."""
    here = tree.at(span)
    verb = next((tree.tokens[i] for at in here[:1] for i in tree.ancestors(at) if tree.tokens[i].upos == "VERB"), None)
    return verb is not None and verb.lemma.casefold() in words.happening


def _words_before(tokens: tuple[Token, ...]) -> set[str]:
    """The word before and, over an article or a second preposition, the one before that: seit dem, bis zum."""
    found = {token.text.casefold() for token in tokens[-1:]}
    if tokens and tokens[-1].upos in ("DET", "ADP"):
        found |= {token.text.casefold() for token in tokens[-2:-1]}
    return found


def _of_clause(tree: Tree, here: list[int], words: TimeWords) -> Tense:
    inside = set(here)
    top = next((i for i in here if tree.tokens[i].head not in inside), here[0])
    for i in tree.ancestors(top):
        found = _of_predicate(tree, i, words)
        if found == "present" and _perfect_apart(tree, i, top, words):
            return "past"
        if found != "unknown":
            return found
    return _of_words(tree.tokens[max(0, here[0] - WINDOW) : here[-1] + WINDOW], words)


def _of_predicate(tree: Tree, i: int, words: TimeWords) -> Tense:
    token = tree.tokens[i]
    children = [tree.tokens[j] for j in tree.children[i]]
    if token.upos not in ("VERB", "AUX"):
        if any(c.deprel in ("amod", "acl") and c.text.casefold() in words.future for c in children):
            return "future"
        copula = [c for c in children if c.deprel.startswith(("cop", "aux"))]
        return _of_verbs(copula, words) if copula else "unknown"
    marks = any(c.deprel == "mark" and c.text.casefold() in words.infinitive_marks for c in children)
    if marks and has(token, "VerbForm=Inf"):
        return "future"
    return _of_verbs([token, *(c for c in children if c.upos == "AUX" or c.deprel.startswith("aux"))], words)


def _perfect_apart(tree: Tree, i: int, time: int, words: TimeWords) -> bool:
    """True where a parser has lost the participle of a perfect: haben die Truppen am Montag … beschossen."""
    lemmas = {tree.tokens[j].lemma.casefold() for j in (i, *tree.children[i]) if not _is_state(tree.tokens[j])}
    return bool(lemmas & words.perfect) and any(has(token, "VerbForm=Part") for token in tree.tokens[time:])


def _of_verbs(verbs: list[Token], words: TimeWords) -> Tense:
    participle = any(has(v, "VerbForm=Part") for v in verbs)
    lemmas = {v.lemma.casefold() for v in verbs}
    # An auxiliary makes the perfect even where the tagger takes the participle for an infinitive.
    perfect = any(v.deprel == "aux" and v.lemma.casefold() in words.perfect for v in verbs)
    perfect = perfect or (participle and any(v.lemma.casefold() in words.perfect and not _is_state(v) for v in verbs))
    if perfect and lemmas & words.reported:
        return "past"
    if participle and (lemmas & words.done or any(v.text.casefold() in words.done for v in verbs)):
        return "past"  # "hat am Freitag angekündigt": announced and done
    if any(v.text.casefold() in words.conditional for v in verbs):
        return "conditional"
    if any(v.text.casefold() in words.future for v in verbs):
        return "future"
    if perfect or any(has(v, "Tense=Past") and (participle or not has(v, "VerbForm=Part")) for v in verbs):
        return "past"
    state = any(_is_state(v) for v in verbs)
    return "present" if any(has(v, "VerbForm=Fin") for v in verbs) and (state or not participle) else "unknown"


def _is_state(verb: Token) -> bool:
    """True for the auxiliary of a state that lasts: die Straße ist gesperrt."""
    return verb.deprel == "aux:pass" and has(verb, "Tense=Pres")


def _of_words(tokens: tuple[Token, ...], words: TimeWords) -> Tense:
    if any(t.text.casefold() in words.future for t in tokens):
        return "future"
    return "past" if any(has(t, "Tense=Past") for t in tokens) else "unknown"
