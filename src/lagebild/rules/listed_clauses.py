"""Main clauses that share their subject and stand in a list: a comma between two of them subordinates neither."""

from msgspec.structs import replace

from lagebild.rules.tree import Tree, has, matches


def join_listed(tree: Tree) -> Tree:
    """ "Bern rügte Rom, verlangte die Freilassung und …": what was read as the content of "verlangte" stands beside it.

    Only where two finite verbs of one mood follow a comma and no conjunction, the first has the subject, and the
    second, to which the parse gave the first for its content, has none.
    """
    loose = [i for i in (*tree.related("ccomp"), *tree.related("advcl")) if _is_listed(tree, i)]
    if not loose:
        return tree
    tokens = list(tree.tokens)
    for first in loose:
        second = tree.tokens[first].head
        over = tokens[second]
        tokens[first] = replace(tokens[first], head=over.head, deprel=over.deprel)
        tokens[second] = replace(over, head=first, deprel="conj")
    return tree.with_tokens(tokens)


def _is_listed(tree: Tree, first: int) -> bool:
    second = tree.tokens[first].head
    if second <= first or tree.tokens[first].upos != "VERB" or tree.tokens[second].upos != "VERB":
        return False
    subjects = tree.with_relation(first, "nsubj")
    if not subjects or subjects[0] > first or tree.with_relation(first, "mark"):
        return False
    if tree.with_relation(second, "nsubj", "expl", "nsubj:pass", "mark"):
        return False
    if tree.tokens[second - 1].text != "," or not matches(tree.tokens[second].deprel, ("root", "ccomp", "conj")):
        return False
    moods = [_finite(tree, i) for i in (first, second)]
    return all(moods) and moods[0] == moods[1]


def _finite(tree: Tree, i: int) -> tuple[str, ...]:
    """Mood and number of its finite verb: what a shared subject makes agree."""
    for j in (i, *tree.with_relation(i, "aux", "cop")):
        if has(tree.tokens[j], "VerbForm=Fin"):
            return tuple(sorted(f for f in tree.tokens[j].feats if f.startswith(("Mood=", "Number="))))
    return ()
