"""How far a clause goes, by the tree and by the commas."""

from lagebild.rules.tree import Tree


def clause_of(tree: Tree, i: int) -> set[int]:
    """The tokens of the clause of `i`: by the tree, joined with its stretch between commas."""
    heads = tree.clause_heads
    head = i
    if i not in heads:
        for head in tree.ancestors(i):
            if head in heads:
                break
    found, stack = {head}, [head]
    while stack:
        for child in tree.children[stack.pop()]:
            if child not in found and (child not in heads or tree.tokens[child].deprel == "xcomp"):
                found.add(child)
                stack.append(child)
    return found | stretch_of(tree, i)


def stretch_of(tree: Tree, i: int) -> set[int]:
    """The tokens around `i` up to the next comma, colon, dash or semicolon on either side, or the next "if" behind."""
    tokens = tree.tokens
    start, end = i, i
    while start > 0 and not (tokens[start - 1].text in _BREAKS and _is_break(tree, start - 1)):
        start -= 1
    last = len(tokens) - 1
    while end < last and not (tokens[end + 1].text in _BREAKS and _is_break(tree, end + 1)):
        if end > i and tokens[end].upos == "SCONJ" and _opens(tree, end):
            break
        end += 1
    return set(range(start, end + 1))


_BREAKS = frozenset(",;:–—-()")


def _is_break(tree: Tree, i: int) -> bool:
    """True unless it is a hyphen that does not stand alone: that of "cease-fire" joins and does not part."""
    token = tree.tokens[i]
    if token.text != "-" or not 0 < i < len(tree.tokens) - 1:
        return True
    return tree.tokens[i - 1].span[1] != token.span[0] or token.span[1] != tree.tokens[i + 1].span[0]


def _opens(tree: Tree, i: int) -> bool:
    """True for the conjunction of an adverbial clause with a subject: "may resume operations if talks fail"."""
    token = tree.tokens[i]
    if token.deprel != "mark" or tree.tokens[token.head].deprel != "advcl":
        return False
    return bool(tree.with_relation(token.head, "nsubj"))
