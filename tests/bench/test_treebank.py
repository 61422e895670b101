"""CoNLL-U files: what becomes of their words and labels, and what is said of a broken one."""

import gzip
import re
from pathlib import Path

import pytest

from lagebild.bench.treebank import TreebankSentence, read_treebank
from lagebild.errors import DataError


def conllu(*rows: str) -> str:
    """One sentence; each row: id form lemma UPOS head relation [features [misc]]."""
    lines = []
    for row in rows:
        number, form, lemma, upos, head, deprel, feats, misc = (*row.split(), "_", "_")[:8]
        lines.append(f"{number}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{misc}")
    return "\n".join(lines) + "\n\n"


def read(tmp_path: Path, text: str, language: str = "de") -> list[TreebankSentence]:
    file = tmp_path / "gold.conllu"
    file.write_text(text, encoding="utf-8")
    return read_treebank(file, language)


def arcs(sentence: TreebankSentence) -> list[tuple[str, str, str, int, str]]:
    return [(w.form, w.lemma, w.upos, w.head, w.deprel) for w in sentence.words]


ZUM = conllu(
    "1 Er er PRON 2 nsubj",
    "2 reist reisen VERB 0 root",
    "3-4 zum _ _ _ _",
    "3 zu zu ADP 5 case",
    "4 dem der DET 5 det",
    "5 Gipfel Gipfel NOUN 2 obl _ SpaceAfter=No",
    "6 . . PUNCT 2 punct",
)


def test_a_german_multiword_token_is_one_word_with_the_labels_of_its_first_part(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, ZUM)
    assert sentence.text == "Er reist zum Gipfel."
    assert arcs(sentence) == [
        ("Er", "er", "PRON", 1, "nsubj"),
        ("reist", "reisen", "VERB", 1, "root"),
        ("zum", "zu", "ADP", 3, "case"),
        ("Gipfel", "Gipfel", "NOUN", 1, "obl"),
        (".", ".", "PUNCT", 1, "punct"),
    ]


def test_an_english_multiword_token_keeps_the_words_that_spell_it(tmp_path: Path) -> None:
    text = conllu(
        "1-2 Don't _ _ _ _",
        "1 Do do AUX 3 aux",
        "2 n't not PART 3 advmod",
        "3-4 wanna _ _ _ _ _ SpaceAfter=No",
        "3 want want VERB 0 root",
        "4 to to PART 3 mark",
        "5 ! ! PUNCT 3 punct",
    )
    (sentence,) = read(tmp_path, text, "en")
    assert sentence.text == "Don't wanna!"
    assert [w.form for w in sentence.words] == ["Do", "n't", "wanna", "!"]
    assert [w.head for w in sentence.words] == [2, 2, 2, 2]


def test_the_arc_of_a_joined_word_never_leads_back_to_it(tmp_path: Path) -> None:
    text = conllu(
        "1-2 ab _ _ _ _", "1 a a PRON 3 obj", "2 b b VERB 0 root", "3 c c VERB 2 xcomp"
    )  # the first part hangs on a word that hangs on the second
    (sentence,) = read(tmp_path, text)
    assert [(w.form, w.head, w.deprel) for w in sentence.words] == [("ab", 0, "root"), ("c", 0, "xcomp")]


def test_empty_nodes_carry_no_text(tmp_path: Path) -> None:
    text = conllu("0.1 _ _ VERB _ _", "1 Nein nein INTJ 0 root", "1.1 sagt sagen VERB _ _", "2 ! ! PUNCT 1 punct")
    assert [w.form for w in read(tmp_path, text)[0].words] == ["Nein", "!"]


def test_a_german_hyphen_compound_is_one_word_and_a_range_is_not(tmp_path: Path) -> None:
    text = conllu(
        "1 US US PROPN 3 compound _ SpaceAfter=No",
        "2 - - PUNCT 3 punct _ SpaceAfter=No",
        "3 Präsidenten Präsident NOUN 0 root",
        "4 5 5 NUM 3 nummod _ SpaceAfter=No",
        "5 - - PUNCT 6 punct _ SpaceAfter=No",
        "6 7 7 NUM 4 conj",
    )
    assert arcs(read(tmp_path, text)[0]) == [
        ("US-Präsidenten", "US-Präsident", "NOUN", 0, "root"),
        ("5", "5", "NUM", 0, "nummod"),
        ("-", "-", "PUNCT", 3, "punct"),
        ("7", "7", "NUM", 1, "conj"),
    ]
    assert [w.form for w in read(tmp_path, text, "en")[0].words] == ["US", "-", "Präsidenten", "5", "-", "7"]


