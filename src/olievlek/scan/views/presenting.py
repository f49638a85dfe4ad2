"""On the wall of a room: before closing how to take part and the time, after closing the result, factor by factor."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.scan import conversation, qr, timer
from olievlek.scan.profile import Profile
from olievlek.scan.views.rounds import rounds_for
from olievlek.surveys.actions import answering

FIVE = 5


@members
@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The QR code, the six characters, how many are done, and the time. No result before closing."""
    rounds = rounds_for(request).editable_by(request.user).open().exclude(open_key="")
    round_ = get_object_or_404(rounds, code=code)
    minutes = request.GET.get("minuten", "")
    if minutes in timer.MINUTES:
        return redirect(f"{reverse('scan:screen', args=[code])}?tot={timer.ending(minutes)}")
    progress = answering.progress(round_)
    context = {
        "round": round_,
        "progress": progress,
        "drops": _drops(progress.done, progress.asked or progress.done) if progress else [],
        "qr": qr.drawn(qr.address_of(round_)),
        "typed": qr.typed_address(),
        "timer": timer.read(request.GET.get("tot", "")),
        "minutes": timer.MINUTES,
    }
    return render_page(request, "scan/screen.html", context, partial="progress")


def _drops(done: int, everyone: int) -> list[bool]:
    """One drop for each five people, full or not yet."""
    return [place * FIVE < done for place in range(-(-everyone // FIVE))]


@members
@require_safe
def talk(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One factor of the result, large, with what to ask the room; the arrow keys go on where there is script."""
    round_ = get_object_or_404(rounds_for(request).closed(), code=code)
    profile = Profile(round_)
    lines = [line for line in profile.lines if line.mean is not None]
    if not 1 <= number <= len(lines):
        raise Http404
    line = lines[number - 1]
    context = {
        "round": round_,
        "line": line,
        "previous": profile.previous,
        "number": number,
        "many": len(lines),
        "before": number - 1,
        "after": number + 1 if number < len(lines) else 0,
        "questions": conversation.questions(line),
    }
    return render_page(request, "scan/talk.html", context)
