"""Nothing that matches has come for a while: that too is news."""

from datetime import datetime, timedelta

from lagebild.watches.alerting import alert_id
from lagebild.watches.model import Alert, Watch


def silence(watch: Watch, last: datetime | None, now: datetime) -> Alert | None:
    """The alert of a watch that asks for silence, where nothing has matched since `last` for as long as it says.

    None where it does not ask, where nothing has matched yet (what never spoke cannot fall silent), or too early. The
    caller gives it once: its id is that of the last match.
    """
    if watch.rule.silence is None or last is None:
        return None
    quiet = timedelta(hours=watch.rule.silence)
    if now - last < quiet:
        return None
    reached = last + quiet
    since = last.isoformat(timespec="minutes")
    return Alert(
        id=alert_id(watch.name, since, 1),
        watch=watch.name,
        note=watch.rule.note,
        kind="silence",
        news=(),
        number=1,
        at=reached.isoformat(timespec="seconds"),
        happening=None,
        title=f"nothing for {watch.rule.silence:g} hours, since {since}",
        type=None,
        modes=(),
        contexts=(),
        actors=(),
        recipients=(),
        place=None,
        begin=None,
        end=None,
        modality=None,
        independent=0,
        contradictions=(),
        sources=(),
    )
