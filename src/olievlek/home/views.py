"""The pages about Olievlek itself, and two files that robots read."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from olievlek.accounts.me import me
from olievlek.core import privacy as privacy_register
from olievlek.core.marks import members, public
from olievlek.core.page import render_page
from olievlek.core.tables import Cell, Table
from olievlek.home import front as facts
from olievlek.home.sources import ORIGINS, SOURCES
from olievlek.home.workplace import workplace as desk

EXAMPLES = (
    gettext_lazy("customers come back because of a wrong passport photo"),
    gettext_lazy("private data in e-mail"),
    gettext_lazy("everyone calls with the same question"),
)


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    context = {
        "front": facts.front(),
        "examples": EXAMPLES,
        "search_url": reverse("search:results"),
        "suggest_url": reverse("search:suggestions"),
        "need_url": reverse("moderation:need"),
    }
    return render_page(request, "home/front.html", context)


@members
@require_safe
def workplace(request: HttpRequest) -> HttpResponse:
    return render_page(request, "home/workplace.html", {"desk": desk(request, me(request))})


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render_page(request, "home/about.html", {"sources": SOURCES})


@public
@require_safe
def origins(request: HttpRequest) -> HttpResponse:
    rows = [[Cell(one.what, one.url), one.maker, one.licence, one.caveat] for one in ORIGINS]
    table = Table(_("Facts in Olievlek"), [_("What"), _("Made by"), _("Licence"), _("Mind this")], rows, True)
    return render_page(request, "home/origins.html", {"origins": table, "about_url": reverse("home:about")})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render_page(request, "home/accessibility.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render_page(request, "home/privacy.html", {"held": personal_data()})


@public
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    return render_page(request, "home/security.html")


@public
@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """RFC 9116; the address of the contact page, and a date that never grows old."""
    base = settings.OLIEVLEK_BASE_URL
    expires = (timezone.now() + timedelta(days=180)).replace(microsecond=0, second=0).isoformat()
    contact = f"mailto:{settings.OLIEVLEK_CONTACT}" if settings.OLIEVLEK_CONTACT else base + reverse("home:security")
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {base}{reverse('security_txt')}",
        f"Policy: {base}{reverse('home:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def robots_txt(_request: HttpRequest) -> HttpResponse:
    """Search engines may read everything but the search pages themselves and lists as files."""
    closed = ("/zoeken/", "/en/zoeken/", "/*/als/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")


def personal_data() -> Table:
    """Every declared personal field, as a table: the same rows as the article 30 register."""
    rows: dict[tuple[str, ...], None] = {}
    for model, one in privacy_register.register():
        if one.pii:
            room = str(apps.get_app_config(model._meta.app_label).verbose_name)
            ground = str(one.basis.value) if one.basis else ""
            rows[room, str(one.what), str(one.purpose), ground, str(one.retention)] = None
    heads = [_("Part of Olievlek"), _("What"), _("What for"), _("Ground"), _("Until when")]
    return Table(_("Personal data"), heads, [list(row) for row in rows], True)
