"""Whether a time in a sentence says when an event happened, by the tree alone."""

from collections.abc import Sequence

from lagebild.knowledge.event_rules import Grammar
from lagebild.rules.tree import Tree, has, is_past_participle, matches


def governs(tree: Tree, tokens: Sequence[int], trigger: int) -> bool:
    """True unless the time hangs on a verb beside the trigger: "feuerte … und setzte seit 2022 fort"."""
    above = [a for a in tree.ancestors(tokens[0]) if tree.tokens[a].upos == "VERB"][:1]
    if above and is_told_beside(tree, trigger, above[0]):
        return False
    return (
        not above or above[0] == trigger or above[0] in tree.ancestors(trigger) or trigger in tree.ancestors(above[0])
    )


def is_told_beside(tree: Tree, trigger: int, verb: int) -> bool:
    """True in a relative clause somewhere below the verb: "kommt am Montag frei, der im Mai verhaftet worden war"."""
    path = [trigger, *tree.ancestors(trigger)]
    if verb not in path:
        return False
    return any(tree.tokens[i].deprel == "acl:relcl" for i in path[: path.index(verb)])


def is_within_a_noun(tree: Tree, trigger: int) -> bool:
    """True if the trigger describes a noun: "on Thursday spoke of the man who shot him" names no day of the shot."""
    path = [trigger, *tree.ancestors(trigger)]
    return any(matches(tree.tokens[i].deprel, ("acl", "nmod")) for i in path if tree.tokens[i].head >= 0)


def is_of_a_noun(tree: Tree, tokens: Sequence[int], trigger: int, *, with_case: bool) -> bool:
    """True if the time hangs on a noun that is not the trigger: "last week's debate", "the 9/11 families".

    `with_case` holds of times that do so behind a preposition, too: "his vote in 2005".
    """
    head = tree.top_of(tokens)
    token = tree.tokens[head]
    if token.head < 0 or tree.tokens[token.head].upos not in ("NOUN", "PROPN") or token.head == trigger:
        return False
    if token.deprel in ("compound", "nmod:poss", "nummod"):
        return token.head not in tokens
    return with_case and matches(token.deprel, ("nmod",)) and trigger not in tree.ancestors(head)


def is_mentioned(tree: Tree, trigger: int) -> bool:
    """True if the trigger is a noun below another: "in June issued a report on the attacks", which were earlier."""
    token = tree.tokens[trigger]
    return token.upos == "NOUN" and matches(token.deprel, ("nmod",)) and tree.tokens[token.head].upos == "NOUN"


def is_of_another_clause(tree: Tree, tokens: Sequence[int], trigger: int, grammar: Grammar) -> bool:
    """True if the time dates a clause that is not the trigger's, though one stands in the other.

    "Said on Monday that rebels had fled"; "was closed today after rebels fled"; "fled, though it took until 2007".
    """
    over = _clause_over(tree, tokens)
    if over is None or over == trigger or tokens[0] == trigger + 1:
        return False
    above, below = [trigger, *tree.ancestors(trigger)], [over, *tree.ancestors(over)]
    if over in above:  # the time is of what stands over the trigger
        return any(_is_apart(tree, i, grammar) for i in above[: above.index(over)])
    if trigger in below:
        between = below[: below.index(trigger)]
        return any(_has_own_time(tree, i, grammar) or _is_done_before(tree, i, trigger) for i in between)
    return False


def is_of_a_reason(tree: Tree, tokens: Sequence[int], trigger: int, grammar: Grammar) -> bool:
    """True if a month or year stands behind the reason of a verb or a deed: "convicted for a killing in Lima in 2013".

    "Accused them of killing two in 2009"; "die Tötung zweier Männer im Jahr 2009 vorwirft".
    """
    top = tree.top_of(tokens)
    first, reasons = min(tree.subtree(top)), grammar.reason_cases | grammar.fault_marks
    over = tree.tokens[top].head
    if over != trigger and trigger not in tree.ancestors(over):
        return False
    for phrase in tree.with_relation(over, "obl", "obj"):
        deed = tree.tokens[phrase].lemma.casefold() in grammar.deeds
        reason = tree.case_words(phrase) & reasons or (deed and tree.with_relation(phrase, "nmod"))
        if phrase != top and reason and max(tree.subtree(phrase)) == first - 1:
            return True
    verb = next((i for i in range(first - 1, trigger, -1) if tree.tokens[i].upos == "VERB"), None)
    charged = tree.tokens[trigger].lemma.casefold() in grammar.object_control
    return verb is not None and charged and has(tree.tokens[verb], "VerbForm=Ger")


def is_of_the_noun_before(tree: Tree, tokens: Sequence[int], trigger: int, grammar: Grammar) -> bool:
    """True if a day is said of the noun right before it, whatever its arc: "verurteilt den Test vom Dienstag"."""
    top = tree.top_of(tokens)
    first, last = min(tree.subtree(top)), max(tree.subtree(top))
    before, after = tree.tokens[first - 1 : first], tree.tokens[last + 1 : last + 2]
    if not before or before[0].upos not in ("NOUN", "PROPN") or first == trigger + 1:
        return False
    case = tree.tokens[first].text.casefold()
    within = tree.tokens[trigger].upos == "NOUN" and trigger in tree.ancestors(first - 1)
    ranges = bool(after) and after[0].upos == "ADP"  # "vom Montag an", "vom 3. bis 5. Mai"
    return case in grammar.dating_cases and tree.tokens[first].lemma.casefold() != case and not ranges and not within


