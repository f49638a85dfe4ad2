"""Mail hosts where anyone can have an address: such a domain says nothing about where somebody works.

Three sources together: a list of free and throw-away mail hosts from npm, which set-up writes to `build/lists/`; the
public suffix list, for endings under which anybody may register a name (`nl`, `co.uk`, `github.io`); and Dutch
providers that the first list misses.
"""

from functools import lru_cache

from django.conf import settings
from publicsuffixlist import PublicSuffixList

from olievlek.core.addresses import canonical_domain

PROVIDERS = frozenset({
    "caiway.nl", "casema.nl", "chello.nl", "delta.nl", "demo.test", "edpnet.nl", "freedom.nl", "hetnet.nl", "home.nl",
    "kliksafe.nl", "kpnmail.nl", "kpnplanet.nl", "mail.nl", "multiweb.nl", "onsbrabantnet.nl", "onsneteindhoven.nl",
    "planet.nl", "quicknet.nl", "skynet.be", "solcon.nl", "telenet.be", "telfort.nl", "tele2.nl", "tiscali.nl",
    "upcmail.nl", "versatel.nl", "wanadoo.nl", "wxs.nl", "xs4all.nl", "zeelandnet.nl", "ziggo.nl", "zonnet.nl",
})  # fmt: skip


@lru_cache(maxsize=1)
def listed() -> frozenset[str]:
    """Hosts of the list from npm. Raises `FileNotFoundError` when set-up did not run (`make setup`)."""
    path = settings.ROOT / "build" / "lists" / "free_mail_hosts.txt"
    return PROVIDERS | frozenset(path.read_text().split())


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=True)


def is_shared_host(domain: str) -> bool:
    """Whether anyone can get an address on this domain: a free host, a name under one, or a public suffix."""
    domain = canonical_domain(domain.strip().strip("."))
    if "." not in domain or _suffixes().privatesuffix(domain) is None:
        return True
    labels = domain.split(".")
    return any(".".join(labels[start:]) in listed() for start in range(len(labels) - 1))
