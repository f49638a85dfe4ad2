"""What a member types when she tells a case: three light steps, and who takes part. Half of it is fine."""

from typing import TYPE_CHECKING, Any

from django.core import signing
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models import User
from olievlek.cases import photos as kept
from olievlek.cases.models import Case, CasePerson, CaseTerm, Visibility
from olievlek.cases.models.case import TITLE
from olievlek.cases.told import LINES, ROLES, TICKS, WORDS, Told
from olievlek.core import forms, photos, signposts
from olievlek.core.bounded import BusyError
from olievlek.core.editing import Compares
from olievlek.core.once import OnceForm
from olievlek.core.text import points
from olievlek.organisations.membership import members
from olievlek.vocabulary.models import List, Term

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LONG, AN_HOUR = 5_000, 3600
ONE_EACH = _("One on each line.")
YES_NO = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
TICKED = {"": None, "yes": True, "no": False}


def long_text(label: "StrOrPromise", hint: "StrOrPromise" = ONE_EACH, rows: int = 3) -> forms.CharField:
    """A box for a few sentences or lines; never needed to go on."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONG, widget=box)


def chips(label: "StrOrPromise") -> forms.MultipleChoiceField:
    """Some words of a list."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


def one_chip(label: "StrOrPromise", hint: "StrOrPromise" = "") -> forms.ChoiceField:
    """One word of a list, or none."""
    return forms.ChoiceField(label=label, help_text=hint, required=False, widget=forms.RadioSelect)


def yes_or_no(label: "StrOrPromise") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=forms.RadioSelect, choices=YES_NO)


class StepForm(Compares, forms.Form):
    """A step fills its boxes from what a case tells, and answers with the same names."""

    marks_optional = False  # "not needed" beside every question would only be noise: the page says it once

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, told: Told | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        self.before = told or {}
        shown = {name: _shown(name, value) for name, value in self.before.items()}
        kwargs["initial"] = {**shown, "theme": next(iter(self.before.get("themes", [])), ""), **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget.attrs["id"] = "seen"  # the answer to a save puts new marks in its place
        self._fill_choices()

    def _fill_choices(self) -> None:
        lists = {**WORDS, **{name: CaseTerm.LISTS[role] for name, role in ROLES.items()}}
        wanted = {name: which for name, which in lists.items() if name in self.fields}
        words = list(Term.objects.filter(list__in=set(wanted.values())).order_by("list", "position"))
        for name, which in wanted.items():
            box = self.fields[name]
            assert isinstance(box, forms.ChoiceField)
            found = [(term.key, term.name) for term in words if term.list == which]
            box.choices = found if isinstance(box, forms.MultipleChoiceField) else [("", _("Not known")), *found]

    def told(self) -> Told:
        """What stands in the boxes, as `library.told` names it."""
        out = {name: value for name, value in self.cleaned_data.items() if name not in ("once", "edition", "theme")}
        for name in out:
            if name in LINES or name == "results":
                out[name] = points(out[name])
            elif name in TICKS:
                out[name] = TICKED[out[name]]
            elif name in ROLES:
                out[name] = self._in_order(name, out[name])
        return out

    def _in_order(self, name: str, keys: list[str]) -> list[str]:
        box = self.fields[name]
        assert isinstance(box, forms.ChoiceField)
        return [key for key, _name in box.choices if key in keys]  # type: ignore[misc, union-attr]  # no groups here


def _shown(name: str, value: Any) -> Any:
    if name in LINES or name == "results":
        return "\n".join(value)
    if name in TICKS:
        return {None: "", True: "yes", False: "no"}[value]
    return value


class TellForm(StepForm):
    """Step 1: what it is, why, and what was done. This is all that others need to read it."""

    title = forms.CharField(
        label=_("What did you do, in one sentence?"),
        help_text=_("As you would say it over coffee."),
        max_length=TITLE,
        required=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "hx-get": lazy(signposts.address, str)("examples like this title"),
                "hx-trigger": "input changed delay:700ms",
                "hx-target": "#alike",
                "hx-swap": "innerHTML",
                "hx-sync": "this:replace",
            }
        ),
    )
    problem = long_text(_("Which problem did you have?"), _("Who was bothered by it? What went wrong all the time?"))
    done = long_text(_("What did you do about it?"), _("Two or three sentences are enough."))
    stage = one_chip(_("How far is it?"), _("Stopped is worth just as much."))


class BeginForm(OnceForm, TellForm):
    """Step 1 before there is a case; its key finds the same draft again."""


