"""Who does it, grammatically: subjects and objects of a verb, with the parser's usual mistakes put right."""

from lagebild.knowledge.event_rules import Grammar
from lagebild.rules.tree import Tree, has, matches


def surface_subject(tree: Tree, i: int, grammar: Grammar, depth: int = 0) -> list[int]:
    """The grammatical subject of predicate `i`, found also through conjunction, relative clause and control."""
    token = tree.tokens[i]
    found = subjects_of(tree, i)
    if found:
        return antecedents(tree, [best_subject(tree, found)], i, grammar)
    if depth > 4 or token.head < 0:
        return []
    if token.deprel == "conj":
        found = surface_subject(tree, token.head, grammar, depth + 1)
        return found or ([token.head] if tree.tokens[token.head].upos in ("NOUN", "PROPN") else [])
    if token.deprel == "parataxis" and _is_next_act(tree, i):
        return surface_subject(tree, token.head, grammar, depth + 1)
    if token.deprel == "acl:relcl":
        return [] if tree.with_relation(i, "obj") == [] else [token.head]
    if token.deprel == "acl" and (writer := _writer_to(tree, i, grammar)) is not None:
        return surface_subject(tree, writer, grammar, depth + 1)
    if token.deprel == "acl":
        return _of_intention(tree, token.head, grammar, depth) if has(token, "VerbForm=Inf") else [token.head]
    said = matches(token.deprel, ("ccomp",)) or (matches(token.deprel, ("advcl",)) and _is_finite_alone(tree, i))
    if said and token.head > i and (lost := _before_both(tree, i)):
        return lost
    if matches(token.deprel, ("xcomp", "advcl", "ccomp")) and not has(token, "VerbForm=Fin"):
        governor = tree.tokens[token.head]
        if _is_of_nobody(tree, i, grammar):
            return []
        if (noun := _intended_before(tree, i, grammar)) is not None and (owners := _whose(tree, noun, grammar)):
            return owners
        if named := _for_whom(tree, i, grammar):
            return named
        if is_caused(tree, i, grammar):
            return [] if _is_reflexive(tree, i, token.head) else surface_subject(tree, token.head, grammar, depth + 1)
        if matches(token.deprel, ("advcl",)) and _is_fault(tree, i, grammar) and tree.with_relation(token.head, "obj"):
            return tree.with_relation(token.head, "obj")
        if matches(token.deprel, ("xcomp", "ccomp")) and governor.lemma.casefold() in grammar.object_control:
            objects = tree.with_relation(token.head, "obj", "iobj") or tree.with_relation(token.head, "obl:arg")
            if objects:
                return objects
        return surface_subject(tree, token.head, grammar, depth + 1)
    return []


def _is_next_act(tree: Tree, i: int) -> bool:
    """ "Sie überfielen ein Dorf, erschossen zwei Männer": a verb right behind a comma in the form of the first."""
    verb, first = tree.tokens[i], tree.tokens[tree.tokens[i].head]
    if i <= verb.head or tree.tokens[i - 1].text != "," or first.upos != "VERB" or tree.with_relation(i, "mark", "aux"):
        return False
    return has(verb, "VerbForm=Fin") and has(first, "VerbForm=Fin") and verb.feats == first.feats


def _for_whom(tree: Tree, i: int, grammar: Grammar) -> list[int]:
    """ "Unacceptable for Turkey to bomb villages": whoever stands right before "to" and hangs on what is over it."""
    marks = [c for c in tree.with_relation(i, "mark") if tree.tokens[c].upos == "PART"]
    phrases = tree.with_relation(tree.tokens[i].head, "obl") if marks else []
    return [o for o in phrases if tree.case_words(o) & grammar.fault_marks and max(tree.subtree(o)) == marks[0] - 1]


