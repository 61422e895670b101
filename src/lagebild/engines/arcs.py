"""Tags and arcs that the grammar of the language forbids, put right; what it forbids is said in the language's pack.

Before the finite verb of a German main clause stands one phrase: in "Die Aufhebung der Sanktionen durch die EU half"
nothing but the noun can govern "durch die EU". No verb has two objects in the accusative, no adjective has a subject
and an object.
"""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from lagebild.engines.asides import join_asides
from lagebild.engines.headings import part_heading
from lagebild.knowledge.sentences_words import Articles, SentencesWords
from lagebild.record import Name, Token

SUBJECTS = ("nsubj", "nsubj:pass")
DOERS = (*SUBJECTS, "obl:agent")
NOUNS = ("NOUN", "PROPN")
AUXILIARIES = ("aux", "aux:pass")
FINITE_PAST = ("Mood=Ind", "Tense=Past", "VerbForm=Fin")


def repair_arcs(tokens: Sequence[Token], words: SentencesWords, names: Sequence[Name] = ()) -> tuple[Token, ...]:
    """Return the sentence with such tags and arcs changed; all others stay as they are."""
    result = [_retag(tokens, i, words) for i in range(len(tokens))]
    if result and not any(name.first == 0 for name in names):
        result[0] = _as_noun(result, words)
    if words.verb_second or words.noun_prepositions:
        for subject, token in enumerate(tokens):
            if token.deprel in SUBJECTS and token.upos in NOUNS and token.head > subject:
                _join_to_subject(result, subject, words)
    if not words.verb_second:
        _join_verbs(result, words)
        _turn_forward(result)
    part_heading(result)
    join_asides(result)
    _lift_from_auxiliaries(result)
    _free_adjectives(result)
    _raise_finite(result)
    _free_subjects(result)
    _part_subjects(result)
    _find_bare_relatives(result)
    _find_infinitives(result, words)
    _list_subjects(result)
    _free_by_article(result, words)
    if words.postpositions:
        _turn_back(result, words)
    _leave_demand(result)
    _open_clauses(result)
    _lift_from_agents(result)
    _free_numbered(result)
    _join_subjects(result)
    if not words.verb_second:
        _join_names(result)
        _free_outcomes(result)
    _part_reduced(result)
    if words.verb_second:
        _free_joined_verbs(result, words)
        _join_bare_plurals(result)
        _leave_shared_subjects(result)
        _keep_in_phrases(result)
        _turn_by_number(result)
        _turn_by_case(result)
    if words.noun_prepositions:
        _lift_from_names(result, words)
    if words.second_object:
        _part_objects(result, words.second_object)
    return tuple(result if _is_tree(result) else tokens)


def _is_tree(tokens: Sequence[Token]) -> bool:
    """True if every word leads up to a root: no two repairs together may hang words on one another in a circle."""
    leads_up: set[int] = set()
    for i in range(len(tokens)):
        path: list[int] = []
        while i >= 0 and i not in leads_up:
            if len(path) == len(tokens):
                return False
            path.append(i)
            i = tokens[i].head
        leads_up.update(path)
    return True


def _retag(tokens: Sequence[Token], i: int, words: SentencesWords) -> Token:
    """ "Südafrika reichte Klage ein": an adjective with a subject and an object that is a verb's form is a verb."""
    token = tokens[i]
    if token.upos not in ("ADJ", "ADV") or not token.text[:1].islower() or (token.text, "VERB") not in words.lemmas:
        return token
    relations = {t.deprel for t in tokens if t.head == i}
    if not relations & set(SUBJECTS) or not relations & {"obj", "compound:prt"} or "cop" in relations:
        return token
    return replace(token, upos="VERB", feats=("VerbForm=Fin",), lemma=words.lemmas[token.text, "VERB"])


