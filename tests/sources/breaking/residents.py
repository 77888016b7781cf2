"""One broken city for every code of a problem with its register of residents."""

from sources.breaking.breaks import REGISTER, REGISTER_ENTRY, REGISTER_HEAD, TARGETS, Break, register, toml, with_toml

from sozialraum.model.codes import Code


def cohorts(more: str) -> Break:
    return toml(TARGETS, f"[cohorts]\n{more}\n\n{TARGETS}")


BROKEN_RESIDENTS: dict[Code, Break] = {
    Code.COHORT_WINDOW: cohorts('preset = "nrw"\ngroups = [{ id = "x", label = { de = "x" }, kind = "kita" }]'),
    Code.CUT_OFF_INSIDE_MONTH: cohorts('preset = "nrw"\nschool_cut_off = "09-15"'),
    Code.COHORTS_PRESET_UNKNOWN: cohorts('preset = "nrv"'),
    Code.REGISTER_AGE_NEEDED: with_toml(
        TARGETS,
        f"{REGISTER_ENTRY}\n{TARGETS}".replace('birth_month = "MONAT", age = "ALTER", ', ""),
        {REGISTER: REGISTER_HEAD},
    ),
    Code.REGISTER_BORN_LATER: register("nord;31.12.2023;2024-01;;w;4"),
    Code.REGISTER_WITHOUT_AGE: register("nord;31.12.2023;;;w;4"),
    Code.REGISTER_AGE_TWICE: register("nord;31.12.2023;2021-03;2;w;4"),
    Code.REGISTER_AGE_UNREADABLE: register("nord;31.12.2023;;drei;w;4"),
    Code.REGISTER_MONTH_UNREADABLE: register("nord;31.12.2023;März;;w;4"),
    Code.REGISTER_NO_DAY: register("nord;2023;2021-03;;w;4"),
    Code.REGISTER_COUNT_UNFIT: register("nord;31.12.2023;2021-03;;w;-4"),
    Code.REGISTER_REPEATED: register("mitte;31.12.2023;2021-03;;w;3"),
    Code.REGISTER_DIFFERS: register("mitte;31.12.2023;2021-03;;w;4"),
    Code.REGISTER_LARGER_AREA: register("west;31.12.2023;2021-03;;w;4"),
    Code.REGISTER_SEX_UNKNOWN: register("nord;31.12.2023;2021-03;;d;4"),
    Code.QUESTION_IN_VALUE: toml('"Musterstadt, Statistikstelle"', '"FRAGE: Wer gibt sie heraus?"'),
    Code.QUESTION_STOPS: toml("boundaries_as_of = 2023-12-31", 'boundaries_as_of = "FRAGE: Von wann?"'),
    Code.QUESTIONS_IN_COMMENTS: toml("as_of = 2023-12-31\n", "as_of = 2023-12-31 # FRAGE: Wann?\n"),
}
