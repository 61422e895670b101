"""Rules from a form to its lemma, so that a network can choose one as a label.

A rule is `case|cut>front|cut|end`: cut so many letters in front and put `front` there, cut so many behind and put
`end` there; the case is l lower, u capitalised, U capitals, k as the form. `=lemma` is the lemma itself.
"""

LONGEST = 40  # letters; longer strings are no words


def lemma_rule(form: str, lemma: str) -> str:
    """The rule that makes `lemma` of `form`, around the longest part that they share."""
    low = lemma.lower()
    if len(form) > LONGEST or len(lemma) > LONGEST:
        return "k|0>|0|"
    case = "l" if lemma == low else "u" if lemma == low[:1].upper() + low[1:] else "U" if lemma.isupper() else "k"
    begin, size, at = _longest_common(form.lower(), low)
    if size == 0:
        return f"={lemma}"
    return f"{case}|{begin}>{low[:at]}|{len(form) - begin - size}|{low[at + size :]}"


def apply_rule(rule: str, form: str) -> str:
    """The lemma of `form`; the form itself where the rule cuts more than there is."""
    if rule.startswith("="):
        return rule[1:]
    case, front, cut, end = rule.split("|")
    begin, _, added = front.partition(">")
    kept = form[int(begin) : len(form) - int(cut)]
    if not kept or len(form) <= int(begin) + int(cut):
        return form
    low = added + kept.lower() + end
    if case == "l":
        return low
    if case == "u":
        return low[:1].upper() + low[1:]
    return low.upper() if case == "U" else added + kept + end


def _longest_common(a: str, b: str) -> tuple[int, int, int]:
    """Where the longest common part begins in `a`, its length, and where it begins in `b`."""
    begin, size, at = 0, 0, 0
    previous = [0] * (len(b) + 1)
    for i, x in enumerate(a):
        row = [0] * (len(b) + 1)
        for j, y in enumerate(b):
            if x == y:
                row[j + 1] = previous[j] + 1
                if row[j + 1] > size:
                    begin, size, at = i - row[j + 1] + 1, row[j + 1], j - row[j + 1] + 1
        previous = row
    return begin, size, at
