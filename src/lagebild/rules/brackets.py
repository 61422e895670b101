"""Verb brackets that a relative clause broke: the participle at the end becomes the verb again."""

from collections.abc import Collection

from msgspec.structs import replace

from lagebild.rules.tree import Tree, has, matches


def close_brackets(tree: Tree, auxiliaries: Collection[str]) -> Tree:
    """ "hat den Beobachtern, denen sie misstraut, die Pässe entzogen", with "entzogen" read as a relative clause.

    Only where one of `auxiliaries` stands as a full verb, a finite relative clause or an apposition follows, and the
    participle behind it ends its clause and has neither a subject nor an auxiliary nor a relative pronoun of its own.
    """
    for verb in sorted((*tree.tagged("VERB"), *tree.tagged("AUX"))) if auxiliaries else ():
        token = tree.tokens[verb]
        if token.lemma.casefold() not in auxiliaries:
            continue
        if matches(token.deprel, ("aux", "cop")) or tree.with_relation(verb, "aux"):
            continue
        last = _lost_participle(tree, verb)
        if last is None:
            continue
        tokens = list(tree.tokens)
        for child in tree.children[verb]:
            if child != last:
                tokens[child] = replace(tokens[child], head=last)
        tokens[last] = replace(tokens[last], head=token.head, deprel=token.deprel, upos="VERB")
        tokens[verb] = replace(token, head=last, deprel="aux", upos="AUX")
        return tree.with_tokens(tokens)
    return tree


def _lost_participle(tree: Tree, verb: int) -> int | None:
    """The first participle below the verb that can only belong to it."""
    below = [i for i in tree.subtree(verb) if i > verb]
    clauses = [i for i in below if matches(tree.tokens[i].deprel, ("acl",)) and _is_finite(tree, i)]
    for i in below:
        token = tree.tokens[i]
        open_end = i + 1 < len(tree.tokens) and tree.tokens[i + 1].upos not in ("PUNCT", "CCONJ")
        if open_end or not has(token, "VerbForm=Part"):
            continue
        own = tree.children[i]
        if token.head == verb and matches(token.deprel, ("xcomp", "ccomp")):
            return i  # "haben drei Frauen, die …, verhaftet": an auxiliary has no participle for its object
        if not matches(token.deprel, ("acl", "advcl", "parataxis")):
            continue
        bound = any("PronType=Rel" in tree.tokens[c].feats for c in own) or tree.with_relation(i, "aux", "cop", "nsubj")
        if not bound and (any(verb < clause < i for clause in clauses) or _behind_apposition(tree, token.head, i)):
            return i
    return None


def _behind_apposition(tree: Tree, noun: int, participle: int) -> bool:
    """ "hat Ponta, dem Chef der Partei, die Hilfe zugesagt": no relative clause without pronoun and finite verb."""
    relative = matches(tree.tokens[participle].deprel, ("acl",)) and tree.tokens[participle].deprel != "acl"
    return relative and any(a < participle for a in tree.with_relation(noun, "appos"))


def _is_finite(tree: Tree, i: int) -> bool:
    return any(has(tree.tokens[j], "VerbForm=Fin") for j in (i, *tree.with_relation(i, "aux", "cop")))
