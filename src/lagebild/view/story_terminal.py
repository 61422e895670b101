"""Stories in the terminal: the list by last change, and one story with sources, contradictions and changes."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from lagebild.situation.accounts import HappeningAccount, Revision, StoryAccount
from lagebild.situation.summaries import StoryRow
from lagebild.store.reports import StoredReport
from lagebild.stories.model import Change, Claim, Judgement, Party, Spot, Voice
from lagebild.view.phrases import flat, shorten
from lagebild.view.terminal import MODALITY_STYLE, WIDEST

LONGEST_TITLE = 96  # characters
LONGEST_SENTENCE = 400
CAST_SHOWN, PLACES_SHOWN, CHANGES_SHOWN = 10, 6, 30
CHANGE_STYLE = {"added": "green", "withdrawn": "red", "altered": "yellow"}


def list_stories(stories: Sequence[StoryRow], console: Console) -> None:
    """One row a story: when it last changed, how many reports and independent sources it has, what it tells."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", width=min(console.width, WIDEST))
    table.add_column("changed", no_wrap=True)
    table.add_column("reports", justify="right", no_wrap=True)
    table.add_column("independent", justify="right", no_wrap=True)
    table.add_column("disagree", justify="right", no_wrap=True)
    table.add_column("story", ratio=1)
    for story in stories:
        disagree = story.contradictions
        table.add_row(
            Text((story.last_published or "?")[:10], style="" if story.open else "dim"),
            str(story.reports),
            str(story.independent),
            Text(str(disagree) if disagree else "–", style="bold red" if disagree else "dim"),
            Text.assemble((flat(shorten(story.title, LONGEST_TITLE)), "bold"), "\n", (story.id, "dim")),
        )
    console.print(table)


def show_story(account: StoryAccount, console: Console) -> None:
    """A story whole: cast and places, happenings by day, reports and who rests on whom, changes between versions."""
    width = min(console.width, WIDEST)
    story = account.story
    console.print(Text(flat(story.title), style="bold"), width=width)
    facts = [f"{len(story.reports)} reports", f"{len(story.happenings)} happenings", _days(story.begin, story.end)]
    facts += ["open" if story.open else "closed", story.id]
    console.print(Text(" · ".join(fact for fact in facts if fact), style="dim"), width=width)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(ratio=1)
    for heading, line in (("Who", _parties(story.cast[:CAST_SHOWN])), ("Where", _spots(story.places[:PLACES_SHOWN]))):
        if line:
            grid.add_row(heading, Text(line))
    if grid.row_count:
        console.print(Padding(grid, (1, 0, 0, 0)), width=width)
    _heading("Timeline", console, width)
    for happening in account.happenings:
        show_happening(happening, account.reports, console, width)
    _heading("Reports", console, width)
    _show_reports(account, console, width)
    if account.revisions:
        _heading("Changes between versions", console, width)
        for revision in account.revisions:
            _show_revision(revision, account.reports, console, width)


def show_happening(
    account: HappeningAccount, reports: Sequence[StoredReport], console: Console, width: int = WIDEST
) -> None:
    """A happening: when, where, who, its independent sources with what rests on them, contradictions."""
    happening, lead = account.happening, account.lead
    kind = "/".join((happening.type, *lead.modes))
    whom = f" → {_parties(happening.recipients)}" if happening.recipients else ""
    head = Text.assemble(
        (_days(happening.begin, happening.end) or "no day", "bold"),
        "  ",
        (kind, "bold"),
        " ",
        (happening.modality, MODALITY_STYLE[happening.modality]),
        "  ",
        f"{_parties(happening.actors) or '?'}{whom}",
        f"  {_spots([happening.place])}" if happening.place else "",
        "  ",
        (happening.id, "dim"),
    )
    console.print(head, width=width)
    console.print(Padding(Text(f"“{_sentence(lead)}”", style="italic"), (0, 0, 0, 2)), width=width)
    count = len(account.voices)
    console.print(Padding(Text(f"{count} independent source{'' if count == 1 else 's'}"), (0, 0, 0, 2)), width=width)
    outlets = {claim.id: claim for claim in account.claims}
    for voice in account.voices:
        console.print(Padding(_voice(voice, outlets, reports), (0, 0, 0, 4)), width=width)
    for claim in account.claims:
        if claim.modality == "denied" and happening.modality != "denied":
            line = Text.assemble(("denied", "red"), f" by {_name(claim)}: “{_sentence(claim)}”")
            console.print(Padding(line, (0, 0, 0, 2)), width=width)
    for found in dict.fromkeys(contradiction.words.partition(";")[0] for contradiction in account.contradictions):
        console.print(Padding(Text.assemble(("they disagree: ", "red"), flat(found)), (0, 0, 0, 2)), width=width)
    console.print()


