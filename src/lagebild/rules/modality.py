"""How an event is meant: asserted, planned, expected, possible, conditional, denied, or not at all."""

from collections.abc import Collection
from typing import cast

from msgspec import Struct

from lagebild.knowledge.event_rules import Grammar, ModalityWords
from lagebild.record import Modality, Span
from lagebild.rules.conditions import find_conditions, is_content, is_told_apart
from lagebild.rules.tree import Tree, has, is_past_participle, matches

GOVERNED = ("ccomp", "xcomp", "csubj", "obj", "iobj", "obl", "nsubj", "nmod", "acl", "appos")
QUOTES = frozenset('"„“”«»‹›')
ARGUMENTS = ("obj", "nsubj", "iobj", "obl", "advmod")
DESCRIBING = frozenset(("advmod", "det", "amod", "obl", "case"))
TELLING = DESCRIBING | {"aux", "obj", "nsubj"}  # relations of the words that say how an event is meant
ORDER = ("hidden", "denied", "conditional", "possible", "expected", "planned")  # the stronger doubt wins


class Reading(Struct, frozen=True):
    """A modality, the words that say so (None: no words needed), whether nothing may be coded, whether hearsay.

    Hearsay ("soll bedroht haben") stays possible even where the rule itself says that its act is asserted.
    """

    modality: Modality
    cue: Span | None = None
    hidden: bool = False
    hearsay: bool = False


CORRELATIVE = ("cc", "advmod")


def read_modality(tree: Tree, trigger: int, words: ModalityWords, grammar: Grammar) -> Reading:
    """Read the modality of the event at `trigger` from its clause and what governs it."""
    found: dict[str, Span] = {}
    if tree.tokens[-1].text == "?":
        found["hidden"] = tree.tokens[-1].span
    verb = _verb_of(tree, trigger, grammar)
    for node in dict.fromkeys((trigger, verb)):
        denies = node == trigger or _happens(tree, trigger, node, grammar)
        _own_words(tree, node, trigger, words, grammar, found, denies=denies)
    if (neither := _neither(tree, verb, words)) is not None:
        found.setdefault("denied", tree.tokens[neither].span)
    if (conjunct := _before_conjunct(tree, verb)) is not None:
        _shared_auxiliary(tree, conjunct, verb, words, found)
    _shared_adverbs(tree, verb, words, found)
    first = verb
    while tree.tokens[first].deprel == "conj" and tree.tokens[first].head >= 0:
        first = tree.tokens[first].head
    if (work := _is_fiction(tree, first, words)) is not None:
        found["hidden"] = tree.tokens[work].span
    opens = verb == 0 or tree.tokens[verb - 1].upos == "PUNCT"
    if opens and has(tree.tokens[verb], "Mood=Imp") and not tree.with_relation(verb, "nsubj"):
        found["hidden"] = tree.tokens[verb].span  # "Ask the council": nobody has done it
    for mark in tree.with_relation(verb, "mark"):
        before = " ".join(token.text.casefold() for token in tree.tokens[max(0, mark - 2) : mark])
        if before in words.purposes:
            found.setdefault("planned", tree.tokens[mark].span)  # "cut spending in order to get loans"
    fulfilled = tree.tokens[verb].lemma.casefold() in words.fulfilled
    if has(tree.tokens[verb], "VerbForm=Inf") and matches(tree.tokens[verb].deprel, ("advcl",)):
        for mark in tree.with_relation(verb, "mark") if not fulfilled else ():
            if tree.tokens[mark].lemma.casefold() in grammar.reason_cases:
                found.setdefault("planned", tree.tokens[mark].span)  # "rückten aus, um Rebellen anzugreifen"
    if has(tree.tokens[verb], "VerbForm=Inf") and matches(tree.tokens[verb].deprel, ("root", "parataxis")):
        for mark in tree.with_relation(verb, "mark", "aux"):
            if tree.tokens[mark].lemma.casefold() in words.infinitive_marks:
                found.setdefault("planned", tree.tokens[mark].span)  # "Germany to send tanks"
    if tree.tokens[trigger].upos == "NOUN" and not _is_escaped(tree, trigger, words):
        for case in tree.with_relation(trigger, "case"):
            for modality, listed in words.prepositions.items():
                if tree.tokens[case].lemma.casefold() in listed:
                    found.setdefault(modality, tree.tokens[case].span)
    if (announced := _announced_beside(tree, verb, words)) is not None:
        found.setdefault("planned", tree.tokens[announced].span)
    _governors(tree, trigger, words, grammar, found)
    find_conditions(tree, trigger, words, found)
    for modality in ORDER:
        if modality in found:
            hidden = modality == "hidden"
            said = modality == "possible" and any(
                token.span == found[modality] and token.deprel == "aux" and token.lemma.casefold() in words.hearsay
                for token in tree.tokens
            )
            return Reading("asserted" if hidden else cast(Modality, modality), found[modality], hidden, said)
    return Reading("asserted")


