"""Subjects that the parse strung on to a phrase before them: "After talks in Brasilia, Peru and Chile agreed"."""

from msgspec.structs import replace

from lagebild.rules.tree import Tree, has, matches


def free_subjects(tree: Tree) -> Tree:
    """A name behind the comma of a fronted phrase becomes the subject of the finite verb that follows and has none.

    Only where nothing but that name and what hangs on it stands between the comma and the verb, so that a list
    ("in Brasilia, Lima and Quito") is left alone.
    """
    strung = [i for i in tree.related("conj") if tree.tokens[i].upos in ("PROPN", "NOUN")]
    for verb in tree.tagged("VERB") if strung else ():
        if verb < strung[0] or not has(tree.tokens[verb], "VerbForm=Fin") or tree.with_relation(verb, "nsubj", "csubj"):
            continue
        first = _first_behind_comma(tree, verb)
        if first is None:
            continue
        tokens = list(tree.tokens)
        tokens[first] = replace(tokens[first], head=verb, deprel="nsubj")
        for i in range(first + 1, verb):
            if tokens[i].head < first and tokens[i].deprel == "conj":
                tokens[i] = replace(tokens[i], head=first)
        tokens[first - 1] = replace(tokens[first - 1], head=verb)
        return tree.with_tokens(tokens)
    return tree


def _first_behind_comma(tree: Tree, verb: int) -> int | None:
    """The noun behind the last comma before the verb, if it was read as joined to a phrase of the verb before that."""
    comma = next((i for i in range(verb - 1, 0, -1) if tree.tokens[i].text == ","), None)
    if comma is None:
        return None
    between = range(comma + 1, verb)
    heads = [i for i in between if tree.tokens[i].deprel == "conj" and 0 <= tree.tokens[i].head < comma]
    if not heads or tree.tokens[heads[0]].upos not in ("PROPN", "NOUN"):
        return None
    first, host = heads[0], tree.tokens[heads[0]].head
    phrase = next((a for a in (host, *tree.ancestors(host)) if tree.tokens[a].head == verb), None)
    if phrase is None or not matches(tree.tokens[phrase].deprel, ("obl", "advcl")) or phrase > comma:
        return None
    inside = {i for head in heads for i in tree.subtree(head)} | set(tree.with_relation(verb, "aux", "advmod"))
    return first if all(i in inside for i in between) else None
