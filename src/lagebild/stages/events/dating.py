"""Whether a time in a sentence says when an event happened, by the tree alone."""

from collections.abc import Sequence

from lagebild.rules.tree import Tree, matches


def governs(tree: Tree, tokens: Sequence[int], trigger: int) -> bool:
    """True unless the time hangs on a verb beside the trigger: "feuerte … und setzte seit 2022 fort"."""
    above = [a for a in tree.ancestors(tokens[0]) if tree.tokens[a].upos == "VERB"][:1]
    if above and is_told_beside(tree, trigger, above[0]):
        return False
    return (
        not above or above[0] == trigger or above[0] in tree.ancestors(trigger) or trigger in tree.ancestors(above[0])
    )


def is_told_beside(tree: Tree, trigger: int, verb: int) -> bool:
    """True in a relative clause somewhere below the verb: "kommt am Montag frei, der im Mai verhaftet worden war"."""
    path = [trigger, *tree.ancestors(trigger)]
    if verb not in path:
        return False
    return any(tree.tokens[i].deprel == "acl:relcl" for i in path[: path.index(verb)])


def is_within_a_noun(tree: Tree, trigger: int) -> bool:
    """True if the trigger describes a noun: "on Thursday spoke of the man who shot him" names no day of the shot."""
    path = [trigger, *tree.ancestors(trigger)]
    return any(matches(tree.tokens[i].deprel, ("acl", "nmod")) for i in path if tree.tokens[i].head >= 0)


def is_of_a_noun(tree: Tree, tokens: Sequence[int], trigger: int, *, with_case: bool) -> bool:
    """True if the time hangs on a noun that is not the trigger: "last week's debate", "the 9/11 families".

    `with_case` holds of times that do so behind a preposition, too: "his vote in 2005".
    """
    head = next((i for i in tokens if tree.tokens[i].head not in tokens), tokens[0])
    token = tree.tokens[head]
    if token.head < 0 or tree.tokens[token.head].upos not in ("NOUN", "PROPN") or token.head == trigger:
        return False
    if token.deprel in ("compound", "nmod:poss", "nummod"):
        return token.head not in tokens
    return with_case and matches(token.deprel, ("nmod",)) and trigger not in tree.ancestors(head)


def is_mentioned(tree: Tree, trigger: int) -> bool:
    """True if the trigger is a noun below another: "in June issued a report on the attacks", which were earlier."""
    token = tree.tokens[trigger]
    return token.upos == "NOUN" and matches(token.deprel, ("nmod",)) and tree.tokens[token.head].upos == "NOUN"