def _join_verbs(tokens: list[Token], words: SentencesWords) -> None:
    """ "Soldiers shot and wounded a villager": what "and" joins to a verb is one where its form is a verb's, too.

    The first of the two may be no verb to the model either: "police shot and wounded three students".
    """
    for i in range(1, len(tokens) - 2):
        first, joint, second = tokens[i : i + 3]
        lemma = words.lemmas.get((second.text, "VERB"))
        if joint.deprel != "cc" or second.upos not in ("ADJ", "VERB") or lemma is None or second.text == lemma:
            continue
        own = words.lemmas.get((first.text, "VERB"))
        if first.upos == "NOUN" and second.deprel == "amod" and first.deprel in ("root", "ccomp") and own:
            subject, noun = i - 1, second.head
            if tokens[subject].deprel != "compound" or tokens[noun].head != i or tokens[subject].upos not in NOUNS:
                continue
            tokens[i] = first = replace(first, upos="VERB", lemma=own, feats=FINITE_PAST)
            tokens[subject] = replace(tokens[subject], deprel="nsubj")
            for k in range(subject):
                if tokens[k].head == i and tokens[k].deprel in ("amod", "compound", "nummod", "det"):
                    tokens[k] = replace(tokens[k], head=subject)
        elif first.upos == "VERB" and second.upos == "ADJ" and second.deprel == "conj" and second.head == i:
            noun = next((k for k in range(i + 3, len(tokens)) if tokens[k].head == i and tokens[k].upos in NOUNS), i)
        else:
            continue
        tokens[i + 1] = replace(joint, head=i + 2)
        tokens[i + 2] = replace(second, upos="VERB", lemma=lemma, head=i, deprel="conj", feats=first.feats)
        if tokens[noun].deprel == "conj":
            tokens[noun] = replace(tokens[noun], head=i + 2, deprel="obj")


def _turn_forward(tokens: list[Token]) -> None:
    """ "Myanmar's junta on Tuesday freed them": a preposition belongs to the noun behind it, not to the one before."""
    for i, token in enumerate(tokens[:-1]):
        following = tokens[i + 1]
        if token.deprel != "case" or token.upos != "ADP" or not 0 <= token.head < i or following.upos != "PROPN":
            continue
        if following.deprel in ("obl", "nmod") and not any(t.head == i + 1 and t.deprel == "case" for t in tokens):
            tokens[i] = replace(token, head=i + 1)


def _lift_from_auxiliaries(tokens: list[Token]) -> None:
    """ "has prepared sanctions": what hangs as an object on an auxiliary is its verb's."""
    for i, token in enumerate(tokens):
        if token.deprel != "obj" or token.head < 0 or tokens[token.head].deprel not in AUXILIARIES:
            continue
        verb = tokens[token.head].head
        if verb not in (i, -1) and tokens[verb].upos == "VERB":
            tokens[i] = replace(token, head=verb)


def _free_adjectives(tokens: list[Token]) -> None:
    """ "sentenced a Russian to ten years": an adjective before the noun's preposition is no part of its phrase."""
    for i, token in enumerate(tokens):
        noun = token.head
        if token.deprel != "amod" or token.upos != "ADJ" or noun < i + 2:
            continue
        parted = any(t.deprel == "case" and i < t.head <= noun and t.upos == "ADP" for t in tokens[i + 1 : noun])
        verb = tokens[noun].head
        if not parted or not 0 <= verb < i or tokens[verb].upos != "VERB" or tokens[i - 1].deprel != "det":
            continue
        if any(t.head == verb and t.deprel == "obj" for t in tokens):
            continue
        tokens[i] = replace(token, upos="NOUN", head=verb, deprel="obj")
        tokens[i - 1] = replace(tokens[i - 1], head=i)


def _raise_finite(tokens: list[Token]) -> None:
    """ "An opposition figure, Jo Fox, called it treason": a finite verb behind a comma heads the clause, no noun."""
    root = next((i for i, token in enumerate(tokens) if token.head < 0), None)
    if root is None or tokens[root].upos not in NOUNS or any(t.head == root and t.deprel == "cop" for t in tokens):
        return
    for i in range(root + 2, len(tokens)):
        token = tokens[i]
        if token.head != root or token.deprel != "acl" or not _is_finite(token) or tokens[i - 1].text != ",":
            continue
        if any(t.head == i and t.deprel in (*SUBJECTS, *AUXILIARIES, "mark") for t in tokens):
            continue
        tokens[i] = replace(token, head=-1, deprel=tokens[root].deprel)
        tokens[root] = replace(tokens[root], head=i, deprel="nsubj")
        for k in range(i + 1, len(tokens)):
            if tokens[k].head == root:
                tokens[k] = replace(tokens[k], head=i)
        return


