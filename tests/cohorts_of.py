"""The slices of years of a Land, as the package has them."""

from sozialraum.model.cohorts import Cohorts
from sozialraum.sources.catalogue import packaged_cohorts

NRW = Cohorts.model_validate(packaged_cohorts()["nrw"])
