"""An edition that gives something away is refused in words, and there is no way round it."""

import inspect
import re
from types import SimpleNamespace
from typing import cast

import pytest
from analysis.audit.riddles import indicator

from sozialraum.analysis.audit.audit import audit
from sozialraum.analysis.audit.refusal import refuse_unprotected, refuse_unsafe
from sozialraum.errors import InputError
from sozialraum.model.audit import Audit, AuditFinding
from sozialraum.model.codes import Code
from sozialraum.model.disclosure_rules import AudienceRule, Disclosure
from sozialraum.model.project import Project
from sozialraum.presentation.words.texts import problem_text, texts

PROJECT = cast(
    Project,
    SimpleNamespace(
        indicators=[indicator("poor", label={"de": "Arme Kinder", "en": "Poor children"})],
        coverage=[],
        cohorts=None,
        language="de",
    ),
)
NAMES = {"a": "Nord", "b": "Süd"}


def refused(*findings: AuditFinding) -> InputError:
    with pytest.raises(InputError) as caught:
        refuse_unsafe(Audit(findings), PROJECT, NAMES)
    return caught.value


def test_a_safe_edition_passes() -> None:
    refuse_unsafe(Audit(), PROJECT, NAMES)


def test_areas_of_one_indicator_and_date_are_one_problem() -> None:
    error = refused(AuditFinding("a", "poor:num", "2024", "sex=f"), AuditFinding("b", "poor", "2024"))
    assert [(one.code, one.value, one.fields["areas"]) for one in error.problems] == [
        (Code.EDITION_TELLS, "Arme Kinder", "Nord, Süd")
    ]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("told", "SR-730"),
        ("unprotectable", "SR-731"),
        ("without_input", "SR-732"),
        ("without_protection", "SR-733"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_sentence_names_indicator_date_and_area_and_no_value(fault: str, code: str, language: str) -> None:
    error = refused(AuditFinding("a", "poor", "2024-12-31", "", fault))  # type: ignore[arg-type]  # one of four words
    told = problem_text(error.problems[0], texts(language))
    assert code in told
    assert all(word in told for word in ("Arme Kinder", "2024-12-31", "Nord"))
    assert not re.search(r"\{|\}", told)


def test_numbers_for_which_no_protection_was_found_are_not_a_finding_of_the_audit() -> None:
    with pytest.raises(InputError) as caught:
        refuse_unprotected({"poor\x1f2024\x1f\x1fa"}, PROJECT, NAMES)
    assert [(one.code, one.value, one.fields["areas"]) for one in caught.value.problems] == [
        (Code.EDITION_WITHOUT_PROTECTION, "Arme Kinder", "Nord")
    ]


def test_no_key_and_no_argument_switches_the_audit_off() -> None:
    """What the project file may say of disclosure has no word for it, and neither has the audit."""
    keys = {*AudienceRule.model_fields, *Disclosure.model_fields}
    assert not [key for key in keys if re.search("audit|check|skip|prüf|pruef|force|unsafe", key)]
    assert list(inspect.signature(audit).parameters) == ["published", "results", "project", "earlier", "told"]