def _as_noun(tokens: Sequence[Token], words: SentencesWords) -> Token:
    """ "Lob kam von der Regierung": what begins a sentence, is a known noun and is no name is no proper noun."""
    first = tokens[0]
    alone = len(tokens) < 2 or tokens[1].upos != "PROPN"
    if first.upos == "PROPN" and alone and (first.text, "NOUN") in words.lemmas:
        return replace(first, upos="NOUN", lemma=words.lemmas[first.text, "NOUN"])
    return first


def _free_subjects(tokens: list[Token]) -> None:
    """ "Jordan shared intelligence": no noun is part of a compound beyond the verb, and that is no participle."""
    for i, token in enumerate(tokens):
        if token.deprel != "compound" or token.upos not in NOUNS or token.head <= i:
            continue
        verb = token.head if tokens[token.head].upos == "VERB" else tokens[token.head].head
        if not i < verb <= token.head or tokens[verb].upos != "VERB":
            continue
        of_verb = {t.deprel for t in tokens if t.head == verb}  # "family owned" has no object
        if "obj" in of_verb and not of_verb & {*SUBJECTS, *AUXILIARIES, "cop"}:
            tokens[i] = replace(token, head=verb, deprel="nsubj")
            if "VerbForm=Part" in tokens[verb].feats:
                tokens[verb] = replace(tokens[verb], feats=FINITE_PAST)


def _part_subjects(tokens: list[Token]) -> None:
    """ "…, a source said, and Berlin denied it": a noun joined by "and" to a verb is the next verb's subject."""
    with_subject = {t.head for t in tokens if t.deprel in SUBJECTS}
    for i, token in enumerate(tokens):
        verb = token.head
        if token.upos not in NOUNS or not 0 <= verb < i or tokens[verb].upos != "VERB":
            continue
        second = token.deprel in SUBJECTS and any(t.head == verb and t.deprel in SUBJECTS for t in tokens[:verb])
        if not (second or token.deprel == "conj") or not any(t.head == i and t.deprel == "cc" for t in tokens):
            continue
        following = next((k for k in range(i + 1, len(tokens)) if tokens[k].upos == "VERB"), None)
        if following is None or following in with_subject or not _is_finite(tokens[following]):
            continue
        if tokens[following].deprel == "conj" and tokens[following].head in (verb, tokens[verb].head):
            tokens[i] = replace(token, head=following, deprel="nsubj")


def _find_bare_relatives(tokens: list[Token]) -> None:
    """ "The village the rebels attacked lies near Aleppo": of two subjects side by side the second has its own verb."""
    for second in range(2, len(tokens) - 2):
        token, verb = tokens[second], second + 1
        if token.upos not in NOUNS or tokens[verb].upos != "VERB" or tokens[verb].text.endswith("ing"):
            continue
        start = min((i for i, t in enumerate(tokens[:second]) if t.head == second), default=second)
        first = start - 1
        if first < 0 or tokens[first].upos not in NOUNS or tokens[first].text[:1].isupper():
            continue
        beside = token.deprel in SUBJECTS and token.head == tokens[first].head and tokens[first].deprel in SUBJECTS
        own = tokens[verb].deprel == "acl" and tokens[verb].head == second and token.head > verb
        beneath = token.deprel == "appos" and token.head == first
        of_first = tokens[verb].deprel == "acl:relcl" and tokens[verb].head == first
        below = {t.deprel for t in tokens if t.head == verb}
        if not ((beside and own) or (beneath and of_first)) or below & {*DOERS, *AUXILIARIES, "obj"}:
            continue
        tokens[verb] = replace(
            tokens[verb], head=first, deprel="acl:relcl", feats=("Mood=Ind", "Tense=Past", "VerbForm=Fin")
        )
        tokens[second] = replace(token, head=verb, deprel="nsubj")


def _find_infinitives(tokens: list[Token], words: SentencesWords) -> None:
    """ "offered to hand over two suspects": an infinitive is no adverbial, and the bare noun behind it its object.

    Nor is it an adjective: "offered to free 30 soldiers".
    """
    for i, token in enumerate(tokens):
        verb = token.head
        adverbial = token.deprel == "obl" and token.upos == "VERB"
        adjective = token.deprel == "xcomp" and token.upos == "ADJ" and (token.text, "VERB") in words.lemmas
        if not (adverbial or adjective) or not 0 <= verb < i or tokens[verb].upos != "VERB":
            continue
        below = [t for t in tokens if t.head == i]
        marked = any(t.deprel == "mark" and t.upos == "PART" for t in below)
        if not marked or any(t.deprel == "cop" for t in below):
            continue
        behind = (k for k in range(i + 1, len(tokens)) if tokens[k].head == verb and tokens[k].upos in NOUNS)
        noun = next(behind, None)
        bare = noun is not None and not any(t.head == noun and t.deprel == "case" for t in tokens)
        if adjective and not bare:
            continue
        tokens[i] = replace(token, upos="VERB", deprel="xcomp", feats=("VerbForm=Inf",))
        if noun is not None and bare and tokens[noun].deprel in ("obl", "obj"):
            tokens[noun] = replace(tokens[noun], head=i, deprel="obj")


