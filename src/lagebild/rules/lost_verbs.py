"""Sentences whose parse has a noun as root though an active verb stands in them: the verb becomes the root."""

from msgspec.structs import replace

from lagebild.record import Token
from lagebild.rules.tree import Tree, matches

_STOPS = frozenset(",;:()–—")


def raise_verbs(tree: Tree) -> Tree:
    """A sentence that has an active verb is no noun: "A court on Tuesday freed a pastor" with "freed" under a noun.

    Only where the root is a noun without verb, and what follows the verb at once is neither a preposition nor a
    stop, so that it cannot be a passive participle: "Man arrested in Kyiv".
    """
    root = tree.root()
    if root is None or tree.tokens[root].upos not in ("NOUN", "PROPN"):
        return tree
    if tree.with_relation(root, "cop", "aux", "nsubj"):
        return tree
    verb = next((i for i in range(root + 1, len(tree.tokens)) if _is_lost_verb(tree, i, root)), None)
    if verb is None:
        return _raise_before(tree, root)
    object_ = _object_behind(tree, verb)
    if object_ is None:
        return tree
    tokens = list(tree.tokens)
    for i, token in enumerate(tokens):
        behind = token.head == root and i > verb
        if behind or (token.head == object_ and i < verb and token.deprel != "compound"):
            day = next((j for j in range(i + 1, verb) if tree.tokens[j].upos in ("PROPN", "NOUN")), verb)
            tokens[i] = replace(token, head=day if token.deprel == "case" else verb, deprel=_under_verb(token))
    tokens[object_] = replace(tokens[object_], head=verb, deprel="obj")
    tokens[verb] = replace(tokens[verb], head=-1, deprel="root", feats=("Tense=Past", "VerbForm=Fin"))
    tokens[root] = replace(tokens[root], head=verb, deprel="nsubj")
    return tree.with_tokens(tokens)


def name_reflexives(tree: Tree) -> Tree:
    """Only a verb has "sich" for its object: "konnten sich nicht einigen" with "einigen" read as the pronoun."""
    words = (*tree.tagged("DET"), *tree.tagged("PRON"))
    lost = [i for i in words if tree.with_relation(i, "aux") and _has_itself(tree, i)]
    if not lost:
        return tree
    tokens = list(tree.tokens)
    for i in lost:
        tokens[i] = replace(tokens[i], lemma=tokens[i].text, upos="VERB", feats=("VerbForm=Inf",))
    return tree.with_tokens(tokens)


def _has_itself(tree: Tree, i: int) -> bool:
    return any("Reflex=Yes" in tree.tokens[c].feats for c in tree.with_relation(i, "obj", "expl"))


def _raise_before(tree: Tree, root: int) -> Tree:
    """ "Moscow shipped tanks to Angola" with the object as root and both words before it as its attributes."""
    verb = root - 1
    while verb >= 0 and tree.tokens[verb].head == root and _is_attribute(tree.tokens[verb]):
        verb -= 1
    if verb < 1 or tree.tokens[verb].head != root or not _is_finite_attribute(tree.tokens[verb]):
        return tree
    own = tree.with_relation(verb, "nsubj")  # a participle with a subject is none: "Saudi Arabia severed relations"
    before = own or [i for i in tree.children[root] if i < verb and tree.tokens[i].upos in ("PROPN", "NOUN")]
    if len(before) != 1 or verb - 1 not in tree.subtree(before[0]) or tree.case_words(before[0]):
        return tree
    tokens = list(tree.tokens)
    for i in tree.children[root]:
        if i > root:
            tokens[i] = replace(tokens[i], head=verb, deprel=_under_verb(tokens[i]))
        elif i < verb:
            tokens[i] = replace(tokens[i], head=before[0] if tokens[i].upos == "DET" else verb)
    tokens[before[0]] = replace(tokens[before[0]], head=verb, deprel="nsubj")
    tokens[root] = replace(tokens[root], head=verb, deprel="obj")
    tokens[verb] = replace(tokens[verb], head=-1, deprel="root", feats=("Tense=Past", "VerbForm=Fin"))
    return tree.with_tokens(tokens)


def _is_attribute(token: Token) -> bool:
    return token.upos in ("ADJ", "NUM", "DET") or (token.upos == "NOUN" and token.deprel == "compound")


def _is_finite_attribute(token: Token) -> bool:
    """A past form taken for an attribute, or a finite one for a part of a compound: "The Netherlands froze aid"."""
    if token.upos != "VERB":
        return False
    past = token.deprel == "amod" and "Tense=Past" in token.feats
    return past or (token.deprel == "compound" and "VerbForm=Fin" in token.feats)


def _is_lost_verb(tree: Tree, i: int, root: int) -> bool:
    """A past form that hangs as a participle on the root, or on the noun behind it, without auxiliary or subject."""
    token = tree.tokens[i]
    if token.upos != "VERB" or "Tense=Past" not in token.feats or tree.with_relation(i, "aux", "nsubj", "mark"):
        return False
    under_root = token.head == root and matches(token.deprel, ("acl",))
    noun = token.head
    while noun > i and tree.tokens[noun].head > i:  # "freed activist pastor Joseph Okello"
        noun = tree.tokens[noun].head
    before_noun = token.deprel == "amod" and noun > i and tree.tokens[noun].head == root
    return (under_root or before_noun) and all(t.text not in _STOPS for t in tree.tokens[root + 1 : i])


def _object_behind(tree: Tree, verb: int) -> int | None:
    """The noun whose phrase begins right behind the verb."""
    first = verb + 1
    if first >= len(tree.tokens) or tree.tokens[first].upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"):
        return None
    i = tree.tokens[verb].head if tree.tokens[verb].deprel == "amod" else first
    while tree.tokens[i].head > i:
        i = tree.tokens[i].head
    governed = any(c > verb for c in tree.with_relation(i, "case"))  # "on" before the verb is the day's
    return i if tree.tokens[i].upos in ("NOUN", "PROPN", "PRON") and not governed else None


def _under_verb(token: Token) -> str:
    """The relation of what hung on a noun, now that it hangs on a verb."""
    return "obl" if matches(token.deprel, ("nmod", "obl")) else token.deprel
