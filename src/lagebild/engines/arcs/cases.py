"""Subject and object by case, number and order: no verb has two objects in the accusative."""

from msgspec.structs import replace

from lagebild.engines.arcs.shared import AUXILIARIES, DOERS, NOUNS, SUBJECTS, has_below, in_case, is_finite
from lagebild.knowledge.sentences_words import Articles, SentencesWords
from lagebild.record import Token


def free_by_article(tokens: list[Token], words: SentencesWords) -> None:
    """ "Der Regierung warf die Opposition Betrug vor": who has an article of another case is no subject.

    Nor is who has no preposition the agent of a passive: "Dem Minister wird von der Opposition …".
    """
    for article in tokens:
        i = article.head
        if article.deprel != "det" or tokens[i].deprel not in DOERS or tokens[i].upos not in NOUNS:
            continue
        if tokens[i].deprel not in SUBJECTS and has_below(tokens, i, "case"):
            continue
        noun, case = tokens[i], _case_by_article(article.text.lower(), tokens[i], words.articles)
        if case == "Dat":
            tokens[i] = replace(noun, deprel=words.second_object or "iobj", feats=in_case(noun, case))
        elif case == "Acc" and not has_below(tokens, noun.head, "obj"):
            tokens[i] = replace(noun, deprel="obj", feats=in_case(noun, case))


def _case_by_article(article: str, noun: Token, articles: Articles) -> str | None:
    """The case that an article says, where that is not the subject's."""
    if (case := articles.cases.get(article)) is not None:
        return "Dat" if "Number=Plur" in noun.feats else case
    if article in articles.feminine and noun.text.endswith(articles.feminine_endings):
        return None if noun.text.endswith(articles.other_endings) else "Dat"
    return None


def lead_by_name(tokens: list[Token]) -> None:
    """ "… teilte mit, Syrien behindere die Arbeit": the bare name before the verb leads a clause without subject.

    With a preposition or an article the name is what it was read as.
    """
    for second in range(1, len(tokens)):
        helps = tokens[second].deprel in AUXILIARIES and "VerbForm=Fin" in tokens[second].feats
        verb = tokens[second].head if helps else second
        if not (helps or is_finite(tokens[second]) or _is_subjunctive(tokens[second])):
            continue
        first = second - 1
        while first > 0 and tokens[first].deprel.startswith("flat") and tokens[first].head < first:
            first -= 1
        name = tokens[first]
        opens = first == 0 or tokens[first - 1].upos == "PUNCT"
        if not opens or name.upos != "PROPN" or name.head != verb or name.deprel not in ("obl", "obl:arg"):
            continue
        led = has_below(tokens, verb, *SUBJECTS)
        if not led and not has_below(tokens, first, "case", "det"):
            passive = has_below(tokens, verb, "aux:pass")
            tokens[first] = replace(name, deprel="nsubj:pass" if passive else "nsubj", feats=in_case(name, "Nom"))


def _is_subjunctive(token: Token) -> bool:
    """True of "behindere", whose form many analyses leave open."""
    return token.upos == "VERB" and token.text.endswith("e") and not any(f.startswith("VerbForm=") for f in token.feats)


def turn_by_number(tokens: list[Token]) -> None:
    """ "Flugzeuge hat Oman nicht eingesetzt": a noun in the plural is no subject of an auxiliary in the singular.

    Where order is free and the one object could be the subject, the two change places. The number of names and of full
    verbs is not to be trusted.
    """
    auxiliaries: dict[int, list[int]] = {}
    for i, token in enumerate(tokens):
        if _is_singular_auxiliary(token):
            auxiliaries.setdefault(token.head, []).append(i)
    for verb, own in auxiliaries.items():
        subjects = [i for i, t in enumerate(tokens) if t.head == verb and t.deprel in SUBJECTS]
        objects = [i for i, t in enumerate(tokens) if t.head == verb and t.deprel == "obj"]
        if len(subjects) == 2 and not objects and tokens[subjects[0]].upos == "NOUN":
            subjects, objects = subjects[:1], subjects[1:]  # "Mehrere Frauen soll der Mann bedroht haben"
        if len(subjects) != 1 or len(objects) != 1 or len(own) != 1 or subjects[0] > own[0]:
            continue
        first, second = subjects[0], objects[0]
        articles = [t for t in tokens if t.head == second and t.deprel == "det"]
        accusative = any("Case=Acc" in t.feats and "Gender=Masc" in t.feats for t in articles)
        plural = tokens[first].upos == "NOUN" and "Number=Plur" in tokens[first].feats
        if plural and "Number=Sing" in tokens[second].feats and tokens[second].upos in NOUNS and not accusative:
            tokens[first] = replace(tokens[first], deprel="obj", feats=in_case(tokens[first], "Acc"))
            tokens[second] = replace(tokens[second], deprel="nsubj", feats=in_case(tokens[second], "Nom"))


