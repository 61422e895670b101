"""The records that the formats are tested on: the two reports of the views, and one in which everything is hostile."""

from msgspec.structs import replace

from lagebild.exports.formats import FORMATS, Knows
from lagebild.knowledge.codes import load_codes
from lagebild.knowledge.data import package_folder
from lagebild.record import Participant
from lagebild.view.contract import ReportObject, to_object
from tests.view.sample import MADE_BY, english, german

KNOWS = Knows(frozenset({"CONSULT", "AGREE"}), load_codes(package_folder("world")))


def records() -> list[ReportObject]:
    return [to_object(german(), MADE_BY), to_object(english(), MADE_BY)]


def hostile() -> ReportObject:
    """Names that are formulas, hold tabs, line ends, marks and semicolons, or turn the line round."""
    report = german()
    name = '=HYPERLINK("x")\t;a\r\n\u202eb\x00'
    text = name + report.page.text[len(name) :]
    assert report.events is not None
    event = replace(report.events[0], actors=(Participant(None, (0, len(name)), "-1+1"),))
    page = replace(report.page, text=text, id="@id", url="javascript:alert(1)")
    return to_object(replace(report, page=page, events=(event,)), MADE_BY)


def convert(name: str, *given: ReportObject) -> bytes:
    return b"".join(FORMATS[name].convert(given or records(), KNOWS))