def _is_escaped(tree: Tree, trigger: int, words: ModalityWords) -> bool:
    """ "flohen vor den Angriffen": who runs from it has seen it come."""
    head = tree.tokens[trigger].head
    return head >= 0 and tree.tokens[head].lemma.casefold() in words.escapes


def _announced_beside(tree: Tree, verb: int, words: ModalityWords) -> int | None:
    """Who announces it in a clause beside it: "Bern liefert ihn aus, wie das Ministerium ankündigte".

    Only what is told in the present is to come.
    """
    if not words.announcing or not has(tree.tokens[verb], "VerbForm=Fin", "Tense=Pres"):
        return None
    for clause in tree.with_relation(verb, "advcl", "ccomp", "parataxis"):
        if clause > verb and tree.tokens[clause].lemma.casefold() in words.announcing:
            marks = {tree.tokens[m].text.casefold() for m in tree.with_relation(clause, "mark", "advmod", "case")}
            if marks & words.as_marks and tree.with_relation(clause, "nsubj"):
                return clause
    return None


def _verb_of(tree: Tree, trigger: int, grammar: Grammar) -> int:
    """The verb that carries a noun trigger ("hold talks", "es gab einen Angriff"); the trigger itself if it is one."""
    token = tree.tokens[trigger]
    if token.upos in ("VERB", "AUX") or token.head < 0:
        return trigger
    if matches(token.deprel, ("obj", "nsubj", "obl")) and tree.tokens[token.head].upos in ("VERB", "AUX"):
        head = tree.tokens[token.head]
        carries = head.lemma.casefold() in grammar.support_verbs
        return token.head if carries or token.deprel != "obl" else trigger
    return trigger


def _happens(tree: Tree, noun: int, verb: int, grammar: Grammar) -> bool:
    """True if the verb tells whether the noun came about: talks that are not held, not talks that do not help."""
    lemma = tree.tokens[verb].lemma.casefold()
    return not grammar.happening or lemma in grammar.happening or lemma in grammar.support_verbs