def _list_subjects(tokens: list[Token]) -> None:
    """ "Kuwait, Iraq agree to talk": of a headline's two subjects before the verb the second is joined to the first."""
    if len(tokens) < 4 or tokens[1].text != "," or tokens[0].upos != "PROPN" or tokens[2].upos not in NOUNS:
        return
    if tokens[-1].upos == "PUNCT":  # no headline: "Trump, Sexton said, has created a zone."
        return
    verb = tokens[0].head
    both = tokens[2].head == verb and tokens[0].deprel == tokens[2].deprel == "nsubj"
    if verb == 3 and tokens[verb].upos == "VERB" and both:
        tokens[1], tokens[2] = replace(tokens[1], head=2), replace(tokens[2], head=0, deprel="conj")


def _turn_back(tokens: list[Token], words: SentencesWords) -> None:
    """ "der Polizei zufolge 2500 Menschen": a postposition belongs to the noun before it, and that is no object."""
    for i, token in enumerate(tokens):
        if not 0 < i < token.head or token.text.lower() not in words.postpositions or tokens[i - 1].upos not in NOUNS:
            continue
        noun = i - 1
        while tokens[noun].deprel in ("flat", "appos") and 0 <= tokens[noun].head < noun:
            noun = tokens[noun].head
        tokens[i] = replace(token, head=noun, deprel="case")
        if tokens[noun].head >= 0 and tokens[noun].upos in NOUNS:
            tokens[noun] = replace(tokens[noun], deprel="obl")


def _leave_demand(tokens: list[Token]) -> None:
    """ "demanded that Minsk release them and refused to talk": what was done is no more of the demand.

    Behind a bare verb of one subject ("that Minsk release") a past tense goes on with the verb that demands.
    """
    for i, token in enumerate(tokens):
        if token.deprel != "conj" or token.head < 0 or "Tense=Past" not in token.feats or not _is_finite(token):
            continue
        asked = tokens[token.head]
        over = asked.head
        if asked.deprel != "ccomp" or over < 0 or over > token.head or asked.text != asked.lemma:
            continue
        if token.text == token.lemma or "Tense=Past" not in tokens[over].feats or not _is_finite(tokens[over]):
            continue
        below = [t for t in tokens if t.head == token.head]
        bare = any(t.deprel == "mark" for t in below) and not any(t.deprel in AUXILIARIES for t in below)
        if bare and any(t.deprel in SUBJECTS and "Number=Sing" in t.feats for t in below):
            tokens[i] = replace(token, head=over)


def _open_clauses(tokens: list[Token]) -> None:
    """ "a day after La Paz signed it": before a finite verb without subject a conjunction opens a clause, no phrase."""
    with_subject = {t.head for t in tokens if t.deprel in SUBJECTS}
    for i, token in enumerate(tokens):
        noun = token.head
        if token.upos != "SCONJ" or token.deprel != "case" or noun <= i or tokens[noun].deprel not in ("nmod", "obl"):
            continue
        verb = noun + 1
        while verb < len(tokens) and tokens[verb].head == noun and tokens[verb].deprel in ("flat", "compound"):
            verb += 1
        if verb == len(tokens) or tokens[verb].upos != "VERB" or not _is_finite(tokens[verb]):
            continue
        if verb not in with_subject and tokens[verb].deprel in ("acl", "acl:relcl", "advcl"):
            tokens[i] = replace(token, head=verb, deprel="mark")
            tokens[noun] = replace(tokens[noun], head=verb, deprel="nsubj")


