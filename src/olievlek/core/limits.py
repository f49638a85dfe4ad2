"""How often one address may do a thing: counted in the database, by a keyed hash, never by the address itself."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from olievlek.core.models import Hit


def address_of(request: HttpRequest) -> str:
    """The address of the sender; behind N proxies the N-th from the right, so that a forged header changes nothing."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.OLIEVLEK_PROXIES
    if not proxies:
        return direct
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    return hops[-proxies] if len(hops) >= proxies else direct


def _key(name: str, request: HttpRequest, extra: str) -> str:
    text = f"{name}|{address_of(request)}|{extra}"
    return salted_hmac("olievlek.limits", text, algorithm="sha256").hexdigest()


@transaction.atomic
def allow(name: str, request: HttpRequest, *, limit: int = 20, hours: int = 1, extra: str = "") -> bool:
    """Count one try of `name` from this address (and `extra`, such as a typed name); False once over the limit."""
    since = timezone.now() - timedelta(hours=hours)
    key = _key(name, request, extra)
    Hit.objects.filter(key=key, at__lt=since).delete()
    if Hit.objects.filter(key=key).count() >= limit:
        return False
    Hit.objects.create(key=key)
    return True


def forgive(name: str, request: HttpRequest, *, extra: str = "") -> None:
    """Take back the last counted try: it was a good one, and only the others should count."""
    last = Hit.objects.filter(key=_key(name, request, extra)).order_by("-id").first()
    if last is not None:
        last.delete()
