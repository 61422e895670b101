"""Which words are verbs of saying, and what they take where they stand."""

from functools import lru_cache

from lagebild.knowledge.quotations_words import QuotationWords, SourcePhrases, SpeechVerb
from lagebild.record import Token
from lagebild.rules.tree import has
from lagebild.stages.quotations.view import View

VERBAL = frozenset(("VERB", "AUX", "ADJ", "ADV"))  # parts of speech that a verb of saying may be taken for
_PERSON = frozenset(["person"])


def read_verb(token: Token, words: QuotationWords) -> tuple[SpeechVerb, ...]:
    """The readings of a verb of saying, by its lemma or else by its form."""
    if token.upos in ("VERB", "AUX", "ADJ") and token.lemma in words.verbs:
        lemma = token.lemma
    elif token.upos in ("VERB", "ADV") and token.text in words.forms and token.text.islower():
        lemma = words.forms[token.text]
    else:
        return ()
    if token.deprel == "compound:prt" or (token.deprel == "amod" and not has(token, "VerbForm=Fin")):
        return ()  # "gab … bekannt" is one verb, and "eine angekündigte Reise" says nothing
    return words.verbs[lemma]


def read_in_clause(view: View, i: int, verbs: tuple[SpeechVerb, ...]) -> SpeechVerb | None:
    """The readings of this verb that its clause allows, joined into one."""
    fitting = verbs
    if any(v.beside for v in verbs):
        start, end = view.segments[view.segment_of[i]]
        clause = set(view.lower[start:end])
        fitting = tuple([v for v in verbs if not v.beside or not clause.isdisjoint(map(str.lower, v.beside))])
    return _joined(fitting) if fitting else None


@lru_cache(maxsize=1000)  # a language has a hundred
def _joined(fitting: tuple[SpeechVerb, ...]) -> SpeechVerb:
    return SpeechVerb(
        frozenset(take for v in fitting for take in v.takes),
        frozenset(word for v in fitting for word in v.beside),
        impersonal=any(v.impersonal for v in fitting),
        attitude=all(v.attitude for v in fitting if v.takes - _PERSON),
        quoted=any(v.quoted for v in fitting),
        wanted_of=any(v.wanted_of for v in fitting),
        raises=any(v.raises for v in fitting),
        claims=any(v.claims for v in fitting),
    )


def has_marked_infinitive(view: View, start: int, end: int, phrases: SourcePhrases) -> bool:
    """True if an infinitive with its marker stands in the range, before it or inside: "zu gehen", "zuzugehen"."""
    for j in range(start, end):
        token = view.tokens[j]
        if not has(token, "VerbForm=Inf"):
            continue
        before = j > start and view.lower[j - 1] in phrases.infinitive
        if before or any(token.text.replace(marker, "", 1) == token.lemma for marker in phrases.infinitive):
            return True
    return False
