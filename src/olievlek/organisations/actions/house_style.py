"""How an organisation is seen here: its coordinators choose, a moderator may hide it."""

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.core.photos import Checked, keep
from olievlek.organisations import events
from olievlek.organisations.models import HouseStyle, Organisation
from olievlek.timeline.record import record

STANDARD: dict[str, object] = {
    "word_nl": "", "word_en": "", "place_colour": "", "action_colour": "", "logo": "", "logo_width": None,
    "logo_height": None,
}  # fmt: skip


def _locked(organisation: Organisation) -> HouseStyle:
    """The style, made when there is none; the organisation is locked, so that two coordinators make one."""
    locked = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    return HouseStyle.objects.get_or_create(organisation=locked)[0]


def _keep(style: HouseStyle, by: User, given: dict[str, object]) -> list[str]:
    """What is different now."""
    changed = [name for name, value in given.items() if getattr(style, name) != value]
    if changed:
        for name in changed:
            setattr(style, name, given[name])
        style.changed_at, style.changed_by = timezone.now(), by
        style.save(update_fields=[*changed, "changed_at", "changed_by"])
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


@transaction.atomic
def hide(style: HouseStyle, *, reason: str, by: User) -> None:
    """Nobody sees word, colours and logo any more. Hiding twice keeps the first reason."""
    style = HouseStyle.objects.select_for_update(of=("self",)).get(pk=style.pk)
    if style.hidden_at:
        return
    if not reason.strip():
        raise ValueError("Say why it is hidden.")
    style.hidden_at, style.hidden_by, style.hidden_reason = timezone.now(), by, reason.strip()
    style.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.STYLE_HIDDEN, about=style, by=by)


@transaction.atomic
def unhide(style: HouseStyle, *, by: User) -> None:
    """Undo hiding."""
    style = HouseStyle.objects.select_for_update(of=("self",)).get(pk=style.pk)
    if not style.hidden_at:
        return
    style.hidden_at, style.hidden_by, style.hidden_reason = None, None, ""
    style.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.STYLE_SHOWN, about=style, by=by)
