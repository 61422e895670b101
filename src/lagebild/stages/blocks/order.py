"""What a line is for by where it stands: title first, lead next, headlines and captions in between."""

from collections.abc import Sequence

from lagebild.knowledge.blocks_words import BlockWords
from lagebild.stages.blocks.labels import Label, is_name_line
from lagebild.stages.blocks.lines import Line
from lagebild.stages.blocks.tags import fold

LONGEST_TITLE = 30  # words
SHORTEST_HEADLINE = 5  # words; less amid the text is a subheading
LONGEST_ALTERNATIVE = 6  # words of a picture's alternative text that scrapers leave above its caption


def label_by_position(
    lines: tuple[Line, ...], labels: Sequence[Label | None], title: str | None, words: BlockWords
) -> list[Label]:
    """Complete the labels: every line gets one."""
    found = list(labels)
    first_prose = next((i for i, line in enumerate(lines) if _is_text(line, found[i])), len(lines))
    first_prose = _mark_title(lines, found, title, first_prose, words)
    _mark_header(lines, found, first_prose, words)
    _mark_captions(lines, found)
    _mark_text(lines, found, first_prose)
    _mark_lead(found)
    return [label or Label("furniture", "unknown") for label in found]


def _is_text(line: Line, label: Label | None) -> bool:
    return line.prose if label is None else label.kind in ("lead", "body") and label.rule != "subheading"


def _mark_title(
    lines: tuple[Line, ...], found: list[Label | None], title: str | None, first_prose: int, words: BlockWords
) -> int:
    """Mark the title, unless a tag has; return where the text begins."""
    if any(label and label.kind == "title" for label in found):
        return first_prose
    wanted = fold(title or "")
    known = next((i for i in range(min(first_prose + 1, len(lines))) if wanted and fold(lines[i].text) == wanted), None)
    if known is None:
        known = _guess_title(lines, found, first_prose, words)
    if known is None:
        return first_prose
    found[known] = Label("title", "given" if wanted and fold(lines[known].text) == wanted else "first-line")
    if known < first_prose:
        return first_prose
    return next((i for i in range(known + 1, len(lines)) if _is_text(lines[i], found[i])), len(lines))


def _guess_title(lines: tuple[Line, ...], found: list[Label | None], first_prose: int, words: BlockWords) -> int | None:
    """The first line before the text that is long enough and no byline; a call or question may be one."""
    open_lines = [
        i
        for i in range(first_prose)
        if (label := found[i]) is None or (label.kind == "headline" and not label.section)
        if lines[i].words <= LONGEST_TITLE and not is_name_line(lines[i], words)
    ]
    for i in open_lines:
        if lines[i].words >= SHORTEST_HEADLINE:
            return i
    if open_lines:
        return max(open_lines, key=lambda i: lines[i].words)
    if first_prose + 1 < len(lines) and _could_be_title(lines[first_prose]):
        return first_prose
    return None


def _could_be_title(line: Line) -> bool:
    return not line.stops and line.words <= 20 and not line.tag


def _mark_header(lines: tuple[Line, ...], found: list[Label | None], first_prose: int, words: BlockWords) -> None:
    """Label what is left before the text: kickers before the title, authors and teasers after it."""
    title = next((i for i, label in enumerate(found) if label and label.kind == "title"), None)
    for i in range(min(first_prose, len(lines))):
        if found[i] is not None:
            continue
        if title is None or i < title:
            found[i] = Label("furniture", "before-title")
        elif is_name_line(lines[i], words):
            found[i] = Label("byline", "names")
        elif lines[i].words >= SHORTEST_HEADLINE and first_prose < len(lines):
            found[i] = Label("lead", "teaser")
        else:
            found[i] = Label("furniture", "kicker")


def _mark_captions(lines: tuple[Line, ...], found: list[Label | None]) -> None:
    """Label a line before a picture's caption or credit that belongs to the picture."""
    for i in range(len(lines) - 1):
        after, line = found[i + 1], lines[i]
        if found[i] is not None or after is None:
            continue
        if after.rule == "credit-line" and after.kind == "credit" and _under_picture(line, lines[i + 1]):
            found[i] = Label("caption", "above-credit")
        elif after.kind == "caption" and not line.prose and not line.capitals and line.words <= LONGEST_ALTERNATIVE:
            found[i] = Label("caption", "above-caption")


def _under_picture(line: Line, credit: Line) -> bool:
    """A fragment, or a single short sentence that touches its credit."""
    if line.capitals:
        return False
    return line.words <= 25 and (not line.prose or credit.adjacent)


def _mark_text(lines: tuple[Line, ...], found: list[Label | None], first_prose: int) -> None:
    """Label what is left from the first paragraph on: text, subheadings, lists and headlines."""
    last_prose = max((i for i, line in enumerate(lines) if _is_text(line, found[i])), default=-1)
    in_section = False
    for i in range(first_prose, len(lines)):
        label, line = found[i], lines[i]
        if label is not None:
            in_section = label.section or (in_section and label.kind == "headline")
        elif line.prose:
            found[i], in_section = Label("body", "prose"), False
        elif in_section:
            found[i] = Label("headline", "in-section")
        elif i > last_prose:
            found[i] = Label("headline", "after-text") if line.words >= 4 else Label("furniture", "after-text")
        else:
            found[i] = _amid_text(lines, i)


def _amid_text(lines: tuple[Line, ...], i: int) -> Label:
    """A line without full stop between paragraphs."""
    line = lines[i]
    if line.text[0] in "-–—•*◦▪·‣" and line.words >= 3:
        return Label("body", "list")
    if line.text.endswith(":"):
        return Label("body", "announcement")
    if line.text.endswith("?") and not line.capitals:
        return Label("body", "question")
    if line.words >= SHORTEST_HEADLINE or (line.capitals and line.words >= 3):
        return Label("headline", "no-full-stop")
    return Label("body", "subheading")


def _mark_lead(found: list[Label | None]) -> None:
    """The first paragraph of the text is the lead."""
    for i, label in enumerate(found):
        if label and label.kind == "lead" and label.rule != "teaser":
            return
        if label and label.kind == "body" and label.rule != "subheading":
            found[i] = Label("lead", "first-paragraph")
            return
