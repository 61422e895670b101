"""Conditions over an event, and clauses that say what has happened whatever is over them."""

from lagebild.knowledge.event_rules import ModalityWords
from lagebild.record import Span
from lagebild.rules.tree import Tree, has, matches

OPENERS = frozenset({",", "–", ":", "„", "»", '"', "“"})  # what a clause may begin behind


def is_told_apart(tree: Tree, node: int, words: ModalityWords) -> bool:
    """A clause that says what has happened, whatever governs what it hangs on.

    "Fears that rebels who killed five will return"; "after announcing his support, he believes"; "agreed, praising".
    """
    token = tree.tokens[node]
    if token.upos not in ("VERB", "AUX"):
        return False
    marks = {tree.tokens[m].lemma.casefold() for m in tree.with_relation(node, "mark", "case")}
    if (token.deprel == "acl:relcl" and not is_content(tree, node)) or (
        matches(token.deprel, ("advcl",)) and marks & words.told_apart
    ):
        helpers = [tree.tokens[c] for c in tree.with_relation(node, "aux", "cop")]
        perfect = any(h.lemma.casefold() in words.perfects for h in helpers)
        past = any(has(t, "Tense=Past", "VerbForm=Fin", "Mood=Ind") for t in (token, *helpers))
        modal = any(h.lemma.casefold() in words.auxiliaries for h in helpers)
        unfinite = token.deprel != "acl:relcl" and not any(has(t, "VerbForm=Fin") for t in (token, *helpers))
        return (past or perfect or unfinite) and not modal
    return (
        bool(words.told_apart) and token.deprel == "advcl" and not marks and has(token, "VerbForm=Part", "Tense=Pres")
    )


def is_content(tree: Tree, node: int) -> bool:
    """What a noun says, taken for a relative clause: "denied a report that it had bought arms".

    Not "the treaty that Chad and Niger signed": nothing stands beside its verb but who did it.
    """
    marked = any(tree.tokens[m].upos == "SCONJ" for m in tree.with_relation(node, "mark"))
    return marked and bool(tree.with_relation(node, "obj", "aux", "aux:pass", "cop", "ccomp", "xcomp", "nsubj:pass"))


def find_conditions(tree: Tree, trigger: int, words: ModalityWords, found: dict[str, Span]) -> None:
    """If-clauses: what depends on one is conditional; what stands inside one is nobody's claim and not coded."""
    inside = words.conditions | words.open_questions
    for node in (trigger, *tree.ancestors(trigger)):
        for child in tree.children[node]:
            token = tree.tokens[child]
            if token.deprel == "mark" and token.lemma.casefold() in inside:
                found.setdefault("hidden", token.span)
            if token.deprel == "advcl" and not (node == trigger and _is_unconditional(tree, node, words)):
                for mark in tree.children[child]:
                    if tree.tokens[mark].deprel == "mark" and tree.tokens[mark].lemma.casefold() in words.conditions:
                        found.setdefault("conditional", tree.tokens[mark].span)
        if matches(tree.tokens[node].deprel, ("ccomp", "parataxis", "root")) or is_told_apart(tree, node, words):
            break
    start = _inversion(tree, words)
    if start is not None:
        end = next((i for i in range(start + 1, len(tree.tokens)) if tree.tokens[i].text == ","), len(tree.tokens))
        found.setdefault("hidden" if start <= trigger < end else "conditional", tree.tokens[start].span)
    if "conditional" in found and _is_contrary(tree, trigger, words):
        found.setdefault("hidden", found["conditional"])


def _is_contrary(tree: Tree, trigger: int, words: ModalityWords) -> bool:
    """ "Hätte sie gewarnt, wären die Truppen abgezogen": they did not; "würden getötet, falls" may still come."""
    helpers = [tree.tokens[c] for c in tree.with_relation(trigger, "aux")]
    past = any(has(t, "Mood=Sub", "Tense=Past", "VerbForm=Fin") for t in helpers)
    past = past and not any(t.lemma.casefold() in words.auxiliaries for t in helpers)
    return past and len(helpers) == 1 and has(tree.tokens[trigger], "VerbForm=Part")


def _is_unconditional(tree: Tree, node: int, words: ModalityWords) -> bool:
    """True of a verb that depends on no "if" beside it: "are investigating if", "apologised if anybody was hurt"."""
    token = tree.tokens[node]
    if token.lemma.casefold() in words.asked:
        return True
    helpers = [tree.tokens[c] for c in tree.with_relation(node, "aux", "cop")]
    if not words.asked or any(t.lemma.casefold() in words.auxiliaries for t in helpers):
        return False
    told = any(has(t, "Tense=Past", "VerbForm=Fin", "Mood=Ind") for t in (token, *helpers))
    return token.upos == "VERB" and told and not tree.with_relation(node, "xcomp", "aux:pass")


def _inversion(tree: Tree, words: ModalityWords) -> int | None:
    """A condition without "if": "Sollte X geschehen, werde Y …", "Should X happen, …"."""
    starts = [i for i, token in enumerate(tree.tokens[:-1], 1) if token.text in OPENERS]
    for start in (0, *starts):
        first = tree.tokens[start]
        listed = first.text.casefold() in words.inversions  # by form: its capital makes taggers see a noun
        if not listed and first.upos not in ("AUX", "VERB"):
            continue
        initial = (
            words.verb_first_conditions and start in (0, 1) and has(first, "VerbForm=Fin") and _answered(tree, start)
        )
        if listed and start == 0 and not words.verb_first_conditions:
            return start
        if initial or (listed and words.verb_first_conditions):
            return start
    return None


def _answered(tree: Tree, start: int) -> bool:
    """True if after a comma another finite verb follows at once: the main clause of a verb-first condition."""
    for i in range(start + 2, len(tree.tokens) - 1):
        if tree.tokens[i].text == "," and has(tree.tokens[i + 1], "VerbForm=Fin"):
            return True
    return False
