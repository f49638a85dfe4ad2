"""What a party wants from a collaboration, as rooms will have it."""

from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.own_texts import OwnText


class Interest(OwnText):
    privacy = [
        facts("id", "owner", "shown_at", "shown_to", "reported_at"),
        personal(
            "text", "written_at", "written_by", "shown_by", "reported_by",
            what="What you wrote for your party", purpose="Agree honestly", basis=Basis.PUBLIC_TASK,
            retention="As long as the collaboration",
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]
