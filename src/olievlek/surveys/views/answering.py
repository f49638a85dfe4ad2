"""Answer on a phone, without an account: come in, one factor a page, look back, hand in once."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.core.limits import DAY, allow, forgive, take
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.surveys.actions import answering
from olievlek.surveys.actions.answering import Outcome
from olievlek.surveys.device import Seat, by_token, fresh_device_key, sit_down, sitting
from olievlek.surveys.elsewhere import elsewhere_of
from olievlek.surveys.forms import CodeForm, PageForm, PlaceForm, RemarkForm
from olievlek.surveys.models import Draft, Item, Round
from olievlek.surveys.statements import asked
from olievlek.vocabulary.models import Term

WRONG_CODES_PER_HOUR = 60
DRAFTS_OF_ONE, DRAFTS_OF_A_HALL = 20, 2000
MINUTES_A_PAGE = 1.5

Pages = list[tuple[Term, list[Item]]]


@public
@show_and_send
def by_code(request: HttpRequest) -> HttpResponse:
    """Wrong codes are counted per address, good ones are not: a whole room behind one address gets in."""
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if not allow("surveys.code", request, limit=WRONG_CODES_PER_HOUR):
            form.add_error(None, _("Too many wrong codes came from your network. Scan the QR code, that always works."))
            return render_page(request, "surveys/code.html", {"form": form}, status=429)
        round_ = Round.objects.open().filter(code=form.cleaned_data["code"]).exclude(open_key="").first()
        if round_ is not None:
            forgive("surveys.code", request)
            return redirect("surveys:welcome", token=round_.open_key)
        form.add_error("code", _("We do not know this code. Look at the screen again: it has six characters."))
    return render_page(request, "surveys/code.html", {"form": form})


@public
@require_safe
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """A page about visibility, before the first question. Opening it changes nothing."""
    seat = by_token(token)
    if seat is None:
        raise Http404
    return _welcome(request, seat)


def _welcome(request: HttpRequest, seat: Seat, form: PlaceForm | None = None, *, full: bool = False) -> HttpResponse:
    known = sitting(request, seat.round.code)
    draft = answering.draft_of(known.device_key, seat.round) if known and known.token == seat.token else None
    if not seat.round.is_open:
        return render_page(request, "surveys/late.html", {"round": seat.round})
    asks = seat.participation is None
    started = draft is not None and draft.handed_in_on is None
    if asks and form is None:
        initial = {"layer": draft.layer, "department": draft.department_id} if draft and started else None
        form = PlaceForm(seat.round, initial=initial)
    context = {
        "round": seat.round,
        "seat": seat,
        "elsewhere": elsewhere_of(seat.round),
        "full": full,
        "token": seat.token,
        "form": form if asks else None,
        "started": started,
        "handed_in": draft is not None and not started,
        "pages": len(_pages(seat.round)),
    }
    status = 429 if full else 422 if form and form.is_bound else 200
    return render_page(request, "surveys/welcome.html", context, status=status)


def _may_begin(request: HttpRequest, seat: Seat) -> bool:
    """A draft more: for an invitation by its own number, for a code by network, where a whole town hall may sit."""
    if seat.participation is not None:
        return take("surveys.begin", str(seat.participation.key), limit=DRAFTS_OF_ONE, minutes=DAY)
    return allow("surveys.begin", request, limit=DRAFTS_OF_A_HALL, extra=seat.round.code)


@public
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Sit down on this device, and go to the first page that is not full."""
    seat = by_token(request.POST.get("token", ""))
    if seat is None or seat.round.code != code:
        raise Http404
    form = PlaceForm(seat.round, request.POST) if seat.participation is None else None
    if form is not None and not form.is_valid():
        return _welcome(request, seat, form)
    known = sitting(request, code)
    draft = answering.draft_of(known.device_key, seat.round) if known and known.token == seat.token else None
    over = draft is None or draft.handed_in_on is not None
    if over and seat.round.is_open and not _may_begin(request, seat):
        return _welcome(request, seat, form, full=True)
    device_key = fresh_device_key() if over or known is None else known.device_key
    if seat.round.is_open:
        answering.begin(seat.round, device_key=device_key, **(form.cleaned_data if form else {}))
    response = redirect(
        "surveys:page", code=code, number=1 if over or draft is None else _first_open(seat.round, draft)
    )
    sit_down(response, seat, device_key)
    return response


