"""Nothing unsuppressed reaches a page: one maker of Published, and presentation knows nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sozialraum"
MAKER = SOURCE / "analysis" / "disclosure.py"
CITY_READERS = {"open", "read_csv", "read_file", "read_excel", "read_parquet", "read_dataframe", "read_json"}


def modules(room: str = "") -> list[Path]:
    return sorted((SOURCE / room).rglob("*.py"))


def names_used(tree: ast.AST) -> Iterator[str]:
    """Every name, attribute and imported name of a module, in annotations too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name.rsplit(".", 1)[-1]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value


def makers(source: str) -> list[str]:
    """How a module makes a Published, or could without saying so."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called.rsplit(".", 1)[-1] == "Published":
                found.append(called)
            if called.rsplit(".", 1)[-1] == "replace" and any(
                "published" in ast.unparse(one).lower() for one in node.args[:1]
            ):
                found.append(ast.unparse(node))
        if isinstance(node, ast.ClassDef) and any("Published" in ast.unparse(base) for base in node.bases):
            found.append(f"class {node.name}")
    return found


@pytest.mark.slow
def test_only_disclosure_makes_what_may_be_shown() -> None:
    found = {path: makers(path.read_text(encoding="utf-8")) for path in modules()}
    assert found.pop(MAKER) == ["Published"]
    assert {path.name: made for path, made in found.items() if made} == {}


@pytest.mark.parametrize(
    "source",
    [
        "Published(audience=1)",
        "import x\nx.published.Published(1)",
        "from dataclasses import replace\nreplace(published, measures=None)",
        "dataclasses.replace(context.published, measures=None)",
        "class Mine(Published):\n    pass",
    ],
)
def test_each_way_around_the_gate_would_be_seen(source: str) -> None:
    assert makers(source)


def test_presentation_never_sees_results_or_inputs() -> None:
    for path in modules("presentation"):
        used = set(names_used(ast.parse(path.read_text(encoding="utf-8"))))
        assert not used & {"Results", "Inputs"}, path.name


def test_presentation_reads_no_city_files() -> None:
    """Its own assets and catalogues come through importlib.resources; nothing else is opened."""
    for path in modules("presentation"):
        used = set(names_used(ast.parse(path.read_text(encoding="utf-8"))))
        assert not used & CITY_READERS, path.name
        assert "Path" not in used, path.name


def test_the_gate_is_what_the_pipeline_goes_through() -> None:
    tree = ast.parse((SOURCE / "pipeline.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    contexts = [ast.unparse(call) for call in calls if ast.unparse(call.func) == "Context"]
    assert contexts
    assert all(text.startswith("Context(self.published,") for text in contexts)
    assert any(ast.unparse(call.func) == "publish" for call in calls)
