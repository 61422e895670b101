"""On whose word something stands: the attributions that hold at a character."""

import re
from collections import defaultdict
from collections.abc import Container, Sequence

from lagebild.record import Attribution, Block, Source, Span

PAGE = 1024  # characters that are looked up together
ACT_OF_SPEECH = "act of speech"  # the rule of attributions whose scope is the act itself, not what is said


# A mark that opens stands before a word, one that closes behind one: where they do not match, nothing is quoted.
# Each alternative begins with its mark, so that the others are passed over fast.
_MARKED = re.compile(r'"(?<!\S")(?=\S)[^"]{1,600}(?<=\S)"|“[^“”]{1,600}”|„[^„“”]{1,600}[“”]|»[^»«]{1,600}«')


def direct_speech(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Stretches of the text between marks of quotation, each within its block."""
    return tuple(m.span() for block in blocks for m in _MARKED.finditer(text, *block.span))


class Scopes:
    """Attributions by where they hold, the smallest scope first, so that a look costs what lies there."""

    def __init__(self, attributions: Sequence[Attribution] = ()) -> None:
        self._pages: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in sorted(attributions, key=lambda a: sum(e - s for s, e in a.scope)):
            scope = (range(s // PAGE, (e - 1) // PAGE + 1) for s, e in attribution.scope)
            for page in dict.fromkeys(page for pages in scope for page in pages):
                self._pages[page].append(attribution)

    def near(self, position: int) -> Sequence[Attribution]:
        """Those that may hold at a character."""
        return self._pages.get(position // PAGE, ())


def sources_of(position: int, scopes: Scopes, actors: Container[str | None] = ()) -> tuple[Source, ...]:
    """The chain of sources at a character, innermost first.

    Whoever does an act of speech is its source only if they are an actor of the event: a host who welcomes a
    visitor says nothing about the visit.
    """
    chain: dict[str, Source] = {}
    for attribution in scopes.near(position):
        if attribution.rule == ACT_OF_SPEECH and not any(s.entity in actors for s in attribution.sources):
            continue
        for start, end in attribution.scope:
            if start <= position < end:
                for source in attribution.sources:
                    chain.setdefault(source.entity or source.name.casefold(), source)
                break
    return tuple(chain.values())