def show_judgements(judgements: Sequence[Judgement], claims: Sequence[Claim], console: Console) -> None:
    """Why claims are one happening: every judgement with its reasons."""
    width = min(console.width, WIDEST)
    known = {claim.id: claim for claim in claims}
    _heading("Judgements", console, width)
    for judgement in judgements:
        made = f" {judgement.made}" if judgement.made else ""
        head = Text.assemble(
            (judgement.verdict, "bold"), f" {judgement.score:+.2f}", (f"  by {flat(judgement.author)}{made}", "dim")
        )
        console.print(head, width=width)
        for claim_id in (judgement.claim, judgement.other):
            claim = known.get(claim_id)
            said = f"“{_sentence(claim)}” ({flat(claim.outlet.name)})" if claim else "elsewhere"
            console.print(Padding(Text.assemble((f"{claim_id} ", "dim"), said), (0, 0, 0, 2)), width=width)
        for reason in judgement.reasons:
            line = f"{reason.weight:+.2f} {reason.feature}: {flat(reason.words)}"
            console.print(Padding(Text(line, style="dim"), (0, 0, 0, 4)), width=width)


def _heading(words: str, console: Console, width: int) -> None:
    console.print()
    console.print(Rule(Text(words, style="bold"), align="left", characters="─", style="dim"), width=width)


def _voice(voice: Voice, claims: dict[str, Claim], reports: Sequence[StoredReport]) -> Text:
    """Who it is, in which outlets it stands, and why those are not more than one."""
    told = [claims[c] for c in voice.claims if c in claims]
    outlets = ", ".join(dict.fromkeys(_outlet(claim, reports) for claim in told))
    state = " (state media)" if voice.state else ""
    why = "; ".join(dict.fromkeys(flat(r.words) for d in voice.dependences for r in d.reasons))
    name = voice.origin.name if voice.origin.name else "nobody named"
    return Text.assemble("• ", (flat(name), "bold"), state, f", in {outlets}", (f": {why}" if why else "", "dim"))


def _outlet(claim: Claim, reports: Sequence[StoredReport]) -> str:
    return flat(claim.outlet.name) or next((_title(r) for r in reports if r.id == claim.report), claim.report)


def _show_reports(account: StoryAccount, console: Console, width: int) -> None:
    rests = {d.report: d for d in account.dependences if d.report in account.story.reports}
    names = {report.id: _title(report) for report in account.reports}
    for report in account.reports:
        facts = " · ".join(f for f in (report.published, report.publisher, report.language, report.id) if f)
        version = f" (version {report.version})" if report.version > 1 else ""
        line = Text.assemble((f"{_title(report)}{version}", "bold"), "\n", (flat(facts), "dim"))
        if (found := rests.get(report.id)) is not None:
            line.append(f"\n{found.kind} of {names.get(found.on, found.on)}", style="yellow")
        console.print(Padding(line, (0, 0, 0, 2)), width=width)


def _show_revision(revision: Revision, reports: Sequence[StoredReport], console: Console, width: int) -> None:
    names = {report.id: report for report in reports}
    later = names.get(revision.later)
    head = _title(later) if later else revision.later
    if later and later.version > 1:
        head += f" (version {later.version})"
    console.print(Padding(Text(head, style="bold"), (0, 0, 0, 2)), width=width)
    for change in revision.changes[:CHANGES_SHOWN]:
        console.print(Padding(_change(change), (0, 0, 0, 4)), width=width)
    if (rest := len(revision.changes) - CHANGES_SHOWN) > 0:
        console.print(Padding(Text(f"and {rest} more", style="dim"), (0, 0, 0, 4)), width=width)
    if not revision.changes:
        console.print(Padding(Text("nothing that matters", style="dim"), (0, 0, 0, 4)), width=width)


def _change(change: Change) -> Text:
    head, _, rest = change.words.partition(": ")
    return Text.assemble((flat(head), CHANGE_STYLE[change.kind]), ": ", flat(shorten(rest, LONGEST_SENTENCE)))


def _title(report: StoredReport) -> str:
    return flat(shorten(report.title or report.name or report.id, LONGEST_TITLE))


def _name(claim: Claim) -> str:
    return flat(claim.origin.name) or flat(claim.outlet.name) or "nobody named"


def _sentence(claim: Claim) -> str:
    return flat(shorten(claim.text, LONGEST_SENTENCE))


def _parties(parties: Sequence[Party]) -> str:
    return ", ".join(
        dict.fromkeys(flat(f"{party.name} ({party.code})" if party.code else party.name) for party in parties)
    )


def _spots(spots: Sequence[Spot]) -> str:
    return ", ".join(dict.fromkeys(flat(f"{s.name} ({s.country})" if s.country else s.name) for s in spots))


def _days(begin: str | None, end: str | None) -> str:
    return (begin or "") if end in (None, begin) else f"{begin} – {end}"
