"""What is said where no clause says it: the object of the verb, words in marks, or the whole clause."""

from lagebild.knowledge.quotations_words import SourcePhrases, SpeechVerb
from lagebild.rules.tree import has
from lagebild.stages.quotations.view import Range, View


def find_object(view: View, i: int, verb: SpeechVerb, phrases: SourcePhrases) -> Range | None:
    """The object of the verb and what is said of it: "called | the charge “absurd”", "called for | an inquiry"."""
    objects = [j for j in view.tree.with_relation(i, "obj", "xcomp") if j > i]
    cases = phrases.of_object | verb.beside
    oblique = [j for j in view.tree.with_relation(i, "obl") if view.tree.case_words(j) & cases and not view.timed[j]]
    objects = objects or [j for j in oblique if j > i][:1]
    inside = sorted({k for j in objects for k in view.tree.subtree(j) if k > i})
    start = next((k for k in inside if view.tokens[k].deprel != "case"), None)
    if start is None:
        return None
    end = start
    while end < len(view.tokens) and end <= inside[-1] and not view.timed[end]:
        end += 1
    end = _with_complements(view, i, end, phrases)
    while end > start + 1 and view.tokens[end - 1].upos == "ADP":
        end -= 1
    said = view.trimmed(start, end)
    return said if said[1] > said[0] else None


def find_raised(view: View, i: int) -> tuple[Range, ...] | None:
    """Subject and infinitive of "the minister | is said | to have fled"; None without either."""
    infinitive = next((j for j in view.tree.with_relation(i, "xcomp") if j > i), None)
    subject = next(iter(view.tree.with_relation(i, "nsubj:pass", "nsubj")), None)
    if infinitive is None or subject is None or subject > i or has(view.tokens[infinitive], "VerbForm=Ger"):
        return None
    inside = [j for j in view.tree.subtree(infinitive) if j > i]
    return (view.noun_phrase(subject, right=i), view.trimmed(min(inside), max(inside) + 1))


def _with_complements(view: View, i: int, end: int, phrases: SourcePhrases) -> int:
    """Take in what else the verb says of its object: "described the deal | as a disaster", "called on him | to go"."""
    children = [c for c in view.tree.children[i] if c >= end]
    while children and end < len(view.tokens) and not view.timed[end]:
        child = next((c for c in children if min(view.tree.subtree(c)) == end), None)
        if child is None:
            break
        relation = view.tokens[child].deprel.split(":")[0]
        infinitive = relation in ("xcomp", "advcl") and view.lower[end] in phrases.infinitive
        belongs = relation == "obl" and bool(view.tree.case_words(child) & phrases.of_object)
        if not infinitive and not belongs:
            break
        end = max(view.tree.subtree(child)) + 1
    return end


def find_nearest_marks(view: View, i: int, *, terms: bool) -> Range | None:
    """The stretch in marks after the verb, or else before it, in the same sentence.

    `terms`: a name in marks counts too, because the verb says what somebody calls it ("nannte ihn einen „Verräter“").
    """
    stretches = [(s, e) for s, e in view.segments if view.marked[s] and e - s > 2]
    stretches = [r for r in stretches if _says_something(view, *r) or (terms and _is_called(view, r[0]))]
    after = [r for r in stretches if r[0] > i]
    return after[0] if after else (stretches[-1] if stretches else None)


def _is_called(view: View, start: int) -> bool:
    """True if an article or "als" stands before the stretch, and no noun of which it is the name."""
    before = view.tokens[start - 1] if start else None
    return before is not None and (
        before.upos in ("ADP", "SCONJ", "CCONJ", "ADJ") or has(before, "Definite=Ind", "PronType=Art")
    )


def _says_something(view: View, start: int, end: int) -> bool:
    """False for names in marks, such as a paper's or a ship's: no word of them is in small letters."""
    words = [view.tokens[j] for j in range(start, end) if view.tokens[j].upos != "PUNCT"]
    return len(words) > 4 or any(token.text[0].islower() and token.upos != "PROPN" for token in words)


def find_whole_clause(view: View, i: int) -> Range:
    if view.tokens[i].head < 0:
        return view.trimmed(0, len(view.tokens))
    tree = view.tree.subtree(i)
    return view.trimmed(min(tree), max(tree) + 1)
