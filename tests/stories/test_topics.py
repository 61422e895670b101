"""What a report is about: the words that it says most."""

from lagebild.knowledge.judging import StoryKnowledge
from lagebild.stories.adding import add_report
from lagebild.stories.gists import Gist
from lagebild.stories.kinship import Told, kinship
from lagebild.stories.memory import MemoryIndex
from lagebild.stories.topics import MOST, topic_of
from tests.stories.conftest import Read
from tests.stories.made import fingerprint

PIPELINE = (
    "Spain and France plan hydrogen pipeline\n\nA pipeline for hydrogen will connect Barcelona with Marseille.\n\n"
    "The pipeline is to carry hydrogen from wind farms. Engineers say that the seabed is difficult.\n"
)
AGAIN = (
    "Pipeline for hydrogen to link Barcelona and Marseille\n\nEngineers began to measure the seabed for a pipeline "
    "that is to bring hydrogen from Spain to France.\n\nThe wind farms that feed the pipeline are not built yet.\n"
)
HARVEST = (
    "Olive harvest fails\n\nA drought has halved the harvest of olives in Andalusia.\n\n"
    "Farmers ask for help, and mills stand still. The price of oil has doubled.\n"
)


def test_words_of_title_and_lead_weigh_most(read: Read) -> None:
    topic = topic_of(read(PIPELINE))
    assert set(topic[:2]) == {"hydrogen", "pipeline"}
    assert "seabed" in topic
    assert "difficul" not in topic  # what is said of a thing is not what the report is about
    assert len(topic_of(read(" ".join(f"Town{i:c} and village{i:c} saw rain." for i in range(97, 120))))) <= MOST


def test_reports_that_tell_no_event_are_one_story_by_what_they_are_about(read: Read, knowledge: StoryKnowledge) -> None:
    index = MemoryIndex()
    reports = [read(text, id=name) for name, text in (("a", PIPELINE), ("b", AGAIN), ("c", HARVEST))]
    for report in reports:
        index.apply(add_report(report, index, knowledge))
    of = {name: index.stories_of_reports([name])[0].id for name in "abc"}
    assert of["a"] == of["b"] != of["c"]


def test_topics_of_two_languages_do_not_compare(knowledge: StoryKnowledge) -> None:
    words = ("a", "b", "c", "d", "e", "f", "g")
    one, same, foreign = (
        Told(Gist(fingerprint(name, topic=words, language=language), ()), {})
        for name, language in (("a", "en"), ("b", "en"), ("c", "de"))
    )
    levels = [
        {f: level[0] for f, _, level in kinship(one, o, None, knowledge.stories).weighed} for o in (same, foreign)
    ]
    assert levels[0]["topic"] == "same"
    assert "topic" not in levels[1]
