"""What a machine can not know about our nouns: who may see one, what forms it comes in, which fields hold no words.

A new model or a new text field that is not understood fails `tests/test_access.py`, which says what to add here.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases.models import Case, CaseTerm, Part
from olievlek.moderation.models import Hiding
from olievlek.surveys.models import Cell, Register, Round
from olievlek.timeline.models import Entry, EntryToken
from olievlek.vocabulary.models import Term
from tests.matrix.roles import COORDINATOR, EVERYONE, HOME, KEEPERS, MODERATORS, NOBODY, SIGNED_IN

if TYPE_CHECKING:
    from tests.matrix.grow import Garden

Given = dict[str, Any]

AS_ITS_CASE = frozenset({"as its case"})
AS_ITS_EDITORS = frozenset({"who edits its case"})
ITS_MAKERS = frozenset({"who made its case"})
SAID_BY_MEMBER = frozenset({"the member, and who reads its case"})
ITS_OWN = frozenset({"home, and who reads its case"})

# Who may read a row of this noun in a page. One line per model.
READERS: dict[str, frozenset[str]] = {
    "accounts.AccessChange": NOBODY,
    "accounts.Address": NOBODY,
    "accounts.Device": NOBODY,
    "accounts.MailedCode": NOBODY,
    "accounts.OneTimeAddress": NOBODY,
    "accounts.Profile": MODERATORS,
    "accounts.User": NOBODY,
    "moderation.Appeal": KEEPERS,
    "conversations.Comment": AS_ITS_CASE,
    "moderation.Hiding": ITS_MAKERS,
    "moderation.Message": MODERATORS,
    "moderation.Note": MODERATORS,
    "moderation.Reply": MODERATORS,
    "conversations.Request": HOME | MODERATORS | {"other"},
    "conversations.Thank": NOBODY,
    "core.Hit": NOBODY,
    "core.OutgoingMail": NOBODY,
    "adoptions.Adaptation": HOME,
    "adoptions.Addition": ITS_OWN,
    "adoptions.Adoption": ITS_OWN,
    "adoptions.AdoptionStep": HOME,
    "cases.BuildingBlock": AS_ITS_CASE,
    "cases.Case": AS_ITS_CASE,
    "cases.CaseFile": AS_ITS_CASE,
    "cases.CasePerson": NOBODY,
    "cases.CaseTerm": AS_ITS_CASE,
    "cases.Contact": AS_ITS_CASE,
    "cases.Lineage": AS_ITS_CASE,
    "imports.LoadedFile": NOBODY,
    "cases.Part": AS_ITS_CASE,
    "cases.Result": AS_ITS_CASE,
    "imports.SheetImport": frozenset({"member"}),
    "cases.Version": AS_ITS_EDITORS,
    "index.Counter": NOBODY,
    "index.Document": NOBODY,
    "index.Learnt": NOBODY,
    "index.Neighbours": NOBODY,
    "index.Wording": MODERATORS,
    "notifications.Choice": NOBODY,
    "notifications.Digest": NOBODY,
    "notifications.MailStop": NOBODY,
    "notifications.Notification": frozenset({"member"}),
    "organisations.AccessReview": NOBODY,
    "organisations.DomainClaim": KEEPERS,
    "organisations.HouseStyle": HOME,
    "organisations.Invitation": KEEPERS,
    "organisations.JoinRequest": KEEPERS | {"pending"},
    "organisations.MailDomain": EVERYONE,
    "organisations.Membership": HOME | MODERATORS,
    "organisations.MergeNotice": MODERATORS,
    "organisations.MovedRow": NOBODY,
    "organisations.Organisation": EVERYONE,
    "organisations.OtherName": EVERYONE,
    "organisations.Proposal": MODERATORS,
    "organisations.SentAway": NOBODY,
    "organisations.WithoutOrganisation": NOBODY,
    "scan.Evidence": HOME,
    "scan.Share": COORDINATOR,
    "surveys.Answer": NOBODY,
    "surveys.Benchmark": NOBODY,
    "surveys.Cell": NOBODY,
    "surveys.ComparisonConsent": NOBODY,
    "surveys.Department": NOBODY,
    "surveys.Draft": NOBODY,
    "surveys.Histogram": NOBODY,
    "surveys.Item": EVERYONE,
    "surveys.Participation": NOBODY,
    "surveys.Picture": EVERYONE,
    "surveys.Questionnaire": EVERYONE,
    "surveys.Register": NOBODY,
    "surveys.Remark": NOBODY,
    "surveys.Round": NOBODY,
    "tasks.Task": HOME,
    "search.SavedSearch": frozenset({"member"}),
    "timeline.Entry": NOBODY,
    "timeline.EntryToken": NOBODY,
    "timeline.Follow": NOBODY,
    "timeline.Mute": NOBODY,
    "vocabulary.Term": EVERYONE,
}

# Nouns that are made from others; the world has them made as the product does, so they hold the canaries of those.
DERIVED = {"index.Counter", "index.Document", "index.Learnt", "index.Neighbours"}

ASKER_AND_ANSWERER = frozenset({"other", "coordinator"})
# Fields that others may read than the rest of the row.
FIELD_READERS: dict[str, frozenset[str]] = {
    "accounts.User.name": SIGNED_IN,
    "conversations.Comment.text": SAID_BY_MEMBER,
    "conversations.Comment.hidden_reason": MODERATORS,
    "cases.CaseFile.hidden_reason": MODERATORS,
    "conversations.Request.contact_name": ASKER_AND_ANSWERER,
    "conversations.Request.contact_email": ASKER_AND_ANSWERER,
    "conversations.Request.contact_phone": ASKER_AND_ANSWERER,
}

# Who reads a case, and all that hangs on it, in each of its states. The first four came from a source and home owns
# them; the member told the others for home, unless said otherwise.
STATES: dict[str, frozenset[str]] = {
    "published": EVERYONE,
    "draft": MODERATORS,
    "hidden": MODERATORS,
    "removed": NOBODY,
    "own": frozenset({"member"}),  # a draft nobody else saw
    "withdrawn": frozenset({"member"}),  # everyone saw it; now only she does
    "colleagues": HOME,  # shared with the organisation
    "told": EVERYONE,
    "told_hidden": MODERATORS | {"member"},  # hidden by a moderator; its maker sees that it is
    "trash": NOBODY,
    "left": HOME,  # shared with the organisation by the former member
    "elsewhere": frozenset({"other"}),  # shared with the other organisation, by the other
}
EDITORS: dict[str, frozenset[str]] = {
    "published": KEEPERS,
    "draft": MODERATORS,
    "hidden": KEEPERS,
    "removed": NOBODY,
    "own": frozenset({"member"}),
    "withdrawn": frozenset({"member"}),
    "colleagues": HOME,
    "told": HOME | MODERATORS,
    "told_hidden": HOME | MODERATORS,
    "trash": NOBODY,
    "left": COORDINATOR,
    "elsewhere": frozenset({"other"}),
}
RESTORERS = EDITORS | {"removed": KEEPERS, "trash": frozenset({"member"})}


def readers(label: str, state: str) -> frozenset[str]:
    """Which roles may read a field (`cases.Case.title`) or noun (`cases.Case`) somewhere, in this state."""
    if state in EVERYONE and label not in FIELD_READERS:
        return frozenset({state})  # a row about one person: what she sees on her own account
    noun = ".".join(label.split(".")[:2])
    found = FIELD_READERS.get(label, READERS[noun])
    if found == ITS_MAKERS:
        return RESTORERS.get(state, COORDINATOR) - MODERATORS
    if found == AS_ITS_CASE:
        return STATES[state] | RESTORERS[state]
    if found == SAID_BY_MEMBER:
        return STATES[state] | RESTORERS[state] | {"member"}
    if found == AS_ITS_EDITORS:
        return RESTORERS[state]
    return STATES[state] | RESTORERS[state] | HOME if found == ITS_OWN else found


# Text that stands in addresses: its words are joined by a dash.
KEYS = {"organisations.Organisation.code", "vocabulary.Term.key"}


class Closed(NamedTuple):
    """A text field that can not hold a person's words, and why."""

    why: str
    value: Any = None


