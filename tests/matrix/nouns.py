"""What a machine can not know about our nouns: who may see one, what forms it comes in, which fields hold no words.

A new model or a new text field that is not understood fails `tests/test_access.py`, which says what to add here.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.library.models import Case, CaseTerm, Part
from olievlek.organisations.models import Organisation
from olievlek.timeline.models import Entry
from olievlek.vocabulary.models import Term

if TYPE_CHECKING:
    from tests.matrix.grow import Garden

Given = dict[str, Any]

EVERYONE = frozenset({"visitor", "member", "moderator"})
MODERATORS = frozenset({"moderator"})
NOBODY: frozenset[str] = frozenset()
SIGNED_IN = EVERYONE - {"visitor"}
AS_ITS_CASE = frozenset({"as its case"})

# Who may read a row of this noun in a page. One line per model.
READERS: dict[str, frozenset[str]] = {
    "accounts.Address": NOBODY,
    "accounts.Device": NOBODY,
    "accounts.MailedCode": NOBODY,
    "accounts.OneTimeAddress": NOBODY,
    "accounts.Profile": NOBODY,
    "accounts.User": NOBODY,
    "conversations.Comment": AS_ITS_CASE,
    "conversations.Message": MODERATORS,
    "conversations.Note": MODERATORS,
    "conversations.Reply": MODERATORS,
    "conversations.Request": MODERATORS,
    "conversations.Thank": NOBODY,
    "core.Hit": NOBODY,
    "core.OutgoingMail": NOBODY,
    "library.Adaptation": NOBODY,
    "library.Addition": AS_ITS_CASE,
    "library.Adoption": AS_ITS_CASE,
    "library.AdoptionStep": NOBODY,
    "library.BuildingBlock": AS_ITS_CASE,
    "library.Case": AS_ITS_CASE,
    "library.CaseFile": AS_ITS_CASE,
    "library.CasePerson": NOBODY,
    "library.CaseTerm": AS_ITS_CASE,
    "library.Contact": AS_ITS_CASE,
    "library.Lineage": AS_ITS_CASE,
    "library.LoadedFile": NOBODY,
    "library.Part": AS_ITS_CASE,
    "library.Result": AS_ITS_CASE,
    "library.Version": MODERATORS,
    "index.Counter": NOBODY,
    "index.Document": NOBODY,
    "index.Wording": MODERATORS,
    "notifications.Choice": NOBODY,
    "notifications.Digest": NOBODY,
    "notifications.MailStop": NOBODY,
    "notifications.Notification": NOBODY,
    "organisations.AccessReview": NOBODY,
    "organisations.Invitation": MODERATORS,
    "organisations.JoinRequest": MODERATORS,
    "organisations.MailDomain": EVERYONE,
    "organisations.Membership": MODERATORS,
    "organisations.MergeNotice": MODERATORS,
    "organisations.MovedRow": NOBODY,
    "organisations.Organisation": EVERYONE,
    "organisations.Proposal": MODERATORS,
    "organisations.WithoutOrganisation": NOBODY,
    "timeline.Entry": NOBODY,
    "timeline.EntryToken": NOBODY,
    "timeline.Follow": NOBODY,
    "timeline.Mute": NOBODY,
    "vocabulary.Term": EVERYONE,
}

# Nouns that are made from others; the world has them made as the product does, so they hold the canaries of those.
DERIVED = {"index.Counter", "index.Document"}

# Fields that others may read than the rest of the row.
FIELD_READERS: dict[str, frozenset[str]] = {
    "accounts.User.name": SIGNED_IN,
    "conversations.Comment.hidden_reason": MODERATORS,
    "conversations.Request.reply": NOBODY,
    "conversations.Request.contact_name": NOBODY,
    "conversations.Request.contact_email": NOBODY,
    "conversations.Request.contact_phone": NOBODY,
}

# Who reads a case, and all that hangs on it, in each of its states.
STATES: dict[str, frozenset[str]] = {
    "published": EVERYONE,
    "draft": MODERATORS,
    "hidden": MODERATORS,
    "removed": MODERATORS,
}


def readers(label: str, state: str) -> frozenset[str]:
    """Which roles may read a field (`library.Case.title`) or noun (`library.Case`) in this state."""
    if state in EVERYONE and label not in FIELD_READERS:
        return frozenset({state})  # a row about one person: what she sees on her own account
    noun = ".".join(label.split(".")[:2])
    found = FIELD_READERS.get(label, READERS[noun])
    return STATES[state] if found == AS_ITS_CASE else found


# Text that stands in addresses: its words are joined by a dash.
KEYS = {"organisations.Organisation.code", "vocabulary.Term.key"}


class Closed(NamedTuple):
    """A text field that can not hold a person's words, and why."""

    why: str
    value: Any = None


