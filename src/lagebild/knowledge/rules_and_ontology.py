"""Whether the rules of a language and a code book fit each other, and which rules a code book brings itself."""

from lagebild.errors import DataError
from lagebild.knowledge.data import Folder
from lagebild.knowledge.event_rules import EventWords
from lagebild.knowledge.ontology import Ontology


def own_rules(ontology: Folder, language: str) -> Folder | None:
    """The folder of event rules that an ontology brings for a language; None: the language's rules are used."""
    folder = ontology.joinpath("languages", language, "events")
    return folder if folder.is_dir() else None


def check_rules(words: EventWords, ontology: Ontology, language: str) -> None:
    """Refuse rules and context words that name what the code book has not; DataError names the rule."""
    for rule in words.rules:
        try:
            ontology.event_type(rule.event)
            for mode in rule.modes:
                ontology.mode(rule.event, mode)
        except DataError as error:
            raise DataError(
                f"{rule.file}: rule {rule.name!r} of language {language!r} does not fit the ontology: {error}; "
                f"an ontology brings rules of its own in languages/{language}/events"
            ) from error
    unknown = sorted({text.context for text in words.contexts.texts} - set(ontology.contexts))
    if unknown:
        raise DataError(
            f"contexts.yaml of language {language!r} names contexts that {ontology.origin.name} has not: "
            f"{', '.join(unknown)}; an ontology brings words for its own contexts in languages/{language}/events"
        )
