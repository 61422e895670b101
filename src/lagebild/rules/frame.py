"""A predicate and its logical arguments, the same for active, passive, participle, infinitive and noun."""

from lagebild.knowledge.event_rules import Grammar, Slot
from lagebild.record import Token
from lagebild.rules.tree import Tree, has, matches

CLAUSES = ("root", "ccomp", "advcl", "acl", "parataxis", "csubj", "xcomp", "conj")


class Frame:
    """Finds the slots of one trigger; every method gives token indexes, possibly none."""

    __slots__ = ("_grammar", "_tree", "passive", "trigger")

    def __init__(self, tree: Tree, trigger: int, grammar: Grammar) -> None:
        self._tree = tree
        self._grammar = grammar
        self.trigger = trigger
        self.passive = self._is_passive(trigger)

    def slot(self, slot: Slot) -> list[int]:
        """Token indexes of the heads that fill `slot`."""
        match slot.kind:
            case "subject":
                return self._subject()
            case "object":
                return self._object()
            case "indirect":
                tree = self._tree
                return (
                    tree.with_relation(self.trigger, "iobj")
                    or [i for i in tree.with_relation(self.trigger, "obl:arg", "obl") if not tree.case_words(i)]
                    or [i for i in self._spare() if not has(tree.tokens[i], "Case=Acc")]
                    or self._dative_before_object()
                    or tree.with_relation(self.trigger, "obj")[:-1]  # of two objects the first is the dative
                )
            case "oblique":
                return self._oblique(slot.cases)
            case "possessor":
                return self._possessor()
            case "adjective":
                near = self._tree.with_relation(self.trigger, "amod", "compound", "nmod")
                return [self.trigger, *(i for i in near if not self._tree.case_words(i))]
            case "carrier":
                return self._carrier()
            case "clause.subject":
                return [
                    s
                    for c in self._tree.with_relation(self.trigger, "ccomp", "xcomp")
                    for s in surface_subject(self._tree, c, self._grammar)
                ]
            case "head":
                return self._modified()
        return []

    def _is_passive(self, i: int) -> bool:
        tree, token = self._tree, self._tree.tokens[i]
        if token.upos not in ("VERB", "AUX", "ADJ"):
            return False
        helpers = [tree.tokens[c] for c in tree.with_relation(i, "aux")]
        auxiliaries = {t.lemma.casefold() for t in helpers}
        past = any(t.lemma.casefold() in self._grammar.passive_auxiliaries and has(t, "Tense=Past") for t in helpers)
        labelled = has(token, "VerbForm=Inf") and not tree.with_relation(i, "aux:pass")
        if (labelled or _is_infinitive(token)) and not past:
            return False  # "werden empfangen" may be a future, "wurden empfangen" is a passive
        if past and not has(token, "Tense=Pres"):
            return True
        if (
            has(token, "VerbForm=Part")
            and not has(token, "Tense=Pres")
            and auxiliaries & self._grammar.passive_auxiliaries
        ):
            return True
        if auxiliaries & self._grammar.active_auxiliaries and not auxiliaries & self._grammar.passive_auxiliaries:
            return False  # "haben erobert", whatever the label of the subject says
        if tree.with_relation(i, "nsubj:pass", "csubj:pass", "aux:pass"):
            return True
        if not has(token, "VerbForm=Part"):
            return False
        if token.deprel == "acl" and tree.with_relation(i, "obj") and not tree.with_relation(i, "obl:agent"):
            return False  # "a union called off a strike": a finite verb that was taken for a participle
        if matches(token.deprel, ("amod",)) or token.deprel == "acl":
            return not has(token, "Tense=Pres")
        if matches(token.deprel, ("conj",)) and not tree.with_relation(i, "nsubj", "aux"):
            return self._is_passive(token.head)
        return False

    def _subject(self) -> list[int]:
        if self.passive:
            return self._tree.with_relation(self.trigger, "obl:agent") or self._oblique(self._grammar.agent_cases)
        return surface_subject(self._tree, self.trigger, self._grammar)

    def _object(self) -> list[int]:
        tree = self._tree
        if self.passive:
            return (
                surface_subject(tree, self.trigger, self._grammar)
                or self._modified()
                or tree.with_relation(self.trigger, "obj")  # a passive has none: its subject, misread
            )
        found = _antecedents(tree, _objects(tree, self.trigger), self.trigger, self._grammar)
        found = (
            found
            or self._spare()
            or [i for i in tree.with_relation(self.trigger, "obl:arg", "iobj") if not tree.case_words(i)]
            or [o for c in tree.with_relation(self.trigger, "xcomp") for o in tree.with_relation(c, "obj")]
        )
        if not found:  # "met and arrested the leader": the object of the whole stands on one of the conjuncts
            found = [
                o
                for c in tree.with_relation(self.trigger, "conj")
                for o in tree.with_relation(c, "obj")
                if not tree.with_relation(c, "nsubj") and o > c
            ]
        return found

    def _oblique(self, cases: frozenset[str]) -> list[int]:
        tree = self._tree
        own = tree.with_relation(self.trigger, "obl", "nmod", "advmod", "obj", "iobj")
        found = [i for i in own if {c.casefold() for c in tree.case_words(i)} & cases]
        if found:
            return found
        # Prepositional phrases are the parser's weakest point ("der Angriff der Miliz auf Riad" hung on
        # the militia): the nearest fitting one further down in the same clause stands in.
        return self.deeper(cases)

    def deeper(self, cases: frozenset[str]) -> list[int]:
        """The nearest phrase with one of these prepositions further down, the trigger's infinitive included."""
        below = [i for i in self._below() if {c.casefold() for c in self._tree.case_words(i)} & cases]
        return sorted(below, key=lambda i: abs(i - self.trigger))[:1]

    def _dative_before_object(self) -> list[int]:
        """ "der Ukraine weitere Hilfe": a dative that stands before the object is no genitive of it."""
        tree = self._tree
        return [
            i
            for o in tree.with_relation(self.trigger, "obj")
            for i in tree.with_relation(o, "nmod")
            if i < o and not tree.case_words(i) and not has(tree.tokens[i], "Case=Gen") and tree.with_relation(i, "det")
        ]

    def _below(self) -> list[int]:
        """Nouns under the trigger that no other clause claims."""
        tree, found, stack = self._tree, [], [self.trigger]
        while stack:
            for child in tree.children[stack.pop()]:
                if not _is_clause(tree.tokens[child]) or tree.tokens[child].deprel == "xcomp":
                    found.append(child)
                    stack.append(child)
        after = 0 if tree.tokens[self.trigger].upos == "VERB" else self.trigger
        return [i for i in found if tree.tokens[i].upos in ("NOUN", "PROPN") and i >= after]

    def _spare(self) -> list[int]:
        """Second subjects: a verb has one, so that the others are objects that the parser misread."""
        subjects = _subjects(self._tree, self.trigger)
        if len(subjects) < 2:
            return []
        kept = _best_subject(self._tree, subjects)
        return [i for i in subjects if i != kept]

    def _possessor(self) -> list[int]:
        tree = self._tree
        return [
            i
            for i in self._tree.children[self.trigger]
            if matches(tree.tokens[i].deprel, ("nmod:poss", "det:poss"))
            or (tree.tokens[i].deprel == "nmod" and (not tree.case_words(i) or "of" in tree.case_words(i)))
        ]

    def _carrier(self) -> list[int]:
        head = self._tree.tokens[self.trigger].head
        if head < 0 or self._tree.tokens[head].lemma.casefold() not in self._grammar.support_verbs:
            return []
        if not matches(self._tree.tokens[self.trigger].deprel, ("obj", "obl", "nsubj:pass", "iobj")):
            return []
        return Frame(self._tree, head, self._grammar)._subject()

    def _modified(self) -> list[int]:
        token = self._tree.tokens[self.trigger]
        return [token.head] if token.head >= 0 and matches(token.deprel, ("amod", "acl")) else []


