"""The tree of a sentence, with what the parse got wrong put right by what the stages before found in it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from lagebild.knowledge.event_rules import EventWords
from lagebild.record import Sentence, Span
from lagebild.rules.bare_plurals import free_bare_plurals
from lagebild.rules.brackets import close_brackets
from lagebild.rules.fronted import free_subjects
from lagebild.rules.headlines import raise_headline
from lagebild.rules.listed_clauses import join_listed
from lagebild.rules.lost_verbs import name_reflexives, raise_verbs
from lagebild.rules.repair import (
    detach_accusatives,
    detach_from_times,
    detach_states,
    free_rounded,
    mend_perfects,
    part_names,
    part_states,
    settle_counted,
    share_perfects,
    turn_fronted,
)
from lagebild.rules.tree import Tree
from lagebild.stages.events.mentions import MentionIndex


class Named(Struct, frozen=True):
    """Heads of what a report mentions, by what the repairs ask of it."""

    heads: frozenset[Span]
    people: Mapping[Span, str]
    states: frozenset[Span]
    governments: Mapping[Span, str]
    somebody: frozenset[Span]


def named_in(mentions: MentionIndex) -> Named:
    """The heads of all mentions of a report."""
    return Named(mentions.heads(), mentions.people(), mentions.states(), mentions.governments(), mentions.somebody())


def repaired(sentence: Sentence, named: Named, times: Sequence[Span], words: EventWords) -> Tree:
    """Make all repairs in their order; `times` are the spans of the sentence that tell when."""
    grammar, modality = words.grammar, words.modality
    auxiliaries = grammar.bracket_auxiliaries
    tree = close_brackets(Tree(sentence), auxiliaries)
    tree = mend_perfects(tree, grammar.intransitives, auxiliaries)
    tree = share_perfects(tree, grammar.active_auxiliaries)
    tree = free_subjects(tree)
    tree = free_rounded(tree, grammar.measures)
    tree = name_reflexives(tree)
    tree = join_listed(tree)
    tree = detach_from_times(tree, times)
    tree = settle_counted(tree, times, grammar.measures)
    tree = raise_verbs(tree)
    tree = raise_headline(tree, named.heads, modality.infinitive_marks, grammar.intransitives)
    tree = detach_accusatives(tree)
    tree = part_names(tree, named.people)
    tree = part_states(tree, named.governments)
    tree = detach_states(tree, named.states)
    tree = free_bare_plurals(tree, named.states, times)
    return turn_fronted(tree, named.somebody, grammar.deliberate, grammar.documents, modality.tolls)
