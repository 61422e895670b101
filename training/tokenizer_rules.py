"""What our tokenizers do otherwise than spaCy's, so that they match the treebanks and the news."""

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

LETTER = r"[^\W\d_]"
# „Spiegel“-Bericht, ‹so›; a colon stuck to a quotation
INFIXES = {
    "de": [rf"(?<={LETTER})[“”«»](?=[-–]?{LETTER})", r":(?=[\"„“»«])", r"(?<=[.!?])[\"“«»](?=[A-ZÄÖÜ])"],
    "en": [r"(?<=\.)-(?=[a-z])", r"(?<=[.,!?])[\"“”](?=[A-Z])"],  # U.S.-led
}
SUFFIXES = {"de": ["›"], "en": [r"(?<=[0-9])(?:bn|mn|tn)", "›"]}
PREFIXES = {"de": ["‹"], "en": ["‹"]}
ABBREVIATIONS = {
    "de": "Gen. Oblt. Hptm. Kpt. Hrsg. Stv. stv. Uffz. Vors. Ziff. kath. ehem. einschl.",
    "en": "Lt. Col. Sgt. Capt. Maj. Cmdr. Brig. Rep. Reps. Sen. Sens. Gov. Govs. Pres. Amb. Supt. Det. Cpl. Pfc. Adm. "
    "Vol. Dist. Dept. Gen. Jr. Sr. approx.",
}


def tune_tokenizer(nlp: Language) -> None:
    """Change the blank pipeline's tokenizer in place; it is saved with the model."""
    code, defaults, tokenizer = nlp.lang, nlp.Defaults, nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *INFIXES[code]]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, *SUFFIXES[code]]).search
    tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, *PREFIXES[code]]).search
    for word in ABBREVIATIONS[code].split():
        tokenizer.add_special_case(word, [{ORTH: word}])
