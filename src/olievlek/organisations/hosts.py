"""Mail hosts where anyone can have an address: such a domain says nothing about where somebody works."""

SHARED = frozenset({
    "caiway.nl", "demo.test", "gmail.com", "gmx.com", "gmx.net", "googlemail.com", "hetnet.nl", "home.nl",
    "hotmail.com", "hotmail.nl", "icloud.com", "kpnmail.nl", "kpnplanet.nl", "live.com", "live.nl", "mail.com",
    "me.com", "msn.com", "onsbrabantnet.nl", "outlook.com", "planet.nl", "proton.me", "protonmail.com",
    "quicknet.nl", "solcon.nl", "telfort.nl", "tele2.nl", "upcmail.nl", "versatel.nl", "xs4all.nl", "yahoo.com",
    "ziggo.nl", "zonnet.nl",
})  # fmt: skip


def is_shared_host(domain: str) -> bool:
    """Also for a name under such a host."""
    return any(domain == host or domain.endswith(f".{host}") for host in SHARED) or "." not in domain
