"""What a value is worth: SDMX OBS_STATUS codes, carried from the file to the legend and the export."""

from enum import StrEnum


class Status(StrEnum):
    """SDMX code list CL_OBS_STATUS, the part that is used here."""

    NORMAL = "A"  # zero included: a counted zero is a value
    ESTIMATED = "E"
    PROVISIONAL = "P"
    FORECAST = "F"
    UNRELIABLE = "U"
    MISSING = "O"
    NOT_COLLECTED = "L"
    NOT_APPLICABLE = "M"
    WITHHELD = "Q"


WITHOUT_VALUE = frozenset({Status.MISSING, Status.NOT_COLLECTED, Status.NOT_APPLICABLE, Status.WITHHELD})
MARKED = (Status.ESTIMATED, Status.PROVISIONAL, Status.FORECAST, Status.UNRELIABLE)

# When several values make one, the result is worth what its weakest part is worth; the later one here wins.
WEAKNESS = (
    Status.NORMAL,
    Status.PROVISIONAL,
    Status.ESTIMATED,
    Status.FORECAST,
    Status.UNRELIABLE,
    Status.NOT_APPLICABLE,
    Status.NOT_COLLECTED,
    Status.MISSING,
    Status.WITHHELD,
)
RANK = {str(status): rank for rank, status in enumerate(WEAKNESS)}
STATUS_OF = {rank: status for status, rank in RANK.items()}


def weakest(statuses: "list[str]") -> str:
    """The status of a value made from values of these statuses; NORMAL for none."""
    return max(statuses, key=RANK.__getitem__, default=str(Status.NORMAL))
