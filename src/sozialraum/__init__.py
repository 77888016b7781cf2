"""Interactive maps of needs and service coverage for each Sozialraum.

For notebooks: `read_project`, `analyse`, `build`. They are imported when first used, so that the command line
answers quickly.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sozialraum.cli.notebook import analyse, build, read_project

__all__ = ["analyse", "build", "read_project"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from sozialraum.cli import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
