"""The labels of Django that rows kept until November 2026, and the keys that took their place.

Only migrations read this. It is a list of what stood in data, so it never changes.
"""

from typing import Any

_OLD = {
    "accounts": {
        "accesschange": "access_change", "address": "address", "device": "device", "mailedcode": "mailed_code",
        "onetimeaddress": "one_time_address", "profile": "profile", "user": "person",
    },
    "conversations": {
        "appeal": "appeal", "comment": "comment", "hiding": "hiding", "message": "message", "note": "note",
        "reply": "reply", "request": "request", "thank": "thank",
    },
    "index": {"document": "document", "learnt": "learnt", "neighbours": "neighbours", "wording": "wording"},
    "library": {
        "adaptation": "adaptation", "addition": "addition", "adoption": "adoption", "adoptionstep": "adoption_step",
        "buildingblock": "building_block", "case": "case", "casefile": "file", "caseperson": "case_person",
        "caseterm": "case_term", "contact": "case_contact", "lineage": "lineage", "loadedfile": "loaded_file",
        "part": "case_part", "result": "case_result", "sheetimport": "sheet", "version": "case_version",
    },
    "notifications": {"choice": "choice", "digest": "digest", "mailstop": "mail_stop", "notification": "notification"},
    "organisations": {
        "accessreview": "access_review", "domainclaim": "domain_claim", "housestyle": "style",
        "invitation": "invitation", "joinrequest": "join_request", "maildomain": "mail_domain",
        "membership": "membership", "mergenotice": "merge_notice", "movedrow": "moved_row",
        "organisation": "organisation", "othername": "other_name", "proposal": "proposal", "sentaway": "sent_away",
        "withoutorganisation": "without_organisation",
    },
    "scan": {"evidence": "evidence", "share": "shared_profile"},
    "search": {"savedsearch": "saved_search"},
    "surveys": {
        "answer": "answer", "benchmark": "benchmark", "cell": "cell", "comparisonconsent": "comparison_consent",
        "department": "department", "draft": "draft", "histogram": "histogram", "item": "item",
        "participation": "participation", "picture": "national_picture", "questionnaire": "questionnaire",
        "register": "register", "remark": "remark", "round": "round",
    },
    "tasks": {"task": "task"},
    "vocabulary": {"term": "theme"},
}  # fmt: skip

# Rooms into which models moved while the keys came; their labels may stand in rows of a copy that ran in between.
_MOVED = {"library": ("cases", "adoptions", "imports"), "conversations": ("moderation",)}

KEYS = {f"{room}.{model}": key for room, models in _OLD.items() for model, key in models.items()}
LABELS = {key: label for label, key in KEYS.items()}
ALSO = {
    f"{other}.{model}": key for room, others in _MOVED.items() for other in others for model, key in _OLD[room].items()
}


def _rewrite(rows: Any, column: str, names: dict[str, str], unique: tuple[str, ...]) -> None:
    """Give each old name its new one; where a row with the new name stands already, the old row goes."""
    for old in rows.order_by().values_list(column, flat=True).distinct():
        new = names.get(old)
        if new is None:
            continue
        changing = rows.filter(**{column: old})
        if unique:
            for pk, *same in changing.order_by("pk").values_list("pk", *unique):
                if rows.filter(**{column: new}, **dict(zip(unique, same, strict=True))).exists():
                    rows.filter(pk=pk).delete()
        changing.update(**{column: new})


def to_keys(rows: Any, column: str = "about_kind", *, unique: tuple[str, ...] = ()) -> None:
    """Labels become keys; what is a key already stays as it is."""
    _rewrite(rows, column, KEYS | ALSO, unique)


def to_labels(rows: Any, column: str = "about_kind") -> None:
    """Keys become the labels of that time."""
    _rewrite(rows, column, LABELS, ())
