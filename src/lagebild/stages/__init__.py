"""The ordered table of stages: read this to know the system."""

from collections.abc import Callable
from functools import partial

from lagebild.knowledge.calibration import Calibration
from lagebild.knowledge.gazetteer import Gazetteer
from lagebild.knowledge.language_pack import LanguagePack
from lagebild.knowledge.lexicon import Lexicon
from lagebild.knowledge.ontology import Ontology
from lagebild.knowledge.place_names import PlaceNames
from lagebild.knowledge.press import Press
from lagebild.knowledge.world import World
from lagebild.pipeline import Found, Stage
from lagebild.record import Block, Page, Sentence
from lagebild.rules.match import RuleIndex
from lagebild.stages.agencies import find_agencies
from lagebild.stages.attributions import find_attributions
from lagebild.stages.blocks import find_blocks
from lagebild.stages.entities import find_entities
from lagebild.stages.events import find_events
from lagebild.stages.masthead import find_masthead
from lagebild.stages.places import find_places
from lagebild.stages.quantities import find_quantities
from lagebild.stages.quotations import find_quotations
from lagebild.stages.stances import find_stances
from lagebild.stages.times import find_times

Analyse = Callable[[Page, tuple[Block, ...]], Found[tuple[Sentence, ...]]]


def table_of_stages(
    pack: LanguagePack,
    ontology: Ontology,
    world: World,
    press: Press,
    gazetteer: Gazetteer,
    calibration: Calibration,
    analyse: Analyse,
) -> tuple[Stage, ...]:
    """All stages in order, bound to one language and to what is known of the world."""
    rules = RuleIndex(pack.events)
    return (
        Stage("blocks", partial(find_blocks, words=pack.blocks)),
        Stage("masthead", partial(find_masthead, words=pack.masthead, press=press)),
        Stage("sentences", analyse),  # from engines/, passed in
        Stage("agencies", partial(find_agencies, press=press)),
        Stage("entities", partial(find_entities, lexicon=Lexicon(pack.entities, world), gazetteer=gazetteer)),
        Stage("places", partial(find_places, names=PlaceNames(pack.places, gazetteer))),
        Stage("times", partial(find_times, words=pack.times)),
        Stage("quantities", partial(find_quantities, words=pack.quantities, grammar=pack.events.grammar)),
        Stage("quotations", partial(find_quotations, words=pack.quotations, press=press)),
        Stage("stances", partial(find_stances, words=pack.events)),
        Stage("attributions", partial(find_attributions, words=pack.attributions)),
        Stage(
            "events",
            partial(find_events, words=pack.events, rules=rules, ontology=ontology, calibration=calibration),
        ),
    )
