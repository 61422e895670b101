"""Source phrases: "laut Polizei", "nach Angaben der Behörde", "according to", ", so die Ministerin"."""

from functools import lru_cache

from lagebild.knowledge.quotations_words import QuotationWords, SourcePhrases
from lagebild.knowledge.remembered import Remembered
from lagebild.rules.tree import has
from lagebild.stages.quotations.frame import Frame
from lagebild.stages.quotations.verbs import has_marked_infinitive, read_verb
from lagebild.stages.quotations.view import NAME, Range, View

POINTING = "pointing adverb"
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


def find_phrases(view: View, words: QuotationWords) -> list[Frame]:
    """Every source phrase outside marks; what is said is the clause around it."""
    frames = []
    openings, tokens = words.phrases.openings, view.tokens
    of_speech = _of_speech(words.phrases.speech_nouns, words.phrases.documents)
    for i, word in enumerate(view.lower):
        if word not in openings and not (tokens[i].upos == "NOUN" and of_speech[tokens[i].lemma]):
            continue
        if not view.marked[i] and (frame := _phrase(view, i, word, words)):
            frames.append(frame)
    return frames


@lru_cache(maxsize=16)  # languages
def _of_speech(nouns: frozenset[str], documents: tuple[str, ...]) -> Remembered[str, bool]:
    """Of the lemma of a noun, whether it is something said, or a document."""
    return Remembered(lambda lemma: lemma in nouns or lemma.lower().endswith(documents))


def _phrase(view: View, i: int, word: str, words: QuotationWords) -> Frame | None:
    phrases = words.phrases
    named = word in phrases.before_names and i + 1 < len(view.tokens) and view.tokens[i + 1].upos in ("PROPN", "DET")
    if word in phrases.before or named:
        return _given(view, i, _noun_after(view, i), phrases)
    if word in phrases.after and (embedded := _before_embedded(view, i)) is not None:
        return _frame(view, i, (i - 2, i), (embedded, i + 1), "source phrase", phrases)
    if word in phrases.after and i > 0:
        return _given(view, i, _noun_before(view, i), phrases)
    if word in phrases.with_noun:
        for noun in (_noun_after(view, i), _noun_before(view, i) if _closes(view, i) else None):
            if noun is not None and _is_source_noun(view, noun, phrases) and _is_somebodys(view, noun, phrases):
                return _given(view, i, noun, phrases)
    if view.tokens[i].upos == "NOUN" and _of_speech(phrases.speech_nouns, phrases.documents)[view.tokens[i].lemma]:
        return _speech_noun(view, i, words)
    if word in phrases.inside:
        return _inserted(view, i, words)
    if word in phrases.continuing and i < 2:
        return _frame(view, i, (i, i + 1), (0, i + 1), POINTING, phrases)
    return None


def _speech_noun(view: View, i: int, words: QuotationWords) -> Frame | None:
    """What stands behind "die Behauptung der Armee, dass" or "the claim that"; whose it is stands beside the noun."""
    phrases, verb = words.phrases, view.tokens[i].head
    told = 0 <= verb < i and view.tokens[i].deprel.startswith("obl") and bool(read_verb(view.tokens[verb], words))
    if told and not phrases.comma_before_clause:
        return None  # "said in a statement that": the verb has it
    owners = [j for j in view.tree.with_relation(i, "nmod") if _can_own(view, j, phrases)]
    owner = owners[0] if owners else None
    end = view.noun_phrase(owner)[1] if owner is not None and owner > i else i + 1
    said = _noun_clause(view, i, end, phrases) if phrases.comma_before_clause else _that_clause(view, i, end, phrases)
    if said is None:
        return None
    speaker = view.noun_phrase(owner) if owner is not None else _voices(view, i, phrases)
    if speaker is None and view.tokens[i].lemma.lower().endswith(phrases.documents):
        speaker = view.noun_phrase(i, right=said[0])
    return Frame(i, speaker, (said,), "noun of saying")


