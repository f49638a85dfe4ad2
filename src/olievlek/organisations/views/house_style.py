"""How my organisation is seen here; and the stylesheets and logos themselves, which anyone may fetch."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core import photos
from olievlek.core.bounded import BusyError
from olievlek.core.marks import members, public
from olievlek.core.page import render_page
from olievlek.core.term import term
from olievlek.core.uploads import takes_files
from olievlek.core.views import posted, show_and_send
from olievlek.organisations import house_style
from olievlek.organisations.actions import house_style as actions
from olievlek.organisations.forms.house_style import LogoForm, StyleForm
from olievlek.organisations.models import HouseStyle, Organisation
from olievlek.organisations.views.mine import led

FOREVER = "public, max-age=31536000, immutable"
LOGO_SIDE = 480


@members
@show_and_send
def choose(request: HttpRequest) -> HttpResponse:
    """Look first (nothing is kept), or keep it."""
    organisation = led(request)
    form = StyleForm(posted(request), style=_of(organisation))
    if request.method == "POST" and form.is_valid() and "look" not in request.POST and form.agrees():
        actions.choose(organisation, **form.given(), by=me(request))
        messages.success(request, _("Saved: your colleagues see it from now on."))
        return redirect("organisations:house_style")
    return _page(request, organisation, form, LogoForm())


def _page(request: HttpRequest, organisation: Organisation, form: StyleForm, logo: LogoForm) -> HttpResponse:
    context = {
        "organisation": organisation,
        "style": _of(organisation),
        "form": form,
        "logo": logo,
        "word": form.preview_word() or term(),
        "colours": form.preview_colours(),
    }
    return render_page(request, "organisations/house_style.html", context)


def _of(organisation: Organisation) -> HouseStyle | None:
    """Also when a moderator hid it: then the page says so."""
    style: HouseStyle | None = getattr(organisation, "house_style", None)
    return style


@members
@require_POST
@takes_files
def set_logo(request: HttpRequest) -> HttpResponse:
    organisation, form = led(request), LogoForm(request.POST, request.FILES)
    if getattr(request, "upload_too_large", False):
        form.fields["file"].required = False
        form.is_valid()
        form.add_error("file", _("This file is bigger than 10 MB. Make it smaller first."))
    elif form.is_valid():
        try:
            clean = photos.clean_photo(form.cleaned_data["file"], longest=LOGO_SIDE)
        except photos.RefusedError as error:
            form.add_error("file", str(error))
        except BusyError as busy:
            form.add_error("file", photos.busy())
            return busy.said_by(_page(request, organisation, StyleForm(style=_of(organisation)), form))
        else:
            actions.set_logo(organisation, clean, by=me(request))
            messages.success(request, _("Your logo stands with your name from now on."))
            return redirect("organisations:house_style")
    return _page(request, organisation, StyleForm(style=_of(organisation)), form)


@members
@require_POST
def standard(request: HttpRequest) -> HttpResponse:
    actions.back_to_standard(led(request), by=me(request))
    messages.success(request, _("Word, colours and logo are those of Olievlek again."))
    return redirect("organisations:house_style")


def _named(name: str) -> tuple[HouseStyle, str]:
    """The style behind `slug-digest`, and the digest that was asked."""
    slug, _dash, digest = name.rpartition("-")
    style = HouseStyle.objects.shown().select_related("organisation").filter(organisation__slug=slug).first()
    if style is None:
        raise Http404
    return style, digest


def _sheet(name: str, selector: str) -> HttpResponse:
    style, digest = _named(name)
    if digest != house_style.digest(style):
        raise Http404
    text = house_style.css(style, selector.format(slug=style.organisation.slug))
    return HttpResponse(text, content_type="text/css", headers={"Cache-Control": FOREVER})


@public
@require_safe
def sheet(_request: HttpRequest, name: str) -> HttpResponse:
    """For every page of who acts for it."""
    return _sheet(name, ":root")


@public
@require_safe
def head_sheet(_request: HttpRequest, name: str) -> HttpResponse:
    """For the head of its public page, whoever looks."""
    return _sheet(name, ".ol-house--{slug}")


@public
@require_safe
def logo(_request: HttpRequest, name: str) -> HttpResponse:
    """A picture that we drew again ourselves."""
    style, digest = _named(name)
    path = photos.path_of(style.logo)
    if not style.logo or not style.logo.startswith(digest) or len(digest) < 12 or not path.exists():
        raise Http404
    headers = {"Cache-Control": FOREVER, "Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(path.read_bytes(), content_type="image/webp", headers=headers)
