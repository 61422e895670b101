"""Small files in the formats that are imported; every person and body in them is invented."""

import json
from pathlib import Path

Q = dict[str, object]


def item(
    identifier: str, labels: dict[str, str], sitelinks: int = 5, aliases: tuple[str, ...] = (), **claims: object
) -> Q:
    """An item of a Wikidata dump; a claim is an item's id, or (id, since, until) for a position."""
    return {
        "type": "item",
        "id": identifier,
        "labels": {code: {"language": code, "value": text} for code, text in labels.items()},
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]} if aliases else [],
        "claims": {name: [_statement(value)] for name, value in claims.items()} or [],
        "sitelinks": {f"wiki{n}": {"site": f"wiki{n}", "title": "x"} for n in range(sitelinks)},
    }


def _statement(value: object) -> Q:
    target, since, until = value if isinstance(value, tuple) else (value, None, None)
    qualifiers = {name: [_moment(day)] for name, day in (("P580", since), ("P582", until)) if day}
    snak = {"snaktype": "value", "datavalue": {"value": {"entity-type": "item", "id": target}}}
    return {"mainsnak": snak, "rank": "normal"} | ({"qualifiers": qualifiers} if qualifiers else {})


def _moment(day: str) -> Q:
    precision = {4: 9, 7: 10, 10: 11}[len(day)]
    full = (day + "-00-00")[:10]
    return {"snaktype": "value", "datavalue": {"value": {"time": f"+{full}T00:00:00Z", "precision": precision}}}


def entity(identifier: str, name: str, schema: str, lists: tuple[str, ...], **properties: object) -> Q:
    """An entity of FollowTheMoney as OpenSanctions writes it."""
    given = {key: [value] if isinstance(value, str) else value for key, value in properties.items()}
    return {
        "id": identifier,
        "caption": name,
        "schema": schema,
        "datasets": list(lists),
        "properties": {"name": [name]} | given,
    }


OFFICE = "Minister of Foreign Affairs of Kenya"
ITEMS = (
    # The holder stands before the position, as half of them do in a dump.
    item(
        "Q900001",
        {"en": "Jomo Wanjala", "de": "Jomo Wanjala"},
        aliases=("J. K. Wanjala",),
        P31="Q5",
        P27="Q114",
        P39=("Q900002", "2019-03-01", "2022"),
    ),
    item("Q900002", {"en": OFFICE, "de": "Außenminister Kenias"}, P31="Q4164871", P17="Q114"),
    item("Q900003", {"en": "Ordinary Person"}, P31="Q5", P27="Q114"),
    item("Q900004", {"en": "Undated Holder"}, P31="Q5", P39="Q900002"),
    item("Q900005", {"en": "Lake Freedom Party", "de": "Seefreiheitspartei"}, P31="Q7278", P17="Q114"),
    item("Q900006", {"en": "Unknown Club"}, sitelinks=1, P31="Q7278", P17="Q114"),
    item("Q900007", {"en": "Alliance of Lakes", "de": "Allianz der Seen"}, aliases=("AOLK",), P31="Q484652"),
    item("Q900008", {"en": "Paul Otieno"}, sitelinks=3, P31="Q5", P27="Q114", P39=("Q900002", "2001", "2002")),
    item("Q900009", {"en": "Paul Otieno"}, sitelinks=4, P31="Q5", P27="Q1036", P39=("Q900002", "2005", "2006")),
)
LISTED = ("zz_list", "aa_list")
FTM = (
    entity("Q900001", "Jomo Wanjala", "Person", LISTED, nationality="ke", topics=["sanction", "role.pep"]),
    entity("zz-17", "Ostrava Shipping LLC", "Company", LISTED[:1], jurisdiction="cz", topics="sanction"),
    entity("zz-18", "Harmless GmbH", "Company", ("zz_register",), jurisdiction="de"),
    entity("zz-19", "A Ship", "Vessel", LISTED[:1], topics="sanction"),
    # Which of its two datasets sanctions the company; said before the entity or after it.
    entity("zz-20", "Brno Metals AS", "Company", ("zz_register", *LISTED), jurisdiction="cz", topics="sanction"),
    {"id": "zz-s1", "schema": "Sanction", "datasets": ["zz_list"], "properties": {"entity": ["zz-20", "zz-18"]}},
)

TABLE = """name,variants,kind,country,sector,office,since,until,wikidata,sanctioned
Amina Wekesa,Amina Wekesa-Odhiambo,person,KEN,,defence minister,2021-01,2023-06,,
Amina Wekesa,,person,KEN,,foreign minister,2023-07,,,
Harbour Watch,HW Kenya;Hafenwacht,organisation,KEN,NGO,,,,,house list
"""


def dump(folder: Path, items: tuple[Q, ...] = ITEMS) -> Path:
    path = folder / "sample.json"
    path.write_text(
        "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in items) + "\n]\n", encoding="utf-8"
    )
    return path


def ftm(folder: Path) -> Path:
    path = folder / "sanctions.ftm.json"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in FTM), encoding="utf-8")
    return path


def table(folder: Path, text: str = TABLE) -> Path:
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8")
    return path
