"""Arcs that cannot be right, seen with what later stages know: repaired before rules look at them."""

from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from lagebild.record import Span, Token
from lagebild.rules.tree import Tree, has, matches


def detach_from_times(tree: Tree, times: Sequence[Span]) -> Tree:
    """A time has no apposition: in "besuchte am Dienstag Polen" the country belongs to the verb.

    What hangs on a time without a preposition and stands after it becomes the subject of the clause if it
    has none, else its object.
    """
    if not times:
        return tree
    tokens = list(tree.tokens)
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
    return _mended(tree, tokens)


def detach_accusatives(tree: Tree) -> Tree:
    """No noun has an accusative attribute: "riss in einem Hotel sechs Menschen in den Tod" kills no hotel's people.

    An amount right before what it measures has: "300 Millionen Dollar".
    """
    loose = [i for i in tree.related("nmod") if _is_accusative_attribute(tree.tokens[i])]
    if not loose:
        return tree
    tokens = list(tree.tokens)
    for i in loose:
        token = tree.tokens[i]
        if token.head < 0 or any(t.head == i and t.deprel == "case" for t in tokens):
            continue
        if token.head == i + 1 and any(t.head == i and t.deprel == "nummod" for t in tokens):
            continue
        above = _above(tokens, token.head, {i})
        if above is not None and not any(t.head == above and t.deprel == "obj" for t in tokens):
            tokens[i] = replace(token, head=above, deprel="obj")
    return _mended(tree, tokens)


def _is_accusative_attribute(token: Token) -> bool:
    return "Case=Acc" in token.feats and token.deprel == "nmod" and token.upos in ("NOUN", "PROPN")


def settle_counted(tree: Tree, times: Sequence[Span], measures: Collection[str] = ()) -> Tree:
    """Counted people are no adverbial: in "around 2,000 workers went on strike" they are the subject.

    Only without a preposition, outside times, and where the verb lacks a subject before or an object behind it.
    Between its subject and a verb that stands last they are the object: "hat mehr als 100 Rebellen getötet".
    `measures` are prepositions that only round a number: "bis zu".
    """
    if not tree.related("nummod") or not tree.related("obl"):
        return tree
    tokens = list(tree.tokens)
    for i in tree.related("obl"):
        token = tree.tokens[i]
        counted = token.upos in ("NOUN", "PROPN") and tree.with_relation(i, "nummod")
        if not counted or token.head < 0 or any(i in tree.at(span) for span in times):
            continue
        cases = " ".join(tree.tokens[c].text.casefold() for c in tree.with_relation(i, "case"))
        if cases and cases not in measures:
            continue
        verb = token.head
        led = any(t.head == verb and matches(t.deprel, ("nsubj",)) for t in tokens[:i])
        role = "nsubj" if i < verb and not led else "obj"
        lacking = not any(t.head == verb and matches(t.deprel, (role,)) for t in tokens)
        if lacking and tokens[verb].upos == "VERB" and not tree.with_relation(verb, "aux:pass"):
            tokens[i] = replace(token, deprel=role)
    return _mended(tree, tokens)


def free_rounded(tree: Tree, measures: Collection[str]) -> Tree:
    """A subject or object has no preposition: in "around 3,000 rebels surrendered" it only rounds the number.

    `measures` are such prepositions: "around", "up to". Only where a number stands right behind.
    """
    rounded = []
    for number in tree.related("nummod") if measures else ():
        i = tree.tokens[number].head
        if i < 0 or not matches(tree.tokens[i].deprel, ("nsubj", "obj")):
            continue
        cases = tree.with_relation(i, "case")
        if cases and " ".join(t.text.casefold() for t in tree.tokens[cases[0] : number]) in measures:
            rounded += cases
    if not rounded:
        return tree
    tokens = list(tree.tokens)
    for c in rounded:
        tokens[c] = replace(tokens[c], deprel="advmod")
    return _mended(tree, tokens)


