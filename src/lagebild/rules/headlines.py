"""Headlines whose parse has a noun as root: the verb that a headline writes without auxiliary becomes the root."""

from collections.abc import Collection, Container

from msgspec.structs import replace

from lagebild.record import Span, Token
from lagebild.rules.tree import Tree, has, matches


def raise_headline(tree: Tree, actors: Container[Span], marks: Collection[str], intransitives: Container[str]) -> Tree:
    """A headline's "X to send", "protests erupt" and "X warns", where a noun was read as its root.

    `actors` are the heads of mentions of those who can act, `marks` lemmas before infinitives that a headline uses as
    a future (none: the language has no such headlines), `intransitives` lemmas of verbs that have no passive.
    """
    root = tree.root()
    if not marks or root is None or tree.tokens[root].upos not in ("NOUN", "PROPN"):
        return tree
    if tree.with_relation(root, "cop", "aux", "case"):
        return tree
    if tree.with_relation(root, "nsubj"):
        return _named_verb(tree, root, tree.with_relation(root, "nsubj")[-1])
    if tree.with_relation(root, "obj") and (name := _owned_name(tree, root)) is not None:
        return _named_verb(tree, root, name)
    below = [i for i in tree.with_relation(root, "acl") if i > root and tree.tokens[i].upos == "VERB"]
    verb = next((i for i in below if _is_infinitive(tree, root, i, actors, marks)), None)
    feats: tuple[str, ...] = ("VerbForm=Inf",)
    if verb is None:
        verb = next((i for i in below if _is_past(tree, root, i, intransitives)), None)
        feats = ("Tense=Past", "VerbForm=Fin")
    if verb is None:
        return tree
    tokens = list(tree.tokens)
    for i in tree.children[root]:
        if i > verb:
            relation = "obl" if matches(tokens[i].deprel, ("nmod", "obl")) else tokens[i].deprel
            tokens[i] = replace(tokens[i], head=verb, deprel=relation)
    tokens[verb] = replace(tokens[verb], head=-1, deprel="root", feats=feats)
    tokens[root] = replace(tokens[root], head=verb, deprel="nsubj")
    return tree.with_tokens(tokens)


def _is_infinitive(tree: Tree, root: int, verb: int, actors: Container[Span], marks: Collection[str]) -> bool:
    """ "Seoul to supply tanks": the mark right behind somebody who can act; not "a plan to supply"."""
    mark = root + 1
    return (
        tree.tokens[root].span in actors
        and mark < verb
        and tree.tokens[mark].head == verb
        and tree.tokens[mark].lemma.casefold() in marks
        and not tree.with_relation(root, "det")
    )


def _is_past(tree: Tree, root: int, verb: int, intransitives: Container[str]) -> bool:
    """ "Mass protests erupted": what has no passive is no participle behind its noun."""
    token: Token = tree.tokens[verb]
    return (
        token.lemma.casefold() in intransitives
        and has(token, "Tense=Past")
        and not tree.with_relation(verb, "aux", "nsubj", "mark")
        and not any(t.text in ",;:" for t in tree.tokens[root:verb])
    )


def _owned_name(tree: Tree, root: int) -> int | None:
    """The name in "Haiti's Aristide urges rivals to …", read as "Haiti's … urges": the one right before the noun."""
    name = root - 1
    beside = name > 1 and tree.tokens[name].head == root and matches(tree.tokens[name].deprel, ("amod", "compound"))
    owned = any(i < name for i in tree.with_relation(root, "nmod:poss"))
    return name if beside and owned and tree.tokens[name].upos == "PROPN" else None


def _named_verb(tree: Tree, root: int, subject: int) -> Tree:
    """ "Haitian leader warns of war", "Police fire on strikers": a noun with a subject and no copula is a verb.

    Without an ending it is one only right behind its subject.
    """
    token = tree.tokens[root]
    form = token.text.casefold()
    ended = form.endswith("s")
    if subject >= root or token.upos != "NOUN" or tree.with_relation(root, "det"):
        return tree
    if any(i != subject for i in tree.with_relation(root, "amod")):
        return tree
    if not ended and (subject != root - 1 or tree.with_relation(root, "compound", "nmod:poss")):
        return tree
    lemma = token.lemma if token.lemma.casefold() != form or not ended else token.lemma[:-1]
    tokens = list(tree.tokens)
    tokens[root] = replace(token, upos="VERB", lemma=lemma, feats=("Tense=Pres", "VerbForm=Fin"))
    for i in tree.with_relation(root, "nmod:poss"):
        tokens[i] = replace(tokens[i], head=subject)
    tokens[subject] = replace(tokens[subject], deprel="nsubj")
    for i in tree.with_relation(root, "nmod"):
        if tokens[i].head != root:
            continue
        tokens[i] = replace(tokens[i], deprel="obl")
    return tree.with_tokens(tokens)
