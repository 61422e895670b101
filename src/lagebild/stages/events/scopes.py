"""On whose word something stands: the attributions that hold at a character."""

import re
from collections import defaultdict
from collections.abc import Container, Sequence

from lagebild.record import Attribution, Block, Source, Span

PAGE = 1024  # characters that are looked up together
QUOTED = "quotation: "  # how the rules of attributions begin whose scope is what is said
BESIDE = tuple(
    QUOTED + rule for rule in ("name and colon", "dash and name", "teller and dash", "source phrase", "inserted source")
)
INSERTED = (*BESIDE, QUOTED + "inserted verb")
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


def said_around(position: int, scopes: Scopes) -> tuple[Span, ...]:
    """The smallest stretch of what somebody says that holds a character; () where nobody is quoted.

    In ", police said in Rome on Monday" stand day and place of the saying, not of what was done.
    """
    for attribution in scopes.near(position):
        if attribution.rule.startswith(QUOTED) and any(start <= position < end for start, end in attribution.scope):
            return attribution.scope
    return ()


def tellers_of(position: int, scopes: Scopes, rules: Container[str] = BESIDE) -> tuple[Span, ...]:
    """The words that a character's clause is given to in a phrase or headline: "laut Armee", "Rebels free two - army".

    They stand in no role of what they tell. Those of `INSERTED` suffer nothing of it: "…, survivors and a doctor said".
    """
    return tuple(
        source.span
        for attribution in scopes.near(position)
        if attribution.rule in rules and any(start <= position < end for start, end in attribution.scope)
        for source in attribution.sources
        if source.span is not None and is_outside(source.span, attribution.scope)
    )


def is_outside(span: Span, said: Sequence[Span]) -> bool:
    """True if a stretch is no part of what is said; nothing is outside where nobody is quoted."""
    return bool(said) and not any(start <= span[0] < end for start, end in said)


def sources_of(position: int, scopes: Scopes, actors: Container[str | None] = ()) -> tuple[Source, ...]:
    """The chain of sources at a character, innermost first.

    Whoever does an act of speech is its source only if they are an actor of the event: a host who welcomes a
    visitor says nothing about the visit.
    """
    chain: dict[str, Source] = {}
    names: set[str] = set()
    for attribution in scopes.near(position):
        if attribution.rule == ACT_OF_SPEECH and not any(s.entity in actors for s in attribution.sources):
            continue
        for start, end in attribution.scope:
            if start <= position < end:
                for source in attribution.sources:
                    if source.name.casefold() not in names:
                        chain.setdefault(source.entity or source.name.casefold(), source)
                        names.add(source.name.casefold())
                break
    return tuple(chain.values())