def mend_perfects(tree: Tree, intransitives: Collection[str], auxiliaries: Collection[str] = ()) -> Tree:
    """ "ist eingetroffen" is a perfect, no state: verbs that have no passive make no adjective of their participle.

    `intransitives` are lemmas of such verbs. Nor is an adjective what stands with one of `auxiliaries`: "hat
    untersagt".
    """
    able = [i for i in tree.tagged("ADJ") if tree.children[i]]
    gone = [i for i in tree.related("aux:pass") if _is_perfect_of_going(tree, i, intransitives)]
    if not able and not gone:
        return tree
    tokens = list(tree.tokens)
    for i in gone:
        tokens[i] = replace(tree.tokens[i], deprel="aux")
    for i in able:
        token = tree.tokens[i]
        below = [(j, tree.tokens[j]) for j in tree.children[i]]
        if any(t.deprel == "aux" and t.lemma.casefold() in auxiliaries for _, t in below):
            tokens[i] = replace(token, upos="VERB")
            continue
        if "VerbForm=Part" not in token.feats or token.lemma.casefold() not in intransitives:
            continue
        copulas = [j for j, t in below if t.deprel == "cop"]
        if copulas:
            tokens[i] = replace(token, upos="VERB")
            for j in copulas:
                tokens[j] = replace(tokens[j], deprel="aux")
    return _mended(tree, tokens)


def _is_perfect_of_going(tree: Tree, i: int, intransitives: Collection[str]) -> bool:
    """ "sind einmarschiert", read as a passive."""
    token = tree.tokens[i]
    if token.head < 0 or not has(token, "Tense=Pres", "VerbForm=Fin"):
        return False
    verb = tree.tokens[token.head]
    return verb.upos == "VERB" and verb.lemma.casefold() in intransitives and has(verb, "VerbForm=Part")


def share_perfects(tree: Tree, auxiliaries: Collection[str]) -> Tree:
    """ "haben das Haus gestürmt und Geiseln genommen": a second participle under one auxiliary is no passive either.

    `auxiliaries` are those of the active voice. What was taken for its subject is its object.
    """
    tokens = list(tree.tokens)
    for i in tree.related("conj"):
        token, first = tree.tokens[i], tree.tokens[i].head
        if token.upos != "VERB" or not has(token, "VerbForm=Part") or first < 0 or tree.tokens[first].upos != "VERB":
            continue
        helpers = {tree.tokens[a].lemma.casefold() for a in tree.with_relation(first, "aux")}
        if not helpers & set(auxiliaries) or tree.with_relation(i, "aux", "obj"):
            continue
        suffering = [s for s in tree.with_relation(i, "nsubj:pass") if s > first]
        if len(suffering) == 1 and not _shows(tree, suffering[0], "Case=Nom", "Gender=Masc", "Number=Sing"):
            tokens[suffering[0]] = replace(tokens[suffering[0]], deprel="obj")
    return _mended(tree, tokens)


def turn_fronted(
    tree: Tree,
    somebody: Collection[Span],
    deliberate: Collection[str],
    documents: Collection[str],
    tolls: Collection[str] = (),
) -> Tree:
    """Only somebody refuses: in "Die Forderung hat Angolas Präsident abgelehnt" the object stands first.

    `somebody` are the heads of whoever can act, `deliberate` the lemmas of verbs whose subject is one of them. Not
    where an article shows the first to be the subject or the second none, nor where the first is one of `documents`,
    which speak, too, nor where the first alone agrees with the verb; and deeds demand `tolls`: "Der Anschlag forderte
    zehn Tote".
    """
    verbs = [i for i in tree.tagged("VERB") if tree.tokens[i].lemma.casefold() in deliberate]
    if not verbs:
        return tree
    tokens = list(tree.tokens)
    for verb in verbs:
        if tree.with_relation(verb, "aux:pass", "nsubj:pass"):
            continue
        sides = [i for i in tree.with_relation(verb, "nsubj", "obj", "obl", "dep") if _is_bare_noun(tree, i)]
        if len(sides) != 2:
            continue
        first, second = sides
        finite = [verb, *tree.with_relation(verb, "aux")]
        known = tokens[first].span in somebody or tokens[second].span not in somebody
        speaks = tokens[first].upos == "PROPN" or tokens[first].lemma.casefold() in documents
        toll = tokens[second].lemma.casefold() in tolls
        if known or speaks or toll or not any(first < i < second for i in finite):
            continue
        sure = _shows(tree, first, "Case=Nom", "Gender=Masc", "Number=Sing") and has(tokens[first], "Gender=Masc")
        sure = sure or _agrees_alone(tree, first, second, finite)
        if sure or _shows(tree, second, "Case=Acc", "Gender=Masc") or _shows(tree, second, "Case=Dat"):
            continue
        for i, role, case in ((first, "obj", "Case=Acc"), (second, "nsubj", "Case=Nom")):
            tokens[i] = replace(tokens[i], deprel=role)
            for j in (i, *tree.with_relation(i, "det")):  # their cases were read off the wrong roles
                feats = tuple(case if f in ("Case=Nom", "Case=Acc") else f for f in tokens[j].feats)
                tokens[j] = replace(tokens[j], feats=feats)
    return _mended(tree, tokens)