def _is_of_nobody(tree: Tree, i: int, grammar: Grammar) -> bool:
    """ "Guyana sends troops after shooting": with nothing beside it, it is as good as a noun."""
    below = tree.children[i]
    marks = [c for c in below if tree.tokens[c].lemma.casefold() in grammar.time_marks]
    return matches(tree.tokens[i].deprel, ("advcl",)) and len(below) == len(marks) == 1


def _is_fault(tree: Tree, i: int, grammar: Grammar) -> bool:
    """ "Assailed her for backing the war": she backed it."""
    return any(tree.tokens[c].lemma.casefold() in grammar.fault_marks for c in tree.with_relation(i, "mark", "case"))


def _before_both(tree: Tree, i: int) -> list[int]:
    """Of two subjects before "said" the first belongs to "killed": "Gunmen killed 40 people, officials said"."""
    subjects = tree.with_relation(tree.tokens[i].head, "nsubj")
    return subjects[:1] if len(subjects) > 1 and subjects[0] < i < subjects[1] else []


def _is_finite_alone(tree: Tree, i: int) -> bool:
    """A finite verb that no conjunction opens: "A bomb exploded in a mill, an officer told reporters"."""
    return has(tree.tokens[i], "VerbForm=Fin") and not tree.with_relation(i, "mark")


def _of_intention(tree: Tree, noun: int, grammar: Grammar, depth: int) -> list[int]:
    """ "China's plan to send ships", "announced plans to send ships": whose plan it is, or who announces it."""
    token = tree.tokens[noun]
    owners = _whose(tree, noun, grammar)
    if owners or token.head < 0:
        return owners
    lemma = tree.tokens[token.head].lemma.casefold()
    its_own = any(tree.tokens[i].upos == "PRON" for i in tree.with_relation(noun, "nmod:poss"))
    if matches(token.deprel, ("obj",)):  # "defended its decision to send ships", "denied a plan to attack"
        if not its_own and lemma not in grammar.support_verbs and lemma not in grammar.planning:
            return []
    elif not matches(token.deprel, ("obl",)) or token.lemma.casefold() not in grammar.intentions:
        return []  # "called elections in a bid to end the row": whoever called them
    elif tree.case_words(noun) & grammar.fault_marks:  # "praised Mali for its decision to leave"
        return tree.with_relation(token.head, "obj")
    return surface_subject(tree, token.head, grammar, depth + 1)


def _whose(tree: Tree, noun: int, grammar: Grammar) -> list[int]:
    """Whose intention it is: "China's plan", "the decision by China", "the U.S. move", read as two objects."""
    whose = [i for i in tree.with_relation(noun, "nmod:poss") if tree.tokens[i].upos in ("NOUN", "PROPN")]
    if whose or tree.tokens[noun].lemma.casefold() not in grammar.intentions:
        return whose
    doers = [i for i in tree.with_relation(noun, "nmod") if tree.case_words(i) & grammar.doer_cases]
    if doers := doers or _doers_beside(tree, noun, grammar):
        return doers
    before = noun - 1
    beside = matches(tree.tokens[before].deprel, ("amod", "compound")) and tree.tokens[before].head == noun
    beside |= tree.tokens[before].upos == "PROPN" and tree.tokens[before].head == tree.tokens[noun].head
    return [noun] if before >= 0 and beside and tree.tokens[before].text[:1].isupper() else []


def _intended_before(tree: Tree, i: int, grammar: Grammar) -> int | None:
    """The intention right before an infinitive hung on its verb: "hailed the decision by Mali to free them"."""
    marks = [c for c in tree.with_relation(i, "mark") if tree.tokens[c].upos == "PART"]
    if not marks or not grammar.intentions:
        return None
    verb = tree.tokens[i].head
    for noun in reversed([o for o in tree.with_relation(verb, "obj", "nsubj") if o < marks[0]]):
        last = max((*tree.subtree(noun), *(j for d in _doers_beside(tree, noun, grammar) for j in tree.subtree(d))))
        if last == marks[0] - 1 and tree.tokens[noun].lemma.casefold() in grammar.intentions:
            return noun
    return None


