"""How often somebody may do a thing: counted in the database, by a keyed hash, never by the address itself.

A limit must hang on something the sender can not choose. A network address of version 6 is counted by its first 64
bits, because each home has all that begin so; and no limit on an account may lock its owner out (accounts.guessing).
"""

import random
from datetime import datetime, timedelta
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from olievlek.core.models import Hit

HOUR, DAY = 60, 24 * 60
HOME, SIX_TO_FOUR = 64, 48  # how many bits of an address belong to one sender; 2002::/16 gives 48 to each old address


def address_of(request: HttpRequest) -> str:
    """The network of the sender; behind N proxies the N-th from the right, so that a forged header changes nothing."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.OLIEVLEK_PROXIES
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    return network_of(hops[-proxies] if proxies and len(hops) >= proxies else direct)


def network_of(address: str) -> str:
    """An address as it is counted: one way to write it, and of version 6 the part that one sender has."""
    bare = address.strip().rpartition("]")[0].lstrip("[") or address.strip()
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]  # an address with a port
    try:
        six = IPv6Address(bare.partition("%")[0])
    except AddressValueError:
        return _four(bare)
    if six.ipv4_mapped:
        return str(six.ipv4_mapped)
    bits = SIX_TO_FOUR if six.sixtofour else HOME
    return f"{IPv6Address(int(six) >> (128 - bits) << (128 - bits))}/{bits}"


def _four(text: str) -> str:
    try:
        return str(IPv4Address(text))
    except AddressValueError:
        return text


def _key(name: str, whose: str) -> str:
    return salted_hmac("olievlek.limits", f"{name}|{whose}", algorithm="sha256").hexdigest()


def take(name: str, whose: str, *, limit: int, minutes: int = HOUR) -> bool:
    """Count one try of `name` by `whose`; False, and nothing counted, once there were `limit` in so many minutes.

    Exact, also when processes try at the same moment: each try takes a place, and a place is given once.
    """
    key, since = _key(name, whose), timezone.now() - timedelta(minutes=minutes)
    while len(taken := {place for place in _taken(key, since) if place < limit}) < limit:
        try:
            with transaction.atomic():
                Hit.objects.create(key=key, place=_free_place(taken, limit))
        except IntegrityError:
            continue
        return True
    return False


def _free_place(taken: set[int], limit: int) -> int:
    """Any place below `limit` that is not taken: two processes seldom want the same, and a high limit costs nothing."""
    while (place := random.randrange(limit)) in taken:  # noqa: S311  # who takes which is all one
        pass
    return place


def _taken(key: str, since: datetime) -> set[int]:
    """The places that are taken; those of before `since` are given free."""
    rows = Hit.objects.filter(key=key).values_list("place", "at")
    taken = {place for place, at in rows if at >= since}
    if len(taken) < len(rows):
        Hit.objects.filter(key=key, at__lt=since).delete()
    return taken


def is_spent(name: str, whose: str, *, limit: int, minutes: int = HOUR) -> bool:
    """Whether the next `take` would be refused. Counts nothing."""
    since = timezone.now() - timedelta(minutes=minutes)
    return Hit.objects.filter(key=_key(name, whose), at__gte=since).count() >= limit


def give_back(name: str, whose: str, *, many: int = 1) -> None:
    """Take back the last counted tries: they were good ones, and only the others should count."""
    last = Hit.objects.filter(key=_key(name, whose)).order_by("-id").values_list("pk", flat=True)[:many]
    Hit.objects.filter(pk__in=list(last)).delete()


def allow(name: str, request: HttpRequest, *, limit: int = 20, hours: int = 1, extra: str = "") -> bool:
    """Count one try of `name` from this network (and `extra`, such as a typed name); False once over the limit."""
    return take(name, f"{address_of(request)}|{extra}", limit=limit, minutes=hours * HOUR)


def allow_sender(name: str, request: HttpRequest, *, limit: int = 20, hours: int = 1) -> bool:
    """Count one try of who is signed in, wherever; of a visitor by network. Colleagues use up nothing of each other."""
    pk = getattr(request.user, "pk", None)
    return take(name, f"user:{pk}" if pk else address_of(request), limit=limit, minutes=hours * HOUR)


def forgive(name: str, request: HttpRequest, *, extra: str = "") -> None:
    """Take back the last counted try of this network."""
    give_back(name, f"{address_of(request)}|{extra}")
