"""The pages of notifications: what is new, what I want to hear, and one click to stop the mail."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core import export
from olievlek.core.marks import members, public
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.notifications import actions, following
from olievlek.notifications.forms import ChoicesForm
from olievlek.notifications.letters import who_stops
from olievlek.notifications.models import MailStop, Notification
from olievlek.notifications.told import groups
from olievlek.timeline import actions as timeline


@members
@require_safe
def notification_list(request: HttpRequest) -> HttpResponse:
    """New ones first, grouped by what they are about."""
    found = groups(request.user, Notification.objects.visible_to(request.user).recent())
    context = {
        "fresh": [group for group in found if group.unread],
        "seen": [group for group in found if not group.unread],
        "newest": max((line.notification.entry_id for group in found for line in group.lines), default=0),
    }
    return render_page(request, "notifications/list.html", context)


@members
@require_safe
def list_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """A line for each thing that happened."""
    heads = [_("When"), _("About"), _("What happened"), _("Because"), _("Read on"), _("Address")]
    found = groups(request.user, Notification.objects.visible_to(request.user).recent())
    rows = [
        [line.at, group.title, line.text, group.reason, line.notification.read_at, export.address(group.url)]
        for group in found
        for line in group.lines
    ]
    return export.sheet(kind, _("Notifications"), heads, rows)


@members
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Those the page showed; what came since stays new."""
    up_to = request.POST.get("up_to", "")
    actions.mark_read(me(request), up_to=int(up_to) if up_to.isdecimal() and len(up_to) < 19 else None)
    messages.success(request, _("Everything is marked as read."))
    return redirect("notifications:list")


@members
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """All about the same noun."""
    one = _mine(request, pk)
    actions.mark_read(me(request), about=(one.about_kind, one.about_id))
    return redirect("notifications:list")


@members
@require_POST
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear nothing of this noun any more."""
    one = _mine(request, pk)
    shown = groups(request.user, Notification.objects.visible_to(request.user).filter(pk=pk))
    if not shown:
        raise Http404
    timeline.mute(shown[0].noun, by=me(request))
    actions.mark_read(me(request), about=(one.about_kind, one.about_id))
    messages.success(request, _("You hear nothing of this any more. Follow it to hear of it again."))
    return redirect("notifications:list")


@members
@show_and_send
def choices(request: HttpRequest) -> HttpResponse:
    user = me(request)
    form = ChoicesForm(user, posted(request))
    if request.method == "POST" and form.is_valid() and form.agrees():
        actions.choose(user, ways=form.cleaned_data)
        messages.success(request, _("Your choices are saved."))
        return redirect("notifications:choices")
    context = {"form": form, "stopped": MailStop.objects.filter(user=user).first()}
    return render_page(request, "notifications/choices.html", context)


@members
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    actions.start_mail(me(request))
    messages.success(request, _("You get the daily mail again."))
    return redirect("notifications:choices")


@public
@never_cache
@csrf_exempt
@show_and_send
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The token alone says who: a mail program posts here without a session and without a page before it (RFC 8058)."""
    user = who_stops(token)
    if user is None:
        raise Http404
    if request.method == "POST":
        actions.stop_mail(user)
    stopped = MailStop.objects.filter(user=user).exists()
    return render_page(request, "notifications/stop.html", {"stopped": stopped})


@members
@require_POST
def follow(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    noun = following.find(path, pk, request.user)
    if noun is None:
        raise Http404
    timeline.follow(noun, by=me(request))
    messages.success(request, _("You hear when something happens here."))
    return redirect(following.address_of(noun, request.user))


@members
@require_POST
def unfollow(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    noun = following.find(path, pk, request.user)
    if noun is None:
        raise Http404
    timeline.unfollow(noun, by=me(request))
    messages.success(request, _("You follow this no more."))
    return redirect(following.address_of(noun, request.user))


def _mine(request: HttpRequest, pk: int) -> Notification:
    return get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)
