"""A dependency tree drawn beside its words, in the order of the text."""

from lagebild.record import Sentence

DEEPEST = 12  # branches deeper than this are drawn at this depth, or a line would not fit


def draw(sentence: Sentence) -> list[str]:
    """One branch per token: how deep it hangs, and whether its head stands above (└) or below (┌).

      ┌ Der
    ┌ Rat
    tagt
    └ heute
    """
    depths = _depths(sentence)
    branches = []
    for i, token in enumerate(sentence.tokens):
        depth = min(depths[i], DEEPEST)
        corner = "" if token.head < 0 else "└ " if token.head < i else "┌ "
        branches.append("  " * max(depth - 1, 0) + corner)
    return branches


def _depths(sentence: Sentence) -> list[int]:
    depths = [-1] * len(sentence.tokens)
    for i in range(len(sentence.tokens)):
        path, at = dict[int, None](), i
        # Walk up to a token whose depth is known; a cycle in a bad parse ends at a token already on the path.
        while depths[at] < 0 and at not in path and sentence.tokens[at].head >= 0:
            path[at] = None
            at = sentence.tokens[at].head
        if depths[at] < 0:
            depths[at] = 0
        for steps, token in enumerate(reversed(path), start=1):
            depths[token] = depths[at] + steps
    return depths