def _agrees_alone(tree: Tree, first: int, second: int, verbs: Sequence[int]) -> bool:
    """ "Kritiker werfen Ponta vor": a plural verb has no single person for its subject."""
    plural = any(has(tree.tokens[v], "VerbForm=Fin", "Number=Plur") for v in verbs)
    single = has(tree.tokens[second], "Number=Sing") and not tree.with_relation(second, "conj", "nummod")
    return plural and single and has(tree.tokens[first], "Number=Plur")


def _mended(tree: Tree, tokens: list[Token]) -> Tree:
    """The tree with these tokens: itself if they are its own."""
    return tree.with_tokens(tokens) if tokens != list(tree.tokens) else tree


def _is_bare_noun(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos in ("NOUN", "PROPN") and not tree.case_words(i) and tree.tokens[i].deprel != "obl:arg"


def _shows(tree: Tree, i: int, *feats: str) -> bool:
    """True if an article of the noun has all these features: articles show case, nouns hardly ever."""
    return any(has(tree.tokens[d], *feats) for d in tree.with_relation(i, "det"))


def part_names(tree: Tree, names: Mapping[Span, str]) -> Tree:
    """Two people are no one name: in "wie Putin Kim begrüßt" the second belongs to the verb.

    `names` are the heads of people's names with the entity each stands for.
    """
    beside = (*tree.related("flat"), *tree.related("compound"), *tree.related("nmod"))
    named = [i for i in beside if tree.tokens[i].span in names]
    if not named:
        return tree
    tokens = list(tree.tokens)
    for i in sorted(named):
        token = tree.tokens[i]
        if token.head < 0:
            continue
        other = names.get(tokens[token.head].span)
        if other and other != names[token.span] and not any(t.head == i and t.deprel == "case" for t in tokens):
            above = _above(tokens, token.head, {i, token.head})
            if above is not None:
                tokens[i] = replace(token, head=above, deprel=_role(tokens, above, i))
    return _mended(tree, tokens)


def part_states(tree: Tree, states: Mapping[Span, str]) -> Tree:
    """Two states are no one name: in "hat Bonn Prag gewarnt" the first does it and the second suffers it.

    `states` are the heads of names of states and capitals with the entity each stands for. Where the verb has another
    subject, both are its objects.
    """
    beside = (i for relation in ("flat", "appos", "nmod", "compound") for i in tree.related(relation))
    named = [i for i in beside if tree.tokens[i].span in states and tree.tokens[i].head == i - 1]
    if not named:
        return tree
    tokens = list(tree.tokens)
    for i in sorted(named):
        first = tokens[i].head
        other, verb = states.get(tokens[first].span), tokens[first].head
        if not other or other == states[tokens[i].span] or verb < 0 or tokens[verb].upos != "VERB":
            continue
        loose = matches(tokens[first].deprel, ("nsubj", "obj", "iobj", "obl"))
        if not loose or tree.case_words(first) or tree.with_relation(i, "case", "det"):
            continue
        led = any(s != first for s in tree.with_relation(verb, "nsubj"))
        given = any(t.head == verb and t.deprel == "obj" and j not in (first, i) for j, t in enumerate(tokens))
        tokens[first] = replace(tokens[first], deprel="iobj" if led else "nsubj")
        tokens[i] = replace(tokens[i], head=verb, deprel="iobj" if given and not led else "obj")
    return _mended(tree, tokens)


def detach_states(tree: Tree, states: Collection[Span]) -> Tree:
    """No one is a state: in "hat ein griechischer Regierungschef Albanien besucht" the state belongs to the verb.

    `states` are the heads of names of states and towns. Only where the verb follows and has no object yet.
    """
    named = [i for i in (*tree.related("appos"), *tree.related("flat")) if tree.tokens[i].span in states]
    if not named:
        return tree
    tokens = list(tree.tokens)
    for i in sorted(named):
        token = tree.tokens[i]
        if token.head < 0:
            continue
        head = tokens[token.head]
        if head.upos != "NOUN" or head.deprel != "nsubj" or "Case=Gen" in token.feats:
            continue
        verb = head.head
        if verb > i and not any(t.head == verb and t.deprel == "obj" for t in tokens):
            tokens[i] = replace(token, head=verb, deprel="obj")
    return _mended(tree, tokens)


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