def surface_subject(tree: Tree, i: int, grammar: Grammar, depth: int = 0) -> list[int]:
    """The grammatical subject of predicate `i`, found also through conjunction, relative clause and control."""
    token = tree.tokens[i]
    found = _subjects(tree, i)
    if found:
        return _antecedents(tree, [_best_subject(tree, found)], i, grammar)
    if depth > 4 or token.head < 0:
        return []
    if token.deprel == "conj":
        found = surface_subject(tree, token.head, grammar, depth + 1)
        return found or ([token.head] if tree.tokens[token.head].upos in ("NOUN", "PROPN") else [])
    if token.deprel == "acl:relcl":
        return [] if tree.with_relation(i, "obj") == [] else [token.head]
    if token.deprel == "acl":
        return [] if has(token, "VerbForm=Inf") else [token.head]
    if matches(token.deprel, ("xcomp", "advcl", "ccomp")) and not has(token, "VerbForm=Fin"):
        governor = tree.tokens[token.head]
        if matches(token.deprel, ("xcomp", "ccomp")) and governor.lemma.casefold() in grammar.object_control:
            objects = tree.with_relation(token.head, "obj", "iobj") or tree.with_relation(token.head, "obl:arg")
            if objects:
                return objects
        return surface_subject(tree, token.head, grammar, depth + 1)
    return []


