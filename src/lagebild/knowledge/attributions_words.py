"""The words of one language for evidence and for sentences that point back at what was said."""

from msgspec import Struct

from lagebild.knowledge.data import Folder, decode


class AttributionWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns of evidence are endings of lower-cased lemmas; verbs are lemmas."""

    video: tuple[str, ...]
    photo: tuple[str, ...]
    document: tuple[str, ...]
    inside: frozenset[str]  # prepositions before evidence in which something is seen
    out_of: frozenset[str]  # prepositions before a document from which something emerges
    shown: frozenset[str]
    emerging: frozenset[str]
    pronouns: frozenset[str]  # "Das geht aus … hervor": stands for the sentence before
    acts: frozenset[str]
    expecting: frozenset[str]  # acts whose object has not happened: it stands on the speaker's word too
    beside: dict[str, tuple[str, ...]]  # words without which an act means something else


def load_attribution_words(folder: Folder) -> AttributionWords:
    """Read languages/<code>/attributions."""
    return decode(folder.joinpath("evidence.yaml"), AttributionWords)
