"""Which addresses are known to be of an organisation."""

from collections.abc import Iterable

from olievlek.accounts.models import Address
from olievlek.core.addresses import canonical, mailbox
from olievlek.organisations.models import JoinRequest, Membership, Organisation


class Known:
    """The people of an organisation: whose address has a mail domain of it, or who proved to have such an address.

    Other members are known only when a moderator let them in who does not work there: a coordinator, who reads the
    result, can let in as many members as there are addresses to be had.
    """

    def __init__(self, organisation: Organisation, addresses: Iterable[str]) -> None:
        self.domains = {canonical(domain) for domain in organisation.mail_domains.values_list("domain", flat=True)}
        proved = Address.objects.filter(email__in=[canonical(one) for one in addresses]).order_by("pk")
        self.accounts = dict(proved.values_list("email", "user_id"))
        theirs = Address.objects.filter(user__in=set(self.accounts.values())).order_by("pk")
        self.proved = {user for email, user in theirs.values_list("email", "user_id") if self._fits(email)}
        self.proved |= _let_in_from_outside(organisation, set(self.accounts.values()))

    def _fits(self, address: str) -> bool:
        labels = canonical(address).rpartition("@")[2].split(".")
        return any(".".join(labels[start:]) in self.domains for start in range(len(labels)))

    def has(self, address: str) -> bool:
        return self._fits(address) or self.accounts.get(canonical(address)) in self.proved

    def seat(self, address: str) -> str:
        """The same for addresses of one person, as far as that is known: the account, else the mailbox."""
        account = self.accounts.get(canonical(address))
        return f"account {account}" if account in self.proved else mailbox(address)


def _let_in_from_outside(organisation: Organisation, users: set[int]) -> set[int]:
    """Those whom a moderator let in who never worked there, and who still work there."""
    inside = Membership.objects.filter(organisation=organisation)
    asked = JoinRequest.objects.filter(
        organisation=organisation, user__in=users, outcome=JoinRequest.Outcome.ACCEPTED,
        decided_by__moderator_since__isnull=False,
    )  # fmt: skip
    asked = asked.filter(user__in=inside.active().values("user")).exclude(decided_by__in=inside.values("user"))
    return set(asked.order_by().values_list("user_id", flat=True))