def _objects(tree: Tree, i: int) -> list[int]:
    """Direct objects, with subject and object changed back where case shows that the parse took them for each other."""
    if _is_turned(tree, i):
        return tree.with_relation(i, "nsubj")
    subjects = _subjects(tree, i)
    return [o for o in tree.with_relation(i, "obj") if o not in subjects]


def _is_turned(tree: Tree, i: int) -> bool:
    """ "Einen Markt hat die Armee nicht bombardiert": the one subject is an accusative, the one object is none."""
    subjects, objects = tree.with_relation(i, "nsubj"), tree.with_relation(i, "obj")
    if len(subjects) != 1 or len(objects) != 1 or tree.with_relation(i, "nsubj:pass"):
        return False
    return _is_accusative(tree, subjects[0]) and not _is_accusative(tree, objects[0])


def _is_accusative(tree: Tree, i: int) -> bool:
    """By its determiner where there is one: articles show case, names hardly ever."""
    determiners = tree.with_relation(i, "det")
    return any(has(tree.tokens[d], "Case=Acc") for d in determiners or [i])


def _subjects(tree: Tree, i: int) -> list[int]:
    """Subjects of a verb, also those that the parse hung on its auxiliary or took for adverbs."""
    if _is_turned(tree, i):
        return tree.with_relation(i, "obj")
    found = [s for s in tree.with_relation(i, "nsubj") if not tree.case_words(s)]
    for auxiliary in tree.with_relation(i, "aux", "cop"):
        found += tree.with_relation(auxiliary, "nsubj")
    if not found:
        found = [
            c
            for c in tree.with_relation(i, "advmod", "dep", "vocative", "dislocated")
            if tree.tokens[c].upos in ("PROPN", "NOUN") and not tree.case_words(c) and c < i
        ]
    return sorted(found) or _after_verb(tree, i)


def _after_verb(tree: Tree, i: int) -> list[int]:
    """Of two objects the one right behind a verb without subject: "am Montag schloss Polen die Grenze"."""
    objects = tree.with_relation(i, "obj")
    found = len(objects) == 2 and objects[0] == i + 1 and tree.tokens[i].deprel != "conj"
    return objects[:1] if found and not _is_accusative(tree, objects[0]) else []


def _best_subject(tree: Tree, subjects: list[int]) -> int:
    """The first that case does not exclude."""
    nominative = [s for s in subjects if not has(tree.tokens[s], "Case=Dat") and not has(tree.tokens[s], "Case=Acc")]
    return (nominative or subjects)[0]


def clause_of(tree: Tree, i: int) -> set[int]:
    """The tokens of the clause of `i`: by the tree, joined with its stretch between commas."""
    head = i
    for above in tree.ancestors(i):
        if _is_clause(tree.tokens[head]):
            break
        head = above
    found, stack = {head}, [head]
    while stack:
        for child in tree.children[stack.pop()]:
            if child not in found and (not _is_clause(tree.tokens[child]) or tree.tokens[child].deprel == "xcomp"):
                found.add(child)
                stack.append(child)
    return found | stretch_of(tree, i)


def stretch_of(tree: Tree, i: int) -> set[int]:
    """The tokens around `i` up to the next comma, colon, dash or semicolon on either side."""
    start, end = i, i
    while start > 0 and tree.tokens[start - 1].text not in _BREAKS:
        start -= 1
    while end + 1 < len(tree.tokens) and tree.tokens[end + 1].text not in _BREAKS:
        end += 1
    return set(range(start, end + 1))


_BREAKS = frozenset(",;:–—-()")


def _is_clause(token: Token) -> bool:
    return matches(token.deprel, CLAUSES) and token.upos in ("VERB", "AUX") and token.deprel != "amod"


def _is_infinitive(token: Token) -> bool:
    """By its form, where the model gives it another; some participles look like that too and keep their label."""
    return token.upos == "VERB" and token.text.casefold() == token.lemma.casefold() and not has(token, "VerbForm=Part")


def _antecedents(tree: Tree, found: list[int], verb: int, grammar: Grammar) -> list[int]:
    """Replace a relative pronoun by the noun that its clause modifies."""
    out = []
    for i in found:
        token = tree.tokens[i]
        if "PronType=Rel" in token.feats or (
            token.text.casefold() in grammar.relative_pronouns and token.upos in ("PRON", "DET")
        ):
            clause = next((a for a in (verb, *tree.ancestors(verb)) if matches(tree.tokens[a].deprel, ("acl",))), None)
            if clause is not None:
                out.append(tree.tokens[clause].head)
                continue
        out.append(i)
    return out