def test_labels_are_made_to_agree_as_the_language_says(tmp_path: Path) -> None:
    text = conllu(
        "1 Mann Mann NOUN 0 root Foreign=Yes|Case=Nom",
        "2 der der PRON 4 nsubj PronType=Dem,Rel",
        "3 ihr sie PRON 4 iobj",
        "4 gedankt danken VERB 1 acl",
        "5 hat haben AUX 4 aux Mood=Ind",
        "6 Xu _ PROPN 1 flat:name",
    )
    mann, der, ihr, gedankt, hat, xu = read(tmp_path, text)[0].words
    assert mann.feats == {"Case": "Nom"}
    assert der.feats == {"PronType": "Rel"}
    assert (ihr.deprel, gedankt.deprel, xu.deprel) == ("obl:arg", "acl:relcl", "flat")
    assert (gedankt.feats["VerbForm"], hat.feats["VerbForm"], xu.lemma) == ("Part", "Fin", "Xu")
    english = [w.deprel for w in read(tmp_path, text, "en")[0].words]
    assert english == ["root", "nsubj", "iobj", "acl", "aux", "flat:name"]


def test_a_language_without_habits_is_read_as_it_is(tmp_path: Path) -> None:
    (sentence,) = read(tmp_path, ZUM.replace("nsubj", "nsubj:outer"), "xx")
    assert sentence.words[0].deprel == "nsubj:outer"
    assert [w.form for w in sentence.words] == ["Er", "reist", "zum", "Gipfel", "."]


def test_gzip_byte_order_mark_line_ends_and_a_missing_last_blank_line_are_no_matter(tmp_path: Path) -> None:
    wanted = read(tmp_path, ZUM + ZUM)
    raw = b"\xef\xbb\xbf" + (ZUM + ZUM).rstrip("\n").replace("\n", "\r\n").encode()
    for name, data in (("a.conllu", raw), ("b.conllu.gz", gzip.compress(raw)), ("c.txt", gzip.compress(raw))):
        (tmp_path / name).write_bytes(data)
        assert read_treebank(tmp_path / name, "de") == wanted


def test_names_of_sentence_and_document_are_kept(tmp_path: Path) -> None:
    text = f"# newdoc id = d1\n# sent_id = s1\n# text = …\n{ZUM}# sent_id = s2\n{ZUM}"
    one, two = read(tmp_path, text)
    assert (one.id, two.id) == ("s1", "s2")
    assert one.document == two.document == "# newdoc id = d1"


ROW = "1\tA\ta\tX\t_\t_\t0\troot\t_\t_\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ROW + "2 B b X _ _ 1 dep _ _\n", "line 2: 1 columns; CoNLL-U has 10 with tabs"),
        ("# only a comment\n" + ROW.replace("\t_\n", "\n"), "line 2: 9 columns"),
        (ROW.replace("1\tA", "one\tA"), "line 1: 'one' in the first column is no number of a word"),
        (ROW + "3" + ROW[1:], "line 2: word 3 where word 2 should stand"),
        ("2-3" + ROW[1:] + ROW, "line 1: word 2 where word 1 should stand"),
        ("1-4" + ROW[1:] + ROW, "line 1: this multiword token ends at word 4, of 1 words"),
        ("1-1" + ROW[1:] + "1-0" + ROW[1:] + ROW, "line 2: '1-0' in the first column"),
        (ROW.replace("\tA\t", "\t\t"), "line 1: the second column, the word's form, is empty"),
        (ROW.replace("\t0\t", "\t_\t"), "line 1: '_' in the seventh column is no number of a head"),
        (ROW.replace("\t0\t", "\t7\t"), "line 1: the head is word 7, but the sentence has 1"),
        (ROW.replace("\t0\t", "\t1\t"), "line 1: the heads above this word form a circle"),
        (ROW.replace("_\t_\t0", "_\tNom\t0"), "line 1: 'Nom' in the sixth column are no features"),
        ("", "no sentence in it"),
        ("\n# nothing\n\n", "no sentence in it"),
        ("1.1" + ROW[1:], "no sentence in it"),
        ("1-2" + ROW[1:] + "\n\n", "no sentence in it"),
        ("Der Minister reist.\n", "line 1: 1 columns"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=r"gold\.conllu: .*" + re.escape(message)):
        read(tmp_path, text)


def test_what_is_no_text_or_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00\x01")
    (tmp_path / "cut.gz").write_bytes(gzip.compress(ZUM.encode() * 99)[:60])
    for name, message in (
        ("binary", "not text in UTF-8"),
        ("cut.gz", "cannot be read"),
        ("none.conllu", "no such file"),
        (".", "cannot be read"),
    ):
        with pytest.raises(DataError, match=message):
            read_treebank(tmp_path / name, "de")
