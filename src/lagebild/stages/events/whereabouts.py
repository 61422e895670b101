"""Where an event happened: the place of its clause, not of who speaks, of who acts, or of where a road leads."""

from bisect import bisect_left

from lagebild.knowledge.event_rules import Grammar
from lagebild.record import Place, Span
from lagebild.rules.tree import Tree, matches

LOCAL = ("obl", "nmod", "advmod", "appos", "flat", "conj", "dep")
EXACTNESS = {"point": 0, "city": 0, "region": 1, "country": 2}


def place_of(
    places: tuple[Place, ...], tree: Tree, trigger: int, clause: set[int], speaking: tuple[Span, ...], grammar: Grammar
) -> int | None:
    """Index of the place of the event; None if its clause names none and points back to none.

    In the clause, what hangs on the trigger goes first, then the most exact. `speaking` are the spans of those
    who only speak in it: a place that describes them ("an official in Washington") is theirs, not the event's.
    """
    first = bisect_left(places, tree.sentence.span[0], key=lambda place: place.span[0])
    pointing = [i for i in clause if tree.tokens[i].upos == "ADV" and tree.tokens[i].text.casefold() in grammar.there]
    own: list[tuple[bool, int, int, int]] = []
    for i in range(first, len(places)):
        if places[i].span[0] >= tree.sentence.span[1]:
            break
        tokens = set(tree.at(places[i].span))
        if tokens & clause and _is_local(tree, tokens, places[i], grammar):
            hangs = any(tree.tokens[t].head == trigger for t in tokens)
            leads = any(tree.case_words(t) & grammar.direction_cases for t in tokens)
            if hangs or not _is_of_another(tree, tokens, trigger, speaking, grammar):
                gap = max(tree.tokens[trigger].span[0] - places[i].span[1], places[i].span[0], 0)
                own.append((not hangs or (leads and bool(pointing)), EXACTNESS[places[i].precision], gap, i))
    best = min(own, default=None)
    if best is not None and not best[0]:
        return best[3]
    if pointing:
        return _last_before(places, tree, pointing[0])
    return best[3] if best is not None else None


def _is_local(tree: Tree, tokens: set[int], place: Place, grammar: Grammar) -> bool:
    """True if the place stands in a phrase of place or of a noun, not as subject, object or partner.

    A country is a place only with evidence of it: "der Streit mit Russland" is not in Russia.
    """
    cases = set().union(*(tree.case_words(i) for i in tokens))
    if cases & grammar.partner_cases:
        return False
    if place.precision == "country" and not cases & grammar.locative_cases:
        return False
    if any(matches(tree.tokens[i].deprel, LOCAL) for i in tokens):
        return True
    # "out of Yerevan airport": the name before a noun in a phrase of place.
    heads = {tree.tokens[i].head for i in tokens if tree.tokens[i].deprel == "compound"} - tokens
    return any(
        tree.tokens[h].upos == "NOUN"
        and matches(tree.tokens[h].deprel, ("obl",))
        and tree.case_words(h) & grammar.locative_cases
        for h in heads
        if h >= 0
    )


def _is_of_another(tree: Tree, tokens: set[int], trigger: int, speaking: tuple[Span, ...], grammar: Grammar) -> bool:
    """True if the place describes who speaks, or is where something leads: "die Straße nach X"."""
    for i in tokens:
        token = tree.tokens[i]
        head = token.head
        if head < 0 or head in tokens or not matches(token.deprel, ("nmod",)):
            continue
        if tree.case_words(i) & grammar.direction_cases:
            return True
        if head == trigger or not matches(tree.tokens[head].deprel, ("nsubj", "conj")):
            continue
        at = tree.tokens[head].span[0]
        if any(start <= at < end for start, end in speaking):
            return True
        subject = matches(tree.tokens[head].deprel, ("nsubj",))
        if subject and tree.tokens[head].head not in (trigger, tree.tokens[trigger].head):
            return True
    return False


def _last_before(places: tuple[Place, ...], tree: Tree, pointing: int) -> int | None:
    """The place that "there" points back to: the last one named before it that is more exact than a country."""
    before = bisect_left(places, tree.tokens[pointing].span[0], key=lambda place: place.span[0])
    return next((i for i in range(before - 1, -1, -1) if places[i].precision != "country"), None)
