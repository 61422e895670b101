"""What a language must supply: one folder of data per stage."""

from msgspec import Struct
from msgspec.structs import replace

from lagebild.errors import DataError
from lagebild.knowledge.attributions_words import AttributionWords, load_attribution_words
from lagebild.knowledge.blocks_words import BlockWords, load_block_words
from lagebild.knowledge.data import Folder, decode
from lagebild.knowledge.entities_words import EntityWords, load_entity_words
from lagebild.knowledge.event_rules import EventWords, load_event_words
from lagebild.knowledge.masthead_words import MastheadWords, load_masthead_words
from lagebild.knowledge.places_words import PlaceWords, load_place_words
from lagebild.knowledge.quantities_words import QuantityWords, load_quantity_words
from lagebild.knowledge.quotations_words import QuotationWords, load_quotation_words
from lagebild.knowledge.sentences_words import load_participles
from lagebild.knowledge.times_words import TimeWords, load_time_words


class PackHead(Struct, frozen=True, forbid_unknown_fields=True):
    """pack.yaml: whose pack it is."""

    code: str  # ISO 639-1
    name: dict[str, str]  # the language's own name and others, by ISO 639-1
    version: str
    authors: list[str]
    licence: str


class LanguagePack(Struct, frozen=True):
    """Everything that is known of one language; every field is read from the folder of the same name."""

    head: PackHead
    blocks: BlockWords
    masthead: MastheadWords
    entities: EntityWords
    places: PlaceWords
    times: TimeWords
    quantities: QuantityWords
    quotations: QuotationWords
    attributions: AttributionWords
    events: EventWords


def find_languages(folder: Folder) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that the folder has packs of."""
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder; it should hold one folder per language")
    return tuple(sorted(f.name for f in folder.iterdir() if (f / "pack.yaml").is_file()))


def load_language_pack(folder: Folder, event_rules: Folder | None = None) -> LanguagePack:
    """Read languages/<code>; DataError names the file and the field that is wrong.

    `event_rules` is the folder of rules that an ontology brings for this language; None: the language's own.
    """
    head = decode(folder / "pack.yaml", PackHead)
    if head.code != folder.name:
        raise DataError(f"{folder}/pack.yaml: code {head.code!r} is not the name of the folder")
    events = load_event_words(folder / "events", event_rules)
    if verbs := events.grammar.told_before_nouns:
        events = replace(
            events, participles=load_participles(folder / "sentences", verbs, events.grammar.participle_endings)
        )
    return LanguagePack(
        head=head,
        blocks=load_block_words(folder / "blocks"),
        masthead=load_masthead_words(folder / "masthead"),
        entities=load_entity_words(folder / "entities"),
        places=load_place_words(folder / "places"),
        times=load_time_words(folder / "times"),
        quantities=load_quantity_words(folder / "quantities"),
        quotations=load_quotation_words(folder / "quotations"),
        attributions=load_attribution_words(folder / "attributions"),
        events=events,
    )
