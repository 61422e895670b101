"""What kind of quotation it is, and how those found are put in order and nested."""

from bisect import bisect_right

from msgspec.structs import replace

from lagebild.record import Quotation, QuotationType, Span
from lagebild.rules.tree import has
from lagebild.stages.quotations.frame import ACT, CLAIM, Frame
from lagebild.stages.quotations.frames import MARKS
from lagebild.stages.quotations.view import View


def is_speech(view: View, span: Span, first: int) -> bool:
    """True if the words in marks read like a sentence and not like a title or a term."""
    inside = [i for i in range(first, len(view.tokens)) if view.marked[i] == span]
    if span[1] > view.sentence.span[1]:
        return True
    stopped = view.tokens[inside[-2]].text in ".!?…" if len(inside) > 1 else False
    if first and view.lower[first - 1] == ":" and stopped and len(inside) > 4:
        return True
    verb = any(has(view.tokens[i], "VerbForm=Fin") for i in inside)
    return verb and (len(inside) > 6 or (len(inside) > 4 and (stopped or view.lower[inside[-2]] == ",")))


def kind_of(text: str, content: list[Span], marked: list[Span], ends: list[int], frame: Frame) -> QuotationType:
    if frame.rule in (ACT, CLAIM):
        return "reported"
    inside = outside = 0
    for start, end in content:
        n = bisect_right(ends, start)
        covered = 0
        while n < len(marked) and marked[n][0] < end:
            covered += min(end, marked[n][1]) - max(start, marked[n][0])
            n += 1
        inside += covered
        outside += end - start - covered
    if not inside:
        return "indirect"
    return "direct" if outside <= 2 else "mixed"


def without_echoes(ordered: list[Quotation]) -> list[Quotation]:
    """Leave out words in marks that a longer quotation already holds, and the same content found twice."""
    kept: list[Quotation] = []
    reach = -1
    for quotation in ordered:
        end = quotation.content[-1][1]
        if kept and quotation.content == kept[-1].content and not (quotation.speaker and kept[-1].speaker):
            kept[-1] = max(kept[-1], quotation, key=lambda q: len(q.speaker))
        elif not (quotation.rule == MARKS and end <= reach):
            kept.append(quotation)
        reach = max(reach, end)
    return kept


def nest(ordered: list[Quotation]) -> list[Quotation]:
    """Join the chain of a quotation with the chains of those whose content holds it."""
    joined: list[Quotation] = []
    open_: list[Quotation] = []
    for quotation in ordered:
        start, end = quotation.content[0][0], quotation.content[-1][1]
        open_ = [o for o in open_ if o.content[-1][1] > start]
        outer = [o for o in open_ if end <= o.content[-1][1] and o.sources]
        links = list(quotation.sources)
        for holder in reversed(outer):
            links += [s for s in holder.sources if all(s.name != link.name for link in links)]
        joined.append(replace(quotation, sources=tuple(links)))
        open_.append(quotation)
    return joined
