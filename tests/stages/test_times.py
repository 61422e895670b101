"""When: every rule's own examples, and how expressions lean on the publication date and on each other."""

import pytest
from msgspec.structs import replace

from lagebild.knowledge.data import decode, package_folder
from lagebild.knowledge.times_words import TimeExample, TimeWords, _Rules, load_time_words
from lagebild.record import Masthead, Page, Sentence, Time, Token
from lagebild.stages.times import find_times
from tests.conllu import sentence, text_of

PUBLISHED = "2024-03-13"  # a Wednesday
LANGUAGES = ("de", "en")
WORDS = {language: load_time_words(package_folder("languages") / language / "times") for language in LANGUAGES}
RULES = {
    language: decode(package_folder("languages") / language / "times" / "rules.yaml", _Rules).rules
    for language in LANGUAGES
}
FINDS = [(language, rule.name, example) for language in LANGUAGES for rule in RULES[language] for example in rule.finds]
MISSES = [(language, rule.name, text) for language in LANGUAGES for rule in RULES[language] for text in rule.misses]


def sentences(text: str) -> tuple[Sentence, ...]:
    """The text as one sentence without a parse, as a bad parser would leave it; a word after a number is a noun."""
    tokens: list[Token] = []
    at = 0
    for word in text.split(" "):
        bare = word.rstrip(".,") or word
        counted = bool(tokens) and tokens[-1].upos == "NUM" and bare[:1].isalpha()
        upos = "NUM" if bare.isdigit() else "NOUN" if counted else "X"
        tokens.append(Token((at, at + len(bare)), bare, bare, upos, (), -1, "dep"))
        at += len(word) + 1
    return (Sentence((0, len(text)), 0, tuple(tokens)),)


def times(text: str, words: TimeWords, published: str | None = PUBLISHED) -> list[tuple[str, Time]]:
    page = Page(text)
    found = find_times(page, sentences(text), Masthead(published=published), words=words).part
    return [(text[t.span[0] : t.span[1]], t) for t in found]


@pytest.mark.parametrize(("language", "rule", "example"), FINDS)
def test_every_rule_finds_its_examples(language: str, rule: str, example: TimeExample) -> None:
    found = {(t, time.value): time.rule for t, time in times(example.text, WORDS[language])}
    assert found.get((example.time, example.value)) == f"times:{rule}", found


@pytest.mark.parametrize(("language", "rule", "text"), MISSES)
def test_every_rule_misses_its_near_misses(language: str, rule: str, text: str) -> None:
    assert f"times:{rule}" not in {time.rule for _, time in times(text, WORDS[language])}


def test_without_publication_date_relative_times_stay_open() -> None:
    found = find_times(Page("Am Freitag"), sentences("Am Freitag"), None, words=WORDS["de"])
    assert [(t.value, t.begin) for t in found.part] == [("XXXX-WXX-5", None)]
    assert found.notes


def test_the_beginning_of_a_year_covers_its_first_months() -> None:
    (time,) = [t for _, t in times("Seit Anfang 2022 gibt es Tests.", WORDS["de"])]
    assert (time.begin, time.value) == ("2022-01-01", "2022")
    assert time.end is not None
    assert time.end < "2022-06-01"


def test_a_future_verb_turns_a_weekday_forward() -> None:
    text = "Er reist am Montag"
    verb = Token((3, 8), "reist", "reisen", "VERB", ("Tense=Pres", "VerbForm=Fin"), -1, "root")
    past = replace(verb, feats=("Tense=Past", "VerbForm=Fin"))
    noun = Token((12, 18), "Montag", "Montag", "NOUN", (), 0, "obl")
    for token, value in ((verb, "2024-03-18"), (past, "2024-03-11")):
        sentence = Sentence((0, len(text)), 0, (token, noun))
        found = find_times(Page(text, published=PUBLISHED), (sentence,), None, words=WORDS["de"]).part
        assert [t.value for t in found] == [value]


