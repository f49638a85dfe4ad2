"""The kinds of message: what somebody comes to say, how we ask for it, and what happens then."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
SATURDAY = 5


@dataclass(frozen=True)
class Kind:
    """`word` stands in addresses; `choice` is how somebody picks it; `days` are working days until an answer."""

    key: str
    word: str
    name: Text
    icon: str
    choice: Text
    title: Text
    lead: Text
    question: Text
    hint: Text
    after: Text
    days: int = 5
    about_a_noun: bool = False
    needs_email: bool = False
    asks_organisation: bool = False
    asks_page: bool = False


CLAIM = Kind(
    key="claim", word="overnemen", icon="building", name=_("Claim"), about_a_noun=True, needs_email=True,
    asks_organisation=True,
    choice=_("This page is about us: put our name on it"),
    title=_("Is this yours?"),
    lead=_("Then this page belongs in your name. Tell us who you are, and we put it there."),
    question=_("How do you know this work?"),
    hint=_("For example: I led the project, or I am its contact now."),
    after=_("We check with your organisation whether this is right. Then we put your organisation’s name on the page."),
)  # fmt: skip
CORRECT = Kind(
    key="correct", word="verbeteren", icon="edit", name=_("Correction"), about_a_noun=True,
    choice=_("Something is not right: correct it"),
    title=_("What is not right?"),
    lead=_("Tell us what should be there instead. You need no account."),
    question=_("What is there now, and what should be there?"),
    hint=_("A link to where we can check it helps."),
    after=_("We check it and change the page."),
)  # fmt: skip
REMOVE = Kind(
    key="remove", word="weghalen", icon="hide", name=_("Removal"), about_a_noun=True, needs_email=True,
    asks_organisation=True,
    choice=_("It is ours and it should go: have it removed"),
    title=_("Should this page go?"),
    lead=_("If it is about your organisation and you do not want it here, we remove it."),
    question=_("Why should it go?"),
    hint=_("Is only a part wrong? Then we can also correct or hide that part."),
    after=_("We check that you speak for the organisation. Then we remove the page, also from search."),
    days=2,
)  # fmt: skip
ABUSE = Kind(
    key="abuse", word="misbruik", icon="flag", name=_("Abuse"), about_a_noun=True,
    choice=_("This does not belong here: report abuse"),
    title=_("What does not belong here?"),
    lead=_("For example personal data, insult, advertising, or something that is against the law."),
    question=_("What did you see?"),
    hint=_("Say where on the page it stands. You may stay unknown."),
    after=_("We look at it, and hide it when it should not be seen."),
    days=2,
)  # fmt: skip
QUESTION = Kind(
    key="question", word="vragen", icon="ask", name=_("Question"), about_a_noun=True,
    choice=_("Something is missing: ask for it"),
    title=_("What do you miss?"),
    lead=_("Ask what you want to know before you copy this."),
    question=_("What do you want to know?"),
    hint=_("For example what it costs a year, or who made the work instruction."),
    after=_("We look for somebody who knows, and put the answer on the page when others need it too."),
)  # fmt: skip
NEED = Kind(
    key="need", word="vraag", icon="search", name=_("Search need"),
    choice=_("Leave your question"),
    title=_("Leave your question"),
    lead=_("Did you find nobody who solved this? Then we go and look."),
    question=_("What do you want to solve?"),
    hint=_("In your own words. Say for whom it is a problem and what goes wrong now."),
    after=_("We ask around among organisations that look like yours. What we find becomes a page for everyone."),
    days=10,
)  # fmt: skip
TIP = Kind(
    key="tip", word="tip", icon="idea", name=_("Tip"), asks_organisation=True,
    choice=_("Tell about a good example"),
    title=_("Do you know a good example?"),
    lead=_("Something that works, at your place or at somebody else’s. Two sentences are enough."),
    question=_("What works, and what did it solve?"),
    hint=_("A link helps. It need not be finished, and it may also be about something that failed."),
    after=_("We look into it, ask the makers, and make it a page that others can copy."),
    days=10,
)  # fmt: skip
ACCESSIBILITY = Kind(
    key="accessibility", word="toegankelijkheid", icon="people", name=_("Accessibility"), asks_page=True,
    choice=_("A page does not work for me"),
    title=_("Is something in your way?"),
    lead=_("Olievlek should work for everyone. Tell us where it does not work for you."),
    question=_("What did you want to do, and what went wrong?"),
    hint=_("Do you use a screen reader, large letters or only the keyboard? Then say so."),
    after=_("We mend it, or tell you when we will and how you can do it until then."),
)  # fmt: skip
CONTACT = Kind(
    key="contact", word="contact", icon="mail", name=_("Contact"),
    choice=_("Something else"),
    title=_("Contact"),
    lead=_("A question, an idea, or something that went well. A human reads it."),
    question=_("What do you want to tell us?"),
    hint="",
    after=_("We read it and answer when you leave your e-mail address."),
)  # fmt: skip

APPEAL = Kind(
    key="appeal", word="bezwaar", icon="undo", name=_("Objection"),
    choice=_("I object to hiding this"),
    title=_("Should this be shown again?"),
    lead=_("A moderator hid this, and its maker objects."),
    question=_("Why was it hidden?"),
    hint="",
    after=_("A moderator decides, and the maker reads the answer."),
    days=5,
)  # fmt: skip

KINDS = {
    kind.key: kind for kind in (CLAIM, CORRECT, REMOVE, ABUSE, QUESTION, NEED, TIP, ACCESSIBILITY, CONTACT, APPEAL)
}  # fmt: skip
BY_WORD = {kind.word: kind for kind in KINDS.values() if kind.about_a_noun}


def promised(kind: str) -> date:
    """The day by which somebody who writes now has an answer."""
    return working_day(timezone.now(), KINDS[kind].days)


def working_day(start: datetime, days: int) -> date:
    """The date so many working days later; holidays count as working days."""
    day = timezone.localtime(start).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
