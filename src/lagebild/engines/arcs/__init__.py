"""Tags and arcs that the grammar of the language forbids, put right; what it forbids is said in the language's pack.

Before the finite verb of a German main clause stands one phrase: in "Die Aufhebung der Sanktionen durch die EU half"
nothing but the noun can govern "durch die EU". No verb has two objects in the accusative, no adjective has a subject
and an object. Each file of this package holds the laws of one kind; their order is here.
"""

from collections.abc import Sequence

from lagebild.engines.arcs.cases import (
    free_by_article,
    lead_by_name,
    leave_shared_subjects,
    part_objects,
    turn_by_case,
    turn_by_number,
)
from lagebild.engines.arcs.clauses import (
    describe_before_comma,
    find_bare_relatives,
    find_infinitives,
    lift_from_agents,
    lift_from_auxiliaries,
    lower_infinitives,
    open_clauses,
    part_reduced,
    raise_finite,
)
from lagebild.engines.arcs.first_phrase import join_to_subject
from lagebild.engines.arcs.joined import (
    free_joined_verbs,
    join_bare_plurals,
    join_subjects,
    join_verbs,
    leave_demand,
    list_subjects,
    part_subjects,
)
from lagebild.engines.arcs.phrases import (
    free_bare_plurals,
    free_nationals,
    free_numbered,
    free_outcomes,
    free_subjects,
    join_names,
    keep_in_phrases,
)
from lagebild.engines.arcs.prepositions import lift_from_names, turn_back, turn_forward
from lagebild.engines.arcs.shared import NOUNS, SUBJECTS
from lagebild.engines.arcs.tags import as_noun, retag
from lagebild.engines.asides import join_asides
from lagebild.engines.headings import part_heading
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Name, Token


def repair_arcs(tokens: Sequence[Token], words: SentencesWords, names: Sequence[Name] = ()) -> tuple[Token, ...]:
    """Return the sentence with such tags and arcs changed; all others stay as they are."""
    result = [retag(tokens, i, words) for i in range(len(tokens))]
    if result and not any(name.first == 0 for name in names):
        result[0] = as_noun(result, words)
    if words.verb_second or words.noun_prepositions:
        for subject, token in enumerate(tokens):
            if token.deprel in SUBJECTS and token.upos in NOUNS and token.head > subject:
                join_to_subject(result, subject, words)
    if not words.verb_second:
        join_verbs(result, words)
        turn_forward(result)
    part_heading(result)
    join_asides(result)
    lift_from_auxiliaries(result)
    free_nationals(result)
    raise_finite(result)
    free_subjects(result)
    part_subjects(result)
    find_bare_relatives(result)
    find_infinitives(result, words)
    list_subjects(result)
    free_by_article(result, words)
    if words.postpositions:
        turn_back(result, words)
    leave_demand(result)
    open_clauses(result)
    lift_from_agents(result)
    free_numbered(result)
    join_subjects(result)
    if not words.verb_second:
        join_names(result)
        free_outcomes(result)
        describe_before_comma(result)
    part_reduced(result)
    if words.verb_second:
        free_joined_verbs(result, words)
        lead_by_name(result)
        free_bare_plurals(result, words.measures)
        join_bare_plurals(result)
        leave_shared_subjects(result)
        lower_infinitives(result, words.infinitive_mark)
        keep_in_phrases(result)
        turn_by_number(result)
        turn_by_case(result)
    if words.noun_prepositions:
        lift_from_names(result, words)
    if words.second_object:
        part_objects(result, words.second_object)
    return tuple(result if _is_tree(result) else tokens)


def _is_tree(tokens: Sequence[Token]) -> bool:
    """True if every word leads up to a root: no two repairs together may hang words on one another in a circle."""
    leads_up: set[int] = set()
    for i in range(len(tokens)):
        path: list[int] = []
        while i >= 0 and i not in leads_up:
            if len(path) == len(tokens):
                return False
            path.append(i)
            i = tokens[i].head
        leads_up.update(path)
    return True
