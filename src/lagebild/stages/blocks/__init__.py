"""Page → blocks: what every line is for. Pasted text and HTML pages go through one model.

Three kinds of evidence, strongest first: the tag of an HTML element (tags.py), the words of the
line itself (labels.py), and where the line stands among the others (order.py).
"""

from lagebild.knowledge.blocks_words import BlockWords
from lagebild.pipeline import Found
from lagebild.record import Block, Page
from lagebild.stages.blocks.lines import cut_lines
from lagebild.stages.blocks.order import label_by_position
from lagebild.stages.blocks.tags import label_by_tag


def find_blocks(page: Page, *, words: BlockWords) -> Found[tuple[Block, ...]]:
    """Label every line; blocks are in order and cover each character that is not white space once."""
    lines = cut_lines(page)
    first = label_by_tag(lines, page.title, words)
    labels = label_by_position(lines, first, page.title, words)
    return Found(tuple(Block(label.kind, line.span, label.rule) for line, label in zip(lines, labels, strict=True)))
