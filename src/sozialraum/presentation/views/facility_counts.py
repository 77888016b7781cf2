"""How many facilities of a type stand in each area: what there is to see where nothing else is known yet."""

from sozialraum.model.establishments import FacilityType
from sozialraum.model.measures import COUNT
from sozialraum.model.periods import in_order
from sozialraum.model.tables import CITY
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import CityValue, Layer, by_period_and_area, numbers_of


def facility_layers(context: Context) -> list[Layer]:
    """A layer of circles for each type that is shown; types without facilities are left out."""
    layers = [_layer(context, type_) for type_ in context.project.facility_types if type_.shown]
    return [layer for layer in layers if layer.periods]


def _layer(context: Context, type_: FacilityType) -> Layer:
    words, table = context.words, context.published.measures
    rows = table[(table["measure_id"] == COUNT) & (table["target_group"] == type_.id)]
    own, city = rows[rows["area_id"].isin(context.areas)], rows[rows["area_id"] == CITY]
    label = words("facility_counts.label", types=context.text(type_.label_plural))
    info = [
        (words("info.definition"), words("facility_counts.definition")),
        (words("info.role"), words("rolle.angebot")),
        (words("info.raumbezug"), words("facility_counts.raumbezug")),
        (words("info.source"), context.sources([type_.source])),
    ]
    return Layer(
        id=f"{type_.id}_count",
        group="einrichtungen",
        kind="choropleth",
        label=label,
        short=label,
        unit="",
        decimals=0,
        polarity="keine",
        polarity_word=words("polarity.keine"),
        info=info,
        periods=in_order(list(rows["period"])),
        values=numbers_of(own),
        statuses=by_period_and_area(own, "status"),
        city={
            str(when): CityValue(float(value), str(status))
            for when, value, status in zip(city["period"], city["value"], city["status"], strict=True)
        },
        class_note=words("classes.note_symbols"),
        symbols=True,
        source_ids=(type_.source,),
        formula=words("facility_counts.definition"),
    )
