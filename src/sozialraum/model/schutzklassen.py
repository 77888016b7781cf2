"""Of which class of data a count is: what its indicator says, else what its sources say, else the register."""

from collections.abc import Iterable, Mapping

from sozialraum.model.disclosure_rules import USUAL_CLASS, Schutzklasse
from sozialraum.model.indicators import Indicator, Source

STRICTER: tuple[Schutzklasse, ...] = ("oeffentlich", "register", "ba", "sozialdaten")  # each than those before it


def schutzklasse_of_source(source: Source) -> Schutzklasse:
    """The class of counts of people from that source; one that says none, or things only, counts as the register."""
    return _of_people(source.schutzklasse)


def schutzklasse(indicator: Indicator, sources: Mapping[str, Source], named: Iterable[str] = ()) -> Schutzklasse:
    """The class of an indicator.

    Args:
        indicator: its own class goes before that of any source; what counts only things is no secret.
        sources: id -> source.
        named: ids of sources that its rows name ("a" or "a;b"), beside its own one. The strictest counts.
    """
    if indicator.counts == "things" and indicator.base_counts == "things":
        return indicator.schutzklasse or "oeffentlich"
    if indicator.schutzklasse is not None:
        return _of_people(indicator.schutzklasse)
    ids = {one for text in (indicator.source or "", *named) for one in text.split(";")}
    return strictest(schutzklasse_of_source(sources[one]) for one in sorted(ids & set(sources)))


def schutzklassen(
    indicators: Iterable[Indicator], sources: Mapping[str, Source], named: Mapping[str, Iterable[str]]
) -> dict[str, Schutzklasse]:
    """The class of each indicator; one computed from others is at least as strict as they are.

    Args:
        indicators: all of a project.
        sources: id -> source.
        named: indicator id -> ids of sources that its rows name.

    Returns:
        Indicator id -> class.
    """
    definitions = {one.id: one for one in indicators}
    own = {id_: schutzklasse(one, sources, named.get(id_, ())) for id_, one in definitions.items()}

    def with_parts(id_: str, met: frozenset[str]) -> Schutzklasse:
        made_of = definitions[id_].computed_from
        parts = {made_of.numerator, made_of.denominator} if made_of else set()
        return strictest((own[id_], *(with_parts(one, met | {id_}) for one in sorted((parts & set(own)) - met))))

    return {id_: own[id_] if own[id_] == "oeffentlich" else with_parts(id_, frozenset({id_})) for id_ in definitions}


def strictest(classes: Iterable[Schutzklasse]) -> Schutzklasse:
    """The one that binds most; the register where there is none."""
    return max(classes, key=STRICTER.index, default=USUAL_CLASS)


def _of_people(stated: Schutzklasse | None) -> Schutzklasse:
    return USUAL_CLASS if stated in (None, "oeffentlich") else stated
