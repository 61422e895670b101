"""Where an event happened: the place of its clause, not of who speaks, of who acts, or of where a road leads."""

from bisect import bisect_left

from msgspec import Struct

from lagebild.knowledge.event_rules import Grammar
from lagebild.record import Place, Precision, Span
from lagebild.rules.clause import clause_of
from lagebild.rules.tree import Tree, has, matches
from lagebild.stages.events.scopes import is_outside

LOCAL = ("obl", "nmod", "advmod", "appos", "flat", "conj", "dep")
ANY_BUT_COUNTRY: tuple[Precision, ...] = ("point", "city", "region")
EXACTNESS = {"point": 0, "city": 0, "region": 1, "country": 2}


class Named(Struct, frozen=True):
    """The places of a report in text order, and the indexes of those in running text: not in captions or headlines."""

    places: tuple[Place, ...]
    running: frozenset[int]


def place_of(
    named: Named,
    tree: Tree,
    trigger: int,
    clause: set[int],
    speaking: tuple[Span, ...],
    grammar: Grammar,
    parties: tuple[Span, ...] | None = None,
    said: tuple[Span, ...] = (),
    involved: tuple[Span, ...] = (),
) -> int | None:
    """Index of the place of the event; None if its clause names none and points back to none.

    In the clause, what hangs on the trigger goes first, then the most exact. A clause without a subject of its own, as
    in "exploded in Bamako, killing three", takes the place of the one that it hangs on. `speaking` are the spans of
    those who only speak in it: a place that describes them ("an official in Washington") is theirs, not the event's.
    `parties` are those of all participants of an event that consists in words, whose content has places of its own.
    `said` is what somebody is quoted with around the event; places beside it are of the saying. `involved` are the
    spans of all participants: "20 migrants from Togo" were not held there.
    """
    found = _in_clause(named, tree, trigger, clause, speaking, grammar, parties, said, involved)
    if found is None and (above := _clause_above(tree, trigger)) is not None:
        found = _in_clause(named, tree, above, clause_of(tree, above), speaking, grammar, parties, said, involved)
    return found


def _clause_above(tree: Tree, trigger: int) -> int | None:
    """The verb whose subject and place a participle, gerund or second verb shares; None if it has its own subject."""
    token = tree.tokens[trigger]
    if token.head < 0 or tree.with_relation(trigger, "nsubj") or not matches(token.deprel, ("advcl", "conj")):
        return None
    if tree.tokens[token.head].upos != "VERB" or tree.with_relation(trigger, "mark", "case"):
        return None
    joined = matches(token.deprel, ("conj",))
    return token.head if joined or has(token, "VerbForm=Part") or has(token, "VerbForm=Ger") else None


def _in_clause(
    named: Named,
    tree: Tree,
    trigger: int,
    clause: set[int],
    speaking: tuple[Span, ...],
    grammar: Grammar,
    parties: tuple[Span, ...] | None,
    said: tuple[Span, ...],
    involved: tuple[Span, ...],
) -> int | None:
    places = named.places
    first = bisect_left(places, tree.sentence.span[0], key=lambda place: place.span[0])
    pointing = [(i, exact) for i in sorted(clause) if (exact := _points_back(tree, i, grammar))]
    own: list[tuple[bool, int, int, int]] = []
    for i in range(first, len(places)):
        if places[i].span[0] >= tree.sentence.span[1]:
            break
        tokens = set(tree.at(places[i].span))
        if is_outside(places[i].span, said) or _is_origin(tree, tokens, places[i], involved, grammar):
            continue
        if tokens & clause and _is_local(tree, tokens, places[i], grammar):
            if _is_nested(tree, tokens, trigger, grammar):
                continue
            if parties is not None and _is_within_a_clause(tree, tokens, trigger):
                continue
            if parties is not None and grammar.dated_nouns and _is_of_the_content(tree, tokens, trigger, parties):
                continue
            hangs = any(tree.tokens[t].head == trigger for t in tokens) or _within_noun(tree, tokens, trigger)
            if not hangs and _is_of_somebody(tree, tokens, grammar):
                continue
            leads = any(tree.case_words(t) & grammar.direction_cases for t in tokens)
            if hangs or not _is_of_another(tree, tokens, trigger, speaking, grammar):
                gap = max(tree.tokens[trigger].span[0] - places[i].span[1], places[i].span[0], 0)
                own.append((not hangs or (leads and bool(pointing)), EXACTNESS[places[i].precision], gap, i))
    best = min(own, default=None)
    if best is not None and not best[0]:
        return best[3]
    if pointing and (best is None or tree.tokens[pointing[0][0]].upos == "ADV"):
        return _last_before(named, tree, *pointing[0])
    return best[3] if best is not None else None


