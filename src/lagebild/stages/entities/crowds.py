"""Numbers that are people where they act: "Hunderte protestierten", "tens of thousands fled"."""

from lagebild.knowledge.entities_words import Noun
from lagebild.stages.entities.draft import Context, Draft, Line


def find_crowds(line: Line, context: Context) -> None:
    """Add a draft for every bare number word that is a subject; "Hunderte Soldaten" are soldiers."""
    after = 0
    for i in line.having("crowd"):
        if i < after:
            continue
        words = next((crowd for crowd in line.words[i].crowds if tuple(line.lower[i : i + len(crowd)]) == crowd), None)
        if words is None:
            continue
        last = i + len(words) - 1
        if _acts(line, i, last, context) and not _counts(line, last, context):
            noun = Noun(words[-1], "persons", "CVL")
            name = " ".join(token.text for token in line.tokens[i : last + 1])
            line.drafts.append(
                Draft(line.index, i, last, i, "nominal", "PER", name, "crowd", noun=noun, sector="CVL", plural=True)
            )
        after = last + 1


def _acts(line: Line, first: int, last: int, context: Context) -> bool:
    """True for a subject, also where the parse makes it one of a day: "am Sonntag Tausende"."""
    tokens = [line.tokens[i] for i in range(first, last + 1) if line.covering(i) is None]
    days = context.words.words.unread_capitals
    return len(tokens) > last - first and any(
        t.deprel.startswith("nsubj") or (t.deprel == "appos" and t.head >= 0 and line.tokens[t.head].text in days)
        for t in tokens
    )


def _counts(line: Line, last: int, context: Context) -> bool:
    """True where the word counts what follows: "Tausende Euro", "hundreds of soldiers", "Dutzende von ihnen"."""
    if last + 1 >= len(line.tokens):
        return False
    following = line.tokens[last + 1]
    return following.upos in ("NOUN", "PROPN", "ADJ", "NUM") or line.lower[last + 1] in context.words.words.genitive
