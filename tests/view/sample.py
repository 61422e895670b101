"""Two reports made by hand, with every part filled: what the views are developed and tested on."""

from lagebild.record import (
    Agency,
    Attribution,
    Block,
    Entity,
    Event,
    Masthead,
    Mention,
    Note,
    Page,
    Participant,
    Place,
    Quantity,
    Quotation,
    Report,
    Sentence,
    Source,
    Span,
    Time,
    Token,
)

MADE_BY = {"lagebild": "0.1.0", "packs": {"de": "1"}, "models": {"de": "1"}, "knowledge": {"world": "1"}}

GERMAN = """Hafenarbeiter blockieren Zufahrt in Mombasa
Von Jana Beispiel
Hunderte Hafenarbeiter haben am Dienstag die Zufahrt zum Hafen von Mombasa versperrt, wie Reuters von der Polizei hörte.
„Wir gehen erst, wenn jemand mit uns spricht“, sagte Gewerkschaftschef Daniel Otieno dem Sender NTV.
Norwegens Außenministerin Ingrid Solheim will am Donnerstag nach Nairobi reisen.
Ein Sprecher der Regierung bestritt, dass Soldaten auf die Menge geschossen hätten.
Lesen Sie auch: Tee wird teurer
"""

ENGLISH = """Lawmakers <back> fuel deal & talks "soon"
If the council votes yes, the harbour town will send two fire engines to its neighbour, the mayor said.
"""


def german() -> Report:
    """A protest told by the police to an agency, a planned visit, a denied shooting."""
    text = GERMAN
    lines = _lines(text)
    kinds = ("title", "byline", "body", "body", "body", "body", "promo")
    blocks = tuple(Block(kind, span, f"line-{kind}") for kind, span in zip(kinds, lines, strict=True))  # type: ignore[arg-type]
    workers, otieno, solheim = _at(text, "Hafenarbeiter", 1), _at(text, "Daniel Otieno"), _at(text, "Ingrid Solheim")
    soldiers, kenya_place = _at(text, "Soldaten"), _at(text, "Mombasa", 1)
    police = Source("Polizei", "n2", "speaker", _at(text, "hörte"), _at(text, "Polizei"))
    reuters = Source("Reuters", None, "agency", _at(text, "hörte"), _at(text, "Reuters"))
    spokesman = Source("Ein Sprecher der Regierung", None, "speaker", _at(text, "bestritt"), _at(text, "Ein Sprecher"))
    ntv = Source("NTV", None, "outlet", None, _at(text, "NTV"))
    leader = Source("Daniel Otieno", "n3", "speaker", _at(text, "sagte"), otieno)
    return Report(
        page=Page(text=text, id="probe-de", url="https://beispiel.example/mombasa", publisher="Beispielblatt"),
        language="de",
        blocks=blocks,
        masthead=Masthead(
            title="Hafenarbeiter blockieren Zufahrt in Mombasa",
            publisher="Beispielblatt",
            published="2024-03-06",
            developing=True,
            machine_translated=True,
        ),
        sentences=(
            _visit(text, lines[4]),
            Sentence(lines[2], 2, ()),
            Sentence(lines[3], 3, ()),
            Sentence(lines[5], 5, ()),
        ),
        agencies=(Agency("Reuters", "reuters", "quoted", (_at(text, "Reuters"),)),),
        entities=(
            Entity("n1", "Hafenarbeiter", "PER", (Mention(workers, "nominal", workers),), "KEN", "LAB", None, "people"),
            Entity("n2", "Polizei", "ORG", (_mention(text, "Polizei"),), "KEN", "COP", None, "authority"),
            Entity("n3", "Daniel Otieno", "PER", (Mention(otieno, "name", otieno),), "KEN", "LAB", None, "person-name"),
            Entity("n4", "Ingrid Solheim", "PER", (Mention(solheim, "name", solheim),), "NOR", "GOV", None, "office"),
            Entity("n5", "Kenia", "GPE", (_mention(text, "Nairobi", "metonym"),), "KEN", None, "Q114", "capital"),
            Entity("n6", "Soldaten", "PER", (Mention(soldiers, "nominal", soldiers),), "KEN", "MIL", None, "people"),
        ),
        places=(
            Place(kenya_place, None, "Mombasa", "KEN", "Mombasa", -4.05, 39.67, "city", 186301, "gazetteer"),
            Place(_at(text, "Nairobi"), None, "Nairobi", "KEN", "Nairobi", -1.28, 36.82, "city", 184745, "gazetteer"),
        ),
        times=(
            Time(_at(text, "am Dienstag"), "DATE", "2024-03-05", "2024-03-05", "2024-03-05", "weekday"),
            Time(_at(text, "am Donnerstag"), "DATE", "2024-03-07", "2024-03-07", "2024-03-07", "weekday"),
        ),
        quantities=(Quantity(_at(text, "Hunderte Hafenarbeiter"), 200.0, 900.0, "Hafenarbeiter", "hundreds"),),
        quotations=(
            Quotation(
                "q1",
                "direct",
                (_at(text, "Wir gehen erst, wenn jemand mit uns spricht"),),
                _at(text, "sagte"),
                (_at(text, "Gewerkschaftschef Daniel Otieno"),),
                "n3",
                _at(text, "dem Sender NTV"),
                (leader, ntv),
                "marks-cue-after",
            ),
        ),
        attributions=(
            Attribution((lines[2],), (police, reuters), "as-clause"),
            Attribution((_at(text, "dass Soldaten auf die Menge geschossen hätten"),), (spokesman,), "cue-clause"),
        ),
        events=(
            Event(
                id="e1",
                type="PROTEST",
                modes=("obstruct",),
                contexts=("economic",),
                quad="material_conflict",
                score=-4.5,
                cameo="144",
                trigger=_at(text, "versperrt"),
                sentence=1,
                block=2,
                actors=(Participant("n1", workers, "KEN LAB"),),
                recipients=(),
                place=0,
                time=0,
                date_begin="2024-03-05",
                date_end="2024-03-05",
                modality="asserted",
                modality_cue=None,
                sources=(police, reuters),
                quantities=(0,),
                rule="block-road",
                confidence=0.8,
            ),
            Event(
                id="e2",
                type="AGREE",
                modes=(),
                contexts=("diplomatic",),
                quad="verbal_cooperation",
                score=2.5,
                cameo="036",
                trigger=_at(text, "reisen"),
                sentence=0,
                block=4,
                actors=(Participant("n4", solheim, "NOR GOV"),),
                recipients=(Participant("n5", _at(text, "Nairobi"), "KEN GOV"),),
                place=1,
                time=1,
                date_begin="2024-03-07",
                date_end="2024-03-07",
                modality="planned",
                modality_cue=_at(text, "will"),
                sources=(),
                quantities=(),
                rule="travel-to",
                confidence=0.7,
            ),
            Event(
                id="e3",
                type="ASSAULT",
                modes=("firearms",),
                contexts=("military",),
                quad="material_conflict",
                score=-9.0,
                cameo="193",
                trigger=_at(text, "geschossen"),
                sentence=3,
                block=5,
                actors=(Participant("n6", soldiers, "KEN MIL"),),
                recipients=(Participant(None, _at(text, "die Menge"), ""),),
                place=None,
                time=None,
                date_begin=None,
                date_end=None,
                modality="denied",
                modality_cue=_at(text, "bestritt"),
                sources=(spokesman,),
                quantities=(),
                rule="shoot-at",
                confidence=0.6,
            ),
        ),
        notes=(Note("times", "no year is given; the publication date was used", _at(text, "am Donnerstag")),),
    )


