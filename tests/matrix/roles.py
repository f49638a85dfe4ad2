"""Who asks: nine kinds of people, by what they are to the organisation that the world turns around ("home")."""

ROLES = (
    "visitor",  # not signed in
    "resident",  # signed in, works nowhere
    "pending",  # asked home to let her in; nobody decided
    "former",  # worked at home; the membership is ended
    "deactivated",  # worked at home; the account is ended, the browser still has its session
    "member",  # works at home, and told the cases of the states below
    "coordinator",  # keeps the list of colleagues at home
    "other",  # works at another organisation
    "moderator",  # of the whole platform; works nowhere
)
FEW = ("visitor", "member", "moderator")  # for tests that ask something else than who may
EVERYONE = frozenset(ROLES)
OUTSIDE = frozenset({"visitor", "deactivated"})  # who meets the door
SIGNED_IN = EVERYONE - OUTSIDE
HOME = frozenset({"member", "coordinator"})
WORKING = HOME | {"other"}
COORDINATOR = frozenset({"coordinator"})
MODERATORS = frozenset({"moderator"})
KEEPERS = COORDINATOR | MODERATORS
NOBODY: frozenset[str] = frozenset()