def _lift_from_agents(tokens: list[Token]) -> None:
    """ "was accused by villagers of burning huts": a clause with a conjunction is the verb's and not its agent's."""
    marked = {t.head for t in tokens if t.deprel == "mark" and t.upos == "SCONJ"}
    for i in marked:
        token = tokens[i]
        if token.deprel != "acl" or token.upos != "VERB" or not 0 <= token.head < i or _is_finite(token):
            continue
        agent = tokens[token.head]
        if (
            agent.deprel == "obl:agent"
            and agent.head >= 0
            and not any(t.head == i and t.deprel in SUBJECTS for t in tokens)
        ):
            tokens[i] = replace(token, head=agent.head, deprel="advcl")


def _free_numbered(tokens: list[Token]) -> None:
    """ "hacked to death 17 civilians": no noun before a number is part of the noun behind it, its phrase ends there."""
    for i in range(1, len(tokens) - 2):
        part, number = tokens[i], tokens[i + 1]
        noun = number.head
        if part.deprel != "compound" or part.upos != "NOUN" or part.head not in (i + 1, noun) or noun < i + 2:
            continue
        case, verb = tokens[i - 1], tokens[noun].head
        if number.deprel != "nummod" or case.deprel != "case" or case.head != noun or not 0 <= verb < i - 1:
            continue
        if tokens[noun].deprel != "obl" or tokens[verb].upos != "VERB":
            continue
        if any(t.head == verb and t.deprel == "obj" for t in tokens):
            continue
        tokens[i - 1] = replace(case, head=i)
        tokens[i] = replace(part, head=verb, deprel="obl")
        tokens[noun] = replace(tokens[noun], deprel="obj")


def _join_subjects(tokens: list[Token]) -> None:
    """ "At least 15 soldiers and 40 rebels were killed": what "and" joins to a subject without preposition is one."""
    for i, token in enumerate(tokens):
        if token.deprel not in SUBJECTS or token.upos not in NOUNS or token.head <= i:
            continue
        joint = next((k for k in range(i - 1, 0, -1) if tokens[k].deprel == "cc" and tokens[k].head == i), 0)
        first = tokens[joint - 1]
        if not joint or first.deprel != "obl" or first.upos not in NOUNS or first.head != token.head:
            continue
        if not _is_phrase(tokens, joint - 1):
            tokens[joint - 1] = replace(first, deprel=token.deprel)
            tokens[i] = replace(token, head=joint - 1, deprel="conj")


def _join_names(tokens: list[Token]) -> None:
    """ "Hutu militiamen hacked": of two subjects side by side the first is part of the second."""
    for i, (token, following) in enumerate(pairwise(tokens)):
        if token.deprel != "nsubj" or following.deprel != "nsubj" or token.head != following.head:
            continue
        if token.upos == "PROPN" and following.upos == "NOUN":
            tokens[i] = replace(token, head=i + 1, deprel="compound")


def _free_outcomes(tokens: list[Token]) -> None:
    """ "Troops shot dead a teenager": no adjective stands before the article of its noun; it is the verb's."""
    for i in range(1, len(tokens) - 1):
        token, following = tokens[i], tokens[i + 1]
        if token.deprel != "amod" or token.upos != "ADJ" or following.deprel != "det" or following.head != token.head:
            continue
        if tokens[i - 1].upos == "VERB" and tokens[token.head].head == i - 1:
            tokens[i] = replace(token, head=i - 1, deprel="xcomp")


def _part_reduced(tokens: list[Token]) -> None:
    """ "Hackers believed to work for Seoul broke into it": a past without subject heads what the participle described.

    Between the two stands an infinitive and no comma.
    """
    for i, token in enumerate(tokens):
        described = token.head
        if token.deprel not in ("ccomp", "xcomp") or not 0 <= described < i or not _is_past(token):
            continue
        below = [t for t in tokens if t.head == i]
        marks = [k for k in range(described + 1, i) if tokens[k].deprel == "mark" and tokens[k].upos == "PART"]
        if any(t.deprel in (*SUBJECTS, *AUXILIARIES) for t in below) or not marks or tokens[described].upos != "VERB":
            continue
        if marks[0] != described + 1 or any(t.upos in ("PUNCT", "PRON", "SCONJ") for t in tokens[described:i]):
            continue
        subject = next(
            (k for k in range(described) if tokens[k].head == described and tokens[k].deprel in SUBJECTS), -1
        )
        own = any(t.head == described and t.deprel in (*AUXILIARIES, "mark", "obj") for t in tokens)
        if subject < 0 or own or not _is_past(tokens[described]):
            continue
        tokens[i] = replace(token, head=tokens[described].head, deprel=tokens[described].deprel)
        for k, other in enumerate(tokens):
            if other.head == described and (k > i or k == subject or other.upos == "PUNCT"):
                tokens[k] = replace(other, head=i)
        tokens[subject] = replace(tokens[subject], head=i, deprel="nsubj")
        feats = ("Tense=Past", "VerbForm=Part")
        tokens[described] = replace(tokens[described], head=subject, deprel="acl", feats=feats)
        if tokens[marks[0]].head == i:  # "believed to be guerrillas attacked"
            inner = next(
                (k for k in range(i) if tokens[k].head == described and tokens[k].deprel == "xcomp"), described
            )
            tokens[marks[0]] = replace(tokens[marks[0]], head=inner)


