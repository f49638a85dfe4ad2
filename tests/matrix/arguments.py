"""One line per address: who may open it, and what its arguments are filled with.

This is said twice on purpose, here and by the mark of the view: a policy lost in one place is found by the other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from olievlek.accounts.models import Profile
from olievlek.core.documents import KINDS as PAPERS
from olievlek.core.export import KINDS
from olievlek.moderation import subjects
from olievlek.scan.views.result import REPORTS
from tests.matrix.nouns import EDITORS, RESTORERS, STATES, readers
from tests.matrix.roles import COORDINATOR, EVERYONE, HOME, KEEPERS, MODERATORS, NOBODY, SIGNED_IN, WORKING

if TYPE_CHECKING:
    from tests.matrix.world import World

ACCESS = {"public": EVERYONE, "members": SIGNED_IN, "moderators": MODERATORS}
Roles = frozenset[str]


@dataclass(frozen=True)
class Aim:
    """One way to fill the arguments, and which roles may see what it leads to; `sent` is the body of a POST."""

    label: str = "-"
    kwargs: dict[str, Any] = field(default_factory=dict, hash=False)
    readers: Roles = EVERYONE
    query: str = ""
    sent: str = ""


Aims = Callable[["World"], Iterable[Aim]]


def nothing(_world: "World") -> Iterable[Aim]:
    """An address without arguments."""
    return [Aim()]


def only(roles: Roles, sent: str = "") -> Aims:
    """An address without arguments, for people of some kind."""
    return lambda _world: [Aim(readers=roles, sent=sent)]


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


def as_sheets(aims: Aims = nothing) -> Aims:
    """Each of them as each kind of file."""
    return lambda world: [
        Aim(f"{aim.label} as {kind}", {**aim.kwargs, "kind": kind}, aim.readers, aim.query)
        for aim in aims(world)
        for kind in KINDS
    ]


def as_papers(aims: Aims) -> Aims:
    """Each of them as each report of the scan, in each kind of file."""
    return lambda world: [
        Aim(f"{aim.label} {which} as {kind}", {**aim.kwargs, "which": which, "kind": kind}, aim.readers)
        for aim in aims(world)
        for which in REPORTS
        for kind in PAPERS
    ]


def themes(world: "World") -> Iterable[Aim]:
    """Words of the list of themes; other lists have no page."""
    return [Aim(str(row), {"key": row.key}) for _state, row in world.rows("vocabulary.Term") if row.list == "themes"]


def about(word: str = "") -> Aims:
    """The pages on which somebody tells us something about a case; only of cases she may see."""

    def aims(world: "World") -> Iterable[Aim]:
        subject = subjects.get("case")
        assert subject is not None
        more = {"word": word} if word else {}
        for state, row in world.rows("cases.Case"):
            yield Aim(f"cases.Case {state}", {"path": subject.path, "pk": row.pk, **more}, STATES[state])

    return aims


def each(noun: str, roles: "dict[str, Roles] | Roles | None" = None, /, **names: str) -> Aims:
    """Every row of a noun: `each("cases.Case", slug="slug")` fills `slug` with the row's own.

    `roles` says who reach a row in some state, or all rows, where this page is another than the noun's own.
    """

    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            kwargs = {name: getattr(row, attribute) for name, attribute in names.items()}
            over = roles.get(state) if isinstance(roles, dict) else roles
            yield Aim(f"{noun} {state}", kwargs, readers(noun, state) if over is None else over)

    return aims


def when(noun: str, may: "Callable[[World, Any, str], Roles]", **names: str) -> Aims:
    """As `each()`; `may(world, row, state)` says who."""

    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            kwargs = {name: getattr(row, attribute) for name, attribute in names.items()}
            yield Aim(f"{noun} {state}", kwargs, may(world, row, state))

    return aims


def asking_the_maker(world: "World") -> Iterable[Aim]:
    """The question to who made a case; only about cases she may see, and not to her own organisation."""
    inside = {"home": HOME, "elsewhere": frozenset({"other"})}
    for aim, (_state, row) in zip(about()(world), world.rows("cases.Case"), strict=True):
        if row.owner is not None:
            at = next((name for name, body in bodies(world).items() if body.pk == row.owner_id), "")
            yield Aim(aim.label, {**aim.kwargs, "slug": row.owner.slug}, aim.readers - inside.get(at, NOBODY))


def bodies(world: "World") -> dict[str, Any]:
    """Home and elsewhere; a world of real content has neither."""
    garden = getattr(world, "garden", None)
    return garden.bodies if garden else {}


def is_home(world: "World", organisation_id: int | None) -> bool:
    return "home" in bodies(world) and bodies(world)["home"].pk == organisation_id


def is_(world: "World", role: str, user_id: int | None) -> bool:
    garden = getattr(world, "garden", None)
    return garden is not None and role in garden.people and garden.people[role].pk == user_id


def step_of(world: "World") -> Iterable[Aim]:
    """Both steps that save themselves."""
    for state, row in world.rows("cases.Case"):
        for step in ("vertellen", "bewijs"):
            yield Aim(f"{step} {state}", {"slug": row.slug, "step": step}, EDITORS[state])


def under_a_case(noun: str, name: str = "pk", **of: Any) -> Aims:
    """Rows of a case, under the address of the case, for who edits it; `of` chooses rows."""
    return _under(noun, name, EDITORS, of)


def shown_with_a_case(noun: str, name: str = "pk", **of: Any) -> Aims:
    """The same, for who reads the case."""
    return _under(noun, name, STATES, of)


def _under(noun: str, name: str, roles: dict[str, Roles], of: dict[str, Any]) -> Aims:
    def aims(world: "World") -> Iterable[Aim]:
        for state, row in world.rows(noun):
            if all(getattr(row, field) == value for field, value in of.items()):
                kwargs = {"slug": row.case.slug, name: getattr(row, name)}
                hidden = roles is STATES and getattr(row, "hidden_at", None) is not None
                yield Aim(f"{noun} {state}", kwargs, roles[state] & MODERATORS if hidden else roles[state])

    return aims


def colleagues(*, still_there: bool = False) -> "Callable[[World, Any, str], Roles]":
    """Home, for what home copies; `still_there`: only while its people see the case."""

    def may(world: "World", row: Any, state: str) -> Roles:
        if not is_home(world, row.organisation_id):
            return NOBODY
        return HOME & STATES[state] if still_there else HOME

    return may


def copy(**more: Any) -> Aims:
    return when("adoptions.Adoption", colleagues(**more), pk="pk")


def each_stage(world: "World") -> Iterable[Aim]:
    """The next stage of every adoption; only colleagues may move it."""
    return [Aim(one.label, {**one.kwargs, "stage": "stopped"}, one.readers) for one in copy()(world)]


def each_undo(world: "World") -> Iterable[Aim]:
    """The last step of every adoption; the garden has one step."""
    steps = [row for _state, row in world.rows("adoptions.AdoptionStep")]
    for one in copy()(world):
        step = next((step for step in steps if step.adoption_id == one.kwargs["pk"]), None)
        if step is not None:
            yield Aim(one.label, one.kwargs, one.readers, sent=f"step={step.pk}")


def with_reference(world: "World") -> Iterable[Aim]:
    """Whoever has the reference of a message may see how it goes; the page says nothing of what was written."""
    return [Aim(state, {"reference": row.reference}) for state, row in world.rows("moderation.Message")]


def where_she_works(world: "World", row: Any, _state: str) -> Roles:
    return HOME if is_home(world, row.pk) else frozenset({"other"}) & (WORKING if bodies(world) else NOBODY)


def hers(role: str, link: str) -> "Callable[[World, Any, str], Roles]":
    """Rows whose `link` is this person."""
    return lambda world, row, _state: frozenset({role}) if is_(world, role, getattr(row, link)) else NOBODY


def coordinates(world: "World", row: Any, _state: str) -> Roles:
    return COORDINATOR if is_home(world, row.organisation_id) else NOBODY


def leads(world: "World", row: Any, state: str) -> Roles:
    """A round that is open; a closed one is not led any more."""
    return NOBODY if row.closed_at else coordinates(world, row, state)


def closed(world: "World", row: Any, _state: str) -> Roles:
    """The result of a round of home."""
    return HOME if is_home(world, row.organisation_id) and row.closed_at else NOBODY


def profile_of(world: "World", row: Any, state: str) -> Roles:
    """Of a closed round of home: its people, and who it is shared with."""
    return closed(world, row, state) | (frozenset({"other"}) if row.shares.exists() else NOBODY)


def page_of_a_round(world: "World") -> Iterable[Aim]:
    """The first page of every round; only a device that has begun sees it (tests/surveys/test_pages.py)."""
    return [Aim(state, {"code": row.code, "number": 1}, NOBODY) for state, row in world.rows("surveys.Round")]


def asked(world: "World", row: Any, state: str) -> Roles:
    """Who was asked to take part, while she sees the case."""
    return frozenset({"member"}) & STATES[state] if is_(world, "member", row.user_id) else NOBODY


def addition(world: "World", row: Any, _state: str) -> Roles:
    return HOME if is_home(world, row.organisation_id) and not row.hidden_at else NOBODY


def muted(world: "World", row: Any, state: str) -> Roles:
    """Her notification, while she sees what it is about."""
    return hers("member", "user_id")(world, row, state) & STATES[state]


def somebody(world: "World") -> Iterable[Aim]:
    """The page of a person: of who wants to be found for who is signed in, else for themselves and moderators."""
    for state, row in world.rows("accounts.User"):
        found = Profile.objects.filter(user=row, findable_since__isnull=False, hidden_at=None).exists()
        readers = SIGNED_IN if found else MODERATORS | frozenset(role for role in SIGNED_IN if is_(world, role, row.pk))
        yield Aim(f"accounts.User {state}", {"pk": row.pk}, NOBODY if state == "deactivated" else readers)


LOOKED_AFTER = {state: EDITORS[state] & MODERATORS for state in STATES}
REMOVED_TOO = {**LOOKED_AFTER, "removed": MODERATORS}
CASE = each("cases.Case", STATES, slug="slug")
EDITED = each("cases.Case", EDITORS, slug="slug")
TAKEN_AWAY = each("cases.Case", RESTORERS, slug="slug")
MODERATED = each("cases.Case", LOOKED_AFTER, slug="slug")
MODERATED_OR_REMOVED = each("cases.Case", REMOVED_TOO, slug="slug")
IN_PUBLIC = {state: EVERYONE if STATES[state] == EVERYONE else NOBODY for state in STATES}
PUBLISHED_CASE = each("cases.Case", IN_PUBLIC, slug="slug")
ORGANISATION = each("organisations.Organisation", slug="slug")
OF_WORK = {"member": KEEPERS, "coordinator": KEEPERS, "shared": KEEPERS, "other": MODERATORS}
ENDED = dict.fromkeys(("former", "deactivated"), NOBODY)
MEMBERSHIP = each("organisations.Membership", {**OF_WORK, **ENDED}, pk="pk")
JOIN_REQUEST = each("organisations.JoinRequest", KEEPERS, pk="pk")
MESSAGE = each("moderation.Message", reference="reference")
REQUEST = each("conversations.Request", pk="pk")
ADDITION = each("adoptions.Addition", REMOVED_TOO, pk="pk")
A_LED_ROUND = when("surveys.Round", leads, code="code")
TASK = when("tasks.Task", colleagues(), pk="pk")
NO_PLAN = fixed(code="BCDEFG", factor="samen_leren")  # nothing is shown of that round: tests/scan/test_plan.py
NO_TALK = fixed(code="BCDEFG", number=1)  # nor of this: tests/scan/test_presenting.py
NO_SHARE = fixed(code="BCDEFG")  # nor is this shared by its page: tests/scan/test_sharing.py
NO_REMARK = fixed(code="BCDEFG", key=UUID(int=1))  # fewer than ten are shown to nobody: tests/scan/test_rules.py
NO_ROUND = each("surveys.Round", NOBODY, code="code")  # closed, or only for a device that has begun
NOTIFICATION = when("notifications.Notification", hers("member", "user_id"), pk="pk")
ASKED = when("cases.CasePerson", asked, pk="pk")
NO_NAME = fixed(name="geen-0123456789ab")  # styles themselves: tests/organisations/test_house_style.py
NO_TOKEN = fixed(token="geen-goed-adres")
NO_ISSUER = fixed(provider_id="geen-uitgever")
OWN_ROW = fixed(pk=999_999)  # of nobody: rows of others are tried in tests/accounts/test_access_page.py

SAVED_SEARCH = when("search.SavedSearch", hers("member", "user_id"), pk="pk")
SHEET = when("imports.SheetImport", hers("member", "loaded_by_id"), pk="pk")

HIDING = each("moderation.Hiding", pk="pk")  # of its makers

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
    "accounts:undo": public(NO_TOKEN, 404),
    "accounts:people": members(asking("?q=privacy")),
    "accounts:people_sheet": members(as_sheets(asking("?q=privacy"))),
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
    "api:alive": public(),
    "api:api-root": public(),
    "api:health": public(),
    "api:openapi-json": public(),
    "api:search": public(asking("?query=pasfoto")),
    "moderation:accessibility": public(),
    "moderation:appeal": members(HIDING),
    "moderation:answer": moderators(MESSAGE),
    "moderation:choose": public(about()),
    "moderation:decide_appeal": moderators(MESSAGE, 404),
    "moderation:close": moderators(MESSAGE),
    "conversations:accept": members(each("conversations.Request", HOME, pk="pk")),
    "conversations:ask": members(asking_the_maker),
    "conversations:comment": members(about()),
    "conversations:comment_remove": members(when("conversations.Comment", hers("member", "by_id"), pk="pk")),
    "conversations:decline": members(each("conversations.Request", HOME, pk="pk")),
    "conversations:request": members(REQUEST),
    "conversations:requests": members(),
    "conversations:requests_sheet": members(as_sheets()),
    "conversations:take_back": members(about()),
    "conversations:thank": members(about()),
    "conversations:whom": members(about()),
    "conversations:withdraw": members(when("conversations.Request", hers("other", "asker_id"), pk="pk")),
    "moderation:contact": public(),
    "moderation:hiding": members(HIDING),
    "moderation:hidings": members(),
    "moderation:hide": moderators(MESSAGE),
    "moderation:hand_over": moderators(MESSAGE),
    "moderation:hand_back": moderators(MESSAGE),
    "moderation:message": moderators(MESSAGE),
    "moderation:need": public(asking("?q=pasfoto")),
    "moderation:note": moderators(MESSAGE),
    "moderation:queue": moderators(),
    "moderation:queue_sheet": moderators(as_sheets(asking("?stand=gesloten"))),
    "moderation:remove": moderators(MESSAGE),
    "moderation:reopen": moderators(MESSAGE),
    "moderation:restore": moderators(MESSAGE),
    "moderation:sent": public(with_reference),
    "moderation:show": moderators(MESSAGE),
    "moderation:tip": public(),
    "moderation:write_about": public(about("verbeteren")),
    "core:fresh_key": public(),
    "core:gallery": public(),
    "home": public(),
    "home:about": public(),
    "home:accessibility": public(),
    "home:origins": public(),
    "home:privacy": public(),
    "home:security": public(),
    "home:workplace": members(),
    "adoptions:addition_hide": moderators(ADDITION),
    "adoptions:addition_unhide": moderators(ADDITION),
    "adoptions:addition_withdraw": members(when("adoptions.Addition", addition, pk="pk")),
    "cases:attachment": public(shown_with_a_case("cases.CaseFile", kind="attachment")),
    "writing:attachment_add": members(EDITED),
    "cases:case": public(CASE),
    "cases:case_correct": moderators(MODERATED),
    "writing:case_files": members(EDITED),
    "writing:case_go_back": members(under_a_case("cases.Version", "number")),
    "cases:case_hide": moderators(MODERATED),
    "writing:case_keep": members(step_of),
    "writing:case_people": members(EDITED),
    "writing:case_proof": members(EDITED),
    "cases:case_publish": moderators(MODERATED),
    "cases:case_remove": moderators(MODERATED_OR_REMOVED),
    "cases:case_restore": moderators(MODERATED_OR_REMOVED),
    "writing:case_show": members(EDITED, 302),
    "writing:case_take_back": members(TAKEN_AWAY),
    "writing:case_tell": members(EDITED),
    "writing:case_throw_away": members(EDITED),
    "cases:case_unhide": moderators(MODERATED),
    "library:cases": public(asking("?page=2", "?page=onzin")),
    "library:cases_feed": public(),
    "library:organisation_feed": public(ORGANISATION),
    "library:theme_feed": public(themes),
    "library:cases_sheet": public(as_sheets(asking("?theme=onzin"))),
    "adoptions:copies_sheet": members(as_sheets(asking("?stage=in_use"))),
    "adoptions:copies": members(asking("?stage=in_use", "?stage=onzin")),
    "adoptions:copy": members(copy()),
    "adoptions:copy_adapt": members(copy()),
    "adoptions:copy_add": members(copy(still_there=True)),
    "adoptions:copy_confirm": members(copy()),
    "adoptions:copy_fit": members(copy()),
    "adoptions:copy_keep_inside": members(copy()),
    "adoptions:copy_move": members(each_stage),
    "adoptions:copy_open_up": members(copy()),
    "adoptions:copy_share": members(copy()),
    "adoptions:copy_share_new": members(copy(still_there=True)),
    "adoptions:copy_share_own": members(copy(still_there=True)),
    "adoptions:copy_start": members(PUBLISHED_CASE),
    "adoptions:copy_undo": members(each_undo),
    "writing:file_remove": members(under_a_case("cases.CaseFile")),
    "writing:mine": members(),
    "writing:mine_sheet": members(as_sheets()),
    "imports:name_match": moderators(asking("?text=Ergens")),
    "imports:names": moderators(),
    "library:ours": members(),
    "library:ours_sheet": members(as_sheets(), 404),
    "writing:person_accept": members(ASKED),
    "writing:person_decline": members(ASKED),
    "writing:person_take_off": members(under_a_case("cases.CasePerson")),
    "cases:photo": public(shown_with_a_case("cases.CaseFile", kind="photo")),
    "writing:photo_add": members(EDITED),
    "writing:share": members(),
    "library:share_alike": members(asking("?title=pasfoto")),
    "writing:share_keep": members(),
    "imports:sheet_bring": members(),
    "imports:sheet_columns": members(SHEET),
    "imports:sheet_done": members(SHEET),
    "imports:sheet_example": members(as_sheets()),
    "imports:sheet_forget": members(SHEET),
    "imports:sheet_look": members(SHEET),
    "imports:sheet_table": members(SHEET),
    "imports:sheet_take_in": members(SHEET),
    "imports:sheet_undo": members(SHEET),
    "imports:sheet_words": members(SHEET),
    "imports:sheet_wrong": members(as_sheets(SHEET)),
    "library:study": public(),
    "library:theme": public(themes),
    "library:theme_sheet": public(as_sheets(themes)),
    "library:themes": public(),
    "library:themes_sheet": public(as_sheets()),
    "adoptions:use": public(CASE),
    "adoptions:use_sheet": public(as_sheets(CASE)),
    "writing:versions": members(EDITED),
    "organisations:act_for": members(when("organisations.Organisation", where_she_works, slug="slug")),
    "organisations:add_domain": members(only(COORDINATOR)),
    "organisations:ask_to_coordinate": members(only(WORKING)),
    "organisations:change_work": members(only(WORKING)),
    "organisations:confirm": moderators(each("organisations.Proposal", pk="pk")),
    "organisations:confirm_domain": moderators(each("organisations.DomainClaim", pk="pk")),
    "organisations:decline_domain": moderators(each("organisations.DomainClaim", pk="pk")),
    "organisations:decline": moderators(each("organisations.Proposal", pk="pk")),
    "organisations:desk": moderators(),
    "organisations:end": members(MEMBERSHIP),
    "organisations:head_sheet": public(NO_NAME, 404),
    "organisations:house_style": members(only(COORDINATOR)),
    "organisations:invitation": public(NO_TOKEN, 404),
    "organisations:invite": members(only(COORDINATOR)),
    "organisations:join": members(ORGANISATION),
    "organisations:keep": moderators(each("organisations.MergeNotice", pk="pk")),
    "organisations:leave": members(only(WORKING)),
    "organisations:let_in": members(JOIN_REQUEST),
    "organisations:logo": public(NO_NAME, 404),
    "organisations:make_coordinator": members(MEMBERSHIP),
    "organisations:merge": moderators(),
    "organisations:members_sheet": members(as_sheets(only(COORDINATOR))),
    "organisations:mine": members(),
    "organisations:not_let_in": members(JOIN_REQUEST),
    "notifications:choices": members(),
    "notifications:follow": members(about()),
    "notifications:list": members(),
    "notifications:list_sheet": members(as_sheets()),
    "notifications:mute": members(when("notifications.Notification", muted, pk="pk")),
    "notifications:read": members(NOTIFICATION),
    "notifications:read_all": members(),
    "notifications:start": members(),
    "notifications:stop": public(NO_TOKEN, 404),
    "notifications:unfollow": members(about()),
    "organisations:organisation": public(ORGANISATION),
    "organisations:organisation_list": public(),
    "organisations:organisations_sheet": public(as_sheets()),
    "organisations:propose": members(),
    "organisations:remove_domain": members(each("organisations.MailDomain", COORDINATOR, pk="pk")),
    "organisations:review": members(only(COORDINATOR)),
    "organisations:roles": public(),
    "organisations:set_logo": members(only(COORDINATOR)),
    "organisations:sheet": public(NO_NAME, 404),
    "organisations:standard_style": members(only(COORDINATOR)),
    "organisations:stop_coordinator": members(MEMBERSHIP),
    "organisations:take_back": members(ORGANISATION),
    "organisations:take_part_alone": members(),
    "organisations:where": members(asking("?q=Gemeente")),
    "organisations:withdraw_domain": members(each("organisations.DomainClaim", COORDINATOR, pk="pk")),
    "organisations:withdraw": members(each("organisations.Invitation", pk="pk")),
    "robots_txt": public(),
    "search:add_words": moderators(),
    "search:learnt": moderators(),
    "search:opened": members(),
    "search:remove_learnt": moderators(OWN_ROW, 404),
    "search:remove_words": moderators(),
    "search:results_sheet": public(as_sheets(asking("?q=pasfoto"))),
    "scan:close": members(when("surveys.Round", coordinates, code="code"), 302),
    "scan:evidence": members(only(WORKING), 404),
    "scan:figures": members(as_sheets(when("surveys.Round", closed, code="code"))),
    "scan:join_comparison": members(only(COORDINATOR)),
    "scan:leave_comparison": members(only(COORDINATOR)),
    "scan:national": public(),
    "scan:national_figures": public(as_sheets(fixed()), 404),
    "scan:overview": members(),
    "scan:plan": members(NO_PLAN, 404),
    "scan:publish": members(NO_SHARE, 404),
    "scan:remark": members(NO_REMARK, 404),
    "scan:remind": members(A_LED_ROUND),
    "scan:report": members(as_papers(when("surveys.Round", closed, code="code"))),
    "scan:round": members(when("surveys.Round", colleagues(), code="code")),
    "scan:rules": members(A_LED_ROUND),
    "scan:screen": members(A_LED_ROUND),
    "scan:self_check": public(),
    "scan:share": members(NO_SHARE, 404),
    "scan:shared_profile": public(when("surveys.Round", profile_of, code="code")),
    "scan:shared_with_us": members(),
    "scan:start": members(only(COORDINATOR)),
    "scan:talk": members(NO_TALK, 404),
    "scan:take_away": members(each("scan.Evidence", WORKING, item="item")),
    "scan:tell": members(each("scan.Evidence", WORKING, item="item")),
    "scan:withdraw": members(each("scan.Share", pk="pk")),
    "search:results": public(asking("?q=pasfoto", "?q=zzzz")),
    "search:save": members(),
    "search:saved_list": members(),
    "search:saved_remove": members(SAVED_SEARCH),
    "search:saved_stop": public(NO_TOKEN, 404),
    "search:suggestions": public(asking("?q=pas")),
    "search:words": moderators(asking("", "?q=parkeren")),
    "security_txt": public(),
    "surveys:begin": public(NO_ROUND),
    "surveys:by_code": public(),
    "surveys:instruments": moderators(),
    "surveys:hand_in": public(NO_ROUND),
    "surveys:page": public(page_of_a_round),
    "surveys:pause": public(NO_ROUND),
    "surveys:thanks": public(NO_ROUND),
    "surveys:welcome": public(NO_TOKEN, 404),
    "tasks:drop": members(TASK),
    "tasks:finish": members(TASK),
    "tasks:reopen": members(TASK),
    "tasks:task": members(TASK),
    "openid_connect_callback": public(NO_ISSUER, 404),
}

HOW_TO_MEND = """
These addresses have no line in tests/matrix/arguments.py:
    {missing}
Add one for each, with who may open it and how its arguments are filled:
    "room:name": public(),                              no arguments, everyone
    "room:name": moderators(each("cases.Case", slug="slug")),   one row of a noun
"""