def _voices(view: View, i: int, phrases: SourcePhrases) -> Range | None:
    """Whose the claim is in "die Ministerin äußerte die Hoffnung, dass" and "kam mit der Begründung, dass"."""
    verb = view.tokens[i].head
    if view.tree.case_words(i) & phrases.with_claim:
        verb = next((j for j in view.tree.ancestors(i) if view.tokens[j].upos == "VERB"), -1)
    elif verb >= 0 and view.tokens[verb].lemma not in phrases.voicing:
        return None
    if verb < 0:
        return None
    subject = next(iter(view.tree.with_relation(verb, "nsubj")), None)
    return view.noun_phrase(subject) if subject is not None and view.lower[subject] not in phrases.mute else None


def _can_own(view: View, j: int, phrases: SourcePhrases) -> bool:
    """True for a genitive or possessive, and for who stands behind "von" or "by"."""
    cases = view.tree.case_words(j)
    possessive = view.tokens[j].deprel == "nmod:poss" or not cases
    return view.tokens[j].upos in ("NOUN", "PROPN", "PRON") and (possessive or bool(cases & phrases.owned_by))


def _noun_clause(view: View, i: int, end: int, phrases: SourcePhrases) -> Range | None:
    """The clause behind the noun and a comma: with "dass", "wonach", an infinitive, or in the mood of reported speech.

    A last word of the noun's own clause may stand before the comma: "wies die Darstellung zurück, er sei …".
    """
    while end < len(view.tokens) and view.tokens[end].upos in ("ADP", "VERB", "AUX", "ADV", "PART"):
        end += 1
    if end + 1 >= len(view.tokens) or view.lower[end] != ",":
        return None
    start = end + 1
    if view.lower[start] in phrases.whereby:
        return _that_clause(view, i, end, phrases, skipped=1)
    if view.tokens[i].lemma not in phrases.speech_nouns or view.lower[start] in phrases.also_relative:
        return None
    if view.lower[start] in phrases.that and view.tokens[start].upos != "PRON":
        return _that_clause(view, i, end, phrases)
    first, last = view.segments[view.segment_of[start]]
    if view.is_finite(first, last):
        opens = view.lower[first] in phrases.subordinators | phrases.conditions | phrases.like
        relative = any(has(view.tokens[j], "PronType=Rel") for j in range(first, min(first + 3, last)))
        verb = next((j for j in range(first, last) if has(view.tokens[j], "VerbForm=Fin")), first)
        second = first < verb < view.trimmed(first, last)[1] - 1  # at the end it makes a relative clause
        reported = has(view.tokens[verb], "Mood=Sub") and second and not opens and not relative
        return view.trimmed(first, len(view.tokens)) if reported else None
    return view.trimmed(first, last) if has_marked_infinitive(view, first, last, phrases) else None


def _that_clause(view: View, i: int, end: int, phrases: SourcePhrases, skipped: int = 0) -> Range | None:
    """The clause that a conjunction opens behind the noun; `skipped` words of it do not count as said."""
    start = end + 1 if end < len(view.tokens) and view.lower[end] == "," else end
    if start >= len(view.tokens) or view.lower[start] in phrases.also_relative:
        return None
    if not skipped and (view.lower[start] not in phrases.that or view.tokens[start].upos == "PRON"):
        return None
    clauses = [j for j in view.tree.with_relation(i, "acl", "ccomp") if j > start]
    return view.trimmed(start + skipped, max(view.tree.subtree(clauses[0])) + 1 if clauses else len(view.tokens))


def _closes(view: View, i: int) -> bool:
    """True if a verb or a comma follows: "den Angaben nach hat …"."""
    return i + 1 < len(view.tokens) and view.tokens[i + 1].upos in ("AUX", "VERB", "PUNCT")


def _is_source_noun(view: View, noun: int, phrases: SourcePhrases) -> bool:
    lemma = view.tokens[noun].lemma
    return lemma in phrases.nouns or lemma.lower().endswith(phrases.noun_endings or ("\0",))


def _is_somebodys(view: View, noun: int, phrases: SourcePhrases) -> bool:
    """False for "in other words" in a language where the phrase must say whose they are."""
    return not phrases.owner_needed or any(_can_own(view, j, phrases) for j in view.tree.with_relation(noun, "nmod"))


def _noun_after(view: View, i: int) -> int | None:
    """The first noun behind a preposition; a pronoun only if nothing else follows."""
    segment_end = view.segments[view.segment_of[i]][1]
    head = view.tokens[i].head
    if head > i and view.tokens[i].deprel in ("case", "mark") and view.tokens[head].upos in _NOMINAL and head - i < 8:
        return head
    for j in range(i + 1, min(i + 7, segment_end)):
        if view.tokens[j].upos in _NOMINAL:
            return j
        if view.tokens[j].upos in ("VERB", "AUX"):
            return None
    return None