def _is_past(token: Token) -> bool:
    """A form that can only be a past or a participle."""
    return token.upos == "VERB" and "Tense=Past" in token.feats and token.text != token.lemma


def _keep_in_phrases(tokens: list[Token]) -> None:
    """ "nahm die am Montag eingereisten Männer fest": what stands between article and noun is part of their phrase."""
    for article, token in enumerate(tokens):
        noun = token.head
        if token.deprel != "det" or noun - article < 4:
            continue
        inside = range(article + 1, noun)
        adjective = next((i for i in reversed(inside) if tokens[i].head == noun and tokens[i].deprel == "amod"), None)
        if adjective is None or any(tokens[i].upos == "PUNCT" or _is_finite(tokens[i]) for i in inside):
            continue
        for i in inside:
            if (
                not article <= tokens[i].head <= noun
                and i < adjective
                and tokens[i].deprel in ("obl", "nmod", "advmod")
            ):
                if tokens[noun].head == i:  # the noun itself was hung on the word before it
                    tokens[noun] = replace(tokens[noun], head=tokens[i].head, deprel="obj")
                if _is_below(tokens, adjective, i):
                    continue
                tokens[i] = replace(
                    tokens[i], head=adjective, deprel="advmod" if tokens[i].deprel == "advmod" else "obl"
                )


def _turn_by_number(tokens: list[Token]) -> None:
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
        if len(subjects) != 1 or len(objects) != 1 or len(own) != 1 or subjects[0] > own[0]:
            continue
        first, second = subjects[0], objects[0]
        articles = [t for t in tokens if t.head == second and t.deprel == "det"]
        accusative = any("Case=Acc" in t.feats and "Gender=Masc" in t.feats for t in articles)
        plural = tokens[first].upos == "NOUN" and "Number=Plur" in tokens[first].feats
        if plural and "Number=Sing" in tokens[second].feats and tokens[second].upos in NOUNS and not accusative:
            tokens[first] = replace(tokens[first], deprel="obj", feats=_in_case(tokens[first], "Acc"))
            tokens[second] = replace(tokens[second], deprel="nsubj", feats=_in_case(tokens[second], "Nom"))


def _free_by_article(tokens: list[Token], words: SentencesWords) -> None:
    """ "Der Regierung warf die Opposition Betrug vor": who has an article of another case is no subject.

    Nor is who has no preposition the agent of a passive: "Dem Minister wird von der Opposition …".
    """
    for article in tokens:
        i = article.head
        if article.deprel != "det" or tokens[i].deprel not in DOERS or tokens[i].upos not in NOUNS:
            continue
        if tokens[i].deprel not in SUBJECTS and any(t.head == i and t.deprel == "case" for t in tokens):
            continue
        noun, case = tokens[i], _case_by_article(article.text.lower(), tokens[i], words.articles)
        if case == "Dat":
            tokens[i] = replace(noun, deprel=words.second_object or "iobj", feats=_in_case(noun, case))
        elif case == "Acc" and not any(t.head == noun.head and t.deprel == "obj" for t in tokens):
            tokens[i] = replace(noun, deprel="obj", feats=_in_case(noun, case))


def _case_by_article(article: str, noun: Token, articles: Articles) -> str | None:
    """The case that an article says, where that is not the subject's."""
    if (case := articles.cases.get(article)) is not None:
        return "Dat" if "Number=Plur" in noun.feats else case
    if article in articles.feminine and noun.text.endswith(articles.feminine_endings):
        return None if noun.text.endswith(articles.other_endings) else "Dat"
    return None


