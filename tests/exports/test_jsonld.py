"""JSON-LD: what rdflib reads out of it, without the network."""

import json

import rdflib
from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import RDF

from tests.exports.samples import convert, hostile

SCHEMA = Namespace("https://schema.org/")
OWN = Namespace("urn:lagebild:terms:")


def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(data=convert("jsonld"), format="json-ld")


def test_rdflib_reads_articles_claims_and_events() -> None:
    found = graph()
    for kind, number in (("NewsArticle", 2), ("Claim", 4), ("Event", 4), ("Quotation", 1)):
        assert len(set(found.subjects(RDF.type, SCHEMA[kind]))) == number, kind


def test_a_claim_says_who_what_where_it_appeared_and_how_it_is_meant() -> None:
    found = graph()
    (claim,) = found.subjects(OWN.modality, Literal("denied"))
    (article,) = found.objects(claim, SCHEMA.appearance)
    assert (article, RDF.type, SCHEMA.NewsArticle) in found
    (author,) = found.objects(claim, SCHEMA.author)
    assert found.value(author, SCHEMA.name) == Literal("Ein Sprecher der Regierung")
    (event,) = found.objects(claim, SCHEMA.about)
    assert str(found.value(event, SCHEMA.name)).startswith("denied: ASSAULT")


def test_the_chain_of_sources_keeps_its_order() -> None:
    found = graph()
    claim = next(c for c in found.subjects(SCHEMA.creditText, Literal("Polizei → Reuters")))
    chain = found.value(claim, OWN.sources)
    names = [str(found.value(source, SCHEMA.name)) for source in found.items(chain)]
    assert names == ["Polizei", "Reuters"]


def test_the_known_have_the_address_of_wikidata() -> None:
    kenya = URIRef("http://www.wikidata.org/entity/Q114")
    assert (kenya, RDF.type, SCHEMA.AdministrativeArea) in graph()


def test_no_records_are_an_empty_graph() -> None:
    from lagebild.exports.jsonld import to_jsonld

    assert json.loads(b"".join(to_jsonld(())))["@graph"] == []


def test_an_address_that_is_none_is_left_out() -> None:
    article = json.loads(convert("jsonld", hostile()))["@graph"][0]
    assert "url" not in article
