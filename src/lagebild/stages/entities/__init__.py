"""Who is in the report: everybody and everything that acts or is acted on, with country and sector."""

from bisect import bisect_left
from operator import itemgetter
from typing import NamedTuple

from lagebild.knowledge.gazetteer import Gazetteer
from lagebild.knowledge.lexicon import Lexicon
from lagebild.pipeline import Found
from lagebild.record import Agency, Block, Entity, Masthead, Page, Sentence
from lagebild.stages.entities.bodies import name_bodies
from lagebild.stages.entities.bodies_again import join_bodies
from lagebild.stages.entities.contexts import fill_countries
from lagebild.stages.entities.couples import find_couples
from lagebild.stages.entities.crowds import find_crowds
from lagebild.stages.entities.descriptions import join_descriptions
from lagebild.stages.entities.draft import Context, Draft, Line, make_line
from lagebild.stages.entities.joining import join, name_offices
from lagebild.stages.entities.names import find_demonyms, find_names
from lagebild.stages.entities.namesakes import part_namesakes, settle_namesakes, share_surnames
from lagebild.stages.entities.naming import name_descriptions
from lagebild.stages.entities.nominals import find_nominals, find_things
from lagebild.stages.entities.persons import find_persons, find_surnames, remember
from lagebild.stages.entities.pronouns import find_pronouns
from lagebild.stages.entities.seen import find_seen_names
from lagebild.stages.entities.shared_names import drop_shared_names
from lagebild.stages.entities.towns import find_towns


class _Named(NamedTuple):
    start: int
    end: int
    order: int  # of the agency in the report
    agency: Agency


_start, _order = itemgetter(0), itemgetter(2)


def find_entities(
    page: Page,
    blocks: tuple[Block, ...],
    sentences: tuple[Sentence, ...],
    masthead: Masthead,
    agencies: tuple[Agency, ...],
    *,
    lexicon: Lexicon,
    gazetteer: Gazetteer | None = None,
) -> Found[tuple[Entity, ...]]:
    """Find names, descriptions and pronouns of actors and join those that mean the same."""
    context = Context(lexicon, lexicon.words, lexicon.world, _day(page, masthead))
    lines = [make_line(i, s, blocks[s.block].kind, lexicon) for i, s in enumerate(sentences)]
    surnames: dict[str, Draft] = {}
    named = [_Named(start, end, order, agency) for order, agency in enumerate(agencies) for start, end in agency.spans]
    named.sort(key=_start)
    for line in lines:
        find_names(line, context)
        _find_agencies(line, named)
        find_demonyms(line, context)
    settle_namesakes(lines, context)
    drop_shared_names(lines, context)
    if gazetteer:
        find_towns(lines, context, gazetteer)
    for line in lines:
        find_nominals(line, context)
        find_crowds(line, context)
        for draft in line.drafts:
            remember(surnames, draft, line)
    for line in lines:
        find_persons(line, context, surnames)
    part_namesakes(lines, context)
    share_surnames(lines)
    for line in lines:
        find_surnames(line, surnames)
        find_seen_names(line, context, surnames)
        find_things(line, context)
        name_bodies(line, context)
    fill_countries(lines, context)
    join_bodies(lines, context)
    name_offices(lines, context)
    join_descriptions(lines, context)
    name_descriptions(lines, context)
    find_pronouns(lines, context)
    find_couples(lines, context)
    return Found(join(lines, context))


def _day(page: Page, masthead: Masthead) -> str | None:
    published = masthead.published or page.published or ""
    return published[:10] if published[:4].isdigit() else None


def _find_agencies(line: Line, named: list[_Named]) -> None:
    """Add the first agency or outlet of a sentence as an organisation of journalists; they come by where they start."""
    first, last = line.tokens[0].span[0], line.tokens[-1].span[1]
    within = named[bisect_left(named, first, key=_start) : bisect_left(named, last, key=_start)]
    for start, end, _, agency in sorted(within, key=_order):
        inside = [i for i, t in enumerate(line.tokens) if start <= t.span[0] and t.span[1] <= end]
        if inside and all(line.covering(i) is None for i in inside):
            line.drafts.append(
                Draft(
                    line.index, inside[0], inside[-1], inside[0], "name", "ORG", agency.name, "agency",
                    key=f"agency:{agency.id}", sector="JRN",
                )
            )  # fmt: skip
