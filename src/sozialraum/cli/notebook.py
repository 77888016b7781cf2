"""The public face for notebooks: read a project, work it out, build its pages."""

from pathlib import Path

from sozialraum.cli.output import write_city
from sozialraum.pipeline import CityBuild
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import ProjectFolder
from sozialraum.sources.project import read_project as _read_project

__all__ = ["analyse", "build", "read_project"]


def read_project(path: str | Path, data: str | Path | None = None) -> ProjectFolder:
    """A city's project file.

    Args:
        path: projekt.toml or the folder that holds it.
        data: folder of the data where they do not lie beside it.

    Raises:
        InputError: carries every Problem of the project file.
    """
    return _read_project(Path(path), None if data is None else Path(data))


def analyse(folder: ProjectFolder) -> CityBuild:
    """All that follows from a city's files: `.results`, `.published` and `.atlas()`, a folium Map.

    Raises:
        InputError: carries every Problem of the files.
    """
    return CityBuild(folder.project, read_inputs(folder))


def build(folder: ProjectFolder, out: str | Path = "maps") -> Path:
    """Write a city's pages and tables; returns their folder.

    Raises:
        InputError: carries every Problem of the files.
        ForeignFolderError: the folder was not made by this program.
    """
    city = analyse(folder)
    return write_city(Path(out), city.slug, city.entry(), city.files(), lambda _: None)