def is_of_a_dated_noun(tree: Tree, tokens: Sequence[int], trigger: int, grammar: Grammar) -> bool:
    """True if the time hangs on a happening that is only mentioned: "in response to its test of 3 March"."""
    head = tree.top_of(tokens)
    noun = tree.tokens[head].head
    if noun < 0 or noun == trigger or tree.tokens[noun].upos != "NOUN" or noun in tree.ancestors(trigger):
        return False
    listed = tree.tokens[noun].lemma.casefold() in grammar.dated_nouns | grammar.deeds
    cases = tree.case_words(noun)
    return (
        bool(grammar.dated_nouns)
        and listed
        and bool(cases)
        and not cases & grammar.same_day_cases
        and matches(tree.tokens[noun].deprel, ("obl", "nmod"))
    )


def _clause_over(tree: Tree, tokens: Sequence[int]) -> int | None:
    """The head of the clause that the time stands in: a verb, or a word with a copula."""
    top = tree.top_of(tokens)
    nodes = (top, *tree.ancestors(top))
    over = next((i for i in nodes if tree.tokens[i].upos == "VERB" or tree.with_relation(i, "cop")), None)
    return _clause_before(tree, over, top) if over is not None else None


def ends_clause(tree: Tree, tokens: Sequence[int], trigger: int) -> bool:
    """True if the time ends the trigger's clause, though its arc leads over it."""
    return _clause_over(tree, tokens) == trigger and trigger not in tree.ancestors(tokens[0])


def _clause_before(tree: Tree, over: int, top: int) -> int:
    """The clause that the time ends, though its arc leads over it: "held 12 after they marched last week"."""
    first = min(tree.subtree(top))
    objects = tree.with_relation(over, "obj")
    relative = [c for o in objects for c in tree.with_relation(o, "acl") if tree.tokens[c].deprel == "acl:relcl"]
    for child in (*tree.with_relation(over, "advcl"), *relative):
        inside = [i for i in tree.subtree(child) if i < first]
        marked = child in relative or any(over < i < child for i in tree.with_relation(child, "mark"))
        if over < child < first and marked and has(tree.tokens[child], "VerbForm=Fin") and max(inside) == first - 1:
            return child
    return over


def _is_apart(tree: Tree, i: int, grammar: Grammar) -> bool:
    """Content of what is said, or what was before or after the clause that it hangs on."""
    token = tree.tokens[i]
    if matches(token.deprel, ("ccomp",)):  # "said on Monday that he would" tells what he means to do since then
        return bool(tree.with_relation(i, "nsubj", "expl")) and _is_past(tree, i, grammar)
    if matches(token.deprel, ("acl", "nsubj", "nsubj:pass")) and has(token, "VerbForm=Part"):
        return not has(token, "Tense=Pres")  # "a man suspected of planning a raid was extradited on Monday"
    if not matches(token.deprel, ("advcl",)):
        return False
    marks = {tree.tokens[m].lemma.casefold() for m in tree.with_relation(i, "mark", "case")}
    return bool(marks & grammar.time_marks)


def _is_past(tree: Tree, i: int, grammar: Grammar) -> bool:
    """Told in a past tense or a perfect; not "is", "will", "would"."""
    words = [tree.tokens[i], *(tree.tokens[c] for c in tree.with_relation(i, "aux", "cop"))]
    perfect = any(w.lemma.casefold() in grammar.active_auxiliaries for w in words[1:])
    return perfect or any(has(w, "Tense=Past", "VerbForm=Fin") for w in words)


def is_of_a_participle(tree: Tree, tokens: Sequence[int], trigger: int) -> bool:
    """True if the time says when somebody below the trigger was acted on: "freed a priest kidnapped in May"."""
    over = _clause_over(tree, tokens)
    if over is None or trigger not in tree.ancestors(over):
        return False
    token = tree.tokens[over]
    return token.deprel == "acl" and is_past_participle(token)


def _is_done_before(tree: Tree, i: int, trigger: int) -> bool:
    """What was done to the subject: "An Eritrean jailed in 2001 met the minister"."""
    token = tree.tokens[i]
    return i < trigger and is_past_participle(token) and token.deprel == "acl" and token.head < i


def _has_own_time(tree: Tree, i: int, grammar: Grammar) -> bool:
    """A clause with a subject of its own, or a relative clause."""
    token = tree.tokens[i]
    if token.deprel == "acl:relcl":
        return True
    helpers = [tree.tokens[c] for c in tree.with_relation(i, "aux")]
    if matches(token.deprel, ("xcomp",)) and any(has(h, "VerbForm=Inf") for h in helpers):
        return any(
            h.lemma.casefold() in grammar.active_auxiliaries for h in helpers
        )  # "warf ihm vor, geraubt zu haben"
    if not matches(token.deprel, ("ccomp", "advcl", "parataxis", "acl")):
        return False
    if tree.marks(i) & grammar.same_time_marks:
        return False
    verb_form = has(token, "VerbForm=Fin") or bool(tree.with_relation(i, "aux", "cop"))
    return verb_form and bool(tree.with_relation(i, "nsubj", "nsubj:pass", "expl"))
