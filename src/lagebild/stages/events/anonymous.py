"""Violence of which nobody is named that has a country, in reports that tell more of it.

"Heavy fighting went on", "the second blast": alone such a sentence may be of anything. In a report that tells several
attacks by or on soldiers, rebels or a government it is one more of them.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from lagebild.record import Event, Note

SEVERAL = 2  # deeds of a type, with somebody who is of politics, that make a report one on such deeds


class Pending(Struct, frozen=True):
    """An event that waits for what the rest of the report tells, and the note if it stays uncoded."""

    event: Event
    note: Note


def settle_pending(
    pending: Sequence[Pending], events: Sequence[Event], is_political: Callable[[str], bool]
) -> tuple[list[Event], list[Note]]:
    """The events of the report in text order with those that others of their type bear out, and notes on the rest.

    One a sentence and type: "the fighting, in which shells fell" is told once.
    """
    told = Counter(e.type for e in events if any(is_political(p.code) for p in (*e.actors, *e.recipients)))
    known = {(e.sentence, e.type) for e in events}
    kept, notes = list(events), []
    for waiting in pending:
        event = waiting.event
        key = (event.sentence, event.type)
        if told[event.type] < SEVERAL or key in known:
            notes.append(waiting.note)
            continue
        known.add(key)
        kept.append(event)
    return sorted(kept, key=lambda e: (e.sentence, e.trigger)), notes
