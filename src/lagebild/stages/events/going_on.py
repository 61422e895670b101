"""Acts in which nobody has a country, in a report that told such acts before: "the attack", "six Copts were shot"."""

from collections.abc import Collection

from lagebild.knowledge.event_rules import Grammar
from lagebild.knowledge.ontology import EventType
from lagebild.rules.modality import Reading
from lagebild.rules.tree import Tree, has, matches

FORCE = "material_conflict"
DONE = frozenset({"asserted", "denied"})
MORE = ("nmod", "obl", "appos", "conj", "acl")  # what a noun says of itself beside which it is


def is_force(kind: EventType) -> bool:
    """True for protest, blows, arrests and troops: force for which no other side need be named."""
    return kind.quad == FORCE and kind.recipient != "required"


def is_deed(kind: EventType) -> bool:
    """True for all deeds for which no other side need be named, RETREAT among them."""
    return kind.quad.startswith("material") and kind.recipient != "required"


def points_back(tree: Tree, i: int) -> bool:
    """True of people named before: "they", "die beiden", "the three"; not of "it", which may be anything."""
    token = tree.tokens[i]
    if has(token, "PronType=Prs"):
        return has(token, "Person=3") and not has(token, "Gender=Neut")
    children = [tree.tokens[c] for c in tree.children[i]]
    counted = token.upos == "NUM" or has(token, "PronType=Tot")
    return counted and any(has(t, "Definite=Def") for t in children if t.upos == "DET")


def is_told_again(tree: Tree, trigger: int, kind: EventType, told: Collection[EventType], grammar: Grammar) -> bool:
    """True if a noun with an article speaks of an act of a type that was told before: "diese Proteste".

    Not of agreements, which as nouns are papers, and not where the noun says more of itself than which it is. Whose act
    it was is not told again: of several before it, nobody knows which is meant.
    """
    if tree.tokens[trigger].upos != "NOUN" or kind.of_officials or kind not in told:
        return False
    children = [tree.tokens[i] for i in tree.children[trigger]]
    pointed = any(has(t, "Definite=Def") or has(t, "PronType=Dem") for t in children if t.upos == "DET")
    if not pointed and not tree.case_words(trigger) & grammar.definite_cases:
        return False
    return not any(matches(t.deprel, MORE) for t in children)


def goes_on(
    tree: Tree, trigger: int, kind: EventType, reading: Reading, told: Collection[EventType], involved: bool
) -> bool:
    """True if force is told as done in a report that told force of somebody with a country, or in one, before.

    "Six Copts were shot": who reports on clashes in Cairo need not say again where. What an arrest or a deployment is
    done to may be a thing ("the knife was seized"): there somebody must be `involved`, at least by a pronoun. So must
    those who go free or draw back after force, and those who used it before: "the two were freed on Friday".
    """
    if reading.modality not in DONE or kind.of_officials:
        return False
    force, deeds = any(is_force(other) for other in told), any(is_deed(other) for other in told)
    if is_force(kind) and force and ("wounded" in kind.counts or tree.tokens[trigger].upos == "NOUN"):
        return True
    return involved and ((is_force(kind) and deeds) or (is_deed(kind) and force))
