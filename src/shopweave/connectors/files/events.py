"""News of files."""

from dataclasses import dataclass

from shopweave.foundation import outbox


@outbox.event("files.imported")
@dataclass(frozen=True, slots=True)
class FileImported:
    """A file is in, whole: the skills may learn from it now."""

    import_id: str
    kind: str