def test_capitals_are_read_as_the_engine_recased_them() -> None:
    text = "ANSCHLAG AM DIENSTAG"
    tokens = tuple(
        Token(s, t, t, "X", (), -1, "dep") for s, t in (((0, 8), "Anschlag"), ((9, 11), "am"), ((12, 20), "Dienstag"))
    )
    found = find_times(Page(text, published=PUBLISHED), (Sentence((0, 20), 0, tokens),), None, words=WORDS["de"]).part
    assert [t.value for t in found] == ["2024-03-12"]


def test_a_long_sentence_is_read_in_linear_time() -> None:
    text = "am Montag um 17 Uhr " * 2000
    assert len(times(text, WORDS["de"])) >= 4000


def test_hours_earlier_are_vague_but_of_that_day() -> None:
    (time,) = [t for _, t in times("Stunden zuvor hatte die Armee geschossen.", WORDS["de"])]
    assert (time.value, time.begin, time.end) == ("PAST_REF", PUBLISHED, PUBLISHED)
    (time,) = [t for _, t in times("Jahre zuvor hatte die Armee geschossen.", WORDS["de"])]
    assert time.begin is None


def test_two_days_before_nobody_knows_what_is_a_length() -> None:
    (time,) = [t for _, t in times("Zwei Tage zuvor hatte die Armee geschossen.", WORDS["de"])]
    assert (time.type, time.value, time.begin) == ("DURATION", "P2D", None)


def test_the_halves_of_a_year_have_six_months() -> None:
    (time,) = [t for _, t in times("Exports fell in the second half of 2023.", WORDS["en"])]
    assert (time.begin, time.end) == ("2023-07-01", "2023-12-31")


def test_a_number_after_about_is_no_year() -> None:
    assert times("Rund 1500 kamen.", WORDS["de"]) == []


def resolved(table: str, word: str, published: str = PUBLISHED, language: str = "de") -> str:
    """The value of the one expression that begins with `word` in a parsed sentence."""
    s = sentence(table)
    page = Page(text_of(s), published=published)
    found = find_times(page, (s,), None, words=WORDS[language]).part
    return next(t.value for t in found if page.text[t.span[0] :].startswith(word))


def test_since_looks_back_over_an_article() -> None:
    table = """
Das     der    PRON _ 2 nsubj
gilt    gelten VERB VerbForm=Fin|Tense=Pres 0 root
seit    seit   ADP  _ 6 case
dem     der    DET  _ 6 det
1.      1.     ADJ  _ 6 amod
Mai     Mai    NOUN _ 2 obl
"""
    assert resolved(table, "1.") == "2023-05-01"
    assert resolved(table.replace("seit    seit ", "ab      ab   "), "1.") == "2024-05-01"


def test_what_was_announced_on_friday_is_past() -> None:
    table = """
Paris       Paris      PROPN _ 5 nsubj
hat         haben      AUX   VerbForm=Fin|Tense=Pres 5 aux
am          an         ADP   _ 4 case
Freitag     Freitag    NOUN  _ 5 obl
angekündigt ankündigen VERB  VerbForm=Part 0 root
"""
    assert resolved(table, "Freitag") == "2024-03-08"


def test_a_deadline_in_a_past_clause_lies_ahead_and_a_month_is_the_nearest() -> None:
    table = """
Paris       Paris       PROPN _ 2 nsubj
verlängerte verlängern  VERB  VerbForm=Fin|Tense=Past 0 root
sie         sie         PRON  _ 2 obj
bis         bis         ADP   _ 5 case
{}          Tag         NOUN  _ 2 obl
"""
    assert resolved(table.format("Freitag"), "Freitag") == "2024-03-15"
    assert resolved(table.format("Februar"), "Februar") == "2024-02"


def test_a_weekday_beside_a_date_tells_its_year() -> None:
    found = {t: time.value for t, time in times("On Thursday, March 14, they met.", WORDS["en"])}
    assert found == {"Thursday, March 14": "2024-03-14"}
    found = {t: time.value for t, time in times("On Tuesday, March 14, they met.", WORDS["en"])}
    assert found == {"Tuesday, March 14": "2023-03-14"}


