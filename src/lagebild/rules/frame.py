"""A predicate and its logical arguments, the same for active, passive, participle, infinitive and noun."""

from lagebild.knowledge.event_rules import Grammar, Slot
from lagebild.record import Token
from lagebild.rules.clause import clause_of
from lagebild.rules.subjects import antecedents, best_subject, is_caused, objects_of, subjects_of, surface_subject
from lagebild.rules.tree import Tree, has, matches


class Frame:
    """Finds the slots of one trigger; every method gives token indexes, possibly none."""

    __slots__ = ("_clause", "_filled", "_grammar", "_passive", "_tree", "trigger")

    def __init__(self, tree: Tree, trigger: int, grammar: Grammar) -> None:
        self._tree = tree
        self._grammar = grammar
        self.trigger = trigger
        # Rules of one trigger ask for the same again and again.
        self._clause: set[int] | None = None
        self._passive: bool | None = None
        self._filled: dict[Slot, list[int]] = {}

    @property
    def clause(self) -> set[int]:
        """Token indexes of the trigger's clause; not to be changed."""
        if self._clause is None:
            self._clause = clause_of(self._tree, self.trigger)
        return self._clause

    @property
    def passive(self) -> bool:
        """True if the trigger's subject suffers what it says."""
        if self._passive is None:
            self._passive = self._is_passive(self.trigger)
        return self._passive

    def slot(self, slot: Slot) -> list[int]:
        """Token indexes of the heads that fill `slot`; not to be changed."""
        found = self._filled.get(slot)
        if found is None:
            found = self._filled[slot] = self._fill(slot)
        return found

    def _fill(self, slot: Slot) -> list[int]:
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
            case "local":
                return self._local(slot.cases)
            case "possessor":
                return self._possessor()
            case "adjective":
                beside = ("amod", "compound") if self._suffers() else ("amod", "compound", "nmod")
                near = self._tree.with_relation(self.trigger, *beside)
                return [self.trigger, *(i for i in near if not self._tree.case_words(i))]
            case "carrier":
                return self._carrier()
            case "scene":
                return self._scene()
            case "governor":
                return [head for head in (self._tree.tokens[self.trigger].head,) if head >= 0]
            case "governor.subject":
                head = self._tree.tokens[self.trigger].head
                return surface_subject(self._tree, head, self._grammar) if head >= 0 else []
            case "clause.subject":
                return [
                    s
                    for c in self._tree.with_relation(self.trigger, "ccomp", "xcomp")
                    for s in surface_subject(self._tree, c, self._grammar)
                ]
            case "auxiliary":
                return self._tree.with_relation(self.trigger, "aux")
            case "infinitive":
                return self._tree.with_relation(self.trigger, "xcomp")
            case "clause.mark":
                contents = self._tree.with_relation(self.trigger, "ccomp", "xcomp", "advcl")
                return [m for c in contents for m in self._tree.with_relation(c, "mark", "advmod") if m < c]
            case "clause.auxiliary":
                contents = self._tree.with_relation(self.trigger, "ccomp", "xcomp")
                return [a for c in contents for a in self._tree.with_relation(c, "aux")]
            case "head":  # "Leader arrested in Minsk": the noun of a headline is no other clause's
                return [i for i in self._modified() if not (self.passive and self._tree.tokens[i].deprel == "root")]
        return []

    def issuer(self) -> list[int]:
        """The subject of the verb whose object speaks in the trigger: "issued a report accusing the army"."""
        tree, token = self._tree, self._tree.tokens[self.trigger]
        if matches(token.deprel, ("xcomp",)) and tree.tokens[token.head].lemma.casefold() in self._grammar.causatives:
            return surface_subject(tree, token.head, self._grammar)  # "hat Panzer auffahren lassen"
        if matches(token.deprel, ("acl", "amod")) and token.head >= 0:
            named, verb = token.head, tree.tokens[token.head].head
        elif matches(token.deprel, ("xcomp", "ccomp")):  # "adopted a resolution condemning", read as its subject
            named, verb = next(iter(tree.with_relation(self.trigger, "nsubj")), -1), token.head
        else:
            return []
        if named < 0 or verb < 0 or tree.tokens[named].lemma.casefold() not in self._grammar.documents:
            return []
        if tree.tokens[verb].lemma.casefold() not in self._grammar.issuing_verbs:
            return []
        return surface_subject(tree, verb, self._grammar)

    def meant_by(self, i: int) -> list[int]:
        """A word, what it counts and what is joined to it: "dozens of men", "judge Jo Fox", "rejection and blame".

        And what its people belong to: "members of the militia".
        """
        tree, lemma = self._tree, self._tree.tokens[i].lemma.casefold()
        if lemma in self._grammar.members:
            return [i, *tree.with_relation(i, "conj", "nmod:desc", "nmod")]
        if lemma in self._grammar.partitives:
            counted = tree.with_relation(i, "nmod", "appos")
            return [i, *(k for j in counted if j > i for k in self.meant_by(j))]
        return [i, *tree.with_relation(i, "conj", "nmod:desc")]

    def _is_passive(self, i: int) -> bool:
        tree, token = self._tree, self._tree.tokens[i]
        if token.upos not in ("VERB", "AUX", "ADJ") or token.lemma.casefold() in self._grammar.intransitives:
            return False
        helpers = [tree.tokens[c] for c in tree.with_relation(i, "aux")]
        auxiliaries = {t.lemma.casefold() for t in helpers}
        past = any(
            t.lemma.casefold() in self._grammar.passive_auxiliaries and has(t, "Tense=Past") and not has(t, "Mood=Sub")
            for t in helpers  # "würden töten" is a condition
        )
        if not past and helpers and tree.acts_on_something(i):
            return False  # "wird ihm sechs Flugzeuge überlassen": a participle that looks like an infinitive
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
        if self._lacks_object(i):
            return True
        if tree.with_relation(i, "nsubj:pass", "csubj:pass", "aux:pass"):
            alone = not helpers and tree.with_relation(i, "obj")
            return not alone  # "The premier described Estonia as …": a passive has an auxiliary and no object
        if not has(token, "VerbForm=Part"):  # "soldiers killed in an ambush": no finite verb stands bare below a noun
            bare = token.deprel == "acl" and not tree.with_relation(i, "nsubj", "obj", "mark", "aux")
            return bare and has(token, "Tense=Past")
        if token.deprel == "acl" and tree.with_relation(i, "obj") and not tree.with_relation(i, "obl:agent"):
            return False  # "a union called off a strike": a finite verb that was taken for a participle
        if matches(token.deprel, ("amod",)) or token.deprel == "acl":
            return not has(token, "Tense=Pres")
        if matches(token.deprel, ("advcl",)) and tree.with_relation(i, "obl:agent"):  # "landed there, freed by Baku"
            return not has(token, "Tense=Pres") and not tree.with_relation(i, "nsubj", "aux", "obj")
        if matches(token.deprel, ("conj",)) and not tree.with_relation(i, "nsubj", "aux"):
            return self._is_passive(token.head)
        return False

    def _lacks_object(self, i: int) -> bool:
        """ "Two soldiers killed in Mali", "Three policemen shot dead": a headline's passive, which has no auxiliary."""
        tree, token = self._tree, self._tree.tokens[i]
        if (
            token.deprel not in ("root", "parataxis")
            or not has(token, "Tense=Past")
            or not tree.with_relation(i, "nsubj")
        ):
            return False
        if token.text.casefold() == token.lemma.casefold():
            return False
        if tree.with_relation(i, "obj", "iobj", "aux", "ccomp", "mark", "compound:prt", "expl"):
            return False
        if any(tree.tokens[c].upos == "VERB" for c in tree.with_relation(i, "conj")) or self._counts_behind(i):
            return False
        outcome = any(tree.tokens[c].lemma.casefold() in self._grammar.outcomes for c in tree.with_relation(i, "xcomp"))
        return outcome or (
            token.lemma.casefold() in self._grammar.transitives and not tree.with_relation(i, "xcomp", "advmod")
        )

    def _counts_behind(self, i: int) -> bool:
        """ "Gunmen killed at least 20 in Mali", "freed on Monday 20 prisoners": an object that was read otherwise."""
        tree, placed = self._tree, self._grammar.locative_cases | self._grammar.agent_cases
        for c in tree.children[i]:
            counted = tree.tokens[c].upos == "NUM" or bool(tree.with_relation(c, "nummod"))
            if c > i and (counted or tree.tokens[c].upos == "ADJ") and not tree.case_words(c) <= placed - {"at"}:
                return True
            if c > i and not tree.case_words(c) and tree.tokens[c].upos in ("NOUN", "PROPN", "NUM", "PRON"):
                return True
        return False

    def _subject(self) -> list[int]:
        if self.passive:
            agents = [i for i in self._tree.with_relation(self.trigger, "obl:agent") if self._may_be_agent(i)]
            agents = agents or self._oblique(self._grammar.agent_cases)
            return [i for i in agents if not self._is_of_another(i)] or self._on_whose_order() or self._shared_agent()
        token = self._tree.tokens[self.trigger]
        auxiliary = matches(token.deprel, ("aux",)) and token.head >= 0  # it has the subject of its verb
        return surface_subject(self._tree, token.head if auxiliary else self.trigger, self._grammar)

    def _may_be_agent(self, i: int) -> bool:
        """False for a phrase with another preposition than an agent's: "im Norden getötet"."""
        cases = self._tree.case_words(i)
        return not cases or bool(cases & self._grammar.agent_cases)

    def _shared_agent(self) -> list[int]:
        """ "Ten people were shot and wounded by police": the agent behind two participles is of both."""
        tree, token = self._tree, self._tree.tokens[self.trigger]
        beside = [c for c in tree.with_relation(self.trigger, "conj") if not tree.with_relation(c, "nsubj", "aux")]
        if token.deprel == "conj" and not tree.with_relation(self.trigger, "nsubj", "nsubj:pass", "aux", "aux:pass"):
            beside.append(token.head)
        agents = [a for verb in beside for a in tree.with_relation(verb, "obl:agent")]
        return [a for a in agents if a > max((self.trigger, *beside))]

    def _is_of_another(self, i: int) -> bool:
        """ "der durch die Kommission ausgelöste Streit wurde kritisiert": the agent of a participle or clause below.

        Nor is it the trigger's where noun and phrase stand before its auxiliary: "Dem Premier von Fidschi wird …".
        """
        tree = self._tree
        if matches(tree.tokens[i].deprel, ("nmod",)) and (
            not tree.with_relation(i, "det", "amod", "nummod")
            or any(i < helper < self.trigger for helper in tree.with_relation(self.trigger, "aux", "aux:pass"))
        ):
            return True
        if tree.tokens[i].head == self.trigger:  # "der durch die Kommission …" with the phrase hung on the verb
            nouns = tree.with_relation(self.trigger, "nsubj", "obj")
            return any(d < i < noun for noun in nouns for d in tree.with_relation(noun, "det"))
        if any(token.text == "," for token in tree.tokens[self.trigger : i]):
            return True
        for above in tree.ancestors(i):
            token = tree.tokens[above]
            if above == self.trigger:
                return False
            described = matches(token.deprel, ("amod", "acl", "appos", "advcl", "xcomp", "ccomp"))
            if described and not has(token, "VerbForm=Fin"):
                return True
        return False

    def _on_whose_order(self) -> list[int]:
        """ "auf Anordnung der Regierung geschlossen": the order, which stands for whoever gave it."""
        phrases = self._tree.with_relation(self.trigger, "obl")
        return [i for i in phrases if self._tree.tokens[i].lemma.casefold() in self._grammar.orders]

    def decider(self) -> list[int]:
        """Who brings the event about by deciding it: "Das Gericht entschied, dass er antreten darf"."""
        tree, token = self._tree, self._tree.tokens[self.trigger]
        if not matches(token.deprel, ("ccomp", "xcomp")) or token.head < 0:
            return []
        if tree.tokens[token.head].lemma.casefold() not in self._grammar.deciding:
            return []
        return surface_subject(tree, token.head, self._grammar)

    def _object(self) -> list[int]:
        tree = self._tree
        if self.passive:
            return (
                surface_subject(tree, self.trigger, self._grammar)
                or self._modified()
                or tree.with_relation(self.trigger, "obj")  # a passive has none: its subject, misread
            )
        found = antecedents(tree, objects_of(tree, self.trigger), self.trigger, self._grammar)
        caused = is_caused(tree, self.trigger, self._grammar)
        found = (
            found
            or (tree.with_relation(tree.tokens[self.trigger].head, "obj") if caused else [])
            or self._spare()
            or [i for i in tree.with_relation(self.trigger, "obl:arg", "iobj") if not tree.case_words(i)]
            or self._shared_object()
            or self._of_bare_relative()
            or [o for c in tree.with_relation(self.trigger, "xcomp") for o in tree.with_relation(c, "obj")]
        )
        if not found:  # "turned in their guns" with the particle taken for a preposition
            found = [
                i
                for i in tree.with_relation(self.trigger, "obl")
                for c in tree.with_relation(i, "case")
                if c == self.trigger + 1 and tree.tokens[c].text.casefold() in self._grammar.particles
            ]
        if not found and self._grammar.particles and self._has_particle():
            # "shot down a plane", "hands over three men": a bare noun behind the particle, read as a time
            bare = tree.with_relation(self.trigger, "obl")
            found = [i for i in bare if i > self.trigger and tree.tokens[i].upos in ("NOUN", "PROPN")]
            found = [i for i in found if not tree.case_words(i)]
        if not found:  # "met and arrested the leader": the object of the whole stands on one of the conjuncts
            found = [
                o
                for c in tree.with_relation(self.trigger, "conj")
                for o in tree.with_relation(c, "obj")
                if not tree.with_relation(c, "nsubj") and o > c
            ]
        return found

    def _has_particle(self) -> bool:
        """True also where it was taken for part of a number: "hands over three men"."""
        after = self._tree.tokens[self.trigger + 1 : self.trigger + 2]
        behind = any(token.text.casefold() in self._grammar.particles for token in after)
        return behind or bool(self._tree.with_relation(self.trigger, "compound:prt"))

    def _of_bare_relative(self) -> list[int]:
        """ "The minister he dismissed", "the offer Kenya made": the noun that a clause without pronoun is of."""
        tree, token = self._tree, self._tree.tokens[self.trigger]
        if token.deprel != "acl:relcl" or not self._grammar.zero_relatives:
            return []
        subjects = tree.with_relation(self.trigger, "nsubj")
        if len(subjects) != 1 or tree.with_relation(self.trigger, "ccomp", "xcomp", "iobj", "advmod"):
            return []
        start = min(tree.subtree(subjects[0]))
        follows = tree.tokens[start - 1].text not in ",;:" and token.head < start
        pronoun = any(has(tree.tokens[i], "PronType=Rel") for i in tree.subtree(self.trigger))
        return (
            [token.head]
            if follows and not pronoun and token.lemma.casefold() not in self._grammar.intransitives
            else []
        )

    def _shared_object(self) -> list[int]:
        """ "hat drei Männer verhört und abgeschoben": one object before two verbs that stand last is of both."""
        tree, token = self._tree, self._tree.tokens[self.trigger]
        if token.deprel != "conj" or token.head < 0 or not self._grammar.nominative_fallback:
            return []
        first = token.head
        if tree.tokens[first].upos != "VERB" or token.lemma.casefold() in self._grammar.intransitives:
            return []
        if has(token, "VerbForm=Fin") or tree.with_relation(self.trigger, "nsubj", "aux", "obl", "ccomp", "xcomp"):
            return []
        return [o for o in tree.with_relation(first, "obj") if o < first] or self._spare(first)

    def _local(self, cases: frozenset[str]) -> list[int]:
        marked = self._tree.with_case(cases)
        if not marked:
            return []
        relations = ("obl", "nmod") if self._tree.tokens[self.trigger].upos == "NOUN" else ("obl",)
        found = self._below_with(self.trigger, marked, relations) or self._beside_occasion(marked)
        if not found and self.passive:  # "Der Ausnahmezustand in Mali ist aufgehoben worden"
            found = [i for s in subjects_of(self._tree, self.trigger) for i in self._below_with(s, marked, ("nmod",))]
        return found

    def _oblique(self, cases: frozenset[str]) -> list[int]:
        marked = self._tree.with_case(cases)
        if not marked:
            return []
        found = self._below_with(self.trigger, marked, ("obl", "nmod", "advmod", "obj", "iobj"))
        found = [i for i in found if not self._is_source(i)]
        if found:
            return found
        carried = self._beside_carrier(marked)
        if carried:
            return carried
        # Prepositional phrases are the parser's weakest point ("der Angriff der Miliz auf Riad" hung on
        # the militia): the nearest fitting one further down in the same clause stands in.
        return self.deeper(cases)[:1]

    def _below_with(self, head: int, marked: list[int], relations: tuple[str, ...]) -> list[int]:
        """Those of the `marked` tokens that hang on `head` by one of these relations."""
        tokens = self._tree.tokens
        return [i for i in marked if tokens[i].head == head and matches(tokens[i].deprel, relations)]

    def _beside_carrier(self, marked: list[int]) -> list[int]:
        """Phrases of the verb that carries the noun: "Zwischen Peking und Tokio gab es Gespräche"."""
        tree, token = self._tree, self._tree.tokens[self.trigger]
        if token.upos != "NOUN" or not matches(token.deprel, ("obj", "nsubj")) or token.head < 0:
            return []
        if tree.tokens[token.head].lemma.casefold() not in self._grammar.support_verbs:
            return []
        return self._below_with(token.head, marked, ("obl",))

    def _beside_occasion(self, marked: list[int]) -> list[int]:
        """Where something was done on the occasion: "Bei Protesten sind in Jordanien drei Menschen verletzt worden"."""
        tree, token = self._tree, self._tree.tokens[self.trigger]
        if token.upos != "NOUN" or token.head < 0 or tree.tokens[token.head].upos != "VERB":
            return []
        occasion = matches(token.deprel, ("obl",)) and tree.case_words(self.trigger) & self._grammar.occasion_cases
        if not occasion and not matches(token.deprel, ("nsubj",)):
            return []
        return self._below_with(token.head, marked, ("obl",))

    def is_below_another(self, i: int) -> bool:
        """ "bat Paris um die Entsendung von Soldaten": the phrase hangs on a noun beside the trigger, not on it."""
        token = self._tree.tokens[i]
        return matches(token.deprel, ("nmod",)) and token.head != self.trigger

    def behind_subject(self) -> list[int]:
        """ "drohte die Union der Regierung in Bern": what was taken for the genitive of the subject may be a dative."""
        tree = self._tree
        subjects = [] if self.passive else subjects_of(tree, self.trigger)
        return [
            i
            for s in subjects
            for i in tree.with_relation(s, "nmod")
            if i > s and not tree.case_words(i) and tree.with_relation(i, "det")
        ]

    def deeper(self, cases: frozenset[str]) -> list[int]:
        """The nearest phrase with one of these prepositions further down, and such phrases in it: a village in Mali.

        The trigger's infinitive is included.
        """
        marked = self._tree.with_case(cases)
        below = [i for i in self._below() if i in marked] if marked else []
        below = [i for i in below if i not in self._asked_of_others()]
        if self.passive and cases <= self._grammar.agent_cases:
            below = [i for i in below if not self._is_of_another(i)]
        if not below:
            return []
        nearest = min(below, key=lambda i: abs(i - self.trigger))
        inside = set(self._tree.subtree(nearest))
        return [nearest, *(i for i in below if i in inside and i != nearest)]

    def _asked_of_others(self) -> set[int]:
        """ "Urged the world to support the government of Niger": what is asked of somebody who is addressed."""
        tree = self._tree
        if tree.tokens[self.trigger].lemma.casefold() not in self._grammar.object_control:
            return set()
        asked = tree.with_relation(self.trigger, "xcomp") if tree.with_relation(self.trigger, "obj") else []
        return {i for content in asked for i in tree.subtree(content)}

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
                if self._is_source(child):
                    continue
                if child not in tree.clause_heads or tree.tokens[child].deprel == "xcomp":
                    found.append(child)
                    stack.append(child)
        after = 0 if tree.tokens[self.trigger].upos == "VERB" else self.trigger
        return [i for i in found if tree.tokens[i].upos in ("NOUN", "PROPN") and i >= after]

    def _is_source(self, i: int) -> bool:
        """ "nach Angaben der Behörden in Kairo": who tells it is no place and no party."""
        return bool(self._tree.case_words(i)) and self._tree.tokens[i].lemma.casefold() in self._grammar.source_nouns

    def _spare(self, verb: int | None = None) -> list[int]:
        """Second subjects of the trigger, or of a `verb`: it has one, the others are objects misread."""
        verb = self.trigger if verb is None else verb
        subjects = subjects_of(self._tree, verb)
        if len(subjects) < 2:
            return []
        if not self._grammar.nominative_fallback and max(subjects) < verb:
            return []  # without cases an object follows: "human rights group Amnesty International urged"
        kept = best_subject(self._tree, subjects)
        return [i for i in subjects if i != kept]

    def _possessor(self) -> list[int]:
        """Whose it is; beside one that stands before it, "of" names an object: "Ukraine's condemnation of Hungary"."""
        tree = self._tree
        before = tree.with_relation(self.trigger, "nmod:poss", "det:poss")
        return before or [
            i
            for i in tree.children[self.trigger]
            if tree.tokens[i].deprel == "nmod"
            and (not tree.case_words(i) or ("of" in tree.case_words(i) and not self._suffers()))
        ]

    def _suffers(self) -> bool:
        """Whoever stands in the noun's genitive suffered it: "die Bombardierung der Moschee"."""
        return self._tree.tokens[self.trigger].lemma.casefold() in self._grammar.deeds

    def _carrier(self) -> list[int]:
        head = self._tree.tokens[self.trigger].head
        if head < 0 or self._tree.tokens[head].lemma.casefold() not in self._grammar.support_verbs:
            return []
        beside = matches(self._tree.tokens[self.trigger].deprel, ("obl",))
        if beside and self._tree.tokens[head].lemma.casefold() in self._grammar.active_auxiliaries:
            return []  # "hat mit dem Angriff nichts zu tun"
        if not beside and not matches(self._tree.tokens[self.trigger].deprel, ("obj", "nsubj:pass", "iobj")):
            return self._behind_fronted(head)
        return Frame(self._tree, head, self._grammar)._subject()

    def _behind_fronted(self, verb: int) -> list[int]:
        """ "Ihre Angriffe haben die Taliban verstärkt": of two subjects of a verb the deed that opens is the object."""
        if not self._grammar.nominative_fallback or self._tree.tokens[self.trigger].deprel != "nsubj":
            return []
        return [i for i in self._tree.with_relation(verb, "nsubj") if i > self.trigger][:1]

    def _scene(self) -> list[int]:
        """Who does something in a talk with somebody takes part in it: "In einem Telefonat mit X versprach Y Hilfe"."""
        token, tree = self._tree.tokens[self.trigger], self._tree
        if not matches(token.deprel, ("obl",)) or token.head < 0 or tree.tokens[token.head].upos != "VERB":
            return []
        if not tree.case_words(self.trigger) & self._grammar.attended_cases or tree.with_relation(
            token.head, "aux:pass"
        ):
            return []
        subjects = Frame(tree, token.head, self._grammar)._subject()
        named = (
            i for i in subjects if any(tree.tokens[j].upos == "PROPN" for j in (i, *tree.with_relation(i, "appos")))
        )
        return list(named)

    def _modified(self) -> list[int]:
        token = self._tree.tokens[self.trigger]
        if matches(token.deprel, ("acl",)) and self._tree.with_relation(self.trigger, "nsubj", "csubj"):
            return []  # "a report that refugees were detained": a clause of its own
        return [token.head] if token.head >= 0 and matches(token.deprel, ("amod", "acl")) else []


def _is_infinitive(token: Token) -> bool:
    """By its form, where the model gives it another; some participles look like that too and keep their label."""
    return token.upos == "VERB" and token.text.casefold() == token.lemma.casefold() and not has(token, "VerbForm=Part")
