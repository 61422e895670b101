"""`lagebild stories` and `lagebild story`: what happened according to many reports, and what a person judges of it."""

import getpass
from typing import Annotated, Any

import msgspec
import typer

from lagebild.cli.exits import exits
from lagebild.cli.store import DebugOption, FormatOption, Shape
from lagebild.cli.stores import StoreOption, opened
from lagebild.cli.writers import console_for, open_output, write_json
from lagebild.settings import load_settings

STORIES_HELP = """List the stories of the store, those last reported on first.

Independent: the most independent sources that any happening of the story has; copies, translations, outlets of one \
house and reports that rest on one agency or one official are one source. Disagree: contradictions between sources.

[bold]Examples[/bold]

  lagebild stories                  the latest twenty
  lagebild stories --open -n 100    a hundred that may still go on
  lagebild stories -f json
"""
STORY_HELP = """Show a story or a happening whole; join or split them by hand.

[bold]Examples[/bold]

  lagebild story s1f0c4a                timeline, sources, contradictions
  lagebild story h77ab                  a happening, with its judgements
  lagebild story join h77ab h90cd       two happenings (or stories) are one
  lagebild story split h77ab 4f21 9ac0  take claims or reports out of it
  lagebild story s1f0c4a -f json

An id may be cut to a beginning that no other has. The id of a report stands for its story. What a person decides is \
kept with name and time, and goes before what the rules say of later reports; the opposite undoes it.
"""


class _ShowByDefault(typer.core.TyperGroup):
    """`lagebild story ID` means `lagebild story show ID`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = next((arg for arg in args if not arg.startswith("-")), None)
        if named is not None and named not in self.commands:
            args = ["show", *args]
        return super().parse_args(ctx, args)


story = typer.Typer(
    name="story",
    cls=_ShowByDefault,
    help=STORY_HELP,
    short_help="Show a story or happening; join and split them.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

AuthorOption = Annotated[
    str | None, typer.Option("--author", help="Who judges; otherwise the name under which you are logged in.")
]


def stories(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many at most.")] = 20,
    only_open: Annotated[bool, typer.Option("--open", help="Only stories that may still go on.")] = False,
    before: Annotated[str | None, typer.Option(help="Only those last reported on before: 2024-03-05.")] = None,
    store: StoreOption = None,
    format: FormatOption = Shape.text,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.situation.summaries import summaries_of
        from lagebild.view.story_terminal import list_stories

        with opened(load_settings(), store) as there:
            found = there.index.latest_stories(limit, only_open, before)
            rows = tuple(summaries_of(there, found))
        if format is Shape.json:
            sums = [{"independent": row.independent, "disagree": row.contradictions} for row in rows]
            write_json([{**msgspec.to_builtins(s), **counts} for s, counts in zip(found, sums, strict=True)])
            return
        with open_output(None) as output, console_for(output) as console:
            if rows:
                list_stories(rows, console)
            else:
                console.print("no stories in this store yet; fill it: lagebild ingest FILE …")


@story.command(
    help="Show a story or a happening: lagebild story show ID, or lagebild story ID",
    short_help="Show a story or happening whole.",
)
def show(
    named: Annotated[str, typer.Argument(metavar="ID", help="Of a story, a happening or a report.")],
    store: StoreOption = None,
    format: FormatOption = Shape.text,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.situation.accounts import account_of_story, accounts_of, find_story, judgements_of
        from lagebild.situation.assimilating import story_knowledge
        from lagebild.stories.model import Happening
        from lagebild.view.story_terminal import show_happening, show_judgements, show_story

        settings = load_settings()
        with opened(settings, store) as there:
            happenings = there.index.begin_with("happenings", named, Happening)
            if len(happenings) == 1:
                (account,) = accounts_of(there, happenings)
                judgements = judgements_of(there, happenings[0])
                others = there.index.claims(c for j in judgements for c in (j.claim, j.other))
                reports = there.reports.by_numbers(there.reports.numbers_of(happenings[0].reports).values())
                if format is Shape.json:
                    write_json({**msgspec.to_builtins(account), "judgements": msgspec.to_builtins(judgements)})
                    return
                with open_output(None) as output, console_for(output) as console:
                    show_happening(account, reports, console, console.width)
                    show_judgements(judgements, others, console)
                return
            told = account_of_story(there, find_story(there, named), story_knowledge(settings))
        if format is Shape.json:
            write_json({**msgspec.to_builtins(told), **_counts(told)})
            return
        with open_output(None) as output, console_for(output) as console:
            show_story(told, console)


@story.command(
    help="Say that two happenings, or two stories, are one: lagebild story join ID ID",
    short_help="Say that two are one.",
)
def join(
    one: Annotated[str, typer.Argument(metavar="ID", help="Keeps its id.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="Becomes part of it.")],
    author: AuthorOption = None,
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.situation import hands

        with opened(load_settings(), store) as there:
            print(hands.join(there, one, other, _author(author)).id)


@story.command(
    help="Take claims out of a happening, or reports out of a story: lagebild story split ID PART …",
    short_help="Say that one is two.",
)
def split(
    named: Annotated[str, typer.Argument(metavar="ID", help="The happening or story.")],
    parts: Annotated[list[str], typer.Argument(metavar="PART", help="Ids of claims, or of reports, that go out.")],
    author: AuthorOption = None,
    store: StoreOption = None,
    debug: DebugOption = False,
) -> None:
    with exits(debug):
        from lagebild.situation import hands

        with opened(load_settings(), store) as there:
            print(hands.split(there, named, parts, _author(author)).id)


def _author(given: str | None) -> str:
    return given if given is not None else getpass.getuser()


def _counts(account: Any) -> dict[str, int]:
    return {"independent": account.independent, "disagree": len(account.contradictions)}