def _own_words(
    tree: Tree, node: int, trigger: int, words: ModalityWords, grammar: Grammar, found: dict[str, Span], *, denies: bool
) -> None:
    """Negation, auxiliaries and adjectives that hang on the trigger or its verb; no negation unless it `denies`.

    Nor is a noun denied by what else its verb has none of: "the summit brought no deal".
    """
    for child in tree.children[node]:
        token = tree.tokens[child]
        relation = token.deprel.partition(":")[0]
        if relation not in TELLING or _is_quoted_beside(tree, node, child):
            continue
        lemma, form = token.lemma.casefold(), token.text.casefold()
        if relation == "aux":
            modality = words.auxiliary_forms.get(form) or words.auxiliaries.get(lemma)
            # "wurde gewählt", "was elected": an auxiliary of the passive, not of the future
            passive = lemma in grammar.passive_auxiliaries and (
                token.deprel == "aux:pass" or has(tree.tokens[node], "VerbForm=Part")
            )
            passive = passive and not tree.acts_on_something(node)  # "wird ihm sechs Flugzeuge überlassen"
            if lemma in words.counterfactuals and _is_perfect(tree, node, ()) and _has_perfect(tree, node, words):
                modality = "hidden"  # "would have resigned": nobody did
            if lemma in words.hearsay and _is_perfect(tree, node, grammar.passive_auxiliaries):
                modality = "possible"
            if modality and not passive and not _is_contracted_perfect(tree, node, form, words):
                found.setdefault(modality, token.span)
        elif relation in DESCRIBING:
            negator = lemma in words.negators or form in words.negators
            if denies and negator and not _is_addition(tree, child, words):
                found.setdefault("denied", token.span)
            for modality, listed in words.adjectives.items():
                if lemma in listed or form in listed:
                    found.setdefault(modality, token.span)
        if relation in ("obj", "nsubj", "obl"):
            if lemma in words.negators:  # "none of its fighters"
                found.setdefault("denied", token.span)
            if lemma in words.undenying and relation == "obl":
                continue  # "killed him for no reason": he was killed
            if node != trigger and child != trigger and child not in tree.ancestors(trigger):
                continue
            for below in tree.children[child]:
                if tree.tokens[below].lemma.casefold() in words.negative_nouns and tree.tokens[below].deprel == "det":
                    found.setdefault("denied", tree.tokens[below].span)


def _neither(tree: Tree, verb: int, words: ModalityWords) -> int | None:
    """The word before the first of two of which none was: "hat ihn weder in Maskat noch in Doha getroffen".

    It hangs on what it stands before; of two verbs it denies the second, too: "weder beschossen noch besetzt".
    """
    for child in tree.children[verb]:
        own = tree.tokens[child]
        relation = own.deprel.partition(":")[0]
        if relation in CORRELATIVE and own.text.casefold() in words.neither:
            return child
        if relation in ARGUMENTS:
            for below in tree.children[child]:
                if below < child and tree.tokens[below].text.casefold() in words.neither:
                    return below
    if tree.tokens[verb].deprel == "conj" and tree.tokens[tree.tokens[verb].head].upos == "VERB":
        before = tree.children[verb]
        if any(
            tree.tokens[c].text.casefold() in words.nor and matches(tree.tokens[c].deprel, CORRELATIVE) for c in before
        ):
            return _neither(tree, tree.tokens[verb].head, words)
    return None


def _before_conjunct(tree: Tree, i: int) -> int | None:
    """The verb before "and" whose auxiliary a verb without subject and finite form of its own shares."""
    token = tree.tokens[i]
    infinite = has(token, "VerbForm=Part") or has(token, "VerbForm=Inf")
    if token.deprel != "conj" or not infinite or has_finite(tree, i):
        return None
    if tree.with_relation(i, "nsubj") or tree.tokens[token.head].upos != "VERB":
        return None
    return token.head


def _shared_auxiliary(tree: Tree, verb: int, other: int, words: ModalityWords, found: dict[str, Span]) -> None:
    """Of two verbs with one auxiliary: "soll sie missbraucht und misshandelt haben", "wollen beginnen und enden"."""
    for aux in tree.with_relation(verb, "aux"):
        token = tree.tokens[aux]
        form, lemma = token.text.casefold(), token.lemma.casefold()
        if lemma in words.hearsay and has(tree.tokens[other], "VerbForm=Part"):
            found.setdefault("possible", token.span)
        elif has(tree.tokens[verb], "VerbForm=Inf") and has(tree.tokens[other], "VerbForm=Inf"):
            modality = words.auxiliary_forms.get(form) or words.auxiliaries.get(lemma)
            if modality:
                found.setdefault(modality, token.span)