def _noun_before(view: View, i: int) -> int | None:
    head = view.tokens[i].head
    if 0 <= head < i and view.tokens[i].deprel == "case" and view.tokens[head].upos in _NOMINAL:
        return head
    return i - 1 if i > 0 and view.tokens[i - 1].upos != "PUNCT" else None


def _given(view: View, i: int, noun: int | None, phrases: SourcePhrases) -> Frame | None:
    stretch = view.marked[noun] if noun is not None else None
    if noun is None or (stretch and stretch[1] - stretch[0] > NAME):
        return None
    left, right = (i + 1, len(view.tokens)) if noun > i else (0, i)
    if noun > i and phrases.comma_before_clause and (person := _behind_embedded(view, i)) is not None:
        return _frame(view, i, (person - 1, person + 1), (i, person + 1), "source phrase", phrases)
    start, end = _until_verb(view, view.noun_phrase(noun, left=left, right=right), noun)
    if noun > i and _is_source_noun(view, noun, phrases):
        end = _whose(view, noun, end, right, phrases)
    if noun > i:
        return _frame(view, i, (start, end), (min(i, start), _past_relative(view, end)), "source phrase", phrases)
    return _frame(view, i, (start, end), (min(i, start), max(i + 1, end)), "source phrase", phrases)


def _behind_embedded(view: View, i: int) -> int | None:
    """The noun in "laut einer mit den Gesprächen vertrauten Person": what stands before its participle is within it."""
    end = view.segments[view.segment_of[i]][1]
    if i + 2 >= end or view.tokens[i + 1].upos != "DET" or view.tokens[i + 2].upos != "ADP":
        return None
    for j in range(i + 4, end - 1):
        if view.tokens[j].upos in ("ADJ", "VERB") and view.tokens[j - 1].upos in ("NOUN", "PROPN"):
            return j + 1 if view.tokens[j + 1].upos == "NOUN" else None
    return None


def _before_embedded(view: View, i: int) -> int | None:
    """Where "einer mit der Sache vertrauten Person zufolge" begins; None for plainer words."""
    kinds = [view.tokens[j].upos for j in range(max(0, i - 3), i)]
    fits = len(kinds) == 3 and kinds[0] in ("NOUN", "PROPN") and kinds[1] in ("ADJ", "VERB") and kinds[2] == "NOUN"
    start, _ = view.segments[view.segment_of[i]]
    for j in range(i - 4, start - 1, -1) if fits else ():
        if view.tokens[j].upos == "DET" and view.tokens[j + 1].upos == "ADP":
            return j
    return None


def _whose(view: View, noun: int, end: int, right: int, phrases: SourcePhrases) -> int:
    """Reach to the end of the genitive or "von" phrase that follows, where the parser hung it elsewhere.

    Behind a genitive none follows: "nach Angaben ihrer Eltern | von Soldaten geschlagen".
    """
    owned = any(view.tokens[j].upos in ("NOUN", "PROPN") for j in range(noun + 1, end))
    reach = end + 1 if end < right and not owned and view.lower[end] in phrases.introduced_by else end
    nominal = ("DET", "ADJ", "NOUN", "PROPN")
    while reach < right and view.tokens[reach].upos in nominal and not view.marked[reach]:
        if view.opens_phrase(reach):
            break
        reach += 1
    named = [j for j in range(end, reach) if view.tokens[j].upos in ("NOUN", "PROPN")]
    return _with_marked_name(view, named[-1] + 1 if named else end)


def _past_relative(view: View, end: int) -> int:
    """The end of a relative clause about the source: "laut Polizei, die den Ort absperrte, | …"."""
    if end + 1 >= len(view.tokens) or view.lower[end] != ",":
        return end
    start, stop = view.segments[view.segment_of[end + 1]]
    relative = any(has(view.tokens[j], "PronType=Rel") for j in range(start, min(start + 3, stop)))
    return stop if relative and view.is_finite(start, stop) and stop < len(view.tokens) else end


