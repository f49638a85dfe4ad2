"""Signed-in devices: remembered on signing in, ended on request."""

import re

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from olievlek.accounts.models import Device, User

# In this order: each name that comes later also stands in the words of those above it.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "Mac",
    "CrOS": "Chromebook", "Linux": "Linux",
}  # fmt: skip


def described(agent: str) -> str:
    """`Firefox, Windows`: no versions, so that it tells little. Empty when nothing is known."""
    found = [next((name for key, name in table.items() if key in agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def remember(request: HttpRequest, user: User) -> None:
    """Remember this session. Called when the session got its key."""
    Device.objects.update_or_create(
        session_key=_key(request),
        defaults={"user": user, "description": described(request.headers.get("User-Agent", ""))},
    )


def follow(request: HttpRequest, old_key: str | None) -> None:
    """The session got another key, after a change of password."""
    Device.objects.filter(session_key=old_key or "").update(session_key=_key(request))


def of(user: User) -> QuerySet[Device]:
    """Devices that are signed in now."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return user.devices.filter(session_key__in=alive.values("session_key"))


def is_this(device: Device, request: HttpRequest) -> bool:
    return device.session_key == request.session.session_key


def end(user: User, *, pk: int) -> None:
    """Sign this device out at once. Nothing happens for a device of somebody else or one that is gone."""
    for device in user.devices.filter(pk=pk):
        SessionStore().delete(device.session_key)
        device.delete()


def end_all(user: User) -> None:
    """Sign this user out on all devices."""
    Session.objects.filter(session_key__in=user.devices.values("session_key")).delete()
    user.devices.all().delete()


def forget_over() -> int:
    """Forget devices whose session is over, and sessions that are; returns how many rows went."""
    gone, _rows = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return gone + Device.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()[0]


def _key(request: HttpRequest) -> str:
    return re.sub(r"\W", "", request.session.session_key or "")