def _shared_adverbs(tree: Tree, verb: int, words: ModalityWords, found: dict[str, Span]) -> None:
    """Adverbs before the first of several verbs with one subject: "allegedly drew a gun and took them hostage"."""
    for adverb in tree.with_relation(verb, "advmod"):
        if adverb < verb and tree.tokens[adverb].lemma.casefold() in words.hearsay_adverbs:
            found.setdefault("possible", tree.tokens[adverb].span)
    node = verb
    while tree.tokens[node].deprel == "conj" and not tree.with_relation(node, "nsubj"):
        node = tree.tokens[node].head
        for adverb in tree.with_relation(node, "advmod"):
            if adverb < node and tree.tokens[adverb].lemma.casefold() in words.hearsay_adverbs:
                found.setdefault("possible", tree.tokens[adverb].span)


def _is_addition(tree: Tree, negator: int, words: ModalityWords) -> bool:
    """ "Not only did he shoot them": the negation denies nothing."""
    after = tree.tokens[negator + 1 : negator + 2]
    return bool(after) and after[0].text.casefold() in words.additions


def _is_contracted_perfect(tree: Tree, node: int, form: str, words: ModalityWords) -> bool:
    """ "He'd asked" beside "he'd ask": only the participle tells them apart."""
    return form in words.contracted_perfects and has(tree.tokens[node], "VerbForm=Part", "Tense=Past")


def _is_quoted_beside(tree: Tree, node: int, child: int) -> bool:
    """A mark of quotation stands between the two: who shouts "No to the law" does shout."""
    odd = False
    for token in tree.tokens[min(node, child) : max(node, child)]:
        if token.text in QUOTES:
            odd = not odd
    return odd


def _is_perfect(tree: Tree, node: int, passives: Collection[str]) -> bool:
    """A participle with an infinitive auxiliary: "getötet worden sein", "getroffen haben", but not "getötet werden"."""
    beside = (tree.tokens[c] for c in tree.with_relation(node, "aux", "cop"))
    auxiliaries = (token for token in beside if token.lemma.casefold() not in passives)
    verb = tree.tokens[node]
    participle = has(verb, "VerbForm=Part") or verb.text.casefold() != verb.lemma.casefold()
    return participle and any(
        has(t, "VerbForm=Inf") or (t.text.casefold() == t.lemma.casefold() and not has(t, "VerbForm=Fin"))
        for t in auxiliaries
    )


def _has_perfect(tree: Tree, node: int, words: ModalityWords) -> bool:
    return any(tree.tokens[c].lemma.casefold() in words.perfects for c in tree.with_relation(node, "aux"))


