"""`lagebild bench`: figures as a table or JSON, another pipeline, messages and exit status."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lagebild.cli.main import app
from tests.stand_in import save_stand_in

RUN = CliRunner()
TABLE = {"Zorbs": "PROPN zorb nsubj 1", "glorped": "VERB glorp root 0", ".": "PUNCT . punct -1"}
GOLD = (
    "1\tZorbs\tzorb\tPROPN\t_\t_\t2\tnsubj\t_\t_\n"
    "2\tglorped\tglorp\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n\n"
)


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    for name in ("LAGEBILD_SETTINGS", "LAGEBILD_MODELS", "LAGEBILD_LANGUAGES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    file = tmp_path / "gold.conllu"
    file.write_text(GOLD * 4, encoding="utf-8")
    return file


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    return save_stand_in(tmp_path / "pipeline", TABLE)


def named(number: int) -> str:
    """A line of a file with names; of the ids s0 to s4 only s3 is held out."""
    entities = [{"span": [0, 5], "type": "PER", "level": "outer"}, {"span": [14, 18], "type": "LOC", "level": "outer"}]
    return json.dumps({"id": f"s{number}", "text": "Zorbs glorped Mars .", "entities": entities}) + "\n"


@pytest.fixture
def names(tmp_path: Path) -> Path:
    file = tmp_path / "names.jsonl"
    file.write_text("".join(map(named, range(5))), encoding="utf-8")
    return file


@pytest.fixture
def namer(tmp_path: Path) -> Path:
    return save_stand_in(tmp_path / "namer", TABLE, names={"Zorbs": "PERSON", "glorped": "ORG"})


def test_json_is_one_object_on_the_last_line(gold: Path, pipeline: Path) -> None:
    result = RUN.invoke(app, ["bench", "analysis", "en", str(gold), "--json", "--model", str(pipeline)])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout.splitlines()[-1])
    wanted = {"upos": 100.0, "uas": 100.0, "las": 100.0, "core_args": 100.0, "lemma": 100.0, "feats": 100.0}
    assert wanted.items() <= figures.items()
    assert (figures["sentences"], figures["words"]) == (4, 12)
    assert figures["tokens_per_s"] > 0
    assert {f"text_{n}" for n in ("tokens", "sentences", "upos", "las", "core_args", "lemma")} <= figures.keys()


def test_without_json_there_is_a_table(gold: Path, pipeline: Path) -> None:
    result = RUN.invoke(app, ["bench", "analysis", "en", str(gold), "--model", str(pipeline)])
    assert result.exit_code == 0, result.output
    assert "core arguments" in result.stdout
    assert "4 sentences, 12 words" in result.stdout
    assert "\x1b" not in result.stdout


def test_without_option_the_setting_names_the_pipeline_and_without_it_the_shipped_is_taken(
    gold: Path, pipeline: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["bench", "analysis", "EN", str(gold), "--json"]
    shipped = json.loads(RUN.invoke(app, command).stdout)
    monkeypatch.setenv("LAGEBILD_MODELS", f"en={pipeline}")
    other = json.loads(RUN.invoke(app, command).stdout)
    assert other["lemma"] == 100.0
    assert shipped["model"] != other["model"]


def test_the_pack_of_the_settings_is_the_one_that_is_scored(
    gold: Path, pipeline: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "languages" / "qq" / "sentences"
    pack.mkdir(parents=True)
    (pack.parent / "pack.yaml").write_text("# a pack\n", encoding="utf-8")
    (pack / "treebank.yaml").write_text("# habits\nrelations: {nsubj: dep}\n", encoding="utf-8")
    monkeypatch.setenv("LAGEBILD_LANGUAGES", str(tmp_path / "languages"))
    command = ["bench", "analysis", "qq", str(gold), "--json"]
    assert json.loads(RUN.invoke(app, [*command, "--model", str(pipeline)]).stdout)["las"] == 50.0
    without = RUN.invoke(app, command)
    assert (without.exit_code, "no model for language 'qq'" in without.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["xx", "gold.conllu"], "no language pack for 'xx'; there are packs for de, en"),
        (["en", "none.conllu"], "none.conllu: no such file"),
        (["en", "empty.conllu"], "empty.conllu: no sentence in it"),
        (["en", "broken.conllu"], "broken.conllu: line 2: 3 columns; CoNLL-U has 10"),
        (["en", "gold.conllu", "--model", "nowhere"], "nowhere: neither a folder nor an installed package"),
        (["en", "gold.conllu", "--model", "."], "spaCy cannot load this pipeline"),
        (["en"], "Missing argument"),
        ([], "Missing argument"),
    ],
)
def test_wrong_usage_says_what_to_do_and_ends_with_two(
    gold: Path, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(gold.parent)
    Path("empty.conllu").write_text("", encoding="utf-8")
    Path("broken.conllu").write_text(f"{GOLD.splitlines()[0]}\n1\tA\ta\n", encoding="utf-8")
    result = RUN.invoke(app, ["bench", "analysis", *arguments])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_names_as_json_are_one_object_on_the_last_line(names: Path, namer: Path) -> None:
    result = RUN.invoke(app, ["bench", "names", "EN", str(names), "--json", "--model", str(namer)])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout.splitlines()[-1])
    assert {
        "language": "en", "file": str(names), "held_out": False, "sentences": 5, "names": 10,
        "precision": 50.0, "recall": 50.0, "f1": 50.0,
        "per": {"precision": 100.0, "recall": 100.0, "f1": 100.0, "names": 5},
        "loc": {"precision": None, "recall": 0.0, "f1": 0.0, "names": 5},
        "org": {"precision": 0.0, "recall": None, "f1": 0.0, "names": 0},
        "misc": {"precision": None, "recall": None, "f1": None, "names": 0},
    }.items() <= figures.items()  # fmt: skip
    assert figures["tokens_per_s"] > 0
    assert len(figures["model"]) > 6


def test_names_without_json_are_a_table(names: Path, namer: Path) -> None:
    result = RUN.invoke(app, ["bench", "names", "en", str(names), "--model", str(namer)])
    assert result.exit_code == 0, result.output
    rows = {row.split("│")[1].strip(): row.split("│")[2:6] for row in result.stdout.splitlines() if row.startswith("│")}
    assert [cell.strip() for cell in rows["main four"]] == ["10", "50.00", "50.00", "50.00"]
    assert [cell.strip() for cell in rows["persons"]] == ["5", "100.00", "100.00", "100.00"]
    assert [cell.strip() for cell in rows["places"]] == ["5", "–", "0.00", "0.00"]
    assert "5 sentences, 10 names" in result.stdout
    assert "\x1b" not in result.stdout


def test_held_out_leaves_only_sentences_that_no_model_learns_from(names: Path, namer: Path) -> None:
    command = ["bench", "names", "en", str(names), "--held-out", "--model", str(namer)]
    figures = json.loads(RUN.invoke(app, [*command, "--json"]).stdout)
    assert (figures["held_out"], figures["sentences"], figures["names"]) == (True, 1, 2)
    assert "names.jsonl, held out, model" in RUN.invoke(app, command).stdout


def test_a_pipeline_without_names_is_said_to_have_none(names: Path, pipeline: Path) -> None:
    result = RUN.invoke(app, ["bench", "names", "en", str(names), "--model", str(pipeline)])
    assert (result.exit_code, "This pipeline says nothing of names." in result.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["xx", "names.jsonl"], "no language pack for 'xx'; there are packs for de, en"),
        (["en", "none.jsonl"], "none.jsonl: no such file; name a JSON Lines file"),
        (["en", "broken.jsonl"], "broken.jsonl: line 2: Object missing required field `text`"),
        (["en", "learned.jsonl", "--held-out"], "learned.jsonl: none of its sentences is held out; score it without"),
        (["en", "names.jsonl", "--model", "nowhere"], "nowhere: neither a folder nor an installed package"),
        (["en"], "Missing argument"),
    ],
)
def test_wrong_usage_of_names_says_what_to_do_and_ends_with_two(
    names: Path, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(names.parent)
    Path("broken.jsonl").write_text(named(0) + '{"id": "s1", "entities": []}\n', encoding="utf-8")
    Path("learned.jsonl").write_text(named(0), encoding="utf-8")
    result = RUN.invoke(app, ["bench", "names", *arguments])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("command", "example"),
    [
        (["bench"], "bench analysis de"),
        (["bench"], "bench names de"),
        (["bench", "analysis"], "--model"),
        (["bench", "names"], "--held-out"),
    ],
)
def test_help_teaches_with_examples(command: list[str], example: str) -> None:
    result = RUN.invoke(app, [*command, "--help"])
    assert result.exit_code == 0
    assert example in result.stdout
    assert "Examples" in result.stdout


def story_file(folder: Path) -> Path:
    text = "Georgian police arrested 31 demonstrators in Tbilisi on Wednesday."
    (folder / "arrests.yaml").write_text(
        "# test\nstory: arrests\nreports:\n"
        f'- {{id: a, outlet: North, language: en, published: 2025-11-06T08:00, text: "{text}"}}\n'
        f'- {{id: b, outlet: South, language: en, published: 2025-11-06T09:00, text: "{text}"}}\n'
        "happenings:\n- {id: h, types: [COERCE], independent: 1, told: {a: [arrested], b: [arrested]}}\n"
        "copies: [[b, a, copy]]\n",
        encoding="utf-8",
    )
    return folder


def test_stories_are_scored_as_table_and_json(tmp_path: Path) -> None:
    folder = story_file(tmp_path)
    table = RUN.invoke(app, ["bench", "stories", str(folder)])
    assert table.exit_code == 0, table.output
    assert "independent sources exactly right" in table.output
    found = json.loads(RUN.invoke(app, ["bench", "stories", str(folder), "--json"]).output.splitlines()[-1])
    assert found["reports"] == 2
    assert found["happenings"]["f1"] == 100.0
    assert found["independent"] == {"found": 1, "wanted": 1, "wrong": 0}
    assert found["copies"]["found"] == 1


def test_a_folder_without_stories_is_wrong_usage(tmp_path: Path) -> None:
    result = RUN.invoke(app, ["bench", "stories", str(tmp_path)])
    assert result.exit_code == 2
    assert "no YAML file" in result.output