def _with_marked_name(view: View, end: int) -> int:
    """Take in a name in marks: "der Zeitung „Al-Ahram“"."""
    stretch = view.marked[end] if end < len(view.tokens) else None
    if stretch is None or stretch[1] - stretch[0] > NAME or stretch == view.marked[end - 1]:
        return end
    last = max(j for j in range(end, len(view.tokens)) if view.marked[j] == stretch)
    words = [view.tokens[j].text for j in range(end, last + 1) if view.tokens[j].text[0].isalpha()]
    return last + 1 if words and all(word[0].isupper() for word in words) else end


def _until_verb(view: View, phrase: Range, head: int) -> Range:
    """Cut a noun phrase at the first finite verb behind its head: the parser took too much."""
    for j in range(head + 1, phrase[1]):
        if view.tokens[j].upos in ("VERB", "AUX"):
            return (phrase[0], j)
    return phrase


def _inserted(view: View, i: int, words: QuotationWords) -> Frame | None:
    """A segment "so" + noun phrase, without a verb unless it is one of saying: ", so der Minister,"."""
    start, end = view.segments[view.segment_of[i]]
    if start != i or start == 0 or end - start < 2:
        return None
    first = view.tokens[i + 1]
    if not first.text[0].isupper() and first.upos not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "VERB"):
        return None
    verbs = [
        j for j in range(start, end) if view.tokens[j].upos in ("VERB", "AUX") and not view.tokens[j].text[0].isupper()
    ]
    if any(not read_verb(view.tokens[j], words) for j in verbs):
        return None
    nouns = [j for j in range(i + 1, end) if view.tokens[j].upos in _NOMINAL or view.tokens[j].text[0].isupper()]
    if not nouns or (verbs and len(verbs) > 1):
        return None
    left = verbs[0] + 1 if verbs else i + 1
    nouns = [j for j in nouns if j >= left]
    if not nouns:
        return None
    phrase = view.noun_phrase(nouns[0], left=left, right=end)
    phrase = (min(phrase[0], left), max(phrase[1], nouns[0] + 1))
    return _frame(
        view, i, _until_verb(view, phrase, nouns[0]), (start, max(end, phrase[1])), "inserted source", words.phrases
    )


def _frame(view: View, cue: int, speaker: Range, around: Range, rule: str, phrases: SourcePhrases) -> Frame | None:
    """The rest of the clause that the phrase belongs to; `around` is the phrase with its preposition."""
    start, end = around
    left, right = _clause(view, cue, start, end, commas=phrases.comma_before_clause)
    left = max([left, *(j + 1 for j in range(start) if view.lower[j] in ";:" and view.is_cut(view.segment_of[j]))])
    right = min([right, *(j for j in range(end, right) if view.lower[j] == ";")])
    parts = [view.trimmed(left, start), view.trimmed(end, right)]
    about_source = not phrases.comma_before_clause and end < right and view.tokens[end].upos != "PUNCT"
    if about_source and view.is_finite(*parts[0]):
        parts = parts[:1]  # "according to a poll | released on Monday"
    said = tuple(r for r in parts if r[1] - r[0] > 1 or (r[1] > r[0] and view.tokens[r[0]].upos != "PUNCT"))
    if not said:
        if start > 0:
            return None
        return Frame(cue, speaker, (), rule, reaches_on=view.lower[-1] == ":")
    return Frame(cue, speaker, said, rule)


def _clause(view: View, cue: int, start: int, end: int, *, commas: bool) -> Range:
    """The relative or coordinated clause around the phrase, else the whole sentence."""
    apart = start > 0 and view.segments[view.segment_of[start]][0] == start  # a comma sets it off
    if not commas and apart and end >= view.trimmed(0, len(view.tokens))[1]:
        return (0, len(view.tokens))
    for above in view.tree.ancestors(cue):
        token = view.tokens[above]
        if start <= above < end:
            continue
        if token.deprel.startswith(("acl", "conj", "ccomp", "advcl")) and token.upos in ("VERB", "AUX"):
            tree = view.tree.subtree(above)
            beside = commas or token.deprel != "advcl" or view.segment_of[min(tree)] == view.segment_of[start]
            if min(tree) <= start and end <= max(tree) + 1 and beside:
                return (min(tree), max(tree) + 1)
        if token.deprel == "root":
            break
    return (0, len(view.tokens))