NUMBERS = (
    "Answer.values", "Benchmark.quartiles", "Cell.figures", "Draft.values", "Histogram.counts", "Histogram.products",
    "Picture.counts", "Picture.members", "Picture.quartiles", "Picture.rounds", "Register.unnamed",
)  # fmt: skip  # columns of surveys that hold nothing else
CLOSED: dict[str, Closed] = {
    "accounts.User.password": Closed("a hash", "!"),
    "accounts.MailedCode.digest": Closed("a hash", "0" * 64),
    "accounts.AccessChange.digest": Closed("a hash", "0" * 64),
    "accounts.OneTimeAddress.digest": Closed("a hash", "0" * 64),
    "moderation.Appeal.language": Closed("a code of a language", "nl"),
    "conversations.Comment.about_kind": Closed("a key in the code", "case"),
    "conversations.Comment.language": Closed("a code of a language", "nl"),
    "moderation.Hiding.about_kind": Closed("a key in the code", "case"),
    "moderation.Message.about_kind": Closed("a key in the code", "case"),
    "moderation.Message.kind": Closed("a key in the code", "claim"),
    "moderation.Message.language": Closed("a code of a language", "nl"),
    "moderation.Message.reference": Closed("drawn by the code"),
    "conversations.Request.about_kind": Closed("a key in the code", "case"),
    "conversations.Request.language": Closed("a code of a language", "nl"),
    "conversations.Thank.about_kind": Closed("a key in the code", "case"),
    "core.Hit.key": Closed("a keyed hash", "0" * 64),
    "cases.Case.owner_before": Closed("stands only with the day of handing over"),
    "adoptions.Adaptation.decider_known": Closed("one of four answers", "yes"),
    "adoptions.Adaptation.end_known": Closed("one of four answers", "yes"),
    "adoptions.Adaptation.needs_fit": Closed("one of four answers", "yes"),
    "adoptions.Adaptation.problem_fits": Closed("one of four answers", "yes"),
    "adoptions.Adaptation.starts_small": Closed("one of four answers", "yes"),
    "adoptions.AdoptionStep.before": Closed(
        "how the adoption was, by key", {"stage": "interest", "since": "", "since_kind": "", "until": "", "reason": ""}
    ),
    "adoptions.Adoption.since": Closed("a date", "2025-03"),
    "adoptions.Adoption.since_kind": Closed("goes with since", "started"),
    "adoptions.Adoption.until": Closed("a date"),
    "cases.CaseFile.digest": Closed("a hash", "0" * 64),
    "cases.CaseFile.media_type": Closed("a type from a list of ours", "application/pdf"),
    "cases.CasePerson.role": Closed("a key in the code", "contact"),
    "cases.Case.content_hash": Closed("a hash"),
    "cases.Case.country": Closed("a code of two letters"),
    "cases.Case.language": Closed("a code of a language"),
    "cases.Case.source_date": Closed("a date", "2025-04-01"),
    "organisations.HouseStyle.action_colour": Closed("a colour", "#7a0043"),
    "organisations.HouseStyle.logo": Closed("a hash"),
    "organisations.HouseStyle.place_colour": Closed("a colour", "#0b5a2a"),
    "organisations.Invitation.digest": Closed("a hash"),
    "organisations.Invitation.language": Closed("a code of a language", "nl"),
    "organisations.MovedRow.field": Closed("a name of a field", "owner"),
    "organisations.MovedRow.kind": Closed("the key of a noun", "case"),
    "organisations.Organisation.demo_key": Closed("a letter of a demo"),
    "organisations.Organisation.study_key": Closed("a letter and a digit of the study"),
    "imports.SheetImport.digest": Closed("a hash", "0" * 64),
    "imports.SheetImport.language": Closed("a code of a language", "nl"),
    "imports.SheetImport.layout": Closed("numbers of a sheet and a row"),
    "imports.SheetImport.left": Closed("numbers of rows"),
    "imports.SheetImport.words": Closed("which key a word of the sheet has here"),
    "imports.SheetImport.meant": Closed("keys in the code", ["title"]),
    "imports.LoadedFile.digest": Closed("a hash", "0" * 64),
    "notifications.Digest.entries": Closed("numbers"),
    "notifications.Notification.about_kind": Closed("the key of a noun", "case"),
    "scan.Evidence.item": Closed("a key of the questionnaire", "S1"),
    **{f"surveys.{name}": Closed("numbers") for name in NUMBERS},
    "surveys.ComparisonConsent.instrument": Closed("a key in the code", "innovation_scan"),
    "surveys.Draft.key": Closed("a hash", "0" * 64),
    "surveys.Item.key": Closed("a key of the questionnaire", "S1"),
    "surveys.Participation.person": Closed("a keyed hash", "0" * 64),
    "surveys.Questionnaire.key": Closed("a key in the code", "innovation_scan"),
    "surveys.Questionnaire.version": Closed("a number, beside the real one", 99),
    "surveys.Register.answered": Closed("keys of rows"),
    "surveys.Round.code": Closed("drawn by the code", "ABCDEF"),
    "surveys.Round.open_key": Closed("drawn by the code", "k" * 43),
    "tasks.Task.about_kind": Closed("the key of a noun", "round"),
    "timeline.Entry.about_kind": Closed("the key of a noun", "case"),
    "timeline.Entry.event": Closed("a key in the code", "case.published"),
    "timeline.Follow.about_kind": Closed("the key of a noun", "case"),
    "timeline.Mute.about_kind": Closed("the key of a noun", "case"),
    "timeline.EntryToken.token": Closed("a token of core.audience", "moderators"),
}