def _doers_beside(tree: Tree, noun: int, grammar: Grammar) -> list[int]:
    """ "Backed a plan by the government": the phrase right behind a noun that was hung on its verb."""
    end, verb = max(tree.subtree(noun)) + 1, tree.tokens[noun].head
    phrases = tree.with_relation(verb, "obl") if verb >= 0 and not matches(tree.tokens[noun].deprel, ("obl",)) else []
    return [i for i in phrases if tree.case_words(i) & grammar.doer_cases and min(tree.subtree(i)) == end]


def _writer_to(tree: Tree, i: int, grammar: Grammar) -> int | None:
    """The verb of sending in "sent a letter to the king urging him": who sends it urges him, not the king."""
    going_on = has(tree.tokens[i], "VerbForm=Ger") or has(tree.tokens[i], "VerbForm=Part", "Tense=Pres")
    if not going_on or not grammar.documents:
        return None
    for above in list(tree.ancestors(i))[:3]:
        token = tree.tokens[above]
        if token.upos == "VERB":
            papers = [o for o in tree.with_relation(above, "obj") if o < i]
            sent = any(tree.tokens[o].lemma.casefold() in grammar.documents for o in papers)
            return above if sent and token.lemma.casefold() in grammar.issuing_verbs else None
        if not matches(token.deprel, ("obl", "nmod", "obj")):
            return None
    return None


def is_caused(tree: Tree, i: int, grammar: Grammar) -> bool:
    """ "ließ drei Minister verhaften": its object stands with the verb of causing, and nobody is named who does it."""
    token = tree.tokens[i]
    if not matches(token.deprel, ("xcomp", "ccomp")) or has(token, "VerbForm=Fin") or token.head < 0:
        return False
    if tree.tokens[token.head].lemma.casefold() not in grammar.causatives:
        return False
    return token.lemma.casefold() not in grammar.intransitives and not tree.with_relation(i, "obj")


def _is_reflexive(tree: Tree, *verbs: int) -> bool:
    """ "musste sich Unfähigkeit vorwerfen lassen": whoever lets it be done to them does not do it."""
    return any(has(tree.tokens[c], "Reflex=Yes") for verb in verbs for c in tree.children[verb])


def objects_of(tree: Tree, i: int) -> list[int]:
    """Direct objects, with subject and object changed back where case shows that the parse took them for each other."""
    if _is_turned(tree, i):
        return tree.with_relation(i, "nsubj")
    subjects = subjects_of(tree, i)
    return [o for o in tree.with_relation(i, "obj") if o not in subjects]


def _is_turned(tree: Tree, i: int) -> bool:
    """ "Einen Markt hat die Armee nicht bombardiert": the one subject is an accusative, the one object is none."""
    subjects = tree.with_relation(i, "nsubj")
    if len(subjects) != 1:
        return False
    objects = tree.with_relation(i, "obj")
    if len(objects) != 1 or tree.with_relation(i, "nsubj:pass"):
        return False
    if not _is_accusative(tree, subjects[0]):
        return False
    named = tree.tokens[objects[0]].upos == "PROPN" and not tree.with_relation(objects[0], "det")
    return (named and _is_surely_accusative(tree, subjects[0])) or not _is_accusative(tree, objects[0])


def _is_surely_accusative(tree: Tree, i: int) -> bool:
    """ "ihren Widersacher", "den Minister": no other case of one man looks so; a name beside it shows none at all."""
    beside = (tree.tokens[d] for d in tree.with_relation(i, "det"))
    return any(has(d, "Case=Acc", "Gender=Masc", "Number=Sing") for d in beside)


def _is_nominative(tree: Tree, i: int) -> bool:
    """By its determiner: "Der Kreml schloss einen Rückzug nicht aus" with the Kremlin taken for an adverbial."""
    return any(has(tree.tokens[d], "Case=Nom") for d in tree.with_relation(i, "det"))


