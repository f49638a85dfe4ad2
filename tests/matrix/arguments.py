"""One line per address: who may open it, and what its arguments are filled with.

This is said twice on purpose, here and by the mark of the view: a policy lost in one place is found by the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from olievlek.conversations import subjects
from tests.matrix.nouns import EVERYONE, MODERATORS, NOBODY, STATES, readers

if TYPE_CHECKING:
    from tests.matrix.world import World

MEMBERS = frozenset({"member", "moderator"})
ACCESS = {"public": EVERYONE, "members": MEMBERS, "moderators": MODERATORS}


@dataclass(frozen=True)
class Aim:
    """One way to fill the arguments, and which roles may see what it leads to."""

    label: str = "-"
    kwargs: dict[str, Any] = field(default_factory=dict, hash=False)
    readers: frozenset[str] = EVERYONE
    query: str = ""


Aims = Callable[["World"], Iterable[Aim]]


def nothing(_world: "World") -> Iterable[Aim]:
    """An address without arguments."""
    return [Aim()]


@dataclass(frozen=True)
class Line:
    """`also`: codes by which this page may refuse somebody who may open it, such as 404 for a used link."""

    access: str
    aims: Aims = nothing
    also: frozenset[int] = frozenset()

    @property
    def roles(self) -> frozenset[str]:
        return ACCESS[self.access]


def public(aims: Aims = nothing, *also: int) -> Line:
    return Line("public", aims, frozenset(also))


def members(aims: Aims = nothing, *also: int) -> Line:
    return Line("members", aims, frozenset(also))


def moderators(aims: Aims = nothing, *also: int) -> Line:
    return Line("moderators", aims, frozenset(also))


def fixed(**kwargs: Any) -> Aims:
    """The same arguments in every world."""
    return lambda _world: [Aim(str(kwargs), kwargs)]


def asking(*queries: str) -> Aims:
    """An address without arguments, with and without something in the query string."""
    return lambda _world: [Aim(), *(Aim(query, query=query) for query in queries)]


def themes(world: "World") -> Iterable[Aim]:
    """Words of the list of themes; other lists have no page."""
    return [Aim(str(row), {"key": row.key}) for _state, row in world.rows("vocabulary.Term") if row.list == "themes"]


def about(word: str = "") -> Aims:
    """The pages on which somebody tells us something about a case; only of cases she may see."""

    def aims(world: "World") -> Iterable[Aim]:
        subject = subjects.get("case")
        assert subject is not None
        more = {"word": word} if word else {}
        for state, row in world.rows("library.Case"):
            kwargs = {"path": subject.path, "pk": row.pk, **more}
            readable = NOBODY if state == "removed" else readers("library.Case", state)
            yield Aim(f"library.Case {state}", kwargs, readable)

    return aims


def with_reference(world: "World") -> Iterable[Aim]:
    """Whoever has the reference of a message may see how it goes; the page says nothing of what was written."""
    return [Aim(state, {"reference": row.reference}) for state, row in world.rows("conversations.Message")]


def each(noun: str, *, over: dict[str, frozenset[str]] | None = None, **names: str) -> Aims:
    """Every row of a noun: `each("library.Case", slug="slug")` fills `slug` with the row's own.

    `over` says who reads a row in some state, where this page is another than the noun's own.
    """

    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            kwargs = {name: getattr(row, attribute) for name, attribute in names.items()}
            yield Aim(f"{noun} {state}", kwargs, (over or {}).get(state, readers(noun, state)))

    return aims


def somebody(world: "World") -> Iterable[Aim]:
    """The page of a person: for who is signed in."""
    return [Aim(f"accounts.User {state}", {"pk": row.pk}, MEMBERS) for state, row in world.rows("accounts.User")]


def each_stage(world: "World") -> Iterable[Aim]:
    """The next stage of every adoption; only colleagues may move it."""
    for state, row in world.rows("library.Adoption"):
        yield Aim(f"library.Adoption {state}", {"pk": row.pk, "stage": "stopped"}, NOBODY)


def asking_the_maker(world: "World") -> Iterable[Aim]:
    """The question to who made a case; only about cases she may see."""
    for aim, (_state, row) in zip(about()(world), world.rows("library.Case"), strict=True):
        if row.owner is not None:
            yield Aim(aim.label, {**aim.kwargs, "slug": row.owner.slug}, aim.readers)


NO_LONGER = dict.fromkeys(("published", "draft", "hidden", "removed"), NOBODY)  # hers alone, and she is not here
CASE = each("library.Case", over={"removed": NOBODY}, slug="slug")
ORGANISATION = each("organisations.Organisation", slug="slug")
MEMBERSHIP = each("organisations.Membership", pk="pk")
JOIN_REQUEST = each("organisations.JoinRequest", pk="pk")

MESSAGE = each("conversations.Message", reference="reference")
PUBLISHED_CASE = each("library.Case", over=dict.fromkeys(("draft", "hidden", "removed"), NOBODY), slug="slug")
OF_COLLEAGUES = each("library.Adoption", over=dict.fromkeys(STATES, NOBODY), pk="pk")
ADDITION = each("library.Addition", over={"removed": MODERATORS}, pk="pk")
OWN_ADDITION = each("library.Addition", over=dict.fromkeys(STATES, NOBODY), pk="pk")
MODERATED_CASE = each("library.Case", slug="slug")
NO_TOKEN = fixed(token="geen-goed-adres")
NO_ISSUER = fixed(provider_id="geen-uitgever")
OWN_ROW = fixed(pk=999_999)  # of nobody: rows of others are tried in tests/accounts/test_access_page.py


def step_of(world: "World") -> Iterable[Aim]:
    """Both steps that save themselves."""
    for state, row in world.rows("library.Case"):
        for step in ("vertellen", "bewijs"):
            yield Aim(f"{step} {state}", {"slug": row.slug, "step": step}, EDITORS[state])


def under_a_case(noun: str, name: str = "pk", *, edited: bool = True) -> Aims:
    """Rows of a case, under the address of the case; for who edits it, or for who reads it."""

    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            readable = NOBODY if state == "removed" else readers("library.Case", state)
            kwargs = {"slug": row.case.slug, name: getattr(row, name)}
            yield Aim(f"{noun} {state}", kwargs, EDITORS[state] if edited else readable)

    return aims


EDITORS = {"published": MODERATORS, "draft": MODERATORS, "hidden": MODERATORS, "removed": NOBODY}
EDITED = each("library.Case", over=EDITORS, slug="slug")
TAKEN_AWAY = each("library.Case", over={**EDITORS, "removed": MODERATORS}, slug="slug")
ASKED = each("library.CasePerson", over=dict.fromkeys(EDITORS, NOBODY), pk="pk")

ARGUMENTS: dict[str, Line] = {
    "accounts:access": members(),
    "accounts:account": members(),
    "accounts:address_add": members(),
    "accounts:address_code": members(),
    "accounts:address_first": members(OWN_ROW, 404),
    "accounts:address_remove": members(OWN_ROW),
    "accounts:ask_code": public(),
    "accounts:change_details": members(),
    "accounts:change_password": members(),
    "accounts:change_profile": members(),
    "accounts:code": public(nothing, 302),
    "accounts:confirm": members(),
    "accounts:confirm_code": members(),
    "accounts:confirm_mail": members(),
    "accounts:confirm_password": members(),
    "accounts:device_end": members(OWN_ROW),
    "accounts:end": members(),
    "accounts:issuer": public(NO_ISSUER, 404),
    "accounts:link": members(),
    "accounts:login": public(nothing, 302),
    "accounts:my_data": members(),
    "accounts:my_data_file": members(),
    "accounts:one_time": public(NO_TOKEN, 404),
    "accounts:passkey": public(nothing, 302),
    "accounts:passkey_add": members(),
    "accounts:passkey_begin": public(),
    "accounts:passkey_new": members(),
    "accounts:passkey_remove": members(OWN_ROW),
    "accounts:password": public(NO_TOKEN, 404),
    "accounts:people": members(asking("?q=privacy")),
    "accounts:person": members(somebody),
    "accounts:post_box": public(),
    "accounts:second_step": public(nothing, 302),
    "accounts:sign_out": public(),
    "accounts:sign_out_everywhere": members(nothing, 302),
    "accounts:sign_up": public(nothing, 302),
    "accounts:step": members(),
    "accounts:step_begin": members(),
    "accounts:step_codes": members(),
    "accounts:step_stop": members(),
    "accounts:unlink": members(OWN_ROW),
    "accounts:welcome": members(),
    "api:api-root": public(),
    "api:health": public(),
    "api:openapi-json": public(),
    "api:search": public(asking("?query=pasfoto")),
    "conversations:accessibility": public(),
    "conversations:answer": moderators(MESSAGE),
    "conversations:choose": public(about()),
    "conversations:close": moderators(MESSAGE),
    "conversations:accept": members(each("conversations.Request", over=NO_LONGER, pk="pk")),
    "conversations:ask": members(asking_the_maker),
    "conversations:comment": members(about()),
    "conversations:comment_remove": members(each("conversations.Comment", over=NO_LONGER, pk="pk")),
    "conversations:decline": members(each("conversations.Request", over=NO_LONGER, pk="pk")),
    "conversations:request": members(each("conversations.Request", pk="pk")),
    "conversations:requests": members(),
    "conversations:take_back": members(about()),
    "conversations:thank": members(about()),
    "conversations:whom": members(about()),
    "conversations:withdraw": members(each("conversations.Request", over=NO_LONGER, pk="pk")),
    "conversations:contact": public(),
    "conversations:hide": moderators(MESSAGE),
    "conversations:message": moderators(MESSAGE),
    "conversations:need": public(asking("?q=pasfoto")),
    "conversations:note": moderators(MESSAGE),
    "conversations:queue": moderators(),
    "conversations:remove": moderators(MESSAGE),
    "conversations:reopen": moderators(MESSAGE),
    "conversations:restore": moderators(MESSAGE),
    "conversations:sent": public(with_reference),
    "conversations:show": moderators(MESSAGE),
    "conversations:tip": public(),
    "conversations:write_about": public(about("verbeteren")),
    "core:gallery": public(),
    "home": public(),
    "home:about": public(),
    "home:accessibility": public(),
    "home:origins": public(),
    "home:privacy": public(),
    "home:security": public(),
    "home:workplace": members(),
    "library:addition_hide": moderators(ADDITION),
    "library:addition_unhide": moderators(ADDITION),
    "library:addition_withdraw": members(OWN_ADDITION),
    "library:attachment": public(under_a_case("library.CaseFile", edited=False), 404),
    "library:attachment_add": members(EDITED),
    "library:case": public(CASE),
    "library:case_correct": moderators(CASE),
    "library:case_files": members(EDITED),
    "library:case_go_back": members(under_a_case("library.Version", "number")),
    "library:case_hide": moderators(CASE),
    "library:case_keep": members(step_of),
    "library:case_people": members(EDITED),
    "library:case_proof": members(EDITED),
    "library:case_publish": moderators(CASE),
    "library:case_remove": moderators(MODERATED_CASE),
    "library:case_restore": moderators(MODERATED_CASE),
    "library:case_show": members(EDITED, 302),
    "library:case_take_back": members(TAKEN_AWAY),
    "library:case_tell": members(EDITED),
    "library:case_throw_away": members(EDITED),
    "library:case_unhide": moderators(CASE),
    "library:cases": public(asking("?page=2", "?page=onzin")),
    "library:copies": members(asking("?stage=in_use", "?stage=onzin")),
    "library:copy": members(OF_COLLEAGUES),
    "library:copy_adapt": members(OF_COLLEAGUES),
    "library:copy_add": members(OF_COLLEAGUES),
    "library:copy_confirm": members(OF_COLLEAGUES),
    "library:copy_fit": members(OF_COLLEAGUES),
    "library:copy_keep_inside": members(OF_COLLEAGUES),
    "library:copy_move": members(each_stage),
    "library:copy_open_up": members(OF_COLLEAGUES),
    "library:copy_share": members(OF_COLLEAGUES),
    "library:copy_share_new": members(OF_COLLEAGUES),
    "library:copy_share_own": members(OF_COLLEAGUES),
    "library:copy_start": members(PUBLISHED_CASE),
    "library:copy_undo": members(OF_COLLEAGUES),
    "library:file_remove": members(under_a_case("library.CaseFile")),
    "library:mine": members(),
    "library:name_match": moderators(asking("?text=Ergens")),
    "library:names": moderators(),
    "library:person_accept": members(ASKED),
    "library:person_decline": members(ASKED),
    "library:person_take_off": members(under_a_case("library.CasePerson")),
    "library:photo": public(under_a_case("library.CaseFile", edited=False), 404),
    "library:photo_add": members(EDITED),
    "library:share": members(),
    "library:share_alike": members(asking("?title=pasfoto")),
    "library:share_keep": members(),
    "library:study": public(),
    "library:theme": public(themes),
    "library:themes": public(),
    "library:use": public(CASE),
    "library:versions": members(EDITED),
    "organisations:act_for": members(each("organisations.Organisation", over={"shared": NOBODY}, slug="slug")),
    "organisations:add_domain": members(nothing, 404),
    "organisations:ask_to_coordinate": members(nothing, 404),
    "organisations:change_work": members(nothing, 404),
    "organisations:confirm": moderators(each("organisations.Proposal", pk="pk")),
    "organisations:decline": moderators(each("organisations.Proposal", pk="pk")),
    "organisations:desk": moderators(),
    "organisations:end": members(MEMBERSHIP),
    "organisations:invitation": public(NO_TOKEN, 404),
    "organisations:invite": members(nothing, 404),
    "organisations:join": members(ORGANISATION),
    "organisations:keep": moderators(each("organisations.MergeNotice", pk="pk")),
    "organisations:leave": members(nothing, 404),
    "organisations:let_in": members(JOIN_REQUEST),
    "organisations:make_coordinator": members(MEMBERSHIP),
    "organisations:merge": moderators(),
    "organisations:mine": members(),
    "organisations:not_let_in": members(JOIN_REQUEST),
    "notifications:choices": members(),
    "notifications:follow": members(about()),
    "notifications:list": members(),
    "notifications:mute": members(each("notifications.Notification", over=NO_LONGER, pk="pk")),
    "notifications:read": members(each("notifications.Notification", over=NO_LONGER, pk="pk")),
    "notifications:read_all": members(),
    "notifications:start": members(),
    "notifications:stop": public(NO_TOKEN, 404),
    "notifications:unfollow": members(about()),
    "organisations:organisation": public(ORGANISATION),
    "organisations:organisation_list": public(),
    "organisations:propose": members(),
    "organisations:remove_domain": members(each("organisations.MailDomain", over={"shared": NOBODY}, pk="pk")),
    "organisations:review": members(nothing, 404),
    "organisations:roles": public(),
    "organisations:stop_coordinator": members(MEMBERSHIP),
    "organisations:take_back": members(ORGANISATION),
    "organisations:take_part_alone": members(),
    "organisations:where": members(asking("?q=Gemeente")),
    "organisations:withdraw": members(each("organisations.Invitation", pk="pk")),
    "robots_txt": public(),
    "search:add_words": moderators(),
    "search:remove_words": moderators(),
    "search:results": public(asking("?q=pasfoto", "?q=zzzz")),
    "search:suggestions": public(asking("?q=pas")),
    "search:words": moderators(asking("", "?q=parkeren")),
    "security_txt": public(),
    "openid_connect_callback": public(NO_ISSUER, 404),
}

HOW_TO_MEND = """
These addresses have no line in tests/matrix/arguments.py:
    {missing}
Add one for each, with who may open it and how its arguments are filled:
    "room:name": public(),                              no arguments, everyone
    "room:name": moderators(each("library.Case", slug="slug")),   one row of a noun
"""