def _is_nested(tree: Tree, tokens: set[int], trigger: int, grammar: Grammar) -> bool:
    """True if below the trigger the place is that of a clause with its own subject, of a reason or of what came before.

    "suspended talks after rebels killed two soldiers in Arauca"; "protested over, resigned after a killing in Arauca";
    "der aus Lima ausgewiesene Botschafter".
    """
    path, before = _between(tree, tokens, trigger), grammar.backdrop_cases & grammar.time_marks
    return any(
        (i in tree.clause_heads and bool(tree.with_relation(i, "nsubj", "nsubj:pass")))
        or (matches(tree.tokens[i].deprel, ("amod",)) and i not in tree.ancestors(trigger))
        or (tree.tokens[i].upos == "NOUN" and bool(tree.case_words(i) & (grammar.reason_cases | before)))
        for i in path
    )


def _is_within_a_clause(tree: Tree, tokens: set[int], trigger: int) -> bool:
    """True if a clause of its own stands between: "warf ihm vor, eine Schule in Cherson beschossen zu haben"."""
    return any(i in tree.clause_heads for i in _between(tree, tokens, trigger))


def _is_of_the_content(tree: Tree, tokens: set[int], trigger: int, parties: tuple[Span, ...]) -> bool:
    """True if the place is that of what is spoken about: "criticised plans to base missiles in X".

    Not of those whom it is said to: "told supporters in X".
    """
    path = _between(tree, tokens, trigger)
    first = min(i for t in tokens for i in (t, *tree.with_relation(t, "case")))
    if first and tree.tokens[first - 1].text == ",":
        return False  # "met his counterpart, Paul Kagame, in Doha"
    if not path or not matches(tree.tokens[path[-1]].deprel, ("obj",)):
        return False
    if tree.with_relation(path[-1], "nmod:poss"):
        return True
    at = tree.tokens[path[-1]].span[0]
    return not any(start <= at < end for start, end in parties)


def _is_of_somebody(tree: Tree, tokens: set[int], grammar: Grammar) -> bool:
    """True if the place only says whose somebody is: "the senator of Vermont", "Pat Toomey (R-Pa.)".

    Not of a dateline, which opens its sentence, nor behind another place ("in Birmingham, Alabama").
    """
    first = min(tokens)
    if first == 0:
        return False
    if first > 1 and tree.tokens[first - 1].text == "-" and len(tree.tokens[first - 2].text) == 1:
        return True  # "(D-N.J.)"
    head = max(tokens, key=lambda t: tree.tokens[t].head not in tokens)
    token = tree.tokens[head]
    cases = tree.case_words(head)
    if not matches(token.deprel, ("nmod", "appos", "dep")) or token.head < 0 or cases & grammar.locative_cases:
        return False
    named = tree.tokens[token.head].upos == "PROPN"
    return named and not tree.case_words(token.head) & grammar.locative_cases


def _within_noun(tree: Tree, tokens: set[int], trigger: int) -> bool:
    """True if the trigger is a noun and the place describes it, over other nouns too: an attack on men in Faro."""
    path = _between(tree, tokens, trigger)
    return tree.tokens[trigger].upos == "NOUN" and bool(path) and all(tree.tokens[i].upos == "NOUN" for i in path)


def _between(tree: Tree, tokens: set[int], trigger: int) -> list[int]:
    """The words on the way up from a place to the trigger, without both; none where it does not lie below it."""
    path: list[int] = []
    for i in tree.ancestors(max(tokens, key=lambda t: tree.tokens[t].head not in tokens)):
        if i == trigger:
            return path
        if i not in tokens:
            path.append(i)
    return []


def _is_local(tree: Tree, tokens: set[int], place: Place, grammar: Grammar) -> bool:
    """True if the place stands in a phrase of place or of a noun, not as subject, object or partner.

    A country is a place only with evidence of it: "der Streit mit Russland" is not in Russia.
    """
    cases = set().union(*(tree.case_words(i) for i in tokens))
    if cases & grammar.partner_cases:
        return False
    if place.entity is None and _is_of_a_scene(tree, tokens, grammar):
        return True
    if grammar.dated_nouns and (_is_owner(tree, tokens, grammar) or _is_of_a_compound(tree, max(tokens))):
        return False
    if place.precision == "country" and not (cases | _cases_of_ground(tree, tokens, grammar)) & grammar.locative_cases:
        return False
    if not cases and any(_names_a_subject(tree, i) for i in tokens):
        return False
    if any(matches(tree.tokens[i].deprel, LOCAL) for i in tokens):
        return True
    # "out of Yerevan airport", "into the Fordow enrichment plant": the name before a noun in a phrase of place.
    heads = {h for i in tokens if (h := _head_of_compound(tree, i)) not in tokens}
    return any(
        tree.tokens[h].upos == "NOUN"
        and matches(tree.tokens[h].deprel, ("obl", "nmod"))
        and tree.case_words(h) & grammar.locative_cases
        for h in heads
    )


def _is_of_a_scene(tree: Tree, tokens: set[int], grammar: Grammar) -> bool:
    """ "Nigeria clashes", "Somalia suicide attack": the name of somebody is no entity before such a noun."""
    heads = {tree.tokens[i].head for i in tokens} - tokens
    return any(h > max(tokens) and tree.tokens[h].text.casefold() in grammar.scenes for h in heads)


