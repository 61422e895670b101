"""What the tags of an HTML page say of a line, before its place among the others is looked at."""

from lagebild.knowledge.blocks_words import BlockWords
from lagebild.stages.blocks.labels import Label, label_line
from lagebild.stages.blocks.lines import Line

SECTIONS = ("nav", "footer", "aside", "form", "header")
TITLE_TAGS = ("h2", "h3", "h4", "p", "header", "a")
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
LINKING = (*HEADINGS, "h1", "a")


def label_by_tag(lines: tuple[Line, ...], title: str | None, words: BlockWords) -> list[Label | None]:
    """Label the lines that tags or their own words decide; None for the rest."""
    if not any(line.tag for line in lines):
        return [label_line(line, words) for line in lines]
    heading = find_heading(lines, title)
    first_main = next((i for i, line in enumerate(lines) if line.main and line.prose), len(lines))
    labels: list[Label | None] = []
    for i, line in enumerate(lines):
        if i == heading:
            labels.append(Label("title", "heading"))
        elif line.main:
            labels.append(_in_article(line, words))
        else:
            near = heading is not None and heading < i < first_main
            labels.append(_near_title(line, words) if near else _outside(line, words))
    return labels


def find_heading(lines: tuple[Line, ...], title: str | None) -> int | None:
    """Index of the line that is the page's title: the h1 most like the known title, else the first h1."""
    wanted = fold(title or "")
    candidates = [i for i, line in enumerate(lines) if line.tag == "h1"]
    for i in candidates:
        if wanted and (fold(lines[i].text) in wanted or wanted in fold(lines[i].text)) and lines[i].words >= 3:
            return i
    for i, line in enumerate(lines):
        # "Title | Outlet" in the page's head; sites that keep h1 for their own name set titles as h2.
        if wanted and line.tag in TITLE_TAGS and line.words >= 4 and wanted.startswith(fold(line.text)):
            return i
    return next((i for i in candidates if lines[i].main), candidates[0] if candidates else None)


def fold(text: str) -> str:
    """Letters and digits only, in small letters: to compare a line with a title given elsewhere."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _in_article(line: Line, words: BlockWords) -> Label | None:
    label = label_line(line, words)
    if line.tag == "figcaption":
        return label if label and label.kind == "credit" else Label("caption", "figcaption")
    if label:
        return label
    if line.tag in ("address", "time"):
        return Label("byline", line.tag)
    if line.tag == "a":
        return Label("headline", "link") if line.words >= 4 and not line.stops else None
    if line.tag in HEADINGS or line.tag == "h1":
        return Label("body", "subheading")
    return Label("body", "main-text") if line.tag in ("p", "li", "blockquote", "td", "pre") else None


def _near_title(line: Line, words: BlockWords) -> Label | None:
    """Between title and text stand bylines, teasers and picture captions that extractors often leave out."""
    label = label_line(line, words)
    if line.tag == "figcaption":
        return label if label and label.kind == "credit" else Label("caption", "figcaption")
    if label:
        return label
    if line.tag in ("address", "time"):
        return Label("byline", line.tag)
    if line.tag in ("nav", "aside", "form", "footer", "a"):
        return _outside(line, words)
    if line.prose and line.words >= 8:
        return Label("lead", "teaser")
    return None


def _outside(line: Line, words: BlockWords) -> Label:
    """Not in the article: what the words say, else a headline if it reads like one, else furniture."""
    label = label_line(line, words)
    if line.tag == "figcaption":
        return Label("caption", "figcaption")
    if label:
        return label
    if line.tag in LINKING and line.words >= 5 and not line.stops:
        return Label("headline", "link")
    return Label("furniture", line.tag if line.tag in SECTIONS else "outside-article")