def adoptions(garden: "Garden", given: Given) -> list[Given]:
    """By a body we know; and of a case from a source also by one in words."""
    stage = garden.shared(Term, list="adoption_stages", key="in_use")
    known: Given = {"organisation": garden.bodies["home"], "organisation_text": "", "stage": stage}
    return [known, *([] if given["case"].once else [{"organisation": None, "stage": stage}])]


def additions(garden: "Garden", given: Given) -> list[Given]:
    """Hidden with its case, or shown with it."""
    case = given["case"]
    hidden = {"hidden_at": case.hidden_at, "hidden_by": case.hidden_by}
    return [{"organisation": garden.bodies["home"], **(hidden if case.hidden_at else {"hidden_reason": ""})}]


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


def join_requests(garden: "Garden", given: Given) -> list[Given]:
    """Both, of somebody who wants to come home."""
    asks = {"user": garden.people["pending"], "organisation": garden.bodies["home"]}
    return [{**asks, **one} for one in decided(garden, given)]


def claims(_garden: "Garden", _given: Given) -> list[Given]:
    """One that waits, and one that a moderator did not confirm."""
    return [{}, {"decided_at": timezone.now(), "outcome": "declined"}]


def proposals(_garden: "Garden", _given: Given) -> list[Given]:
    """The same, and no organisation came of it."""
    return [{"organisation": None, **one} for one in decided(_garden, _given)]


