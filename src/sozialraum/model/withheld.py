"""What the public edition withholds, for the office that holds the data: a table of the internal edition alone."""

from typing import Literal

from sozialraum.model.tables import NUMBER, TEXT

Why = Literal["primary", "secondary", "derived"]
# primary: small for itself. secondary: withheld so that another cannot be worked out. derived: made from such numbers
WITHHELD = {
    "area_id": TEXT,  # "" where it belongs to a facility
    "what": TEXT,  # id of the indicator, the measure, the offer
    "of": TEXT,  # facility, target group or scenario, where one id stands for several figures; else ""
    "period": TEXT,
    "group": TEXT,
    "value": NUMBER,  # the truth
    "why": TEXT,
    "smallest": NUMBER,  # what somebody can work out at most who has the whole public edition; NA: no bound
    "largest": NUMBER,
}
WITHHELD_KEY = ["what", "of", "period", "group", "area_id"]
