"""Whether a person keeps two groups of claims apart, whatever the tables say of them."""

from collections.abc import Iterable

from lagebild.stories.index import Index
from lagebild.stories.model import Question


def are_split_by_hand(one: Iterable[str], other: Iterable[str], about: Question, index: Index) -> bool:
    """Whether the last judgement by hand between claims of one group and of the other says that they are different."""
    there = set(other)
    judged = index.judgements_by_hand(one)  # oldest first
    verdicts = [j.verdict for j in judged if j.about == about and (j.claim in there or j.other in there)]
    return bool(verdicts) and verdicts[-1] == "different"
