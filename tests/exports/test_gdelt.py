"""GDELT's tables: as many columns in the same order, rows that join, nothing but what is asserted."""

import io

import pandas
from msgspec.structs import replace

from lagebild.exports.formats import FORMATS
from lagebild.exports.gdelt import EVENT_COLUMNS
from lagebild.exports.gdelt_mentions import MENTION_COLUMNS
from lagebild.view.contract import ParticipantObject, ReportObject
from tests.exports.samples import convert, records


def read(name: str, *given: ReportObject) -> pandas.DataFrame:
    columns = EVENT_COLUMNS if name == "gdelt" else MENTION_COLUMNS
    names = [column.name for column in columns]
    return pandas.read_csv(io.BytesIO(convert(name, *given)), sep="\t", names=names, dtype={"EventCode": str})


def test_there_are_as_many_columns_as_in_the_code_book() -> None:
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    assert [c.name for c in EVENT_COLUMNS][25:30] == [
        "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    ]  # fmt: skip
    assert [c.name for c in EVENT_COLUMNS][-2:] == ["DATEADDED", "SOURCEURL"]


def test_a_row_holds_codes_and_day() -> None:
    row = read("gdelt").iloc[0]
    assert (row["SQLDATE"], row["FractionDate"]) == (20240305, 2024.2603)
    assert (row["Actor1Code"], row["Actor1CountryCode"], row["Actor1Type1Code"]) == ("KENLAB", "KEN", "LAB")
    assert (row["EventCode"], row["EventRootCode"], row["QuadClass"]) == ("144", 14, 4)
    assert (row["ActionGeo_Type"], row["ActionGeo_Lat"], row["ActionGeo_CountryCode"]) == (4, -4.05, "KE")


def test_media_and_medicine_keep_apart() -> None:
    assert _types("KEN JRN") == "MED"
    assert _types("KEN MED") == "HLH"


def test_an_organisation_without_country_is_a_type() -> None:
    row = _coded("UNO")
    assert (row["Actor1Code"], row["Actor1Type1Code"]) == ("UNO", "UNO")
    assert pandas.isna(row["Actor1CountryCode"])


def test_a_sector_without_country_is_no_country() -> None:
    row = _coded("REL")
    assert pandas.isna(row["Actor1CountryCode"])
    assert pandas.isna(row["Actor1Code"])


def test_every_actor_meets_every_recipient_in_a_row_of_its_own() -> None:
    assert read("gdelt", _with_actors("DEU GOV", "FRA GOV"))["Actor1Code"].tolist() == ["DEUGOV", "FRAGOV"]


def test_those_who_act_together_stand_both_ways() -> None:
    record = _with_actors("DEU GOV", "FRA GOV", kind="CONSULT")
    table = read("gdelt", record)
    pairs = list(zip(table["Actor1Code"], table["Actor2Code"], strict=True))
    assert pairs == [("DEUGOV", "FRAGOV"), ("FRAGOV", "DEUGOV")]


def test_mentions_join_with_events() -> None:
    events, mentions = read("gdelt"), read("gdelt-mentions")
    assert events["GLOBALEVENTID"].tolist() == mentions["GLOBALEVENTID"].tolist()
    assert events["GLOBALEVENTID"].is_unique
    first = mentions.iloc[0]
    assert (first["MentionType"], first["SentenceID"], first["Confidence"]) == (1, 2, 80)
    assert records()[0].text[first["ActionCharOffset"] :].startswith("versperrt")


def test_an_address_that_is_none_is_only_cited() -> None:
    last = read("gdelt-mentions").iloc[-1]
    assert (last["MentionType"], last["MentionIdentifier"]) == (2, "Lawmakers <back> fuel deal & talks 'soon'")


def test_only_what_is_asserted_is_taken_unless_the_user_says_otherwise() -> None:
    assert FORMATS["gdelt"].modalities == FORMATS["gdelt-mentions"].modalities == {"asserted"}


def _with_actors(*codes: str, kind: str = "PROTEST") -> ReportObject:
    record = records()[0]
    assert record.events is not None
    actors = [ParticipantObject(None, (0, 13), code) for code in codes]
    return replace(record, events=[replace(record.events[0], type=kind, actors=actors)])


def _coded(code: str) -> "pandas.Series[object]":
    return read("gdelt", _with_actors(code)).iloc[0]


def _types(code: str) -> object:
    return _coded(code)["Actor1Type1Code"]
