"""Mail about joining: in the reader's language, with no more than is needed to open the page."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from olievlek.accounts.models import User
from olievlek.core.mail import queue_mail
from olievlek.core.text import apart
from olievlek.organisations.models import DomainClaim, Invitation, JoinRequest, Proposal, Wanted


def _url(name: str, *arguments: str) -> str:
    return f"{settings.OLIEVLEK_BASE_URL}{reverse(name, args=arguments)}"


def somebody_asks(asked: JoinRequest, coordinator: User) -> None:
    """For a coordinator: who asks stands on the page, not in the mail."""
    with translation.override(coordinator.language):
        subject = _("Somebody wants to join %(name)s") % {"name": apart(asked.organisation.called)}
        body = _(
            "Hello,\n\nSomebody asks to join %(name)s on Olievlek. You decide. Here you see who it is:\n%(url)s\n\n"
            "You get this mail because you are coordinator.\n\nOlievlek\n"
        ) % {"name": apart(asked.organisation.name), "url": _url("organisations:mine")}
        queue_mail(to=coordinator.email, subject=subject, body=body)


def decided(asked: JoinRequest) -> None:
    """For who asked: yes, or no with the reason."""
    with translation.override(asked.user.language):
        name = apart(asked.organisation.name)
        if asked.outcome == JoinRequest.Outcome.DECLINED:
            subject = _("Your request to join %(name)s") % {"name": apart(asked.organisation.called)}
            body = _(
                "Hello,\n\nYou asked to join %(name)s. The answer is no, with this reason:\n\n%(reason)s\n\n"
                "You can still take part in Olievlek for yourself.\n\nOlievlek\n"
            ) % {"name": name, "reason": asked.reason}
        else:
            subject = _("You belong to %(name)s now") % {"name": apart(asked.organisation.called)}
            body = _("Hello,\n\n%(what)s Here you find your colleagues:\n%(url)s\n\nOlievlek\n") % {
                "what": _welcome(asked),
                "url": _url("organisations:mine"),
            }
        queue_mail(to=asked.user.email, subject=subject, body=body)


def _welcome(asked: JoinRequest) -> str:
    if asked.wanted == Wanted.COORDINATOR:
        return _("You are coordinator of %(name)s now.") % {"name": apart(asked.organisation.name)}
    return _("You are a member of %(name)s now.") % {"name": apart(asked.organisation.name)}


def invitation(row: Invitation, token: str) -> tuple[str, str]:
    """Subject and body, in the active language."""
    subject = _("You are invited: take part for %(name)s") % {"name": apart(row.organisation.called)}
    body = _(
        "Hello,\n\n%(who)s invites you to Olievlek, for %(name)s. There you see who already solved what "
        "you struggle with.\n\nAccept here, until %(until)s. The address works once, and only for you:\n%(url)s\n\n"
        "Is this mail real? The page is on %(site)s. It asks for no password: you sign in with a code by mail. "
        "Not sure? Then ask %(who)s first, in person or by phone. Did you not expect this? Then do nothing.\n\n"
        "Olievlek\n"
    ) % {
        "who": apart(row.invited_by.called) if row.invited_by else _("A colleague"),
        "site": settings.OLIEVLEK_BASE_URL,
        "name": apart(row.organisation.name),
        "until": date_format(localtime(row.expires_at), "DATE_FORMAT"),
        "url": _url("organisations:invitation", token),
    }
    return " ".join(subject.split()), body


def proposal_decided(proposal: Proposal) -> None:
    """To the person who proposed an organisation, as long as they have an account."""
    person = proposal.proposed_by
    if person is None or not person.is_active:
        return
    with translation.override(person.language):
        subject = _("About the organisation you proposed: %(name)s") % {"name": apart(proposal.name)}
        if proposal.organisation is None:
            text = _("We did not put %(name)s in the list, for this reason:\n\n%(reason)s") % {
                "name": apart(proposal.name),
                "reason": proposal.reason,
            }
        else:
            text = _("%(name)s is in the list:\n%(url)s") % {
                "name": apart(proposal.organisation.name),
                "url": f"{settings.OLIEVLEK_BASE_URL}{proposal.organisation.get_absolute_url()}",
            }
        body = _("Hello,\n\n%(text)s\n\nThank you for telling us.\n\nOlievlek\n") % {"text": text}
        queue_mail(to=person.email, subject=subject, body=body)


def domain_decided(claim: DomainClaim) -> None:
    """For the coordinator who asked for a mail domain, as long as they have an account."""
    person = claim.claimed_by
    if person is None or not person.is_active:
        return
    with translation.override(person.language):
        said = {"domain": claim.domain, "name": apart(claim.organisation.name), "url": _url("organisations:mine")}
        subject = _("About the mail domain %(domain)s") % said
        if claim.outcome == DomainClaim.Outcome.CONFIRMED:
            text = _("Colleagues with an address on %(domain)s join %(name)s at once from now on:\n%(url)s") % said
        else:
            text = (
                _(
                    "We could not confirm that %(domain)s belongs to %(name)s. Colleagues can still ask to be let in, "
                    "and you decide. Did we get it wrong? Send us a message."
                )
                % said
            )
        queue_mail(to=person.email, subject=subject, body=_("Hello,\n\n%(text)s\n\nOlievlek\n") % {"text": text})
