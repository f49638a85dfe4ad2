"""How an organisation is seen here: its coordinators choose, a moderator may hide it."""

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.core.photos import Checked, keep
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import put
from olievlek.organisations import events
from olievlek.organisations.models import HouseStyle, Organisation
from olievlek.timeline import hiding
from olievlek.timeline.record import record

STANDARD: dict[str, object] = {
    "word_nl": "", "word_en": "", "place_colour": "", "action_colour": "", "logo": "", "logo_width": None,
    "logo_height": None,
}  # fmt: skip


def _locked(organisation: Organisation) -> HouseStyle:
    """The style, made when there is none; the organisation is locked, so that two coordinators make one."""
    return HouseStyle.objects.get_or_create(organisation=locked(organisation))[0]


def _keep(style: HouseStyle, by: User, given: dict[str, object]) -> list[str]:
    """The parts that differ from the stored style."""
    changed = [name for name, value in given.items() if getattr(style, name) != value]
    if changed:
        put(style, "changed", by=by, **{name: given[name] for name in changed})
    return changed


@transaction.atomic
def choose(
    organisation: Organisation, *, word_nl: str, word_en: str, place_colour: str, action_colour: str, by: User
) -> HouseStyle:
    """Words and colours; empty is as Olievlek has it. The same again changes nothing."""
    style = _locked(organisation)
    given: dict[str, object] = {
        "word_nl": word_nl, "word_en": word_en, "place_colour": place_colour, "action_colour": action_colour,
    }  # fmt: skip
    changed = _keep(style, by, given)
    if changed:
        record(events.STYLE_CHANGED, about=style, by=by, fields=sorted(changed))
    return style


@transaction.atomic
def set_logo(organisation: Organisation, checked: Checked, *, by: User) -> HouseStyle:
    """A logo that was drawn again. The same one again changes nothing."""
    style = _locked(organisation)
    given: dict[str, object] = {
        "logo": keep(checked.content), "logo_width": checked.width, "logo_height": checked.height,
    }  # fmt: skip
    if _keep(style, by, given):
        record(events.STYLE_CHANGED, about=style, by=by, fields=["logo"])
    return style


@transaction.atomic
def back_to_standard(organisation: Organisation, *, by: User) -> HouseStyle:
    """Word, colours and logo as Olievlek has them. Twice changes nothing."""
    style = _locked(organisation)
    if _keep(style, by, STANDARD):
        record(events.STYLE_RESET, about=style, by=by)
    return style


def hide(style: HouseStyle, *, reason: str, by: User) -> None:
    """Nobody sees word, colours and logo any more. Hiding twice keeps the first reason."""
    hiding.hide(style, event=events.STYLE_HIDDEN, reason=reason, by=by)


def unhide(style: HouseStyle, *, by: User) -> None:
    """Undo hiding."""
    hiding.unhide(style, event=events.STYLE_SHOWN, by=by)
