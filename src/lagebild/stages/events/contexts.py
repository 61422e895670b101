"""What an event is about: the contexts that its clause shows, else its sentence, else its paragraph."""

from collections.abc import Iterable

from lagebild.knowledge.context_words import ContextIndex
from lagebild.record import Sentence

OFTEN = 2  # words of a paragraph that must show a context which no word of the sentence shows


class Contexts:
    """Contexts of a report's sentences, each read once and only where an event asks for it."""

    def __init__(self, sentences: tuple[Sentence, ...], index: ContextIndex) -> None:
        self._sentences = sentences
        self._index = index
        self._read: dict[int, dict[int, set[str]]] = {}

    def of(self, number: int, clause: set[int], implied: Iterable[str]) -> tuple[str, ...]:
        """Contexts of an event in this sentence and clause, in the order of the index; `implied` are its type's."""
        shown = self._shown(number)
        found = {c for contexts in shown.values() for c in contexts}
        found = (found or self._of_paragraph(number)) | set(implied)
        return tuple(text.context for text in self._index.texts if text.context in found)

    def _shown(self, number: int) -> dict[int, set[str]]:
        if number not in self._read:
            self._read[number] = self._index.find(self._sentences[number].tokens)
        return self._read[number]

    def _of_paragraph(self, number: int) -> set[str]:
        block = self._sentences[number].block
        first = number
        while first > 0 and self._sentences[first - 1].block == block:
            first -= 1
        count: dict[str, int] = {}
        for i in range(first, len(self._sentences)):
            if self._sentences[i].block != block:
                break
            for contexts in self._shown(i).values():
                for context in contexts:
                    count[context] = count.get(context, 0) + 1
        return {context for context, times in count.items() if times >= OFTEN}
