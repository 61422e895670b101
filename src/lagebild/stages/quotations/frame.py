"""What a cue gives: who speaks and what is said, as places in one sentence."""

from msgspec import Struct

from lagebild.stages.quotations.view import Range

ACT = "reported act of speech"  # whoever condemns an attack does not claim that it happened
CLAIM = "reported claim"  # whoever tells of an attack does


class Frame(Struct, frozen=True):
    """A cue with its speaker and content, as token ranges of one sentence."""

    cue: int
    speaker: Range | None
    content: tuple[Range, ...]
    rule: str
    reaches_back: bool = False  # what is said ended just before this sentence
    impersonal: bool = False  # "hieß es"
    reaches_on: bool = False  # it begins after this sentence (colon)
    attitude: bool = False  # what somebody thinks or wants, not what they say