def _is_singular_auxiliary(token: Token) -> bool:
    return token.deprel in AUXILIARIES and "VerbForm=Fin" in token.feats and "Number=Sing" in token.feats


def turn_by_case(tokens: list[Token]) -> None:
    """ "Bewaffnete entführen Dutzende Schüler": two plurals that show no case stand in the order in which they act."""
    for verb, token in enumerate(tokens):
        if token.upos != "VERB" or not is_finite(token):
            continue
        subjects = [i for i, t in enumerate(tokens) if t.head == verb and t.deprel in SUBJECTS]
        objects = [i for i, t in enumerate(tokens) if t.head == verb and t.deprel == "obj"]
        if len(subjects) != 1 or len(objects) != 1 or not objects[0] == verb - 1 < subjects[0]:
            continue
        nominative = all("Case=Nom" in tokens[i].feats and "Number=Plur" in tokens[i].feats for i in objects)
        plural = "Number=Plur" in tokens[subjects[0]].feats and tokens[subjects[0]].upos in NOUNS
        if nominative and plural and not any(t.deprel == "det" and t.head in (*subjects, *objects) for t in tokens):
            first, second = objects[0], subjects[0]
            tokens[first] = replace(tokens[first], deprel="nsubj")
            tokens[second] = replace(tokens[second], deprel="obj", feats=in_case(tokens[second], "Acc"))


def leave_shared_subjects(tokens: list[Token]) -> None:
    """ "Rebellen stürzten ihn, lösten das Parlament auf": what follows a plural verb in the singular is its object.

    Only of a verb that goes on from another in the plural with a subject of its own, right behind a comma or "und".
    """
    for i, token in enumerate(tokens):
        verb = token.head
        if token.deprel != "nsubj" or token.upos != "NOUN" or not 0 < verb < i or "Number=Sing" not in token.feats:
            continue
        first = tokens[verb].head
        if tokens[verb].deprel not in ("parataxis", "conj") or not 0 <= first < verb:
            continue
        if not all(is_finite(tokens[v]) and "Number=Plur" in tokens[v].feats for v in (verb, first)):
            continue
        if tokens[verb - 1].text != "," and tokens[verb - 1].upos != "CCONJ":
            continue
        led = any(t.head == first and t.deprel in SUBJECTS for t in tokens[:first])
        article = any(t.head == i and t.deprel == "det" and "Gender=Masc" not in t.feats for t in tokens)
        several = has_below(tokens, i, "conj")
        if led and article and not several and not has_below(tokens, verb, "obj"):
            tokens[i] = replace(token, deprel="obj", feats=in_case(token, "Acc"))


def part_objects(tokens: list[Token], label: str) -> None:
    """Of two objects a name before an article in the accusative is the dative: "stattete Indien einen Besuch ab"."""
    objects: dict[int, list[int]] = {}
    for i, token in enumerate(tokens):
        if token.deprel == "obj" and token.head >= 0:
            objects.setdefault(token.head, []).append(i)
    for first, *others in objects.values():
        accusative = {t.head for t in tokens if t.deprel == "det" and "Case=Acc" in t.feats} if others else set()
        if len(others) == 1 and others[0] in accusative and first not in accusative and tokens[first].upos == "PROPN":
            tokens[first] = replace(tokens[first], deprel=label)
