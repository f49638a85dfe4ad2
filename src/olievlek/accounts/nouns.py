"""The nouns of accounts: a person, with what belongs to the account, and the profile."""

from django.utils.translation import gettext_lazy as _

from olievlek.accounts import forgetting, hiding, personal
from olievlek.accounts.models import AccessChange, Address, Device, MailedCode, OneTimeAddress, Profile, User
from olievlek.core.nouns import Label, Moderating, MyData, Noun, Reading, Retention, none

AN_HOUR = 3600
_PERSON = "that is for the profile"

NOUNS = (
    Noun(
        "person",
        User,
        parts={
            "access_change": AccessChange,
            "address": Address,
            "device": Device,
            "mailed_code": MailedCode,
            "one_time_address": OneTimeAddress,
        },
        label=Label(_("person"), _("people")),
        reading=Reading(lambda user: User.objects.visible_to(user)),
        dossier=none("people stand in a dossier by what they did"),
        finding=none("people are not found by searching"),
        following=none("people are not followed"),
        asking=none("a question goes to an organisation"),
        working=none("tasks are about work, not about people"),
        prompts=none("nothing waits on an account"),
        permissions=none("everyone has an account of their own"),
        moderating=none(_PERSON),
        telling=none("who signs in or changes an account is told nobody"),
        merging=none("a person stays the same when organisations merge"),
        my_data=personal.MY_DATA,
        erasure=none("actions.end empties the account itself, after all rooms"),
        retention=[Retention("accounts.forget", forgetting.forget_old, every=AN_HOUR)],
        files=none("no files"),
    ),
    Noun(
        "profile",
        Profile,
        label=Label(_("profile"), _("profiles")),
        reading=Reading(lambda user: Profile.objects.visible_to(user)),
        dossier=none("people stand in a dossier by what they did"),
        finding=none("people are not found by searching"),
        following=none("people are not followed"),
        asking=none("a question goes to an organisation"),
        working=none("tasks are about work, not about people"),
        prompts=none("nobody needs a profile"),
        permissions=none("everyone writes a profile of their own"),
        moderating=Moderating(
            path="profiel",
            kinds=["abuse"],
            hide=hiding.hide,
            unhide=hiding.unhide,
            makers=lambda profile: [profile.user],
            made_by=lambda user: Profile.objects.filter(user_id=user.pk),
        ),
        telling=none("its owner hears of hiding through the row of the hiding"),
        merging=none("a profile is of a person"),
        my_data=[MyData(lambda user: Profile.objects.filter(user=user))],
        erasure=none("actions.end empties it with the account"),
        retention=none("as long as the account"),
        files=none("no files"),
    ),
)
