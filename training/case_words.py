"""Write how words are usually cased: the table by which capitals are recased.

python training/case_words.py de --text ../shared/text/de_parliament.txt.xz
python training/case_words.py en
"""

import argparse
import lzma
import re
from collections import Counter
from pathlib import Path

from lagebild.bench.treebank import read_treebank

HERE = Path(__file__).parent
LANGUAGES = HERE.parent / "src" / "lagebild" / "languages"
FILES = {"de": ("de_gsd.test", "de_pud"), "en": ("en_ewt.train", "en_pud")}
HEAD = """\
# Words as they are usually written, where that is not what the pack assumes of an unknown word.
# Made by training/case_words.py. Counted in: {sources}.
"""
SOURCES = {
    "de": "ParlaMint-AT 4.1 (CC BY 4.0), UD German GSD (CC BY-SA 4.0) and PUD (CC BY-SA 3.0)",
    "en": "UD English EWT (CC BY-SA 4.0) and PUD (CC BY-SA 3.0)",
}
# After a lower-case letter and a blank: no sentence begins there.
MID_SENTENCE = re.compile(r"(?<=[a-zäöüß,] )[^\W\d_]+")


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(FILES))
    parser.add_argument("--treebanks", type=Path, default=HERE.parent.parent / "shared" / "treebanks")
    parser.add_argument("--text", type=Path, help="raw text, xz-compressed, one paragraph a line")
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    least = 2
    for name in FILES[options.language]:
        for sentence in read_treebank(options.treebanks / f"{name}.conllu.gz", options.language):
            counts.update(MID_SENTENCE.findall(sentence.text))
    if options.text:
        least = 15
        with lzma.open(options.text, "rt", encoding="utf-8") as lines:
            for line in lines:
                counts.update(MID_SENTENCE.findall(line))
    words = sorted(_usual(counts, least, assumed="title" if options.language == "de" else "lower"))
    target = LANGUAGES / options.language / "sentences" / "truecase.txt"
    target.write_text(HEAD.format(sources=SOURCES[options.language]) + "\n".join(words) + "\n", encoding="utf-8")


def _usual(counts: Counter[str], least: int, assumed: str) -> set[str]:
    forms: dict[str, Counter[str]] = {}
    for word, count in counts.items():
        forms.setdefault(word.lower(), Counter())[word] += count
    usual = set()
    for lower, found in forms.items():
        word, count = found.most_common(1)[0]
        expected = lower.title() if assumed == "title" else lower
        if len(lower) > 1 and sum(found.values()) >= least and word != expected and count > sum(found.values()) / 2:
            usual.add(word)
    return usual


if __name__ == "__main__":
    main()