@public
@show_and_send
def page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The statements of one factor. Whichever button is pressed, what was chosen is kept first."""
    seat = _seat(request, code)
    pages = _pages(seat.round)
    if not 1 <= number <= len(pages):
        raise Http404
    factor, items = pages[number - 1]
    draft = answering.draft_of(seat.device_key, seat.round)
    if not seat.round.is_open:
        return render_page(request, "surveys/late.html", {"round": seat.round})
    if draft is None or draft.handed_in_on is not None:
        return redirect("surveys:thanks", code=code) if draft else redirect("surveys:welcome", token=seat.token)
    if request.method == "POST":
        form = PageForm(items, request.POST)
        if form.is_valid():
            answering.keep(seat.round, form.values, device_key=seat.device_key)
            return _onward(request, code, number, len(pages))
    context = {
        "round": seat.round,
        "seat": seat,
        "factor": factor,
        "number": number,
        "pages": pages,
        "left": round((len(pages) - number + 1) * MINUTES_A_PAGE),
        "next_factor": pages[number][0] if number < len(pages) else None,
        "statements": [asked(item, draft.values) for item in items],
    }
    return render_page(request, "surveys/page.html", context, status=422 if request.method == "POST" else 200)


def _onward(request: HttpRequest, code: str, number: int, last: int) -> HttpResponse:
    then = request.POST.get("then")
    if then == "pause":
        return redirect("surveys:pause", code=code)
    if then == "back":
        return redirect("surveys:page", code=code, number=max(number - 1, 1))
    if number == last:
        return redirect("surveys:hand_in", code=code)
    return redirect("surveys:page", code=code, number=number + 1)


@public
@require_safe
def pause(request: HttpRequest, code: str) -> HttpResponse:
    """The answers are kept on this device; this page is the way back."""
    seat = _seat(request, code)
    return render_page(request, "surveys/pause.html", {"round": seat.round, "token": seat.token})


@public
@show_and_send
def hand_in(request: HttpRequest, code: str) -> HttpResponse:
    """First what is still open, then the button. Sent twice it counts once."""
    seat = _seat(request, code)
    form = RemarkForm(posted(request))
    if request.method == "POST" and form.is_valid():
        outcome = answering.hand_in(
            seat.round,
            device_key=seat.device_key,
            participation=seat.participation,
            remark=form.cleaned_data["remark"],
        )
        if outcome is Outcome.RECEIVED:
            return redirect("surveys:thanks", code=code)
        if outcome is Outcome.LATE:
            return render_page(request, "surveys/late.html", {"round": seat.round})
        if outcome is Outcome.USED:
            return render_page(request, "surveys/used.html", {"round": seat.round})
    draft = answering.draft_of(seat.device_key, seat.round)
    if not seat.round.is_open:
        return render_page(request, "surveys/late.html", {"round": seat.round})
    if draft is None or draft.handed_in_on is not None:
        return redirect("surveys:thanks", code=code) if draft else redirect("surveys:welcome", token=seat.token)
    asked = form if seat.round.asks_in_own_words else None
    context = {"round": seat.round, "draft": draft, "form": asked, **_counted(seat.round, draft)}
    return render_page(request, "surveys/hand_in.html", context, status=422 if form.errors else 200)


@public
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    return render_page(request, "surveys/thanks.html", {"round": _seat(request, code).round})


def _seat(request: HttpRequest, code: str) -> Seat:
    seat = sitting(request, code)
    if seat is None:
        raise Http404
    return seat


def _pages(round_: Round) -> Pages:
    """The factors with their statements, in order."""
    found: dict[Term, list[Item]] = {}
    for item in round_.questionnaire.items.select_related("factor").order_by("position"):
        found.setdefault(item.factor, []).append(item)
    return list(found.items())


def _first_open(round_: Round, draft: Draft) -> int:
    pages = _pages(round_)
    unfinished = (
        place for place, (_factor, items) in enumerate(pages, 1) if any(one.key not in draft.values for one in items)
    )
    return next(unfinished, len(pages))


def _counted(round_: Round, draft: Draft) -> dict[str, Any]:
    pages = _pages(round_)
    lines = [
        {"factor": factor, "number": number, "open": sum(item.key not in draft.values for item in items)}
        for number, (factor, items) in enumerate(pages, 1)
    ]
    return {"lines": lines, "last": len(pages), "nothing": not draft.values}
