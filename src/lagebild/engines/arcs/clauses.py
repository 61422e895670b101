"""What heads a clause, and on what the clause hangs."""

from msgspec.structs import replace

from lagebild.engines.arcs.shared import AUXILIARIES, DOERS, NOUNS, SUBJECTS, has_below, is_below, is_finite
from lagebild.knowledge.sentences_words import SentencesWords
from lagebild.record import Token


def lift_from_auxiliaries(tokens: list[Token]) -> None:
    """ "has prepared sanctions": what hangs as an object on an auxiliary is its verb's."""
    for i, token in enumerate(tokens):
        if token.deprel != "obj" or token.head < 0 or tokens[token.head].deprel not in AUXILIARIES:
            continue
        verb = tokens[token.head].head
        if verb not in (i, -1) and tokens[verb].upos == "VERB":
            tokens[i] = replace(token, head=verb)


def raise_finite(tokens: list[Token]) -> None:
    """ "An opposition figure, Jo Fox, called it treason": a finite verb behind a comma heads the clause, no noun."""
    root = next((i for i, token in enumerate(tokens) if token.head < 0), None)
    if root is None or tokens[root].upos not in NOUNS or has_below(tokens, root, "cop"):
        return
    for i in range(root + 2, len(tokens)):
        token = tokens[i]
        if token.head != root or token.deprel != "acl" or not is_finite(token) or tokens[i - 1].text != ",":
            continue
        if has_below(tokens, i, *SUBJECTS, *AUXILIARIES, "mark"):
            continue
        tokens[i] = replace(token, head=-1, deprel=tokens[root].deprel)
        tokens[root] = replace(tokens[root], head=i, deprel="nsubj")
        for k in range(i + 1, len(tokens)):
            if tokens[k].head == root:
                tokens[k] = replace(tokens[k], head=i)
        return


def find_bare_relatives(tokens: list[Token]) -> None:
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


def find_infinitives(tokens: list[Token], words: SentencesWords) -> None:
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
        bare = noun is not None and not has_below(tokens, noun, "case")
        if adjective and not bare:
            continue
        tokens[i] = replace(token, upos="VERB", deprel="xcomp", feats=("VerbForm=Inf",))
        if noun is not None and bare and tokens[noun].deprel in ("obl", "obj"):
            tokens[noun] = replace(tokens[noun], head=i, deprel="obj")


def lower_infinitives(tokens: list[Token], mark: str) -> None:
    """ "…, nachdem er zugegeben hatte, sie geschlagen zu haben": what follows a clause at once is its verb's content.

    Only an infinitive with nothing but its mark ("zu"), hung on a verb above the clause right before its comma.
    """
    for i, token in enumerate(tokens):
        if token.deprel != "xcomp" or token.upos != "VERB" or not 0 <= token.head < i:
            continue
        marks = [t.text for t in tokens if t.head == i and t.deprel == "mark"]
        joined = not marks and mark in token.text and "VerbForm=Inf" in token.feats  # "auszuliefern"
        if not (joined or marks == [mark]):
            continue
        first = min((j for j in range(i + 1) if is_below(tokens, j, i) and tokens[j].upos != "PUNCT"), default=i)
        if first < 2 or tokens[first - 1].text != ",":
            continue
        last = tokens[first - 2]
        verb = last.head if last.deprel in AUXILIARIES else first - 2
        below = tokens[verb].deprel in ("advcl", "ccomp", "acl", "acl:relcl")
        if below and tokens[verb].upos == "VERB" and verb != token.head and is_below(tokens, verb, token.head):
            tokens[i] = replace(token, head=verb)


def open_clauses(tokens: list[Token]) -> None:
    """ "a day after La Paz signed it": before a finite verb without subject a conjunction opens a clause, no phrase."""
    with_subject = {t.head for t in tokens if t.deprel in SUBJECTS}
    for i, token in enumerate(tokens):
        noun = token.head
        if token.upos != "SCONJ" or token.deprel != "case" or noun <= i or tokens[noun].deprel not in ("nmod", "obl"):
            continue
        verb = noun + 1
        while verb < len(tokens) and tokens[verb].head == noun and tokens[verb].deprel in ("flat", "compound"):
            verb += 1
        if verb == len(tokens) or tokens[verb].upos != "VERB" or not is_finite(tokens[verb]):
            continue
        if verb not in with_subject and tokens[verb].deprel in ("acl", "acl:relcl", "advcl"):
            tokens[i] = replace(token, head=verb, deprel="mark")
            tokens[noun] = replace(tokens[noun], head=verb, deprel="nsubj")


def lift_from_agents(tokens: list[Token]) -> None:
    """ "was accused by villagers of burning huts": a clause with a conjunction is the verb's and not its agent's."""
    marked = {t.head for t in tokens if t.deprel == "mark" and t.upos == "SCONJ"}
    for i in marked:
        token = tokens[i]
        if token.deprel != "acl" or token.upos != "VERB" or not 0 <= token.head < i or is_finite(token):
            continue
        agent = tokens[token.head]
        if agent.deprel == "obl:agent" and agent.head >= 0 and not has_below(tokens, i, *SUBJECTS):
            tokens[i] = replace(token, head=agent.head, deprel="advcl")


def part_reduced(tokens: list[Token]) -> None:
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
        own = has_below(tokens, described, *AUXILIARIES, "mark", "obj")
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


def describe_before_comma(tokens: list[Token]) -> None:
    """ "Petrov, shot by a sniper, died, officials said": what stands between commas behind a name describes it.

    Read as the content of what is said it would be done by whoever says it.
    """
    for i in range(2, len(tokens)):
        token, name = tokens[i], tokens[i - 2]
        past = token.upos == "VERB" and "Tense=Past" in token.feats
        if token.deprel != "ccomp" or token.head < i or not past or tokens[i - 1].text != ",":
            continue
        if name.upos not in NOUNS or name.deprel != "nsubj" or not i < name.head <= token.head:
            continue
        below = [k for k, t in enumerate(tokens) if t.head == i]
        if any(tokens[k].deprel in (*SUBJECTS, *AUXILIARIES, "obj", "mark") for k in below):
            continue
        told = name.head if name.head < token.head else next((k for k in below if tokens[k].deprel == "conj"), -1)
        if told < 0 or not any(t.text == "," for t in tokens[i:told]):
            continue
        tokens[i] = replace(token, head=i - 2, deprel="acl", feats=("Tense=Past", "VerbForm=Part"))
        if told in below:
            tokens[told] = replace(tokens[told], head=token.head, deprel="ccomp")
            tokens[i - 2] = replace(name, head=told)
