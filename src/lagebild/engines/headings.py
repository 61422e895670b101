"""The scene that a headline names before a colon: "Peru: Polizei schießt auf Bauern"."""

from msgspec.structs import replace

from lagebild.record import Token

SUBJECTS = ("nsubj", "nsubj:pass")
LONGEST = 4  # words before the colon: "Krieg in der Ukraine"
BESIDE = "dislocated"


def part_heading(tokens: list[Token]) -> None:
    """What stands before the colon is no second subject of the verb behind it; one subject alone is left to it."""
    colon = next((i for i, token in enumerate(tokens[: LONGEST + 1]) if token.text == ":"), 0)
    tops = [i for i in range(colon) if not 0 <= tokens[i].head < colon]
    if len(tops) != 1 or tokens[tops[0]].deprel not in SUBJECTS or tokens[tops[0]].head <= colon:
        return
    verb = tokens[tops[0]].head
    if any(t.head == verb and t.deprel in SUBJECTS for t in tokens[colon + 1 :]):
        tokens[tops[0]] = replace(tokens[tops[0]], deprel=BESIDE)
