"""Reports: one page for the board, and the whole result, both from the released rows of a `Profile`."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from olievlek.core.documents import Beside, Block, Document, Grid, Heading, Picture, Points, Text
from olievlek.core.tables import Table
from olievlek.core.text import apart
from olievlek.organisations.models import Organisation
from olievlek.scan import conversation
from olievlek.scan.models import Evidence
from olievlek.scan.profile import Line, Profile, Statement, points
from olievlek.surveys.models import Round
from olievlek.tasks.models import Task
from olievlek.vocabulary.suggest import suggest

MOST_TASKS = 4
OPEN_ASKED = 2
SUGGESTIONS = 2


def plan_of(round_: Round) -> list[Task]:
    """Tasks of the plan after a round, without those that were dropped."""
    return list(Task.objects.about(round_).standing().select_related("owner").order_by("due", "pk"))


def board(profile: Profile) -> Document:
    """One page: what we see, what we do, what we ask."""
    tasks = plan_of(profile.round)
    blocks: list[Block] = []
    if profile.is_shown:
        seen: list[Block] = [Heading(_("What do we see?")), Points(_seen(profile))]
        blocks += [
            Beside([*seen, *_doing(tasks)], _picture(profile, 7.4)),
            Heading(_("What do we ask of you?")),
            Points(_asked(profile, tasks)),
        ]
    else:
        blocks.append(Text(_("Too few answers")))
    return _document(_("For the board: %(name)s") % {"name": apart(profile.round.organisation.called)}, profile, blocks)


def full(profile: Profile) -> Document:
    """Everything that the page of the result shows, in the same order."""
    blocks: list[Block] = []
    if profile.is_shown:
        blocks += [Heading(_("Where do we stand?")), _picture(profile, 10.5), Grid(profile.table)]
        blocks += [one for line in profile.lines for one in _about(line, profile.round.organisation)]
        blocks += [Heading(_("Do we see the same?")), *_parts(profile)]
        blocks += _statements(profile)
        blocks += _plans(profile)
        blocks += _proofs(profile)
    else:
        blocks.append(Text(_("Too few answers")))
    return _document(_("Scan of %(name)s") % {"name": apart(profile.round.organisation.called)}, profile, blocks)


def _document(title: str, profile: Profile, blocks: list[Block]) -> Document:
    round_ = profile.round
    assert round_.closed_at
    told = {"name": apart(round_.organisation.name), "day": date_format(round_.closed_at, "j F Y")}
    about = _("%(name)s, closed on %(day)s.") % told
    if round_.organisation.is_demo:
        about += " " + _("Demo: made-up people and figures") + "."
    return Document(title, about, (get_language() or "nl")[:2], [*blocks, Text(_bounds(profile), small=True)])


def _bounds(profile: Profile) -> str:
    """How to take these figures."""
    people = profile.all.people
    said = [_("%(people)s people took part.") % {"people": people}] if people else []
    if people and profile.round.takes_anyone:
        said = [_("%(people)s people or some more took part.") % {"people": people}]
    said.append(_("Taking part is voluntary, so this is an indication."))
    told = {"k": profile.round.minimum_group}
    said.append(
        _("Groups of fewer than %(k)s people are hidden, and so is every group from which you could work one out.")
        % told
    )
    return " ".join(said)


def _scored(line: Line) -> str:
    assert line.level
    return f"{line.factor}, {points(line.mean or 0)}: {str(line.level.name).lower()}"


def _seen(profile: Profile) -> list[str]:
    """The highest, the lowest, where layers differ, and what moved."""
    order = profile.weakest_first
    said = [
        _("Strongest: %(line)s.") % {"line": _scored(order[-1])},
        _("Weakest: %(line)s.") % {"line": _scored(order[0])},
    ]
    if (wide := next(iter(profile.gaps), None)) and wide.gap and wide.gap.is_large:
        told = {"factor": wide.factor, "high": wide.gap.high, "low": wide.gap.low, "points": wide.gap.points}
        said.append(_("Talk about: %(factor)s. %(high)s sees this %(points)s points higher than %(low)s.") % told)
    bare = [str(line.factor) for line in profile.lines if line.without_proof]
    if bare:
        said.append(_("Self-image without proof: %(names)s.") % {"names": ", ".join(map(apart, bare))})
    if profile.previous:
        told = {"higher": profile.higher, "lower": profile.lower}
        said.append(_("Since last time: %(higher)s subjects higher, %(lower)s lower.") % told)
    return said


def _doing(tasks: Sequence[Task]) -> list[Block]:
    lines = [_agreed(task) for task in tasks[:MOST_TASKS]]
    left = len(tasks) - len(lines)
    if left:
        lines.append(ngettext("And %(left)s more.", "And %(left)s more.", left) % {"left": left})
    return [Heading(_("What do we do?")), Points(lines or [_("Nothing stands in the plan yet.")])]


def _agreed(task: Task) -> str:
    """A task with its owner and its day."""
    who = str(task.owner) if task.owner else _("nobody yet")
    when = date_format(task.due, "j F Y") if task.due else _("no day yet")
    return f"{task.text} ({who}, {when})"


def _asked(profile: Profile, tasks: Sequence[Task]) -> list[str]:
    """Somebody for what nobody does yet, and an answer to the question of the lowest factor."""
    free = [task for task in tasks if task.owner is None and not task.is_finished][:OPEN_ASKED]
    return [_("Who takes this up? %(task)s") % {"task": task.text} for task in free] + [
        profile.weakest_first[0].talk,
        _("Make time to talk about this result with the people who took part."),
    ]


def _picture(profile: Profile, centimetres: float) -> Picture:
    """The radar, with every figure in words."""
    few = _("too few answers")
    told = [f"{line.factor}: {few if line.mean is None else points(line.mean)}" for line in profile.lines]
    words = f"{_('The seven subjects in the round')}. {'. '.join(told)}."
    return Picture(render_to_string("scan/radar.svg", {"radar": profile.radar}), words, centimetres)


def _about(line: Line, organisation: Organisation) -> list[Block]:
    """One factor: its flags, the advice of its level, and what to talk about."""
    if line.mean is None:
        return [Heading(str(line.factor), 3), Text(_("Too few answers"))]
    flags = []
    if line.without_proof:
        flags.append(_("Self-image without proof: nothing is filled in yet that shows it."))
    if line.is_unknown:
        flags.append(_('%(share)s of 100 answers are "I don\'t know".') % {"share": line.dont_know})
    if line.gap and line.gap.is_large:
        flags.append(
            _("%(high)s sees this much more often than %(low)s.") % {"high": line.gap.high, "low": line.gap.low}
        )
    said = [*flags, *([line.trap] if line.trap else []), line.advice]
    said += [
        f"{_('Copy:')} {one.title} ({one.reason})" for one in suggest(line.factor.key, organisation, limit=SUGGESTIONS)
    ]
    said += [f"{_('To talk about:')} {question}" for question in conversation.questions(line)[:1]]
    return [Heading(_scored(line), 3), Points(said)]


def _parts(profile: Profile) -> list[Block]:
    tables = [Grid(profile.parts_table(profile.layers, _("The layers beside each other")))]
    if profile.departments:
        tables.append(Grid(profile.parts_table(profile.departments, _("The departments beside each other"))))
    return list(tables)


def _statements(profile: Profile) -> list[Block]:
    strongest, weakest = profile.statements(strongest=True), profile.statements(strongest=False)
    if not strongest:
        return []
    return [
        Heading(_("What do people recognise most, and least?")),
        Grid(_statement_table(_("Most"), strongest)),
        Grid(_statement_table(_("Least"), weakest)),
    ]


def _statement_table(caption: str, found: Sequence[Statement]) -> Table:
    return Table(caption, [_("Statement"), _("Now")], [[one.item.text, points(one.mean)] for one in found])


def _plans(profile: Profile) -> list[Block]:
    tasks, earlier = plan_of(profile.round), plan_of(profile.previous) if profile.previous else []
    blocks: list[Block] = [Heading(_("Who does what, and when?"))]
    if tasks:
        blocks.append(Grid(_plan_table(_("The plan after this round"), tasks)))
    else:
        blocks.append(Text(_("Nothing stands in the plan yet.")))
    if earlier:
        blocks += [
            Heading(_("What did we do since last time, and what did it bring?")),
            Grid(_plan_table(_("The plan after the round before"), earlier)),
        ]
    return blocks


def _plan_table(caption: str, tasks: Sequence[Task]) -> Table:
    rows = [
        [
            task.text,
            str(task.owner) if task.owner else "–",
            date_format(task.due, "j F Y") if task.due else "–",
            f"{_('Done')}. {task.outcome}".strip() if task.is_finished else _("Under way"),
        ]
        for task in tasks
    ]
    return Table(caption, [_("What"), _("Who"), _("By when"), _("How it goes")], rows)


def _proofs(profile: Profile) -> list[Block]:
    """Evidence beside the statements; it changes no figure."""
    texts = {item.key: item.text for item in profile.items}
    proofs = Evidence.objects.filter(organisation=profile.round.organisation_id, item__in=texts).order_by("item")
    rows = [[texts[one.item], one.text, date_format(one.as_of, "j F Y")] for one in proofs]
    if not rows:
        return []
    table = Table(_("Proof that was filled in"), [_("Statement"), _("Proof"), _("Date")], rows)
    return [Heading(_("What can we show?")), Grid(table)]