CLOSED: dict[str, Closed] = {
    "accounts.User.password": Closed("a hash", "!"),
    "accounts.MailedCode.digest": Closed("a hash", "0" * 64),
    "accounts.OneTimeAddress.digest": Closed("a hash", "0" * 64),
    "conversations.Comment.about_kind": Closed("a key in the code", "case"),
    "conversations.Comment.language": Closed("a code of a language", "nl"),
    "conversations.Message.about_kind": Closed("a key in the code", "case"),
    "conversations.Message.kind": Closed("a key in the code", "claim"),
    "conversations.Message.language": Closed("a code of a language", "nl"),
    "conversations.Message.reference": Closed("drawn by the code"),
    "conversations.Request.about_kind": Closed("a key in the code", "case"),
    "conversations.Request.language": Closed("a code of a language", "nl"),
    "conversations.Thank.about_kind": Closed("a key in the code", "case"),
    "core.Hit.key": Closed("a keyed hash", "0" * 64),
    "library.Adaptation.decider_known": Closed("one of four answers", "yes"),
    "library.Adaptation.end_known": Closed("one of four answers", "yes"),
    "library.Adaptation.needs_fit": Closed("one of four answers", "yes"),
    "library.Adaptation.problem_fits": Closed("one of four answers", "yes"),
    "library.Adaptation.starts_small": Closed("one of four answers", "yes"),
    "library.Adoption.since": Closed("a date", "2025-03"),
    "library.Adoption.since_kind": Closed("goes with since", "started"),
    "library.Adoption.until": Closed("a date"),
    "library.CaseFile.digest": Closed("a hash", "0" * 64),
    "library.CaseFile.media_type": Closed("a type from a list of ours", "application/pdf"),
    "library.CasePerson.role": Closed("a key in the code", "contact"),
    "library.Case.content_hash": Closed("a hash"),
    "library.Case.country": Closed("a code of two letters"),
    "library.Case.language": Closed("a code of a language"),
    "library.Case.source_date": Closed("a date", "2025-04-01"),
    "organisations.Invitation.digest": Closed("a hash"),
    "organisations.Invitation.language": Closed("a code of a language", "nl"),
    "organisations.MovedRow.field": Closed("a name of a field", "owner"),
    "organisations.MovedRow.kind": Closed("a name of a model", "library.case"),
    "organisations.Organisation.demo_key": Closed("a letter of a demo"),
    "organisations.Organisation.study_key": Closed("a letter and a digit of the study"),
    "library.LoadedFile.digest": Closed("a hash", "0" * 64),
    "notifications.Digest.entries": Closed("numbers"),
    "notifications.Notification.about_kind": Closed("a name of a model", "library.case"),
    "timeline.Entry.about_kind": Closed("a name of a model", "library.case"),
    "timeline.Entry.event": Closed("a key in the code", "case.published"),
    "timeline.Follow.about_kind": Closed("a name of a model", "library.case"),
    "timeline.Mute.about_kind": Closed("a name of a model", "library.case"),
    "timeline.EntryToken.token": Closed("a token of core.audience", "moderators"),
}


def adoptions(garden: "Garden", _given: Given) -> list[Given]:
    """By a body we know, and by one in words."""
    stage = garden.shared(Term, list="adoption_stages", key="in_use")
    known = garden.shared(Organisation)
    return [{"organisation": known, "organisation_text": "", "stage": stage}, {"organisation": None, "stage": stage}]


def additions(_garden: "Garden", given: Given) -> list[Given]:
    """Hidden with its case, or shown with it."""
    case = given["case"]
    return [{"hidden_at": case.hidden_at, "hidden_by": case.hidden_by} if case.hidden_at else {"hidden_reason": ""}]


def parts(_garden: "Garden", _given: Given) -> list[Given]:
    """One line of every kind; only a risk has an answer."""
    return [{"kind": kind, **({} if kind == "risk" else {"answer": ""})} for kind in Part.Kind.values]


def case_terms(garden: "Garden", _given: Given) -> list[Given]:
    """One word in every role, of the list that goes with it."""
    return [{"role": role, "term": garden.shared(Term, list=which)} for role, which in CaseTerm.LISTS.items()]


def lineages(garden: "Garden", given: Given) -> list[Given]:
    """The case as child and as parent of a published one."""
    other = garden.shared(Case, **garden.stamps("published"))
    return [{"child": given["child"], "parent": other}, {"child": other, "parent": given["child"]}]


def decided(_garden: "Garden", _given: Given) -> list[Given]:
    """One that waits, and one that was answered no, with the reason."""
    return [{"reason": ""}, {"decided_at": timezone.now(), "outcome": "declined"}]


def proposals(_garden: "Garden", _given: Given) -> list[Given]:
    """The same, and no organisation came of it."""
    return [{"organisation": None, **one} for one in decided(_garden, _given)]


def comments(garden: "Garden", _given: Given) -> list[Given]:
    """One that is shown, and one that is hidden, with the reason."""
    return [{"hidden_reason": ""}, {"hidden_at": timezone.now(), "hidden_by": garden.shared(User)}]


def requests(garden: "Garden", _given: Given) -> list[Given]:
    """One that got a yes, with all that comes with it, and one that waits."""
    said_yes = {"outcome": "yes", "decided_at": timezone.now(), "decided_by": garden.shared(User)}
    return [said_yes, {"reply": "", "contact_name": "", "contact_email": "", "contact_phone": ""}]


def notifications(garden: "Garden", given: Given) -> list[Given]:
    """Each of an entry of its own."""
    return [{"entry": garden.grow(Entry, "shared", about_id=given["about_id"])}]


def case_files(_garden: "Garden", _given: Given) -> list[Given]:
    """A photo, which people agreed to, and an attachment."""
    size = {"width": 40, "height": 30}
    return [
        {"kind": "photo", "agreed_at": timezone.now(), "digest": "1" * 64, **size},
        {"kind": "attachment", "alt": ""},
    ]


VARIANTS: dict[str, Callable[["Garden", Given], list[Given]]] = {
    "conversations.Comment": comments,
    "conversations.Request": requests,
    "library.Addition": additions,
    "library.Adoption": adoptions,
    "library.CaseFile": case_files,
    "library.CaseTerm": case_terms,
    "library.Lineage": lineages,
    "library.Part": parts,
    "notifications.Notification": notifications,
    "organisations.JoinRequest": decided,
    "organisations.Proposal": proposals,
}
