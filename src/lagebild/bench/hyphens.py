"""Compounds that a treebank cuts at their hyphens, joined to one word: "US", "-", "Präsident"."""

from dataclasses import replace

from lagebild.bench.gold import Word


def join_hyphens(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The sentence with each such compound as one word; it has the labels of its last part and the arc of its top."""
    group_of: list[int] = []  # by word: the number of its group
    for i in range(len(words)):
        before = group_of[-1] if group_of else -1
        group_of.append(before if _joins(words, i, group_of) else before + 1)
    groups: list[list[int]] = [[] for _ in range(group_of[-1] + 1)]
    for i, group in enumerate(group_of):
        groups[group].append(i)
    return tuple(_joined(words, group, group_of) for group in groups)


def _joins(words: tuple[Word, ...], i: int, group_of: list[int]) -> bool:
    """True if the word continues the one before it: a hyphen that touches a word, or what touches such a hyphen."""
    if i == 0 or words[i - 1].space_after:
        return False
    word, previous = words[i], words[i - 1]
    if word.form == "-":
        return previous.form[-1].isalnum() and not _is_range(words, i)
    return previous.form == "-" and i > 1 and group_of[i - 1] == group_of[i - 2] and word.form[0].isalnum()


def _is_range(words: tuple[Word, ...], i: int) -> bool:
    return i + 1 < len(words) and words[i - 1].form[-1].isdigit() and words[i + 1].form[0].isdigit()


def _joined(words: tuple[Word, ...], group: list[int], group_of: list[int]) -> Word:
    top = min(group, key=lambda i: _depth(words, i))
    word, last = words[top], words[group[-1]]
    head = group_of[word.head]
    if len(group) == 1:
        return replace(word, head=head)
    named = last if last.form != "-" else words[group[0]]
    form = "".join(words[i].form for i in group)
    lemma = "".join(words[i].form for i in group[:-1]) + last.lemma
    return replace(named, form=form, lemma=lemma, head=head, deprel=word.deprel, space_after=last.space_after)


def _depth(words: tuple[Word, ...], i: int) -> int:
    depth = 0
    while words[i].head != i:
        i, depth = words[i].head, depth + 1
    return depth