def _turn_by_case(tokens: list[Token]) -> None:
    """ "Bewaffnete entführen Dutzende Schüler": two plurals that show no case stand in the order in which they act."""
    for verb, token in enumerate(tokens):
        if token.upos != "VERB" or not _is_finite(token):
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
            tokens[second] = replace(tokens[second], deprel="obj", feats=_in_case(tokens[second], "Acc"))


def _in_case(token: Token, case: str) -> tuple[str, ...]:
    return tuple(f"Case={case}" if f.startswith("Case=") else f for f in token.feats)


def _is_singular_auxiliary(token: Token) -> bool:
    return token.deprel in AUXILIARIES and "VerbForm=Fin" in token.feats and "Number=Sing" in token.feats


def _is_finite(token: Token) -> bool:
    return token.upos == "VERB" and "VerbForm=Fin" in token.feats


def _lift_from_names(tokens: list[Token], words: SentencesWords) -> None:
    """ "The support of China for Serbia": a name that belongs to a noun governs no such phrase, the noun does."""
    for i, token in enumerate(tokens):
        if token.deprel != "nmod" or token.head < 0:
            continue
        name = tokens[token.head]
        if name.upos != "PROPN" or name.deprel not in ("nmod", "nmod:poss") or tokens[name.head].upos != "NOUN":
            continue
        prepositions = {t.text.lower() for t in tokens if t.head == i and t.deprel == "case"}
        if prepositions and prepositions <= words.noun_prepositions:
            tokens[i] = replace(token, head=name.head)


def _join_to_subject(tokens: list[Token], subject: int, words: SentencesWords) -> None:
    """Hang phrases with a preposition between a subject and its verb on the subject, if they cannot be the verb's."""
    verb = tokens[subject].head
    between = range(subject + 1, verb)
    if any(tokens[i].text in (",", ":", "–", "—", "-") or tokens[i].upos in ("VERB", "SCONJ") for i in between):
        return
    if words.verb_second and not _is_second(tokens, verb):
        return
    if words.verb_second:
        _hang_on_participle(tokens, subject)
    if words.verb_second and any(tokens[i].head == verb and not _is_phrase(tokens, i) for i in between):
        return
    for i in between:
        token = tokens[i]
        if token.head != verb or token.deprel not in ("obl", "obl:agent", *SUBJECTS) or token.upos not in NOUNS:
            continue
        prepositions = {t.text.lower() for j, t in enumerate(tokens) if t.head == i and t.deprel == "case"}
        if prepositions and (words.verb_second or prepositions <= words.noun_prepositions):
            tokens[i] = replace(token, head=subject, deprel="nmod")


def _hang_on_participle(tokens: list[Token], subject: int) -> None:
    """ "Von Rebellen abgefeuerte Raketen trafen die Stadt": a phrase before a subject is of what describes it."""
    verb, describing = tokens[subject].head, subject - 1
    opens = next((i for i, t in enumerate(tokens[:describing]) if t.head == verb and t.deprel.startswith("obl")), None)
    if opens is None or tokens[describing].deprel != "amod" or tokens[describing].head != subject:
        return
    if tokens[0].head != opens or tokens[0].deprel != "case" or tokens[opens].upos not in NOUNS:
        return
    if any((t.head == subject and t.deprel == "det") or t.upos == "PUNCT" for t in tokens[:describing]):
        return
    tokens[opens] = replace(tokens[opens], head=describing, deprel="obl")