def comments(garden: "Garden", _given: Given) -> list[Given]:
    """One that is shown, and one that is hidden, with the reason."""
    shown = {"hidden_reason": "", "by": garden.people["member"]}
    return [shown, {"hidden_at": timezone.now(), "hidden_by": garden.shared(User)}]


def profiles(_garden: "Garden", _given: Given) -> list[Given]:
    """Hidden: then moderators read it, and nobody else but herself."""
    return [{"hidden_at": timezone.now()}]


def appeals(garden: "Garden", _given: Given) -> list[Given]:
    """One that a moderator answered, about a case of home, which its coordinator keeps."""
    hiding = garden.grow(Hiding, "shared", about_id=garden.shared(Case).pk, hidden_at=timezone.now())
    return [{"hiding": hiding, "decided_at": timezone.now(), "outcome": "stays"}]


def house_styles(garden: "Garden", _given: Given) -> list[Given]:
    """An organisation has one; here a moderator hid it."""
    hidden = {"hidden_at": timezone.now(), "hidden_by": garden.shared(User)}
    return [{"organisation": garden.bodies["home"], **hidden}]


def requests(garden: "Garden", _given: Given) -> list[Given]:
    """From the other to home: one that got a yes, with all that comes with it, and one that waits."""
    asked = {
        "to": garden.bodies["home"],
        "asker": garden.people["other"],
        "for_organisation": garden.bodies["elsewhere"],
    }
    said_yes = {"outcome": "yes", "decided_at": timezone.now(), "decided_by": garden.people["coordinator"]}
    waits = {"reply": "", "contact_name": "", "contact_email": "", "contact_phone": ""}
    return [{**asked, **said_yes}, {**asked, **waits}]


