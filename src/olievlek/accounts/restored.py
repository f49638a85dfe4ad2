"""After a restore: remove data that must not come back."""

from olievlek.accounts import ended
from olievlek.accounts.actions import end
from olievlek.accounts.models import User


def end_again() -> str:
    """End the accounts that were ended since the backup was made; says how many."""
    listed = ended.known()
    alive = User.objects.filter(ended_at=None).order_by("pk")
    again = [user for user in alive.iterator() if ended.key(user.pk, user.joined_at) in listed] if listed else []
    for user in again:
        end(user, by=None)
    return f"{len(again)} accounts that were ended after this backup are ended again." if again else ""
