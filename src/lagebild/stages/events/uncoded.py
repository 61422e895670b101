"""Why something that could be an event was not coded: one note for each, with its place and the word that tells."""

import re
from collections.abc import Callable, Container, Sequence
from itertools import pairwise

from msgspec import Struct

from lagebild.knowledge.event_rules import Rule
from lagebild.knowledge.uncoded_words import UncodedWords
from lagebild.record import Block, Event, Note, Page, Span
from lagebild.rules.tree import Tree, has, matches

STAGE = "events"
# What the topic of a sentence without countries may be; reasons of the pack's uncoded.yaml, which names more.
TOPICS = ("sport", "culture", "business", "accident or weather", "illness", "animals", "science", "cooking")
LONGEST_TITLE = 10  # words of a work's title between its marks
MARKS = frozenset((*"„“”»«‚‘’›‹\"'", "''", "``"))

_WORD = re.compile(r"[^\W\d_]{4,}")

QUESTION = "it is asked, not told"
IMPERATIVE = "it is bidden, not told"
CONDITION = "hypothetical: it stands in a condition"
GOVERNED = "its clause is governed by a word that takes it back"
NOBODY = "nobody in it has a country"
NO_PERSON = "no person stands where the rule asks for one"
AT_HOME = "its two sides are not of different countries"
NOBODY_ELSE = "who says it is whom it is about"
NO_OFFICIAL = "nobody in it acts for a state, a party or an armed side"
EXCLUDED = "the rule excludes it"
MISHAP = "a mishap: nobody did it"
TITLE = "title of a work"
STORY = "fiction or a report on one"
THING = "a thing does it, which speaks for nobody"
SURVEY = "it is a figure of a survey"


class Refusal(Struct, frozen=True):
    """Why a rule that held, or nearly held, codes nothing; `cue` is the token that tells, None where none does."""

    reason: str
    cue: int | None = None


def note_of(tree: Tree, trigger: int, rule: Rule, refusal: Refusal) -> Note:
    """The note on one candidate: "not coded as ASSAULT (rule attack): sport, by “Stürmer”"."""
    by = f", by “{tree.tokens[refusal.cue].text}”" if refusal.cue is not None else ""
    reason = f"not coded as {rule.event} (rule {rule.name}): {refusal.reason}{by}"
    return Note(STAGE, reason, tree.tokens[trigger].span, uncoded=True)


def told_already(tree: Tree, drafts: Sequence[Event], kept: Sequence[Event]) -> list[Note]:
    """Notes on the drafts of a sentence that another one of it, which is kept, tells already."""
    at = {token.span: token.text for token in tree.tokens}
    triggers = {event.trigger for event in kept}
    notes = []
    for draft in drafts:
        if draft.trigger in triggers:
            continue
        by = min(
            (e for e in kept if e.type == draft.type), key=lambda e: abs(e.trigger[0] - draft.trigger[0]), default=None
        )
        other = f"“{at[by.trigger]}”" if by else "another of the sentence"
        reason = f"not coded as {draft.type} (rule {draft.rule}): {other} tells it already"
        notes.append(Note(STAGE, reason, draft.trigger, uncoded=True))
    return notes


def unread(
    page: Page, blocks: Sequence[Block], read: Container[str], names_an_act: Callable[[str], bool]
) -> list[Note]:
    """One note on each block that is not read for events though a noun in it could tell one."""
    notes = []
    for block in blocks:
        if block.kind in read:
            continue
        start, end = block.span
        word = next((m for m in _WORD.finditer(page.text, start, end) if names_an_act(m[0])), None)
        if word:
            reason = f"not coded, “{word[0]}”: it stands in a block of the kind {block.kind}"
            notes.append(Note(STAGE, reason, word.span(), uncoded=True))
    return notes


def hidden(tree: Tree, cue: Span | None, words: UncodedWords) -> Refusal:
    """Why the reading of a clause codes nothing: question, condition, demand, accusation, anniversary, fiction."""
    at = tree.at(cue)[:1] if cue else []
    if not at:
        return Refusal(GOVERNED)
    token = tree.tokens[at[0]]
    if token.text == "?":
        return Refusal(QUESTION)
    if has(token, "Mood=Imp"):
        return Refusal(IMPERATIVE)
    opens = at[0] == 0 or tree.tokens[at[0] - 1].upos == "PUNCT"
    if matches(token.deprel, ("mark",)) or token.upos == "SCONJ" or (opens and token.upos in ("AUX", "VERB")):
        return Refusal(CONDITION if opens else words.reason(token) or CONDITION, at[0])  # "Should X strike, …"
    return Refusal(words.reason(token) or GOVERNED, at[0])


def excluded(tree: Tree, by: int, words: UncodedWords) -> Refusal:
    """Why a rule's `without` or `unless` excludes it, by the word at token `by`."""
    return Refusal(words.reason(tree.tokens[by]) or EXCLUDED, by)


def nobody(tree: Tree, words: UncodedWords) -> Refusal:
    """Nobody has a country: often because the sentence is about sport, culture, business …"""
    for i, token in enumerate(tree.tokens):
        if token.upos in ("NOUN", "PROPN") and (topic := words.reason(token, TOPICS)):
            return Refusal(f"{NOBODY}; {topic}", i)
    return Refusal(NOBODY)


def in_a_story(tree: Tree, trigger: int, words: UncodedWords) -> int | None:
    """The work that tells it: "Der Roman schildert, wie er entführt wird", "the film shows a coup"; else None."""
    tokens, path = tree.tokens, (trigger, *tree.ancestors(trigger))
    for below, verb in pairwise(path):
        content = matches(tokens[below].deprel, ("ccomp",))
        narrates = tokens[verb].upos == "VERB" and tokens[verb].lemma.casefold() in words.narrating
        for teller in tree.with_relation(verb, "nsubj") if content or narrates else ():
            noun = narrates or tokens[teller].upos == "NOUN"
            if noun and teller not in path and words.is_work(tokens[teller]):
                return teller
    return None


def in_a_title(tree: Tree, trigger: int, words: UncodedWords) -> int | None:
    """The noun of a work whose quoted title holds the trigger: "der Film „Angriff der Riesen“"; None if none does."""
    tokens = tree.tokens
    before = range(trigger - 1, max(-1, trigger - LONGEST_TITLE), -1)
    opening = next((i for i in before if tokens[i].text in MARKS), None)
    if not opening:
        return None
    after = range(trigger + 1, min(len(tokens), opening + LONGEST_TITLE + 2))
    closing = next((i for i in after if tokens[i].text in MARKS), None)
    named = words.is_work(tokens[opening - 1])
    return opening - 1 if closing is not None and named else None