def notifications(garden: "Garden", given: Given) -> list[Given]:
    """To the member, each of an entry of its own that is addressed to her."""
    member = garden.people["member"]
    entry = garden.grow(Entry, "shared", about_id=given["about_id"], event="case.revised", by=member)
    garden.grow(EntryToken, "shared", entry=entry, token=f"user:{member.pk}")
    return [{"entry": entry, "user": member}]


def hers(garden: "Garden", _given: Given) -> list[Given]:
    """Of the member."""
    return [{"user": garden.people["member"]}]


def case_people(garden: "Garden", given: Given) -> list[Given]:
    """Somebody; and the member herself, where she told the case."""
    member = garden.people["member"]
    return [{}, {"user": member}] if given["case"].author_id == member.pk else [{}]


def case_files(_garden: "Garden", _given: Given) -> list[Given]:
    """A photo, which people agreed to, an attachment, and one that a moderator hid."""
    size = {"width": 40, "height": 30}
    photo = {"kind": "photo", "agreed_at": timezone.now(), "digest": "1" * 64, "hidden_reason": "", **size}
    hidden = {"kind": "attachment", "alt": "", "digest": "2" * 64, "hidden_at": timezone.now()}
    return [photo, {"kind": "attachment", "alt": "", "hidden_reason": ""}, hidden]


def sheet_imports(garden: "Garden", _given: Given) -> list[Given]:
    """Brought by the member, for home; its words stand in the cell of a row."""
    from tests.matrix.grow import SHARED, Canary

    canary = Canary("imports.SheetImport.lines", SHARED, garden.words.fresh("lok"), garden.words.fresh("kan"))
    garden.canaries += [canary, replace(canary, field="imports.SheetImport.pages")]
    cell = f"{canary.bait} {canary.word}"
    page = {"name": cell, "rows": [[1, ["Titel"]], [2, [cell]]]}
    table = {"lines": [[2, [cell]]], "pages": [page], "layout": {"page": 0, "head": 1, "turned": False}, "words": {}}
    return [{"owner": garden.bodies["home"], "loaded_by": garden.people["member"], **table}]


def cells(garden: "Garden", _given: Given) -> list[Given]:
    """Of a round that is closed, about everybody in it."""
    closed = garden.grow(Round, "shared", closed_at=timezone.now(), code="BCDEFG")
    garden.grow(Register, "shared", round=closed)
    return [{"round": closed, "layer": "", "department": None, "figures": {}}]


def shares(garden: "Garden", _given: Given) -> list[Given]:
    """The profile of that closed round, with where the other works."""
    cell = garden.shared(Cell)
    assert isinstance(cell, Cell)
    return [{"round": cell.round, "organisation": garden.bodies["elsewhere"]}]


def with_least(**given: int) -> Callable[["Garden", Given], list[Given]]:
    """With the smallest numbers that the database takes."""
    return lambda _garden, _given: [dict(given)]


def finished(_garden: "Garden", _given: Given) -> list[Given]:
    """Only a task that is done brought something."""
    return [{"finished_at": timezone.now()}]


VARIANTS: dict[str, Callable[["Garden", Given], list[Given]]] = {
    "accounts.Profile": profiles,
    "moderation.Appeal": appeals,
    "conversations.Comment": comments,
    "conversations.Request": requests,
    "adoptions.Addition": additions,
    "adoptions.Adoption": adoptions,
    "cases.CaseFile": case_files,
    "cases.CasePerson": case_people,
    "cases.CaseTerm": case_terms,
    "cases.Lineage": lineages,
    "cases.Part": parts,
    "imports.SheetImport": sheet_imports,
    "notifications.Notification": notifications,
    "scan.Share": shares,
    "surveys.Benchmark": with_least(others=5),
    "surveys.Cell": cells,
    "surveys.Histogram": with_least(people=5),
    "tasks.Task": finished,
    "search.SavedSearch": hers,
    "organisations.HouseStyle": house_styles,
    "organisations.JoinRequest": join_requests,
    "organisations.DomainClaim": claims,
    "organisations.Proposal": proposals,
}
