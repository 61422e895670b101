"""What "and" joins is of one kind: two verbs, two subjects, two nouns of one case."""

from msgspec.structs import replace

from lagebild.engines.arcs.shared import (
    AUXILIARIES,
    FINITE_PAST,
    NOUNS,
    SUBJECTS,
    has_below,
    is_below,
    is_finite,
    is_phrase,
)
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token


def join_verbs(tokens: list[Token], words: SentencesWords) -> None:
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


def free_joined_verbs(tokens: list[Token], words: SentencesWords) -> None:
    """ "warfen Steine und zündeten Autos an": what is a form of a verb alone, behind "und", describes no noun."""
    for i, token in enumerate(tokens):
        noun = token.head
        if token.deprel != "amod" or token.upos != "ADJ" or noun <= i or not i or tokens[i - 1].upos != "CCONJ":
            continue
        if not token.text.islower() or (token.text, "VERB") not in words.lemmas or (token.text, "ADJ") in words.lemmas:
            continue
        before = [j for j in range(i) if is_finite(tokens[j]) and "Tense=Past" in tokens[j].feats]
        if not before or tokens[before[-1]].deprel in ("acl", "acl:relcl", "amod"):
            continue
        if is_below(tokens, before[-1], noun):
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
            phrase = rest.head == noun and rest.deprel == "nmod" and is_phrase(tokens, k)
            if phrase or (0 <= rest.head < i and rest.deprel in ("compound:prt", "obl", "advmod")):
                tokens[k] = replace(rest, head=i, deprel="obl" if phrase else rest.deprel)


def leave_demand(tokens: list[Token]) -> None:
    """ "demanded that Minsk release them and refused to talk": what was done is no more of the demand.

    Behind a bare verb of one subject ("that Minsk release") a past tense goes on with the verb that demands.
    """
    for i, token in enumerate(tokens):
        if token.deprel != "conj" or token.head < 0 or "Tense=Past" not in token.feats or not is_finite(token):
            continue
        asked = tokens[token.head]
        over = asked.head
        if asked.deprel != "ccomp" or over < 0 or over > token.head or asked.text != asked.lemma:
            continue
        if token.text == token.lemma or "Tense=Past" not in tokens[over].feats or not is_finite(tokens[over]):
            continue
        below = [t for t in tokens if t.head == token.head]
        bare = any(t.deprel == "mark" for t in below) and not any(t.deprel in AUXILIARIES for t in below)
        if bare and any(t.deprel in SUBJECTS and "Number=Sing" in t.feats for t in below):
            tokens[i] = replace(token, head=over)


def part_subjects(tokens: list[Token]) -> None:
    """ "…, a source said, and Berlin denied it": a noun joined by "and" to a verb is the next verb's subject."""
    with_subject = {t.head for t in tokens if t.deprel in SUBJECTS}
    for i, token in enumerate(tokens):
        verb = token.head
        if token.upos not in NOUNS or not 0 <= verb < i or tokens[verb].upos != "VERB":
            continue
        second = token.deprel in SUBJECTS and any(t.head == verb and t.deprel in SUBJECTS for t in tokens[:verb])
        if not (second or token.deprel == "conj") or not has_below(tokens, i, "cc"):
            continue
        following = next((k for k in range(i + 1, len(tokens)) if tokens[k].upos == "VERB"), None)
        if following is None or following in with_subject or not is_finite(tokens[following]):
            continue
        if tokens[following].deprel == "conj" and tokens[following].head in (verb, tokens[verb].head):
            tokens[i] = replace(token, head=following, deprel="nsubj")


def list_subjects(tokens: list[Token]) -> None:
    """ "Kuwait, Iraq agree to talk": of a headline's two subjects before the verb the second is joined to the first."""
    if len(tokens) < 4 or tokens[1].text != "," or tokens[0].upos != "PROPN" or tokens[2].upos not in NOUNS:
        return
    if tokens[-1].upos == "PUNCT":  # no headline: "Trump, Sexton said, has created a zone."
        return
    verb = tokens[0].head
    both = tokens[2].head == verb and tokens[0].deprel == tokens[2].deprel == "nsubj"
    if verb == 3 and tokens[verb].upos == "VERB" and both:
        tokens[1], tokens[2] = replace(tokens[1], head=2), replace(tokens[2], head=0, deprel="conj")


def join_subjects(tokens: list[Token]) -> None:
    """ "At least 15 soldiers and 40 rebels were killed": what "and" joins to a subject without preposition is one."""
    for i, token in enumerate(tokens):
        if token.deprel not in SUBJECTS or token.upos not in NOUNS or token.head <= i:
            continue
        joint = next((k for k in range(i - 1, 0, -1) if tokens[k].deprel == "cc" and tokens[k].head == i), 0)
        first = tokens[joint - 1]
        if not joint or first.deprel != "obl" or first.upos not in NOUNS or first.head != token.head:
            continue
        if not is_phrase(tokens, joint - 1):
            tokens[joint - 1] = replace(first, deprel=token.deprel)
            tokens[i] = replace(token, head=joint - 1, deprel="conj")


def join_bare_plurals(tokens: list[Token]) -> None:
    """ "Kämpfer der Miliz und Soldaten": a plural that nothing marks as genitive is joined to no genitive."""
    for i, token in enumerate(tokens):
        owner = token.head
        if token.deprel != "conj" or token.upos != "NOUN" or "Number=Plur" not in token.feats or owner < 0:
            continue
        owned = tokens[owner].head
        if tokens[owner].deprel != "nmod" or owned < 0 or owned > owner or tokens[owned].upos not in NOUNS:
            continue
        if "Number=Plur" not in tokens[owned].feats or is_phrase(tokens, owner):
            continue
        beside = [t for t in tokens if t.head == i and t.deprel in ("det", "det:poss", "amod", "nummod", "case")]
        article = any(t.head == owner and t.deprel == "det" and "Case=Gen" in t.feats for t in tokens)
        if article and not any(t.deprel != "amod" or t.text.endswith("er") for t in beside):
            tokens[i] = replace(token, head=owned)
