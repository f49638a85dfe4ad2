"""The workplace (werkplek): what needs me now, what moved, what others like us did; first steps for who is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from olievlek.accounts.models import Profile, User
from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE, STOPPED
from olievlek.adoptions.use import since_told
from olievlek.cases.models import Case
from olievlek.conversations.models import Request
from olievlek.core import prompts
from olievlek.core.text import apart
from olievlek.home.front import Spreading, copied_now, spreading
from olievlek.notifications.models import Notification
from olievlek.notifications.told import groups
from olievlek.organisations.acting import acting_for
from olievlek.organisations.listening import ask_where_they_work
from olievlek.organisations.look_alikes import how_we_choose, look_alikes
from olievlek.organisations.membership import members
from olievlek.organisations.models import Organisation
from olievlek.timeline.models import Follow

MOST_TASKS, MOST_MOVED, MOST_OTHERS, MOST_COLLEAGUES = 5, 6, 4, 3
NEAREST = 3


@dataclass(frozen=True)
class Other:
    """A case that organisations like ours use and we do not, with who, so that the reader can check it."""

    spreading: Spreading
    users: list[str]
    of: int  # zero when no organisation is similar: then the list holds what most copy

    @property
    def case(self) -> Case:
        return self.spreading.case

    @property
    def named(self) -> str:
        if len(self.users) == 1:
            return self.users[0]
        return _("%(one)s and %(other)s") % {"one": self.users[0], "other": self.users[1]}


@dataclass(frozen=True)
class Step:
    """One of four first steps."""

    title: str
    text: str
    action: str
    url: str
    icon: str
    done: bool


@dataclass(frozen=True)
class Workplace:
    """Everything the page shows."""

    first_name: str
    tasks: list[prompts.Prompt]
    more: int
    moved: list[dict[str, Any]]
    others: list[Other]
    how_we_choose: str
    works_for: Organisation | None
    steps: list[Step]
    colleagues: list[Any]
    where_url: str

    @property
    def is_new(self) -> bool:
        """The user has nothing yet: then the four steps come first."""
        return not self.tasks and not any(step.done for step in self.steps[1:])

    @property
    def to_do(self) -> list[Step]:
        """Steps that are left, for who began; searching is always there."""
        return [step for step in self.steps[1:] if not step.done]

    @property
    def minutes(self) -> int:
        return sum(task.minutes for task in self.tasks)


def workplace(request: HttpRequest, user: User) -> Workplace:
    body = acting_for(request)
    alike = [one.organisation for one in look_alikes(body)] if body else []
    asked = prompts.prompts_of(user)
    return Workplace(
        first_name=user.name.split()[0] if user.name.strip() else "",
        tasks=asked[:MOST_TASKS],
        more=max(len(asked) - MOST_TASKS, 0),
        moved=moved(user, alike),
        others=(others(user, body, alike) if body else []) or copied_most(),
        how_we_choose=str(how_we_choose(body)) if alike and body else "",
        works_for=body,
        steps=first_steps(user, body, alike),
        colleagues=colleagues(user, body) if body else [],
        where_url=(ask_where_they_work(request, user) or "") if body is None else "",
    )


def moved(user: User, alike: Iterable[Organisation]) -> list[dict[str, Any]]:
    """News of followed nouns, filled up with adoptions by similar organisations."""
    found = groups(user, Notification.objects.visible_to(user).recent())[:MOST_MOVED]
    lines = [
        {
            "when": date_format(localtime(group.newest.at), "j F"),
            "text": group.newest.text,
            "detail": group.title,
            "url": group.url,
            "kind": "big" if group.kind == "copying" else "",
        }
        for group in found
    ]
    return lines + _elsewhere(user, alike)[: MOST_MOVED - len(lines)]


def _elsewhere(user: User, alike: Iterable[Organisation]) -> list[dict[str, Any]]:
    rows = Adoption.objects.counting().filter(
        organisation__in=list(alike), case__in=Case.objects.visible_to(user), stage__key__in=[IN_USE, STOPPED]
    )
    newest = rows.exclude(since="").select_related("organisation", "case", "stage").order_by("-since", "pk")
    return [
        {
            "when": since_told(one),
            "text": _("%(name)s: %(stage)s") % {"name": apart(one.name), "stage": one.stage.name.lower()},
            "detail": one.case.title,
            "url": one.case.get_absolute_url(),
            "kind": "stop" if one.stage.key == STOPPED else "big",
        }
        for one in newest[:MOST_MOVED]
    ]


def others(user: User, body: Organisation, alike: list[Organisation]) -> list[Other]:
    """Cases that most organisations like ours use, and we do not; each with its map and its reason."""
    has_it = Adoption.objects.filter(organisation=body).values("case")
    rows = Adoption.objects.counting().filter(organisation__in=alike, stage__key=IN_USE).exclude(case__in=has_it)
    rows = rows.filter(case__in=Case.objects.visible_to(user)).exclude(case__owner=body)
    counted = rows.order_by().values_list("case").annotate(users=Count("pk")).order_by("-users", "case")
    most = [pk for pk, _users in counted[:MOST_OTHERS]]
    names: dict[int, list[str]] = {pk: [] for pk in most}
    for one in rows.filter(case__in=most).select_related("organisation").order_by("organisation__name", "pk"):
        names[one.case_id].append(one.organisation.called if one.organisation else one.name)
    cases = Case.objects.in_bulk(most)
    return [Other(one, names[one.case.pk], len(alike)) for one in spreading(cases[pk] for pk in most)]


def copied_most() -> list[Other]:
    """For who works nowhere, or somewhere that resembles nothing: what most organisations copy."""
    return [Other(one, [], 0) for one in spreading(copied_now()[:MOST_OTHERS])]


def first_steps(user: User, body: Organisation | None, alike: list[Organisation]) -> list[Step]:
    """Four things that fill this page, each done or not."""
    follows = Follow.objects.of(user).exists()
    profile = Profile.objects.filter(user=user).exclude(skills="", helps_with="").exists()
    told = Case.objects.filter(author=user).exists()
    names = ", ".join(apart(one.called) for one in alike[:NEAREST])
    searched = Request.objects.asked_by(user).exists()
    return [
        Step(
            _("Type what you are up against"), _("As you would tell a colleague. You see who solved it before."),
            _("Search my problem"), reverse("search:results"), "search", searched,
        ),
        _follow_step(body, names, follows),
        Step(
            _("Say what you are good at"), _("Two lines are enough. Colleagues find you by it, only if you want."),
            _("Tell about yourself"), reverse("accounts:account"), "chart", profile,
        ),
        Step(
            _("Share one thing that worked. Or not"), _("One sentence is enough to begin. You decide who sees it."),
            _("Tell it"), reverse("writing:share"), "plus", told,
        ),
    ]  # fmt: skip


def _follow_step(body: Organisation | None, names: str, done: bool) -> Step:
    """Similar organisations when they are known; else any."""
    if body is None or not names:
        everyone = reverse("organisations:organisation_list")
        text = _("Follow an organisation, a theme or an example.")
        return Step(_("Follow what you care about"), text, _("See the organisations"), everyone, "people", done)
    text = _("%(names)s are about as big as %(name)s (estimate).") % {"names": names, "name": apart(body.called)}
    who = body.get_absolute_url()
    return Step(_("Follow who resembles you"), text, _("See who they are"), who, "people", done)


def colleagues(user: User, body: Organisation) -> list[Any]:
    """A few who are here already, for who is new."""
    return list(members(body).exclude(user=user)[:MOST_COLLEAGUES])
