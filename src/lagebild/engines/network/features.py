"""What the network knows of a word: hashed pieces of its form, and its shape. Training reads this file too."""

from zlib import crc32

SHAPES = 12  # six kinds of form, each with and without a blank before it
LONGEST = 40  # letters of a form that are looked at
BEGINNINGS = (2, 3, 4)
ENDINGS = (1, 2, 3, 4, 5, 6, 8)


def rows_of(form: str, size: int) -> list[int]:
    """Rows of a table of `size` rows: the form (twice, against collisions), its beginnings, endings and trigrams."""
    low = form.lower()[:LONGEST]
    marked = f"<{low}>"
    keys = [f"w{low}", f"v{low}"]
    keys += [f"p{low[:n]}" for n in BEGINNINGS if len(low) > n]
    keys += [f"s{low[-n:]}" for n in ENDINGS if len(low) > n]
    keys += [f"t{marked[i : i + 3]}" for i in range(len(marked) - 2)]
    return [crc32(key.encode("utf-8", "surrogatepass")) % size for key in keys]


def shape_of(form: str, after_blank: bool) -> int:
    """Number below SHAPES: letters' case, digits or marks, and whether the word follows a blank."""
    if form.isalpha() or form.replace("-", "").replace("'", "").isalpha():
        kind = 0 if form.islower() else 1 if form[0].isupper() and form[1:].islower() else 2 if form.isupper() else 3
    elif any(character.isdigit() for character in form):
        kind = 4
    else:
        kind = 5
    return 2 * kind + after_blank
