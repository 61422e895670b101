"""Two versions of one report: what was added, withdrawn and altered."""

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.changes import changes, version_of
from lagebild.stories.model import Change
from tests.stories.conftest import Read

TITLE = "Antwerp dockers strike over pensions\n\n"
LEAD = "Dock workers in Antwerp went on strike on Monday against the Belgian government's pension reform. "
COUNT = "About {} people stopped work, the union ABVV said, and {} ships were waiting at anchor.\n\n"
ARREST = "Police arrested two pickets who had blocked a lock gate, a port official said.\n\n"
REJECTS = "Prime Minister Bart De Wever rejected the demands of the union.\n\n"
LAST = "Antwerp is the second largest port of Europe.\n"
BEFORE = TITLE + LEAD + COUNT.format("4,000", 28) + ARREST + REJECTS + LAST


def found(after: str, read: Read, knowledge: StoryKnowledge) -> list[Change]:
    versions = (version_of(read(text, id=name), knowledge) for text, name in ((BEFORE, "a"), (after, "b")))
    return list(changes(next(versions), next(versions), knowledge))


def kinds(changed: list[Change]) -> set[tuple[str, str | None]]:
    return {(change.kind, change.aspect) for change in changed}


def test_nothing_changed_in_the_same_text(read: Read, knowledge: StoryKnowledge) -> None:
    assert found(BEFORE, read, knowledge) == []


def test_figures_that_grew_are_told_with_both(read: Read, knowledge: StoryKnowledge) -> None:
    changed = found(BEFORE.replace("4,000", "6,500").replace("28", "41"), read, knowledge)
    assert kinds(changed) == {("altered", "number")}
    assert any("6500" in (change.words or "") and "4000" in change.words for change in changed)


def test_what_is_gone_is_withdrawn(read: Read, knowledge: StoryKnowledge) -> None:
    (change,) = found(BEFORE.replace(ARREST, ""), read, knowledge)
    assert (change.kind, change.after, change.retracted) == ("withdrawn", None, False)
    assert "arrested two pickets" in (change.earlier or "")


def test_a_retraction_in_so_many_words_is_told_apart(read: Read, knowledge: StoryKnowledge) -> None:
    retraction = "An earlier version of this report said that police had arrested two pickets.\n\n"
    changed = found(BEFORE.replace(ARREST, retraction), read, knowledge)
    assert [(c.kind, c.retracted) for c in changed if "pickets" in (c.earlier or "")] == [("withdrawn", True)]


def test_what_is_new_is_added(read: Read, knowledge: StoryKnowledge) -> None:
    new = "The union threatened to extend the strike until Friday.\n\n"
    changed = found(BEFORE.replace(REJECTS, REJECTS + new), read, knowledge)
    assert {change.kind for change in changed} == {"added"}
    assert all("threatened" in (change.later or "") for change in changed)


def test_a_sentence_without_an_event_is_added_as_wording(read: Read, knowledge: StoryKnowledge) -> None:
    new = "The locks of the harbour were built in the reign of Leopold by engineers from Ghent.\n\n"
    changed = found(BEFORE.replace(LAST, new + LAST), read, knowledge)
    assert kinds(changed) == {("added", "wording")}


def test_a_strike_that_is_called_off_is_altered_whoever_is_named(read: Read, knowledge: StoryKnowledge) -> None:
    before = (
        "A miners' union said a one-day strike in Pakistan over unpaid wages scheduled for Wednesday would go ahead.\n"
    )
    after = "A miners' union in Pakistan called off a one-day strike over unpaid wages out of respect for the dead.\n"
    versions = [version_of(read(text, id=name), knowledge) for text, name in ((before, "a"), (after, "b"))]
    assert ("altered", "type") in kinds(list(changes(*versions, knowledge)))
    other = version_of(read("A teachers' union in Pakistan suspended its march on Islamabad.\n", id="c"), knowledge)
    assert ("altered", "type") not in kinds(list(changes(versions[0], other, knowledge)))