class ProofForm(StepForm):
    """Step 2: what helps somebody who wants to do the same. Nothing of it is needed."""

    results = long_text(_("What did it bring?"), _("One result on each line. A figure is nice, words are fine."))
    evidence = one_chip(_("How do you know?"))
    needs = long_text(_("What did it cost, and what can you not do without?"), _("A guess in hours is enough."))
    failed = long_text(_("What went wrong?"), _("Everyone reads this first. One thing on each line."))
    lessons = long_text(_("What would you do differently?"))
    own_words = long_text(
        _("With which words would a colleague look for this?"), _("Not your own name for it. One on each line."), rows=2
    )
    theme = forms.ChoiceField(label=_("What is it about?"), required=False)

    keep = long_text(_("What must stay as it is?"), rows=2)
    adapt = long_text(_("What may others change?"), rows=2)
    warnings = long_text(_("What should others mind?"), rows=2)
    story = long_text(_("How did it come about?"), _("Where you were, who said what, what it hung on."))
    year = forms.IntegerField(label=_("In which year did it begin?"), required=False, min_value=1900, max_value=2100)
    origins = chips(_("Where did the idea come from?"))
    initiators = chips(_("Who took the initiative?"))
    heard_at = chips(_("Where did you hear of it?"))
    novelty = one_chip(_("How new is it?"))
    drive = one_chip(_("Where did the push come from?"))
    level = one_chip(_("On which level?"))
    team_roles = chips(_("Who did it?"))
    help_kinds = chips(_("Who helped from outside?"))
    promoting = chips(_("What helped?"))
    hindering = chips(_("What was in the way?"))
    new_here = yes_or_no(_("New for your organisation?"))
    carried_out = yes_or_no(_("Really carried out?"))
    better_in_kind = yes_or_no(_("Better in kind, and not only more of the same?"))
    value_for_people = yes_or_no(_("Of value for the people it is for?"))

    FIRST = ("results", "evidence", "needs", "failed", "lessons", "own_words", "theme")

    def _fill_choices(self) -> None:
        super()._fill_choices()
        themes = list(Term.objects.of(List.THEME).select_related("parent"))
        groups = [
            (top.name, [(top.key, top.name), *((one.key, one.name) for one in themes if one.parent_id == top.pk)])
            for top in themes
            if not top.parent_id
        ]
        box = self.fields["theme"]
        forms.set_choices(box, [("", _("Choose a theme")), *groups])

    def told(self) -> Told:
        """The theme takes the place of those that stood there, unless it is one of them."""
        out, chosen, before = super().told(), self.cleaned_data["theme"], self.before.get("themes", [])
        if chosen not in before and (chosen or before):
            out["themes"] = [chosen] if chosen else []
        return out

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FIRST]

    @property
    def further(self) -> list[forms.BoundField]:
        """What opens for who has more to tell."""
        return [self[name] for name in self.fields if name not in (*self.FIRST, "edition", "seen")]


class ShowForm(Compares, forms.Form):
    """Step 3: who sees it, and under which licence."""

    whom = forms.ChoiceField(label=_("Who sees this?"), choices=Visibility.choices, widget=forms.RadioSelect)
    licence = forms.BooleanField(label=_("Others may use and change this text, when they name us (CC BY 4.0)."))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = {"whom": case.visibility, "licence": bool(case.licence)}
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["licence"].required = False
        self.fields["licence"].help_text = _("Needed when everyone sees it. What somebody copied stays copied.")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("whom") == Visibility.PUBLIC and not given.get("licence"):
            self.add_error("licence", _("Tick this, or choose that fewer people see it."))
        return given


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django can not be subscripted at run time
    """Colleagues by the name that others see, never by address."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.called)


class AskForm(forms.Form):
    """Which colleague is asked, and for what."""

    user = ColleagueField(
        label=_("Whom do you ask?"), queryset=User.objects.none(), empty_label=_("Choose a colleague")
    )
    role = forms.ChoiceField(
        label=_("What for?"),
        widget=forms.RadioSelect,
        initial=CasePerson.Role.CONTACT,
        choices=[
            (CasePerson.Role.CONTACT, _("Answer questions; the name stands with the example")),
            (CasePerson.Role.CO_AUTHOR, _("Write along")),
        ],
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["user"]
        assert isinstance(box, forms.ModelChoiceField)
        if case.owner:
            colleagues = members(case.owner).values("user")
            box.queryset = User.objects.filter(pk__in=colleagues).order_by("name", "pk")


class PhotoForm(OnceForm):
    """A photo, in words too. Drawn again at once; when something else is not right yet it waits an hour for the rest.

    `waiting` makes the word under which it waits worth something for one person and one example only.
    """

    file = forms.FileField(
        label=_("Which photo?"),
        help_text=_(
            "JPEG, PNG, WebP, AVIF or HEIC, 10 MB at most. Place and time that your phone wrote into it are taken out."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif"}
        ),
        error_messages={"required": _("Choose a photo.")},
    )
    alt = forms.CharField(
        label=_("What can be seen on it?"),
        help_text=_("For people who can not see the photo."),
        max_length=300,
        error_messages={"required": _("Say in a few words what can be seen on the photo.")},
    )
    agreed = forms.BooleanField(
        label=_("Everyone on the photo agrees."),
        error_messages={"required": _("Tick this when everyone agrees. Does somebody not? Then choose another photo.")},
    )
    waits = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, waiting: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.busy: BusyError | None = None
        self.waiting, self.photo = waiting, self._one_that_waits(waiting) if waiting else None
        self._tell()

    def _one_that_waits(self, salt: str) -> photos.Checked | None:
        try:
            digest = str(signing.loads(self.data.get("waits", ""), salt=salt, max_age=AN_HOUR))
        except signing.BadSignature:
            return None
        return kept.kept_photo(digest)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file:
            try:
                self.photo = photos.clean_photo(file)
            except photos.RefusedError as error:
                raise forms.ValidationError(str(error)) from None
            except BusyError as busy:
                self.busy = busy
                raise forms.ValidationError(photos.busy()) from None
        return file

    def let_it_wait(self) -> None:
        """Keep a good photo beside the form that comes back; what nobody finishes is swept away after a day."""
        if self.photo is None:
            return
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["waits"] = signing.dumps(photos.keep(self.photo.content), salt=self.waiting)
        self.data = data
        self._tell()

    def _tell(self) -> None:
        if self.photo is not None:
            self.fields["file"].required = False
            self["file"].help_text = _("We still have the photo you chose. Choose one only to take another.")


class AttachmentForm(OnceForm):
    """A file that others can take along."""

    file = forms.FileField(
        label=_("Which file?"),
        help_text=_("PDF, Word, Excel, PowerPoint, OpenDocument, CSV or text; 10 MB at most."),
        error_messages={"required": _("Choose a file.")},
    )
