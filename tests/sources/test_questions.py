"""Questions left in a projekt.toml are told with their rows, so that nobody publishes them."""

import tomllib

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.sources.drafts.questions import open_questions, stopped_by_questions

TEXT = """schema = 1   # FRAGE: eins?
[sources.a]
publisher = "FRAGE: Wer?"
# FRAGE: zwei?
[sources.b]
publisher = "FRAGE: Wer?"
# publisher = "FRAGE: drei, in einem abgeschalteten Block"
title = "Die FRAGE: steht mitten im Satz"
"""


def test_each_question_in_a_value_is_told_with_its_own_row() -> None:
    found = open_questions(tomllib.loads(TEXT), TEXT, "projekt.toml")
    in_values = [(one.column, one.row, one.value) for one in found if one.code == Code.QUESTION_IN_VALUE]
    assert in_values == [("sources.a.publisher", 3, "Wer?"), ("sources.b.publisher", 6, "Wer?")]
    assert not any(one.is_error for one in found)


def test_questions_in_comments_are_told_together() -> None:
    [told] = [
        one
        for one in open_questions(tomllib.loads(TEXT), TEXT, "projekt.toml")
        if one.code == Code.QUESTIONS_IN_COMMENTS
    ]
    assert (told.row, told.fields["count"], told.fields["rows"]) == (1, "2", "1, 4")


def test_a_project_file_without_questions_says_nothing() -> None:
    assert open_questions({"a": ["x", {"b": 1}]}, 'a = ["x"]', "projekt.toml") == []


def test_a_fault_at_a_question_becomes_the_question() -> None:
    questions = open_questions(tomllib.loads(TEXT), TEXT, "projekt.toml")
    fault = Problem(Code.NOT_A_DATE, "projekt.toml", column="sources.b.publisher", value="FRAGE: We…")
    other = Problem(Code.KEY_MISSING, "projekt.toml", column="city.crs")
    told, kept, *rest = stopped_by_questions([fault, other], questions)
    assert (told.code, told.row, told.value, told.is_error) == (Code.QUESTION_STOPS, 6, "Wer?", True)
    assert kept is other
    assert [one.column for one in rest] == ["sources.a.publisher", None]