def english() -> Report:
    """One conditional event, characters that HTML must escape, and parts that did not run."""
    text = ENGLISH
    lines = _lines(text)
    mayor = Source("the mayor", None, "speaker", _at(text, "said"), _at(text, "the mayor"))
    return Report(
        page=Page(
            text=text, id="probe-en", url="javascript:alert(1)", title='Lawmakers <back> fuel deal & talks "soon"'
        ),
        language="en",
        blocks=(Block("title", lines[0], "first-line"), Block("body", lines[1], "prose")),
        events=(
            Event(
                id="e1",
                type="AGREE",
                modes=(),
                contexts=(),
                quad="verbal_cooperation",
                score=2.5,
                cameo="033",
                trigger=_at(text, "send"),
                sentence=0,
                block=1,
                actors=(Participant(None, _at(text, "the harbour town"), ""),),
                recipients=(Participant(None, _at(text, "its neighbour"), ""),),
                place=None,
                time=None,
                date_begin=None,
                date_end=None,
                modality="conditional",
                modality_cue=_at(text, "If"),
                sources=(mayor,),
                quantities=(),
                rule="send-help",
                confidence=0.5,
            ),
        ),
    )


def _at(text: str, words: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return (start, start + len(words))


def _lines(text: str) -> tuple[Span, ...]:
    spans, start = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((start, start + len(line.rstrip("\n"))))
        start += len(line)
    return tuple(spans)


def _mention(text: str, words: str, form: str = "nominal") -> Mention:
    return Mention(_at(text, words), form, _at(text, words))  # type: ignore[arg-type]


def _visit(text: str, span: Span) -> Sentence:
    rows = (
        ("Norwegens", "Norwegen", "PROPN", ("Case=Gen",), 1, "nmod"),
        ("Außenministerin", "Außenministerin", "NOUN", ("Case=Nom", "Number=Sing"), 8, "nsubj"),
        ("Ingrid", "Ingrid", "PROPN", (), 1, "appos"),
        ("Solheim", "Solheim", "PROPN", (), 2, "flat"),
        ("will", "wollen", "AUX", ("Mood=Ind", "Tense=Pres"), 8, "aux"),
        ("am Donnerstag", "Donnerstag", "NOUN", ("Case=Dat",), 8, "obl"),
        ("nach", "nach", "ADP", (), 7, "case"),
        ("Nairobi", "Nairobi", "PROPN", ("Case=Dat",), 8, "obl"),
        ("reisen", "reisen", "VERB", ("VerbForm=Inf",), -1, "root"),
        (".", ".", "PUNCT", (), 8, "punct"),
    )
    tokens, at = [], span[0]
    for form, lemma, upos, feats, head, deprel in rows:
        at = text.index(form, at)
        tokens.append(Token((at, at + len(form)), form, lemma, upos, feats, head, deprel))
        at += len(form)
    return Sentence(span, 4, tuple(tokens))
