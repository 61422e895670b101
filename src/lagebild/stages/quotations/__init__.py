"""Words and gist given as somebody's: direct, indirect, mixed, reported and free indirect."""

from lagebild.knowledge.press import Press
from lagebild.knowledge.quotations_words import QuotationWords
from lagebild.pipeline import Found
from lagebild.record import Agency, Block, Entity, Page, Quotation, Sentence, Time
from lagebild.stages.quotations.chain import Names
from lagebild.stages.quotations.gathering import Gathering
from lagebild.stages.quotations.marks import find_marked

__all__ = ["find_quotations"]


def find_quotations(
    page: Page,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    entities: tuple[Entity, ...],
    agencies: tuple[Agency, ...],
    times: tuple[Time, ...],
    *,
    words: QuotationWords,
    press: Press,
) -> Found[tuple[Quotation, ...]]:
    """Find every quotation with its speaker and the chain of those who passed it on."""
    marked, notes = find_marked(page.text, blocks, words)
    gathering = Gathering(page.text, marked, Names(entities, agencies, press), words, press.nouns, times)
    for sentence in sentences:
        gathering.read(sentence)
    return Found(gathering.finish(), tuple(notes))
