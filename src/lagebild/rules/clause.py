"""How far a clause goes, by the tree and by the commas."""

from lagebild.record import Token
from lagebild.rules.tree import Tree, matches

CLAUSES = ("root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp", "conj")


def clause_of(tree: Tree, i: int) -> set[int]:
    """The tokens of the clause of `i`: by the tree, joined with its stretch between commas."""
    head = i
    for above in tree.ancestors(i):
        if is_clause(tree.tokens[head]):
            break
        head = above
    found, stack = {head}, [head]
    while stack:
        for child in tree.children[stack.pop()]:
            if child not in found and (not is_clause(tree.tokens[child]) or tree.tokens[child].deprel == "xcomp"):
                found.add(child)
                stack.append(child)
    return found | stretch_of(tree, i)


def stretch_of(tree: Tree, i: int) -> set[int]:
    """The tokens around `i` up to the next comma, colon, dash or semicolon on either side, or the next "if" behind."""
    start, end = i, i
    while start > 0 and not _is_break(tree, start - 1):
        start -= 1
    while end + 1 < len(tree.tokens) and not _is_break(tree, end + 1) and not (end > i and _opens(tree, end)):
        end += 1
    return set(range(start, end + 1))


_BREAKS = frozenset(",;:–—-()")


def _is_break(tree: Tree, i: int) -> bool:
    """True for a stop, and for a hyphen that stands alone: that of "cease-fire" joins and does not part."""
    token = tree.tokens[i]
    if token.text not in _BREAKS:
        return False
    if token.text != "-" or not 0 < i < len(tree.tokens) - 1:
        return True
    return tree.tokens[i - 1].span[1] != token.span[0] or token.span[1] != tree.tokens[i + 1].span[0]


def _opens(tree: Tree, i: int) -> bool:
    """True for the conjunction of an adverbial clause with a subject: "may resume operations if talks fail"."""
    token = tree.tokens[i]
    if token.upos != "SCONJ" or token.deprel != "mark" or tree.tokens[token.head].deprel != "advcl":
        return False
    return bool(tree.with_relation(token.head, "nsubj"))


def is_clause(token: Token) -> bool:
    return matches(token.deprel, CLAUSES) and token.upos in ("VERB", "AUX") and token.deprel != "amod"
