"""Contexts for slots on pages of others, and prompts for coordinators."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from olievlek.core.audience import Person
from olievlek.core.prompts import Prompt
from olievlek.core.text import apart
from olievlek.core.views import signed_in
from olievlek.organisations.models import Organisation
from olievlek.scan.landscape import SCAN, benchmark_of, beside, beside_table
from olievlek.scan.models import Share
from olievlek.scan.profile import Profile, means_of
from olievlek.surveys import national
from olievlek.surveys.models import Cell, ComparisonConsent, Remark, Round

FRESH = timedelta(days=14)


def is_visitor(request: HttpRequest) -> bool:
    return not signed_in(request)


def mine(_request: HttpRequest, around: dict[str, Any]) -> dict[str, Any]:
    """The last rounds of the organisation whose page this is."""
    organisation: Organisation = around["organisation"]
    rounds = Round.objects.filter(organisation=organisation, questionnaire__key=SCAN)
    return {"organisation": organisation, "rounds": list(rounds[:3]), "coordinates": around["coordinates"]}


def published(_request: HttpRequest, around: dict[str, Any]) -> dict[str, Any] | None:
    """The newest profile that an organisation shows to everyone."""
    shares = Share.objects.with_everyone().filter(round__organisation=around["organisation"])
    found = shares.select_related("round").order_by("-round__closed_at", "-pk").first()
    return {"round": found.round} if found else None


def asks(user: Person) -> Iterable[Prompt]:
    """Open rounds of who coordinates, the oldest first, and for everyone who works there the newest results."""
    led = Round.objects.editable_by(user).open().filter(questionnaire__key=SCAN).select_related("organisation")
    for round_ in led.order_by("closes_on", "pk")[:3]:
        yield _to_close(round_) if round_.closes_on < timezone.localdate() else _is_open(round_)
    shown = Cell.objects.released().filter(layer="", department=None)
    fresh = Round.objects.visible_to(user).filter(
        questionnaire__key=SCAN, closed_at__gte=timezone.now() - FRESH, pk__in=shown.values("round")
    )
    for round_ in fresh.select_related("organisation").order_by("-closed_at", "-pk")[:2]:
        yield _is_ready(round_)


def _to_close(round_: Round) -> Prompt:
    """Past its day, and the worker did not close it yet."""
    return Prompt(
        ask=_("Close the round of %(name)s") % {"name": apart(round_.organisation.called)},
        url=reverse("scan:close", args=[round_.code]),
        action=_("Close the round"),
        since=round_.started_at,
        why=_("The last day is over: after closing you see the result."),
        icon="clock",
        minutes=1,
    )


def _is_open(round_: Round) -> Prompt:
    day = date_format(round_.closes_on, "j F")
    return Prompt(
        ask=_("The scan at %(name)s is open") % {"name": apart(round_.organisation.called)},
        url=reverse("scan:round", args=[round_.code]),
        action=_("See how far it is"),
        since=round_.started_at,
        why=_("People can answer until %(day)s. You can remind them, or close earlier.") % {"day": day},
        icon="clock",
        minutes=2,
    )


def _is_ready(round_: Round) -> Prompt:
    assert round_.closed_at
    return Prompt(
        ask=_("The result of the scan at %(name)s is ready") % {"name": apart(round_.organisation.called)},
        url=reverse("scan:round", args=[round_.code]),
        action=_("See the result"),
        since=round_.closed_at,
        why=_("See where you stand, and choose together what to do first."),
        minutes=10,
    )


def result_address(pk: int) -> str | None:
    """The page of a round, with its plan; None when it is gone."""
    code = Round.objects.filter(pk=pk).values_list("code", flat=True).first()
    return f"{reverse('scan:round', args=[code])}#plan" if code else None


def own_words(_request: HttpRequest, around: dict[str, Any]) -> dict[str, Any] | None:
    """Remarks in own words; none in a round that did not ask for them."""
    round_: Round = around["round"]
    if not round_.asks_in_own_words:
        return None
    return {"remarks": list(Remark.objects.shown(round_)), "round": round_, "coordinates": around["coordinates"]}


def beside_others(_request: HttpRequest, around: dict[str, Any]) -> dict[str, Any]:
    """The section of the result page: the comparison, or how to get one."""
    profile: Profile = around["profile"]
    round_ = profile.round
    benchmark = benchmark_of(round_)
    factors = [line.factor for line in profile.lines]
    lines = beside(benchmark, factors, means_of(profile.all)) if benchmark else []
    consents = ComparisonConsent.objects.standing().filter(organisation=round_.organisation_id, instrument=SCAN)
    return {
        "benchmark": benchmark,
        "lines": lines,
        "table": beside_table(lines),
        "takes_part": consents.exists(),
        "coordinates": around["coordinates"],
        "round": round_,
        "next_day": national.next_half_year(timezone.localdate()),
        "needed": national.OTHERS,
    }
