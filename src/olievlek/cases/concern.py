"""Whom an entry about an example concerns. A replay must find the same, so it looks at `entry.at`."""

from django.db.models import Q

from olievlek.cases.models import Case, CaseTerm
from olievlek.core.nouns import Concern, key_of
from olievlek.organisations.membership import members
from olievlek.timeline.followers import followers
from olievlek.timeline.models import Entry

People = dict[int, str]


def asked_along(entry: Entry) -> Concern | None:
    """Who is asked to write along or to be named, as long as they did not answer."""
    case = case_of(entry)
    if case is None:
        return None
    asked = case.people.filter(role=entry.details.get("role", ""), asked_at__lte=entry.at).order_by("-asked_at", "-pk")
    newest = asked.first()
    waits = newest is not None and newest.accepted_at is None
    return Concern(case, {newest.user_id: "invited"} if newest and waits else {})


def changed(entry: Entry) -> Concern | None:
    """A change of a case: who made it and who follows it."""
    case = case_of(entry)
    return Concern(case, around(case, entry)) if case else None


def news(entry: Entry) -> Concern | None:
    """A case comes: also who follows its maker or a theme, and whose examples it grew out of."""
    case = case_of(entry)
    if case is None:
        return None
    people = followers("theme", _themes(case), entry, "theme")
    people |= followers("organisation", [case.owner_id], entry, "organisation")
    for parent in Case.objects.filter(child_links__child=case).select_related("owner").order_by("pk"):
        people |= dict.fromkeys({**makers(parent, entry), **around(parent, entry)}, "child")
    return Concern(case, people | around(case, entry))


def around(case: Case, entry: Entry) -> People:
    """Who follows it; and whose it is, which is the better reason."""
    mine = [case.author_id, *case.people.co_authors().order_by("pk").values_list("user_id", flat=True)]
    return followers("case", [case.pk], entry, "case") | {pk: "yours" for pk in mine if pk}


def case_of(entry: Entry) -> Case | None:
    pk = entry.about_id if entry.about_kind == key_of(Case) else entry.details.get("case", 0)
    return Case.objects.filter(pk=pk).select_related("owner").first()


def _themes(case: Case) -> list[int | None]:
    terms = CaseTerm.objects.filter(case=case, role=CaseTerm.Role.THEME).order_by("pk")
    return [pk for pair in terms.values_list("term", "term__parent") for pk in pair]


def makers(case: Case, entry: Entry) -> People:
    """Who answers questions where it was made, at that time: a case from an open source has no author of its own."""
    if case.owner is None:
        return {}
    ready = Q(coordinator_since__lte=entry.at) | Q(user__profile__approachable_since__lte=entry.at)
    found = members(case.owner).filter(ready, joined_at__lte=entry.at)
    return dict.fromkeys(found.order_by().values_list("user_id", flat=True), "made")