def _governors(tree: Tree, trigger: int, words: ModalityWords, grammar: Grammar, found: dict[str, Span]) -> None:
    """Verbs and nouns over the event: "plans to", "bestritt, dass", "die Forderung nach"."""
    node, apart = trigger, False
    for above in tree.ancestors(trigger):
        relation = tree.tokens[node].deprel
        if relation == "conj" and (not _is_marked(tree, node) or _is_marked(tree, above)):
            node = above
            continue
        # "called on Hungary to release them": an infinitive is governed whatever its arc is called
        base = relation.partition(":")[0]
        loose = base == "advcl" and not has(tree.tokens[node], "VerbForm=Fin")
        if loose and (limit := _deadline(tree, node, above, grammar)) is not None:
            found.setdefault("hidden", tree.tokens[limit].span)
        loose = loose or (base == "parataxis" and node > above and _is_reported(tree, node))
        if not loose and relation != "conj" and base not in GOVERNED:
            break
        if relation == "acl:relcl" and has_finite(tree, node) and not is_content(tree, node):
            break  # "kündigte die Rückkehr des Präsidenten an, der sein Amt übergeben hatte" announces no handover
        if base == "acl" and above > node:
            break  # "forderte die Freilassung der festgenommenen Studenten": they were arrested
        if base == "obl" and (node != trigger or _is_scene(tree, node, grammar)):
            break  # "cancelled a deal in the wake of an attack" cancels no attack
        if base == "obl" and tree.case_words(node) & grammar.agent_cases:
            break  # "a goal brought nearer by the invasion"
        if loose and _is_fronted_participle(tree, node, above):
            break
        apart = apart or is_told_apart(tree, node, words) or _is_done_to(tree, node, words)
        _of_the_verb_over(tree, node, above, words, found)
        if base == "obj" and _is_claimed(tree, node, trigger) and tree.tokens[above].lemma.casefold() in words.refusals:
            found.setdefault("denied", tree.tokens[above].span)
        if base in ("ccomp", "xcomp") and (nobody := _believed_by_nobody(tree, above, words)) is not None:
            found.setdefault("hidden", tree.tokens[nobody].span)
        if base in ("acl", "ccomp", "nmod") and (no := _unproven(tree, above, words)) is not None:
            found.setdefault("hidden", tree.tokens[no].span)
        for over in (above, *_offered(tree, node, above)):
            lemma = tree.tokens[over].lemma.casefold()
            for modality, listed in words.governors.items():
                if lemma not in listed or (apart and modality != "hidden"):
                    continue
                # "der Anschlag forderte zehn Tote" is no demand
                no_demand = modality == "hidden" and (
                    relation == "nsubj" or _is_toll(tree, over, words) or _is_conveyed(tree, node, over, words)
                )
                undenied = modality == "denied" and (_is_negated(tree, over, words) or _answers(tree, over, trigger))
                if modality == "planned" and (no := _none_of(tree, over, words)) is not None:
                    found.setdefault("denied", tree.tokens[no].span)  # "has no plans to recognise them"
                elif not no_demand and not undenied:
                    found.setdefault(modality, tree.tokens[over].span)
                elif undenied and lemma in words.left_open:
                    found.setdefault("possible", tree.tokens[over].span)
        if base == "xcomp" and _is_hearsay(tree, node, above, words):
            found.setdefault("possible", tree.tokens[above].span)
        if base == "xcomp" and any(
            tree.tokens[c].lemma.casefold() in words.negators and words.governors
            for c in tree.children[above]
            if tree.tokens[c].deprel == "advmod"
        ):
            found.setdefault("denied", tree.tokens[above].span)
        node = above


def _is_claimed(tree: Tree, noun: int, trigger: int) -> bool:
    """True if the event stands in what the noun says: "dismissed claims that troops had shelled the village"."""
    path = [trigger, *tree.ancestors(trigger)]
    return any(tree.tokens[i].head == noun and is_content(tree, i) for i in path[: path.index(noun)])


def _deadline(tree: Tree, node: int, above: int, grammar: Grammar) -> int | None:
    """The word before the day in "gave them until Friday to withdraw": they are asked to, and nobody did."""
    if not has(tree.tokens[node], "VerbForm=Inf") or not tree.with_relation(above, "iobj", "obl:arg", "nsubj:pass"):
        return None
    limits = (c for o in tree.with_relation(above, "obl", "obj") for i in (o, *tree.with_relation(o, "nmod"))
              for c in tree.with_relation(i, "case") if i < node)  # fmt: skip
    return next((c for c in limits if tree.tokens[c].lemma.casefold() in grammar.deadline_cases), None)


def _is_reported(tree: Tree, node: int) -> bool:
    """In the mood of reported speech: "wies den Bericht zurück, die Armee habe ein Dorf beschossen"."""
    finite = (node, *tree.with_relation(node, "aux", "cop"))
    return any(has(tree.tokens[i], "Mood=Sub", "VerbForm=Fin") for i in finite)