def _behind_mark(tree: Tree, c: int, verb: int) -> bool:
    """ "After Ankara accused Athens": between its conjunction and its verb a bare name is no adverbial."""
    return tree.tokens[c].upos == "PROPN" and c == verb - 1 and c - 1 in tree.with_relation(verb, "mark")


def _is_accusative(tree: Tree, i: int) -> bool:
    """By its determiner where there is one: articles show case, names hardly ever."""
    determiners = tree.with_relation(i, "det")
    return any(has(tree.tokens[d], "Case=Acc") for d in determiners or [i])


def subjects_of(tree: Tree, i: int) -> list[int]:
    """Subjects of a verb, also those that the parse hung on its auxiliary or took for adverbs; not to be changed."""
    found = tree.subjects.get(i)
    if found is None:
        found = tree.subjects[i] = _find_subjects(tree, i)
    return found


def _find_subjects(tree: Tree, i: int) -> list[int]:
    if not tree.children[i]:
        return []
    if _is_turned(tree, i):
        return tree.with_relation(i, "obj")
    found = [s for s in tree.with_relation(i, "nsubj") if not tree.case_words(s)]
    for auxiliary in tree.with_relation(i, "aux", "cop"):
        found += tree.with_relation(auxiliary, "nsubj")
    if not found and not _has_infinitive_mark(tree, i):
        found = [
            c
            for c in tree.with_relation(i, "advmod", "dep", "vocative", "dislocated", "obl")
            if tree.tokens[c].upos in ("PROPN", "NOUN")
            and not tree.case_words(c)
            and c < i
            and (not matches(tree.tokens[c].deprel, ("obl",)) or _is_nominative(tree, c) or _behind_mark(tree, c, i))
        ]
    if found:
        return sorted(found)
    objects = tree.with_relation(i, "obj")
    beside = (_after_verb(tree, i, objects) or _beside_reflexive(tree, objects)) if len(objects) == 2 else []
    return beside or _after_finite(tree, i) or _behind_speech(tree, i)


def _has_infinitive_mark(tree: Tree, i: int) -> bool:
    """ "zu liefern" has no subject of its own: in "der Ukraine Waffen zu liefern" the first noun is a dative."""
    return any(tree.tokens[c].upos == "PART" for c in tree.with_relation(i, "mark"))


def _beside_reflexive(tree: Tree, objects: list[int]) -> list[int]:
    """ "haben sich am Sonntag 500 Rebellen ergeben": of two objects the one that is no "sich" is the subject."""
    if not any(has(tree.tokens[o], "Reflex=Yes") for o in objects):
        return []
    accusative = ("Case=Acc", "Gender=Masc", "Number=Sing")
    others = [o for o in objects if tree.tokens[o].upos in ("NOUN", "PROPN")]
    return [o for o in others if not any(has(tree.tokens[d], *accusative) for d in tree.with_relation(o, "det"))]


def _after_verb(tree: Tree, i: int, objects: list[int]) -> list[int]:
    """Of two objects the one right behind a verb without subject: "am Montag schloss Polen die Grenze"."""
    found = objects[0] == i + 1 and tree.tokens[i].deprel != "conj"
    return objects[:1] if found and not _is_accusative(tree, objects[0]) else []


def _after_finite(tree: Tree, i: int) -> list[int]:
    """ "Als erste haben Island und Dänemark das Land anerkannt": a bare name right behind the finite verb.

    Not where an article shows another case, nor where another clause or phrase stands in between.
    """
    found = []
    for c in tree.with_relation(i, "obl:arg", "iobj", "dep", "amod"):
        finite = c - 1 in tree.with_relation(i, "aux") and has(tree.tokens[c - 1], "VerbForm=Fin")
        if finite and tree.tokens[c].upos == "PROPN" and not tree.case_words(c):
            found.append(c)
    return found


