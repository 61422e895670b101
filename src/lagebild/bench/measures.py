"""What the ways of scoring share: what is counted, and in what rates."""

from collections.abc import Callable, Sequence

from lagebild.bench.gold import TreebankSentence
from lagebild.knowledge.sentences_words import SentencesWords

Advance = Callable[[], None]  # called after each step

CORE = ("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent", "csubj", "csubj:pass", "ccomp")
PARTICLE = "compound:prt"
PARAGRAPH = 3  # sentences read together, as a page would have them


def paragraphs(sentences: Sequence[TreebankSentence]) -> list[Sequence[TreebankSentence]]:
    """The sentences in threes."""
    return [sentences[i : i + PARAGRAPH] for i in range(0, len(sentences), PARAGRAPH)]


def joined_lemmas(sentence: TreebankSentence, words: SentencesWords) -> list[str]:
    """The gold lemmas with particles joined to their verbs as the analysis does it: abfeuern, call off."""
    particles = {word.head: word.form.lower() for word in sentence.words if word.deprel == PARTICLE}
    lemmas = [word.lemma for word in sentence.words]
    for verb, particle in particles.items():
        if words.join_particles == "prefix":
            lemmas[verb] = particle + lemmas[verb]
        elif words.join_particles == "suffix":
            lemmas[verb] = f"{lemmas[verb]} {particle}"
    return lemmas


def per_cent(right: int, of: int) -> float | None:
    """A rate from 0 to 100; None where there is nothing to be right about."""
    return 100 * right / of if of else None


def f1(right: int, given: int, wanted: int) -> float | None:
    """The harmonic mean of precision and recall from 0 to 100; None where nothing is given or wanted."""
    return per_cent(2 * right, given + wanted)


def rounded(rate: float | None) -> float | None:
    """A rate as it is quoted, with two digits."""
    return None if rate is None else round(rate, 2)
