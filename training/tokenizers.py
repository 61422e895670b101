"""What our tokenizers do otherwise than spaCy's, so that they match the treebanks."""

from spacy.language import Language


def tune_tokenizer(nlp: Language) -> None:
    """Change the blank pipeline's tokenizer in place; it is saved with the model."""