def test_a_length_after_a_year_covers_that_year() -> None:
    (_, later) = [t for _, t in times("Im Jahr 2005 kam er. Zwei Jahre später ging er.", WORDS["de"])]
    assert (later.value, later.begin, later.end) == ("P2Y", "2007-01-01", "2007-12-31")


def test_the_new_year_is_the_next_only_late_in_a_year() -> None:
    words = WORDS["de"]
    text = "Im neuen Jahr wird gewählt."
    assert [t.value for _, t in times(text, words, "2023-12-20")] == ["2024"]
    assert [t.value for _, t in times(text, words, "2024-01-04")] == ["2024"]


def test_years_before_christ_name_no_days() -> None:
    (time,) = [t for _, t in times("Um 300 v. Chr. lebten hier Kelten.", WORDS["de"])]
    assert (time.value, time.begin) == ("BC0300", None)


@pytest.mark.parametrize("text", ["Er trat 1450 bis 1850 Mark ab.", "2000 Menschen kamen."])
def test_what_is_counted_is_no_year(text: str) -> None:
    assert "times:year" not in {t.rule for _, t in times(text, WORDS["de"])}


TODAY = """
Heute   heute    ADV   _ 2 advmod
{}      {}       VERB  VerbForm=Fin|Tense=Pres 0 root
Paris   Paris    PROPN _ 2 nsubj
"""


def test_today_is_this_day_with_what_happens_once_else_these_days() -> None:
    assert resolved(TODAY.format("tagt", "tagen"), "Heute") == "2024-03-13"
    assert resolved(TODAY.format("schweigt", "schweigen"), "Heute") == "PRESENT_REF"


def test_today_is_these_days_in_what_would_be() -> None:
    table = """
Heute   heute   ADV   _ 4 advmod
würde   werden  AUX   VerbForm=Fin|Tense=Past|Mood=Sub 4 aux
Paris   Paris   PROPN _ 4 nsubj
siegen  siegen  VERB  VerbForm=Inf 0 root
"""
    assert resolved(table, "Heute") == "PRESENT_REF"
    assert resolved(table.replace("würde", "wird"), "Heute") == "2024-03-13"


def test_a_state_that_lasts_is_present_and_what_was_done_is_past() -> None:
    table = """
Heute    heute    ADV  _ 4 advmod
ist      sein     AUX  VerbForm=Fin|Tense=Pres 4 aux:pass
Paris    Paris    PROPN _ 4 nsubj:pass
gesperrt sperren  VERB VerbForm=Part 0 root
"""
    assert resolved(table, "Heute") == "PRESENT_REF"
    assert resolved(table.replace("aux:pass", "aux"), "Heute") == "2024-03-13"


def test_some_time_later_is_open_but_has_its_day() -> None:
    (_, later) = [t for _, t in times("Am Montag kam er. Stunden später ging er.", WORDS["de"])]
    assert (later.type, later.value, later.begin, later.end) == ("TIME", "XXXX-XX-XXTXX:XX", "2024-03-11", "2024-03-11")


def test_an_hour_that_comes_back_has_no_day() -> None:
    (_, hour) = [t for _, t in times("Der Rat tagt montags um 9 Uhr.", WORDS["de"])]
    assert (hour.type, hour.value, hour.begin) == ("TIME", "T09:00", None)


SAID = """
Paris   Paris   PROPN _ 2 nsubj
said    say     VERB  VerbForm=Fin|Tense=Past 0 root
Friday  Friday  PROPN _ 6 obl:unmarked
it      it      PRON  _ 6 nsubj
would   would   AUX   VerbForm=Fin 6 aux
go      go      VERB  VerbForm=Inf 2 ccomp
"""


def test_a_day_right_behind_a_past_verb_of_saying_is_when_it_was_said() -> None:
    assert resolved(SAID, "Friday", language="en") == "2024-03-08"
    decided = SAID.replace("obl:unmarked", "nsubj")  # "decided Friday would be a holiday"
    assert resolved(decided, "Friday", language="en") == "2024-03-15"