def _is_hearsay(tree: Tree, node: int, above: int, words: ModalityWords) -> bool:
    """ "The rebels are said to have killed the bishop": a perfect infinitive under a passive."""
    marks = {tree.tokens[m].lemma.casefold() for m in tree.with_relation(node, "mark")}
    perfect = bool(marks & words.infinitive_marks) and _has_perfect(tree, node, words)
    return perfect and bool(tree.with_relation(above, "aux:pass"))


def _of_the_verb_over(tree: Tree, node: int, above: int, words: ModalityWords, found: dict[str, Span]) -> None:
    """The auxiliary of a verb holds for the infinitive under it: "will try to seize", "may face an attempt to"."""
    relation = tree.tokens[node].deprel
    infinite = matches(relation, ("xcomp", "csubj")) and not has_finite(tree, node)
    infinite |= relation == "advcl" and has(tree.tokens[node], "VerbForm=Inf")  # "should sue to resist it"
    attempt = matches(relation, ("obj",)) and any(
        has(tree.tokens[c], "VerbForm=Inf") for c in tree.with_relation(node, "acl")
    )
    judged = matches(relation, ("csubj",))  # "attacking their ports would not help": nobody does it
    if not words.auxiliaries_reach_down or not (infinite or attempt):
        return
    if tree.tokens[above].upos != "VERB" and not judged:
        return
    if infinite and tree.tokens[above].text.casefold() in words.futures:
        found.setdefault("planned", tree.tokens[above].span)
    for negator in tree.with_relation(above, "advmod") if attempt else ():
        if tree.tokens[negator].lemma.casefold() in words.negators:  # "do not have the power to suspend laws"
            found.setdefault("denied", tree.tokens[negator].span)
    for aux in tree.with_relation(above, "aux"):
        token = tree.tokens[aux]
        form = token.text.casefold()
        modality = words.auxiliary_forms.get(form) or words.auxiliaries.get(token.lemma.casefold())
        if modality and not _has_perfect(tree, above, words) and not _is_contracted_perfect(tree, above, form, words):
            found.setdefault("hidden" if judged else modality, token.span)


def _is_conveyed(tree: Tree, node: int, over: int, words: ModalityWords) -> bool:
    """ "Called the emir to congratulate him": a talk by telephone, and no demand of him."""
    if tree.tokens[over].lemma.casefold() not in words.calls or not tree.with_relation(over, "obj"):
        return False
    marks = {tree.tokens[mark].lemma.casefold() for mark in tree.with_relation(node, "mark")}
    return bool(marks & words.infinitive_marks) and tree.tokens[node].lemma.casefold() in words.conveyed


def _is_done_to(tree: Tree, node: int, words: ModalityWords) -> bool:
    """A participle that tells what was done to its noun: "committed to freeing the girls held by rebels"."""
    token = tree.tokens[node]
    past = is_past_participle(token) and not tree.with_relation(node, "mark", "aux")
    return bool(words.told_apart) and token.deprel == "acl" and past and bool(tree.with_relation(node, "obl:agent"))


def _unproven(tree: Tree, noun: int, words: ModalityWords) -> int | None:
    """ "No evidence that", "no sign of": the word that says so; None where there is some."""
    return _none_of(tree, noun, words) if tree.tokens[noun].lemma.casefold() in words.evidence else None


def _none_of(tree: Tree, noun: int, words: ModalityWords) -> int | None:
    """The "no" before a noun."""
    if tree.tokens[noun].upos != "NOUN":
        return None
    below = (c for c in tree.with_relation(noun, "det") if tree.tokens[c].lemma.casefold() in words.negative_nouns)
    return next(below, None)


def _believed_by_nobody(tree: Tree, verb: int, words: ModalityWords) -> int | None:
    """ "Nobody believes that", "few diplomats expect": the word that says so."""
    if tree.tokens[verb].lemma.casefold() not in words.opinions:
        return None
    beside = ((s, *tree.with_relation(s, "det", "amod")) for s in tree.with_relation(verb, "nsubj"))
    return next((i for some in beside for i in some if tree.tokens[i].lemma.casefold() in words.few), None)


