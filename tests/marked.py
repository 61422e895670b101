"""Sentences written with their tags, and the entities found in them, so that tests need no model."""

from functools import cache

from lagebild.knowledge.data import package_folder
from lagebild.knowledge.entities_words import load_entity_words
from lagebild.knowledge.gazetteer import Gazetteer, load_gazetteer
from lagebild.knowledge.lexicon import Lexicon
from lagebild.knowledge.world import load_world
from lagebild.record import Block, BlockKind, Entity, Masthead, Name, Page, Sentence, Token
from lagebild.stages.entities import find_entities

_TAGS = {"P": "PROPN", "N": "NOUN", "A": "ADJ", "D": "DET", "V": "VERB", "I": "ADP", "U": "PUNCT", "R": "PRON"}
_TAGS |= {"C": "CCONJ", "M": "NUM", "X": "PART"}
PLURAL = "|Number=Plur"


@cache
def lexicon(language: str) -> Lexicon:
    """Words and world of one language."""
    words = load_entity_words(package_folder("languages").joinpath(language, "entities"))
    return Lexicon(words, load_world(package_folder("world"), language, words.words.inflection))


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return load_gazetteer(package_folder("world"))


def find(
    language: str,
    *marked: str,
    kinds: tuple[BlockKind, ...] = (),
    one_paragraph: bool = False,
    names: dict[int, tuple[Name, ...]] | None = None,
) -> tuple[str, tuple[Entity, ...]]:
    """Sentences as "word_T word_T:deprel|Feat=X …"; heads are not needed by most rules and point to the first verb.

    `names` are those that the model sees, by the index of their sentence.
    """
    text, sentences, blocks = "", [], []
    for n, line in enumerate(marked):
        begin = len(text)
        parts = []
        for item in line.split():
            word, _, tag = item.rpartition("_")
            upos, _, rest = tag.partition(":")
            upos, _, feats = upos.partition("|") if not rest else (upos, "", "")
            deprel, _, more = rest.partition("|")
            start = len(text)
            text += word + " "
            parts.append(((start, start + len(word)), word, _TAGS[upos], deprel or "dep", feats or more))
        verb = next((i for i, part in enumerate(parts) if part[2] == "VERB"), 0)
        tokens = tuple(
            Token(
                span, word, word.lower(), upos, tuple(feats.split("|")) if feats else (), -1 if i == verb else verb, rel
            )
            for i, (span, word, upos, rel, feats) in enumerate(parts)
        )
        blocks.append(Block(kinds[n] if kinds else "body", (begin, len(text)), "test"))
        own = (names or {}).get(n, ())
        sentences.append(Sentence((begin, len(text) - 1), 0 if one_paragraph else n, tokens, own))
    page = Page(text=text, published="2024-05-06")
    found = find_entities(
        page, tuple(blocks), tuple(sentences), Masthead(), (), lexicon=lexicon(language), gazetteer=gazetteer()
    )
    return text, found.part


def codes(
    language: str, *marked: str, kinds: tuple[BlockKind, ...] = (), one_paragraph: bool = False
) -> dict[str, str]:
    """Code of every mention by the text of its head; of several the last."""
    text, entities = find(language, *marked, kinds=kinds, one_paragraph=one_paragraph)
    return {
        text[slice(*m.head)]: f"{m.country or e.country or ''} {m.sector or e.sector or ''}".strip()
        for e in entities
        for m in e.mentions
    }


def entities_of(language: str, head: str, *marked: str) -> list[Entity]:
    """All entities with a mention that has this head."""
    text, entities = find(language, *marked)
    return [e for e in entities if any(text[slice(*m.head)] == head for m in e.mentions)]


def entity_of(language: str, head: str, *marked: str) -> Entity:
    """The first of them."""
    return entities_of(language, head, *marked)[0]
