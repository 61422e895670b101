"""The words with which a report is shown to a person, one file per language."""

from typing import get_args

from msgspec import Struct

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder, decode
from lagebild.record import BlockKind, Modality, QuotationType


class ViewWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Headings and names of a view in one language."""

    who: str
    where: str
    when: str
    what: str
    who_to_whom: str
    when_where: str
    says_who: str
    events: str
    quotations: str
    notes: str
    text: str
    legend: str
    report_itself: str
    state_media: str  # behind the name of an agency or outlet that a government owns or directs
    nobody: str
    no_events: str
    no_quotations: str
    untitled: str
    unknown_speaker: str
    more: str
    developing: str
    machine_translated: str
    event: str
    quotation: str
    entity: str
    furniture: str
    rule: str
    confidence: str
    score: str
    made_by: str
    codes: str  # before the list of sectors: what a code is made of
    articles: tuple[str, ...]  # left out before a name in a column
    nouns_are_capitalised: bool  # then the article stays before an adjective, whose ending asks for it
    quotation_type: dict[QuotationType, str]
    marks: tuple[str, str]  # opening and closing quotation mark
    modality: dict[Modality, str]
    block: dict[BlockKind, str]
    quad: dict[str, str]


def load_view_words(folder: Folder) -> ViewWords:
    """Read `words.yaml` of a language's folder `view`; every modality and block kind must have its word."""
    path = folder.joinpath("words.yaml")
    words = decode(path, ViewWords)
    for field, given, wanted in (
        ("modality", set(words.modality), set(get_args(Modality))),
        ("quotation_type", set(words.quotation_type), set(get_args(QuotationType))),
        ("block", set(words.block), set(get_args(BlockKind))),
    ):
        if given != wanted:
            raise DataError(f"{path}: field '{field}': missing {', '.join(sorted(wanted - given))}")
    return words
