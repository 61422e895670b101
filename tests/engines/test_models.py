"""Other pipelines: named by folder or package, for one language or for all; the rest is read by the shipped."""

import re
import sys
import types
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from lagebild.app import Reader
from lagebild.engines.model_version import model_version
from lagebild.engines.models import find_model, load_model, shipped_model
from lagebild.engines.spacy_engine import Pipeline, load_pipeline
from lagebild.errors import DataError, InputError, UnsupportedLanguageError
from lagebild.record import Block, Name, Page, Report
from lagebild.settings import Settings
from tests.stand_in import save_stand_in

TEXT = "Zorbs glorped Mars yesterday."
TABLE = {
    "Zorbs": "PROPN zorb nsubj 1 Number=Plur",
    "glorped": "VERB glorp root 0 VerbForm=Fin",
    "Mars": "PROPN Mars obj -1",
    "yesterday": "ADV yesterday advmod -2",
    ".": "PUNCT . punct -3",
}
LABELS = [
    ("Zorbs", "zorb", "PROPN", 1, "nsubj"),
    ("glorped", "glorp", "VERB", -1, "root"),
    ("Mars", "Mars", "PROPN", 1, "obj"),
    ("yesterday", "yesterday", "ADV", 1, "advmod"),
    (".", ".", "PUNCT", 1, "punct"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_stand_in(tmp_path / "models" / "en", TABLE)


def read(models: str, text: str = TEXT, language: str = "en") -> Report:
    return Reader(Settings(models=models)).read(Page(text=text), language)


def labels(report: Report) -> list[tuple[str, str, str, int, str]]:
    return [(t.text, t.lemma, t.upos, t.head, t.deprel) for s in report.sentences or () for t in s.tokens]


def test_a_pipeline_named_for_one_language_reads_it_and_the_shipped_reads_the_other(folder: Path) -> None:
    for models in (f"en={folder}", str(folder.parent)):
        reader = Reader(Settings(models=models))
        report = reader.read(Page(text=TEXT), "en")
        assert labels(report) == LABELS
        other = reader.read(Page(text="Der Minister reist am Montag nach Wien."), "de")
        assert ("reist", "reisen", "VERB", -1, "root") in labels(other)
        assert reader.made_by(report)["models"] == {"en": model_version(folder)}
        assert reader.made_by(other)["models"] == {"de": model_version(shipped_model("de"))}


def test_a_path_may_hold_blanks_and_both_languages_can_be_named(tmp_path: Path) -> None:
    one = save_stand_in(tmp_path / "my models" / "one", TABLE)
    assert find_model("en", f"de=/nowhere en={one}") == one
    assert find_model("de", f"en={one}") == shipped_model("de")
    assert labels(read(f"de=/nowhere en={one}")) == LABELS


def test_an_installed_package_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "en_zorb_pipeline"
    save_stand_in(package / "en_zorb_pipeline-1.0.0", TABLE)
    nlp = spacy.load(package / "en_zorb_pipeline-1.0.0")
    (package / "meta.json").write_text(
        f'{{"lang": "en", "name": "zorb_pipeline", "version": "1.0.0", "spacy_version": "{nlp.meta["spacy_version"]}"}}'
    )
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n"
    )
    record = tmp_path / "en_zorb_pipeline-1.0.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: en_zorb_pipeline\nVersion: 1.0.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert labels(read("en=en_zorb_pipeline")) == LABELS


@pytest.mark.parametrize(
    ("models", "message"),
    [
        ("/nowhere", "neither a folder nor pairs"),
        ("en=", "neither a folder nor pairs"),
        ("pipeline en=/x", "neither a folder nor pairs"),
        ("en=/nowhere", "/nowhere: neither a folder nor an installed package"),
        ("en=no_such_pipeline", "no_such_pipeline: neither a folder nor an installed package"),
        ("en=msgspec", "msgspec: spaCy cannot load this pipeline"),
        ("{folder}", "is one pipeline; say of which language: en="),
        ("{folder}/vocab", "no pipeline in"),
    ],
)
def test_a_wrong_setting_says_what_is_expected(folder: Path, models: str, message: str) -> None:
    with pytest.raises(DataError, match=re.escape(message)):
        load_model("en", find_model("en", models.format(folder=folder)))


def test_a_language_without_model_is_refused_with_advice() -> None:
    with pytest.raises(UnsupportedLanguageError, match="give the folder"):
        load_model("xx", find_model("xx"))


def test_given_words_come_back_one_token_each(folder: Path) -> None:
    pipeline = load_pipeline("en", folder)
    words = [("Zorbs", True), ("glorped", True), ("Mars", False), (".", True)]
    read_back = pipeline.read_words([words, [("Mars", False)]])
    assert read_back is not None
    assert [[(t.text, t.span, t.upos) for t in tokens] for tokens in read_back] == [
        [
            ("Zorbs", (0, 5), "PROPN"),
            ("glorped", (6, 13), "VERB"),
            ("Mars", (14, 18), "PROPN"),
            (".", (18, 19), "PUNCT"),
        ],
        [("Mars", (0, 4), "PROPN")],
    ]
    assert [t.head for t in read_back[0]] == [1, -1, 1, 0]
    assert read_back[1][0].deprel == "root"


def test_given_words_are_repaired_and_recased_as_in_text() -> None:
    pipeline = load_pipeline("de")
    words = ["MINISTER", "LEHNT", "NEUE", "MASSNAHMEN", "GEGEN", "DIE", "REGIERUNG", "AB"]
    given = pipeline.read_words([[(word, True) for word in words]])
    text = " ".join(words)
    found = pipeline.read_page(Page(text=text), (Block("title", (0, len(text)), ""),)).part
    assert given is not None
    assert given[0] == found[0].tokens
    assert given[0][1].lemma == "ablehnen"


def test_a_gold_sentence_stays_one_whatever_the_parser_would_do() -> None:
    words = [(word, True) for word in ["Er", "kam", ".", "Sie", "ging", ".", "Wir", "blieben", "."]]
    given = load_pipeline("de").read_words([words])
    assert given is not None
    assert [len(tokens) for tokens in given] == [9]
    assert sum(token.head == -1 for token in given[0]) == 1


def test_names_of_given_words_have_their_places_and_the_types_of_the_record(tmp_path: Path) -> None:
    names = {"New Mars": "GPE", "Zorbs": "PERSON", "soon": "DATE"}
    pipeline = load_pipeline("en", save_stand_in(tmp_path / "namer", TABLE, names=names))
    # A blank may be a word in files; it counts, or names would stand beside their words.
    words = [(word, True) for word in ["Zorbs", "\xa0", "see", "New", "Mars", "soon"]]
    assert pipeline.read_names([words, [("soon", False)]]) == ((Name(0, 0, "PER"), Name(3, 4, "LOC")), ())
    assert pipeline.read_names([]) == ()


def test_names_of_given_words_are_found_in_the_spelling_of_a_text(tmp_path: Path) -> None:
    pipeline = load_pipeline("de", save_stand_in(tmp_path / "namer", {}, "de", names={"Ministerium": "ORG"}))
    words = ["DAS", "MINISTERIUM", "LEHNT", "MASSNAHMEN", "AB"]
    assert pipeline.read_names([[(word, True) for word in words]]) == ((Name(1, 1, "ORG"),),)


def test_a_pipeline_that_knows_no_names_says_nothing_of_them(folder: Path) -> None:
    assert load_pipeline("en", folder).read_names([[("Zorbs", True)]]) is None


class AllInOne:
    """A tokenizer that is the whole analysis, as spacy-stanza's is; two sentences of which one starts small."""

    def __init__(self, nlp: Language, expand: bool) -> None:
        self.vocab, self.expand = nlp.vocab, expand

    def __call__(self, text: str) -> Doc:
        words = text.replace("zum", "zu dem").split() if self.expand else text.split()
        half = len(words) // 2
        heads = [0 if i < half else half for i in range(len(words))]
        deps = ["root" if i in heads else "dep" for i in range(len(words))]
        return Doc(self.vocab, words=words, spaces=[*[True] * (len(words) - 1), False], heads=heads, deps=deps)


def all_in_one(expand: bool = False) -> Pipeline:
    pipeline = load_pipeline("de")
    nlp = spacy.blank("de")
    nlp.tokenizer = AllInOne(nlp, expand)
    return Pipeline(nlp, pipeline.words)


def test_a_tokenizer_that_is_the_whole_analysis_keeps_its_sentences() -> None:
    text = "eins zwei drei vier"
    found = all_in_one().read_page(Page(text=text), (Block("body", (0, len(text)), ""),)).part
    assert [[t.text for t in s.tokens] for s in found] == [["eins", "zwei"], ["drei", "vier"]]
    assert all_in_one().read_words([[("eins", True), ("zwei", False)]]) is None


def test_a_tokenizer_that_changes_the_text_is_refused() -> None:
    text = "Er kam zum Gipfel"
    with pytest.raises(InputError, match="'Er kam zum Gipfel' became 'Er kam zu dem Gipfel'"):
        all_in_one(expand=True).read_page(Page(text=text), (Block("body", (0, len(text)), ""),))


def test_the_component_in_the_documentation_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", page, re.S)
    assert code is not None

    def label(sentences: list[list[str]]) -> types.SimpleNamespace:
        """What stanza gives: words with heads from 1, and None where it has no features."""
        rows = [[(word, *TABLE.get(word, f"X {word} dep 0").split()[:4]) for word in s] for s in sentences]
        words = [
            [
                types.SimpleNamespace(
                    text=text, upos=upos, lemma=lemma, feats=None, deprel=deprel, head=i + 1 + int(to) if int(to) else 0
                )
                for i, (text, upos, lemma, deprel, to) in enumerate(row)
            ]
            for row in rows
        ]
        return types.SimpleNamespace(sentences=[types.SimpleNamespace(words=w) for w in words])

    stub = types.ModuleType("stanza")
    stub.Pipeline = lambda *arguments, **options: label  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "stanza", stub)
    exec(code[1], {"__name__": "stanza_labels"})
    nlp = spacy.load(shipped_model("en"))
    nlp.add_pipe("stanza_labels", config={"language": "en"})
    nlp.to_disk(tmp_path / "stanza-en")
    assert labels(read(f"en={tmp_path / 'stanza-en'}", f"{TEXT} {TEXT}")) == [*LABELS, *LABELS]
    assert load_pipeline("en", tmp_path / "stanza-en").read_words([[("Zorbs", True), ("glorped", True)]]) is not None