def _behind_speech(tree: Tree, i: int) -> list[int]:
    """ "Ecuador solle ihn ausliefern, forderte Peru": the bare name right behind the verb that follows what it says."""
    name = i + 1
    if not has(tree.tokens[i], "VerbForm=Fin") or i == 0 or tree.tokens[i - 1].text != ",":
        return []
    if tree.with_relation(i, "obj") != [name] or tree.tokens[name].upos != "PROPN":
        return []
    said = [c for c in tree.with_relation(i, "ccomp") if c < i]
    return [name] if said and not tree.with_relation(name, "det", "case") else []


def best_subject(tree: Tree, subjects: list[int]) -> int:
    """The first that case does not exclude, and before it the one whose article can be nothing but a nominative.

    "Die Bereitschaft hat der Minister bekundet": only masculine singular articles tell nominative from accusative.
    """
    subjects = _agreeing(tree, _without_said(tree, subjects))
    nominative = [s for s in subjects if not has(tree.tokens[s], "Case=Dat") and not has(tree.tokens[s], "Case=Acc")]
    sure = [s for s in nominative if _is_surely_nominative(tree, s)]
    return (sure or nominative or subjects)[0]


def _without_said(tree: Tree, subjects: list[int]) -> list[int]:
    """ "Togo solle zahlen, forderte Peru": of two subjects the one before what is said belongs to that."""
    verb = tree.tokens[subjects[0]].head
    over = tree.tokens[verb].head
    if len(subjects) > 1 and matches(tree.tokens[verb].deprel, ("ccomp",)) and subjects[0] < over < subjects[1]:
        return subjects[1:]  # "Witnesses and rebels said | troops had killed two"
    if len(subjects) != 2 or tree.tokens[subjects[1]].head != verb or not subjects[0] < verb < subjects[1]:
        return subjects
    said = [c for c in tree.with_relation(verb, "ccomp") if subjects[0] < c < verb]
    return subjects[1:] if said and not any(tree.with_relation(c, "nsubj") for c in said) else subjects


def _agreeing(tree: Tree, subjects: list[int]) -> list[int]:
    """Those that agree in number with the finite verb, if only some do: "Politiker haben der Ministerin vorgeworfen".

    What opens the sentence as a relative pronoun is a conjunction: "Dass die FDP …".
    """
    named = [s for s in subjects if s or not has(tree.tokens[s], "PronType=Rel")] or subjects
    verb = tree.tokens[named[0]].head
    if len(named) < 2 or verb < 0 or not all(_has_case(tree, s) for s in named):
        return named  # without cases the order decides
    finite = [v for v in (verb, *tree.with_relation(verb, "aux", "cop")) if has(tree.tokens[v], "VerbForm=Fin")]
    number = next((n for n in ("Number=Sing", "Number=Plur") for v in finite if has(tree.tokens[v], n)), None)
    if number is None:
        return named
    agreeing = [s for s in named if _number_of(tree, s) in (None, number)]
    return agreeing or named


def _has_case(tree: Tree, i: int) -> bool:
    return any(feature.startswith("Case=") for feature in tree.tokens[i].feats)


def _number_of(tree: Tree, i: int) -> str | None:
    """Number of a subject: plural where several are joined."""
    if tree.with_relation(i, "conj"):
        return "Number=Plur"
    return next((n for n in ("Number=Sing", "Number=Plur") if has(tree.tokens[i], n)), None)


def _is_surely_nominative(tree: Tree, i: int) -> bool:
    """ "er", "der Minister": no other case looks so, whatever case the tagger gives an article that names its word."""
    token = tree.tokens[i]
    if token.upos == "PRON" and has(token, "Case=Nom", "Gender=Masc", "Number=Sing", "PronType=Prs"):
        return True
    masculine = (tree.tokens[d] for d in tree.with_relation(i, "det"))
    return any(
        has(d, "Gender=Masc", "Number=Sing") and (has(d, "Case=Nom") or d.text.casefold() == d.lemma.casefold())
        for d in masculine
    )


def antecedents(tree: Tree, found: list[int], verb: int, grammar: Grammar) -> list[int]:
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
