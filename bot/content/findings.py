"""A finding names the place of a fault, so that an editor can go there and mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What is wrong in one place of data/, and what was expected there."""

    file: str  # below data/, "topics/rights.yaml"
    key: str  # "contacts[police].hours.kind", "line 12", or "" for the whole file
    what: str

    def __str__(self) -> str:
        """Return `file: key: what`, as `check` prints it."""
        return ": ".join(part for part in (self.file, self.key, self.what) if part)
