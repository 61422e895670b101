"""FollowTheMoney: what its own model says of the entities."""

import json
from collections import defaultdict

import pytest
from msgspec.structs import replace

from tests.exports.samples import convert, hostile, records


def entities(data: bytes) -> dict[str, list[dict[str, dict[str, list[str]]]]]:
    found = defaultdict(list)
    for line in data.splitlines():
        entity = json.loads(line)
        found[entity["schema"]].append(entity)
    return found


def test_the_library_accepts_every_entity_and_changes_nothing() -> None:
    pytest.importorskip("followthemoney", reason="followthemoney is not installed: pip install --group interop")
    from followthemoney import model

    lines = (convert("ftm") + convert("ftm", hostile())).splitlines()
    assert lines
    for line in lines:
        given = json.loads(line)
        proxy = model.get_proxy(given, cleaned=False)
        read = proxy.to_dict()
        assert read["schema"] == given["schema"]
        assert {k: sorted(v) for k, v in read["properties"].items()} == {
            k: sorted(set(v)) for k, v in given["properties"].items()
        }
        proxy.schema.validate(given)
        for name in proxy.schema.required:
            assert proxy.has(name) or name == "name", (given["schema"], name)


def test_all_that_is_pointed_at_is_there() -> None:
    found = entities(convert("ftm"))
    ids = {entity["id"] for group in found.values() for entity in group}
    for name in ("proof", "document", "resolved", "involved", "subject", "object"):
        for group in found.values():
            for entity in group:
                assert set(entity["properties"].get(name, ())) <= ids


def test_who_has_a_name_is_a_party_and_groups_and_towns_are_not() -> None:
    found = entities(convert("ftm"))
    assert [e["properties"]["name"] for e in found["Person"]] == [["Daniel Otieno"], ["Ingrid Solheim"]]
    assert [e["properties"]["name"] for e in found["PublicBody"]] == [["Kenia"]]


def test_whom_an_imported_list_names_has_the_topic() -> None:
    record = records()[0]
    listed = [replace(e, sanctioned=["zz_list"] if e.type == "PER" else []) for e in record.entities or ()]
    found = entities(convert("ftm", replace(record, entities=listed)))
    assert {tuple(e["properties"].get("topics", ())) for e in found["Person"]} == {("sanction",)}
    assert "topics" not in found["PublicBody"][0]["properties"]


def test_a_state_that_acts_is_its_government_and_has_not_the_states_id() -> None:
    state = entities(convert("ftm"))["PublicBody"][0]
    assert state["properties"]["jurisdiction"] == ["ke"]
    assert "wikidataId" not in state["properties"]


def test_an_event_names_its_modality_and_who_says_so() -> None:
    denied = entities(convert("ftm"))["Event"][2]["properties"]
    assert denied["name"] == ["denied: ASSAULT/firearms, Soldaten → die Menge"]
    assert denied["notes"] == ["denied; said by Ein Sprecher der Regierung"]


def test_who_did_it_to_whom_is_a_link() -> None:
    link = entities(convert("ftm"))["UnknownLink"][0]["properties"]
    assert (link["subject"][0][-3:], link["object"][0][-3:]) == ("-n4", "-n5")
    assert link["role"] == ["planned: AGREE, Ingrid Solheim → Kenia"]


def test_known_people_have_one_id_in_all_reports() -> None:
    record = records()[0]
    other = replace(record, id="other", url=None)
    assert record.entities is not None
    people = {e["id"] for e in entities(convert("ftm", record, other))["Person"]}
    assert len(people) == 4  # nobody there has a Wikidata id: two reports, two people each