def _cases_of_ground(tree: Tree, tokens: set[int], grammar: Grammar) -> frozenset[str]:
    """The preposition of "im Osten Kenias", which makes a place of the country."""
    heads = {tree.tokens[i].head for i in tokens if matches(tree.tokens[i].deprel, ("nmod", "appos"))} - tokens
    grounds = (h for h in heads if h >= 0 and tree.tokens[h].lemma.casefold() in grammar.grounds)
    return frozenset[str]().union(*(tree.case_words(h) for h in grounds))


def _is_owner(tree: Tree, tokens: set[int], grammar: Grammar) -> bool:
    """ "Pyongyang's decision" was taken nowhere; "at Athens's courthouse" says where."""
    owned = next((tree.tokens[i].head for i in tokens if matches(tree.tokens[i].deprel, ("nmod:poss",))), None)
    if owned is None:
        return False
    phrase = [owned]
    while tree.tokens[phrase[-1]].deprel in ("nmod", "compound"):
        phrase.append(tree.tokens[phrase[-1]].head)
    return not any(tree.case_words(i) & grammar.locative_cases for i in phrase)


def _is_of_a_compound(tree: Tree, last: int) -> bool:
    """ "The Hong Kong-flagged ship": a hyphen follows at once."""
    after = tree.tokens[last + 1 : last + 2]
    return bool(after) and after[0].text == "-" and after[0].span[0] == tree.tokens[last].span[1]


def _names_a_subject(tree: Tree, i: int) -> bool:
    """True for one of those who act: "die Bundesländer Berlin und Bremen reichten Klage ein"."""
    while matches(tree.tokens[i].deprel, ("appos", "flat", "conj")) and tree.tokens[i].head >= 0:
        i = tree.tokens[i].head
        if tree.case_words(i):
            return False
    return matches(tree.tokens[i].deprel, ("nsubj",))


def _head_of_compound(tree: Tree, i: int) -> int:
    for above in tree.ancestors(i):
        if tree.tokens[i].deprel != "compound":
            break
        i = above
    return i


def _is_of_another(tree: Tree, tokens: set[int], trigger: int, speaking: tuple[Span, ...], grammar: Grammar) -> bool:
    """True if the place describes who speaks, or is where something leads: "die Straße nach X"."""
    for i in tokens:
        token = tree.tokens[i]
        head = token.head
        if head < 0 or head in tokens or not matches(token.deprel, ("nmod",)):
            continue
        if tree.case_words(i) & grammar.direction_cases:
            return True
        if tree.case_words(i) & grammar.origin_cases and matches(tree.tokens[head].deprel, ("nsubj",)):
            return True  # "Hacker aus Nordkorea"
        if head == trigger or not matches(tree.tokens[head].deprel, ("nsubj", "conj")):
            continue
        at = tree.tokens[head].span[0]
        if any(start <= at < end for start, end in speaking):
            return True
        subject = matches(tree.tokens[head].deprel, ("nsubj",))
        if subject and tree.tokens[head].head not in (trigger, tree.tokens[trigger].head):
            return True
    return False


def _is_origin(tree: Tree, tokens: set[int], place: Place, involved: tuple[Span, ...], grammar: Grammar) -> bool:
    """Where one of those involved comes from: "held 20 migrants from Togo", "Soldaten aus Mali schossen"."""
    whence = grammar.origin_cases | (grammar.locative_cases & grammar.dating_cases)
    if not any(tree.case_words(i) & whence for i in tokens):
        return False
    return any(start < place.span[0] and place.span[1] <= end for start, end in involved)


def _points_back(tree: Tree, i: int, grammar: Grammar) -> tuple[Precision, ...]:
    """How exact the place is that this word points back to; () if it is no "there" and no "in the village"."""
    token = tree.tokens[i]
    if token.upos == "ADV" and token.text.casefold() in grammar.there:
        return ANY_BUT_COUNTRY
    exact = grammar.there_nouns.get(token.lemma.casefold(), ())
    cases = tree.case_words(i)
    if not exact or not matches(token.deprel, ("obl", "nmod")) or not cases & grammar.locative_cases:
        return ()
    children = [tree.tokens[child] for child in tree.children[i]]
    if any(not matches(child.deprel, ("det", "case", "punct")) for child in children):
        return ()  # "in the southern city of Faro" names its own place
    definite = any(has(child, "Definite=Def") or has(child, "PronType=Dem") for child in children)
    return exact if definite or cases & grammar.definite_cases else ()


def _last_before(named: Named, tree: Tree, pointing: int, exact: tuple[Precision, ...]) -> int | None:
    """The last place of the running text before the pointing word that is so exact."""
    before = bisect_left(named.places, tree.tokens[pointing].span[0], key=lambda place: place.span[0])
    running = (i for i in range(before - 1, -1, -1) if i in named.running)
    return next((i for i in running if named.places[i].precision in exact), None)
