"""Arcs that cannot be right, seen with what later stages know: repaired before rules look at them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from lagebild.record import Sentence, Span, Token
from lagebild.rules.tree import Tree, matches


def detach_from_times(sentence: Sentence, times: Iterable[Span]) -> Sentence:
    """A time has no apposition: in "besuchte am Dienstag Polen" the country belongs to the verb.

    What hangs on a time without a preposition and stands after it becomes the subject of the clause if it
    has none, else its object.
    """
    tree = Tree(sentence)
    tokens = list(sentence.tokens)
    for span in times:
        inside = set(tree.at(span))
        moved: int | None = None
        for i in sorted(inside):
            for child in tree.children[i]:
                if child not in inside and child > i and _is_loose(tree, child):
                    above = _above(tokens, i, inside)
                    if above is not None and above not in tree.subtree(child):
                        tokens[child] = replace(tokens[child], head=above, deprel=_role(tokens, above, child))
                        moved = child
                elif moved is not None and child not in inside and tree.tokens[child].deprel == "conj":
                    tokens[child] = replace(tokens[child], head=moved)  # "on Tuesday, survivors and a lawyer said"
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def detach_accusatives(sentence: Sentence) -> Sentence:
    """No noun has an accusative attribute: "riss in einem Hotel sechs Menschen in den Tod" kills no hotel's people."""
    tokens = list(sentence.tokens)
    for i, token in enumerate(sentence.tokens):
        loose = token.deprel == "nmod" and token.upos in ("NOUN", "PROPN") and "Case=Acc" in token.feats
        if not loose or token.head < 0 or any(t.head == i and t.deprel == "case" for t in tokens):
            continue
        above = _above(tokens, token.head, {i})
        if above is not None and not any(t.head == above and t.deprel == "obj" for t in tokens):
            tokens[i] = replace(token, head=above, deprel="obj")
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def settle_counted(sentence: Sentence, times: Iterable[Span]) -> Sentence:
    """Counted people are no adverbial: in "around 2,000 workers went on strike" they are the subject.

    Only without a preposition, outside times, and where the verb lacks a subject before or an object behind it.
    """
    tree = Tree(sentence)
    timed = {i for span in times for i in tree.at(span)}
    tokens = list(sentence.tokens)
    for i, token in enumerate(tokens):
        counted = token.upos in ("NOUN", "PROPN") and tree.with_relation(i, "nummod")
        if not counted or i in timed or token.head < 0 or not matches(token.deprel, ("obl",)) or tree.case_words(i):
            continue
        verb, role = token.head, "nsubj" if i < token.head else "obj"
        lacking = not any(t.head == verb and matches(t.deprel, (role,)) for t in tokens)
        if lacking and tokens[verb].upos == "VERB" and not tree.with_relation(verb, "aux:pass"):
            tokens[i] = replace(token, deprel=role)
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def mend_perfects(sentence: Sentence, intransitives: Collection[str]) -> Sentence:
    """ "ist eingetroffen" is a perfect, no state: verbs that have no passive make no adjective of their participle.

    `intransitives` are lemmas of such verbs.
    """
    tokens = list(sentence.tokens)
    for i, token in enumerate(sentence.tokens):
        if token.upos != "ADJ" or "VerbForm=Part" not in token.feats or token.lemma.casefold() not in intransitives:
            continue
        copulas = [j for j, t in enumerate(tokens) if t.head == i and t.deprel == "cop"]
        if copulas:
            tokens[i] = replace(token, upos="VERB")
            for j in copulas:
                tokens[j] = replace(tokens[j], deprel="aux")
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def part_names(sentence: Sentence, names: Mapping[Span, str]) -> Sentence:
    """Two people are no one name: in "wie Putin Kim begrüßt" the second belongs to the verb.

    `names` are the heads of people's names with the entity each stands for.
    """
    tokens = list(sentence.tokens)
    for i, token in enumerate(sentence.tokens):
        if token.span not in names or not matches(token.deprel, ("flat", "compound", "nmod")) or token.head < 0:
            continue
        other = names.get(tokens[token.head].span)
        if other and other != names[token.span] and not any(t.head == i and t.deprel == "case" for t in tokens):
            above = _above(tokens, token.head, {i, token.head})
            if above is not None:
                tokens[i] = replace(token, head=above, deprel=_role(tokens, above, i))
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def detach_states(sentence: Sentence, states: Collection[Span]) -> Sentence:
    """No one is a state: in "hat ein griechischer Regierungschef Albanien besucht" the state belongs to the verb.

    `states` are the heads of names of states and towns. Only where the verb follows and has no object yet.
    """
    tokens = list(sentence.tokens)
    for i, token in enumerate(sentence.tokens):
        if token.span not in states or not matches(token.deprel, ("appos", "flat")) or token.head < 0:
            continue
        head = tokens[token.head]
        if head.upos != "NOUN" or head.deprel != "nsubj" or "Case=Gen" in token.feats:
            continue
        verb = head.head
        if verb > i and not any(t.head == verb and t.deprel == "obj" for t in tokens):
            tokens[i] = replace(token, head=verb, deprel="obj")
    return replace(sentence, tokens=tuple(tokens)) if tokens != list(sentence.tokens) else sentence


def _is_loose(tree: Tree, child: int) -> bool:
    token = tree.tokens[child]
    return (
        matches(token.deprel, ("appos", "flat", "nmod", "dep"))
        and token.upos in ("NOUN", "PROPN")
        and not tree.case_words(child)
        and "Case=Gen" not in token.feats
    )


def _above(tokens: Sequence[Token], i: int, inside: set[int]) -> int | None:
    """The verb that the time itself hangs on."""
    head = tokens[i].head
    seen = {i}
    while head >= 0 and head not in seen:
        if head not in inside and tokens[head].upos in ("VERB", "AUX"):
            return head
        seen.add(head)
        head = tokens[head].head
    return None


def _role(tokens: Sequence[Token], verb: int, child: int) -> str:
    others = (t for j, t in enumerate(tokens) if t.head == verb and j != child)
    return "obj" if any(matches(t.deprel, ("nsubj",)) for t in others) else "nsubj"