def _free_joined_verbs(tokens: list[Token], words: SentencesWords) -> None:
    """ "warfen Steine und zündeten Autos an": what is a form of a verb alone, behind "und", describes no noun."""
    for i, token in enumerate(tokens):
        noun = token.head
        if token.deprel != "amod" or token.upos != "ADJ" or noun <= i or not i or tokens[i - 1].upos != "CCONJ":
            continue
        if not token.text.islower() or (token.text, "VERB") not in words.lemmas or (token.text, "ADJ") in words.lemmas:
            continue
        before = [j for j in range(i) if _is_finite(tokens[j]) and "Tense=Past" in tokens[j].feats]
        if not before or tokens[before[-1]].deprel in ("acl", "acl:relcl", "amod"):
            continue
        if _is_below(tokens, before[-1], noun):
            continue
        first, number = before[-1], next((f for f in tokens[before[-1]].feats if f.startswith("Number=")), "")
        if any(t.head == noun and t.deprel in ("det", "case") and k < i for k, t in enumerate(tokens)):
            continue
        feats = ("Mood=Ind", *([number] if number else []), "Person=3", "Tense=Past", "VerbForm=Fin")
        lemma = words.lemmas[token.text, "VERB"]
        tokens[i] = replace(token, upos="VERB", lemma=lemma, head=first, deprel="conj", feats=feats)
        tokens[i - 1] = replace(tokens[i - 1], head=i, deprel="cc")
        tokens[noun] = replace(tokens[noun], head=i, deprel="obj")
        for k in range(i + 1, len(tokens)):
            rest = tokens[k]
            if k == noun or rest.upos == "PUNCT" or (rest.head > i and rest.head != noun):
                continue
            phrase = rest.head == noun and rest.deprel == "nmod" and _is_phrase(tokens, k)
            if phrase or (0 <= rest.head < i and rest.deprel in ("compound:prt", "obl", "advmod")):
                tokens[k] = replace(rest, head=i, deprel="obl" if phrase else rest.deprel)


def _leave_shared_subjects(tokens: list[Token]) -> None:
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
        if not all(_is_finite(tokens[v]) and "Number=Plur" in tokens[v].feats for v in (verb, first)):
            continue
        if tokens[verb - 1].text != "," and tokens[verb - 1].upos != "CCONJ":
            continue
        led = any(t.head == first and t.deprel in SUBJECTS for t in tokens[:first])
        article = any(t.head == i and t.deprel == "det" and "Gender=Masc" not in t.feats for t in tokens)
        several = any(t.head == i and t.deprel == "conj" for t in tokens)
        if led and article and not several and not any(t.head == verb and t.deprel == "obj" for t in tokens):
            tokens[i] = replace(token, deprel="obj", feats=_in_case(token, "Acc"))


def _is_below(tokens: Sequence[Token], i: int, above: int) -> bool:
    """True if token `i` hangs on `above`, over others or not."""
    for _ in tokens:
        if i in (above, -1):
            break
        i = tokens[i].head
    return i == above


def _join_bare_plurals(tokens: list[Token]) -> None:
    """ "Kämpfer der Miliz und Soldaten": a plural that nothing marks as genitive is joined to no genitive."""
    for i, token in enumerate(tokens):
        owner = token.head
        if token.deprel != "conj" or token.upos != "NOUN" or "Number=Plur" not in token.feats or owner < 0:
            continue
        owned = tokens[owner].head
        if tokens[owner].deprel != "nmod" or owned < 0 or owned > owner or tokens[owned].upos not in NOUNS:
            continue
        if "Number=Plur" not in tokens[owned].feats or _is_phrase(tokens, owner):
            continue
        beside = [t for t in tokens if t.head == i and t.deprel in ("det", "det:poss", "amod", "nummod", "case")]
        article = any(t.head == owner and t.deprel == "det" and "Case=Gen" in t.feats for t in tokens)
        if article and not any(t.deprel != "amod" or t.text.endswith("er") for t in beside):
            tokens[i] = replace(token, head=owned)


def _is_phrase(tokens: Sequence[Token], i: int) -> bool:
    return any(t.head == i and t.deprel == "case" for t in tokens)


def _is_second(tokens: Sequence[Token], verb: int) -> bool:
    """True for a finite verb that heads its main clause, with no auxiliary before it."""
    token = tokens[verb]
    if token.deprel not in ("root", "parataxis") or "VerbForm=Fin" not in token.feats:
        return False
    return not any(t.head == verb and t.deprel in ("mark", "aux", "aux:pass", "cop") for t in tokens)


def _part_objects(tokens: list[Token], label: str) -> None:
    """Of two objects a name before an article in the accusative is the dative: "stattete Indien einen Besuch ab"."""
    objects: dict[int, list[int]] = {}
    for i, token in enumerate(tokens):
        if token.deprel == "obj" and token.head >= 0:
            objects.setdefault(token.head, []).append(i)
    for first, *others in objects.values():
        accusative = {t.head for t in tokens if t.deprel == "det" and "Case=Acc" in t.feats} if others else set()
        if len(others) == 1 and others[0] in accusative and first not in accusative and tokens[first].upos == "PROPN":
            tokens[first] = replace(tokens[first], deprel=label)
