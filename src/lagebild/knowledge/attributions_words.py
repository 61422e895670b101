"""The words of one language for evidence and for acts that consist in speaking."""

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode


class AttributionWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of evidence are endings of lower-cased lemmas; verbs are lemmas."""

    video: tuple[str, ...]
    photo: tuple[str, ...]
    inside: frozenset[str]  # prepositions before evidence in which something is seen
    shown: frozenset[str]
    acts: frozenset[str]
    expecting: frozenset[str]  # acts whose object has not happened: it stands on the speaker's word too
    beside: dict[str, tuple[str, ...]]  # words without which an act means something else


def load_attribution_words(folder: Folder) -> AttributionWords:
    """Read languages/<code>/attributions."""
    return decode(folder.joinpath("evidence.yaml"), AttributionWords)
