"""A plural without article and preposition is the subject or object of its verb: "bildet in Mali Soldaten aus"."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from lagebild.record import Span, Token
from lagebild.rules.tree import Tree, has, matches

LOOSE = ("flat", "appos", "nmod")


def free_bare_plurals(tree: Tree, states: Collection[Span], times: Sequence[Span]) -> Tree:
    """Give such a plural to the verb where the parse made it a part of the place before it, or an adverbial.

    `states` are the heads of names of states and towns, `times` spans that tell when, not who. The verb must lack the
    role: a subject, or an object where it has a subject.
    """
    beside = (*tree.related("flat"), *tree.related("appos"), *tree.related("nmod"), *tree.related("obl"))
    plurals = [i for i in beside if tree.tokens[i].upos == "NOUN" and has(tree.tokens[i], "Number=Plur")]
    if not plurals and not tree.related("compound") and not tree.related("flat"):
        return tree
    tokens = list(tree.tokens)
    for i in plurals:
        token = tree.tokens[i]
        if token.head < 0:
            continue
        if tree.with_relation(i, "case", "det", "nummod") or any(i in tree.at(span) for span in times):
            continue
        verb = token.head
        if matches(token.deprel, LOOSE):
            if (
                token.deprel == "nmod:poss"
                or has(token, "Case=Gen")
                or not _is_named_place(tree, token.head, i, states)
            ):
                continue
            verb = tree.tokens[token.head].head
        if verb < 0 or tree.tokens[verb].upos != "VERB" or verb in tree.children[i]:
            continue
        subjects = [j for j, t in enumerate(tokens) if t.head == verb and matches(t.deprel, ("nsubj",))]
        objects = [j for j, t in enumerate(tokens) if t.head == verb and t.deprel == "obj"]
        passive = bool(tree.with_relation(verb, "aux:pass"))
        if not subjects:
            tokens[i] = replace(token, head=verb, deprel="nsubj:pass" if passive else "nsubj")
        elif not objects and not passive:
            tokens[i] = replace(token, head=verb, deprel="obj")
    _free_behind_places(tree, tokens, states)
    return tree.with_tokens(tokens) if tokens != list(tree.tokens) else tree


def _free_behind_places(tree: Tree, tokens: list[Token], states: Collection[Span]) -> None:
    """ "haben in Peru Asyl gesucht", with the place read as a part of the noun behind: it has its own preposition."""
    for place in (*tree.related("compound"), *tree.related("flat")):
        noun = tree.tokens[place].head
        if noun != place + 1 or tree.tokens[place].span not in states or not tree.with_relation(place, "case"):
            continue
        verb = tree.tokens[noun].head
        if tree.tokens[noun].upos != "NOUN" or verb < 0 or tree.tokens[verb].upos != "VERB":
            continue
        if tree.with_relation(noun, "case", "det"):
            continue
        roles = {t.deprel for t in tokens if t.head == verb}
        free = "nsubj" if "nsubj" not in roles else "obj"
        if free in roles:
            continue
        tokens[noun] = replace(tokens[noun], deprel=free)
        tokens[place] = replace(tokens[place], head=verb, deprel="obl")


def _is_named_place(tree: Tree, place: int, plural: int, states: Collection[Span]) -> bool:
    """True for a state or town in a phrase with a preposition, and nothing but adjectives from it to the plural."""
    if tree.tokens[place].span not in states or not tree.case_words(place) or plural < place:
        return False
    return all(tree.tokens[j].upos == "ADJ" for j in range(place + 1, plural))