def _is_fronted_participle(tree: Tree, node: int, above: int) -> bool:
    """ "Pressed by Washington, Bogota agreed to talks": what was done before is not what is agreed."""
    return is_past_participle(tree.tokens[node]) and node < above and not tree.with_relation(node, "mark", "aux")


def _is_fiction(tree: Tree, verb: int, words: ModalityWords) -> int | None:
    """ "In the novel, a senator …", "the film, in which a general …": the work it happens in."""
    for i in tree.with_relation(verb, "obl", "nmod"):
        if tree.case_words(i) & words.fiction_cases:
            case = next(iter(tree.with_relation(i, "case")), i)
            named = [i] if tree.with_relation(i, "det") else []
            before = [j for j in (case - 1, case - 2) if j >= 0 and has(tree.tokens[i], "PronType=Rel")]
            for j in (*named, *before):
                if tree.tokens[j].lemma.casefold() in words.fictions:
                    return j
    return None


def _is_scene(tree: Tree, i: int, grammar: Grammar) -> bool:
    """ "wies nach dem Angriff, bei einem Treffen die Vorwürfe zurück": when it was said is not what was denied."""
    cases = tree.case_words(i)
    return bool(cases & (grammar.occasion_cases | grammar.backdrop_cases)) or (
        bool(cases & grammar.scene_cases) and has(tree.tokens[i], "Case=Dat")
    )


def _offered(tree: Tree, node: int, above: int) -> list[int]:
    """What an infinitive is the content of, hung on its verb: "erklärte die Bereitschaft, Gespräche zu führen".

    So is an adverb before it: "hat sich bereit erklärt, Gespräche zu führen".
    """
    token = tree.tokens[node]
    inside = has(token, "VerbForm=Inf") and token.text.casefold() != token.lemma.casefold()  # "einzutreten"
    if not (inside or _is_marked(tree, node)) or node < above:
        return []
    relations = ("nmod",) if tree.tokens[above].upos == "NOUN" else ("obj", "obl")
    nouns = tree.with_relation(above, *relations)
    willing = [i for i in tree.with_relation(above, "advmod") if i < node and tree.tokens[i].upos in ("ADJ", "ADV")]
    before = [i for i in nouns if i < node and tree.tokens[i].upos == "NOUN"]
    objects = [i for i in before if matches(tree.tokens[i].deprel, ("obj",))]  # "a plan by the government to leave"
    return [*dict.fromkeys((*before[-1:], *objects[-1:])), *willing]


def _answers(tree: Tree, over: int, trigger: int) -> bool:
    """ "Die Rebellen widersprachen: Die Armee habe …": behind the colon stands what they say instead."""
    return any(tree.tokens[i].text == ":" for i in range(over + 1, trigger))


def _is_negated(tree: Tree, i: int, words: ModalityWords) -> bool:
    """ "did not deny that …" denies nothing."""
    beside = (tree.tokens[c] for c in tree.with_relation(i, "advmod"))
    return any(t.lemma.casefold() in words.negators or t.text.casefold() in words.negators for t in beside)


def has_finite(tree: Tree, i: int) -> bool:
    """True if the verb, or an auxiliary of it, is finite."""
    return any(has(tree.tokens[j], "VerbForm=Fin") for j in (i, *tree.with_relation(i, "aux", "cop")))


def _is_toll(tree: Tree, verb: int, words: ModalityWords) -> bool:
    """True if the verb's object is a toll: whoever demands lives is no speaker."""
    return any(tree.tokens[o].lemma.casefold() in words.tolls for o in tree.with_relation(verb, "obj"))


def _is_marked(tree: Tree, i: int) -> bool:
    """An infinitive with its mark: beside a word without one it is no conjunct, as in "ist bereit, X zu sein"."""
    return any(tree.tokens[c].upos == "PART" for c in tree.with_relation(i, "mark"))
