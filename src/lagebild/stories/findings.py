"""What one feature finds between two claims: a level, as likeness.yaml names it, and the words that say it.

Most pairs are told apart and never asked why, so the words are put together by `say` alone.
"""

Level = tuple[str, str, tuple[object, ...]]  # level, words, what stands at each `{}` of them
Finding = Level | None
MOST_SAID = 6  # of what two claims have in common


def say(level: Level) -> str:
    """What was found, in words."""
    _, words, values = level
    return words.format(*(", ".join(sorted(v)[:MOST_SAID]) if isinstance(v, frozenset) else v for v in values))
