"""Files as other cities hand them out, drawn small: real forms, public names of districts, invented figures."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyproj
import shapely

Ring = list[tuple[float, float]]
UTM = "EPSG:25832"
SIDE = 1_000
KOELN_WKT = (
    'PROJCS["ETRS_1989_UTM_Zone_32N_7stellen",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",'
    'SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",2500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",9.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],'
    'UNIT["Meter",1.0]],VERTCS["DHHN92",VDATUM["Deutsches_Haupthoehennetz_1992"],PARAMETER["Vertical_Shift",0.0],'
    'PARAMETER["Direction",1.0],UNIT["Meter",1.0]]'
)


def squares(names: Sequence[str], west: float, south: float, across: int = 3) -> dict[str, Ring]:
    """A square for each name, row by row from the south-west."""
    found = {}
    for place, name in enumerate(names):
        x, y = west + SIDE * (place % across), south + SIDE * (place // across)
        found[name] = [(x, y), (x + SIDE, y), (x + SIDE, y + SIDE), (x, y + SIDE), (x, y)]
    return found


def degrees(ring: Ring, crs: str = UTM) -> Ring:
    """The ring as longitude and latitude."""
    way = pyproj.Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    return [tuple(round(one, 7) for one in way.transform(x, y)) for x, y in ring]


def middle(ring: Ring) -> tuple[float, float]:
    return (ring[0][0] + ring[2][0]) / 2, (ring[0][1] + ring[2][1]) / 2


def lonlat(x: float, y: float) -> tuple[float, float]:
    return degrees([(x, y)])[0]


def feature(properties: Mapping[str, Any], kind: str, coordinates: Any, **more: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", **more, "properties": dict(properties), "geometry": geometry}


def written(path: Path, document: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode(encoding))
    return path


# Köln


KOELN = {
    "101": "Altstadt/Süd",
    "102": "Neustadt/Süd",
    "103": "Altstadt/Nord",
    "201": "Bayenthal",
    "202": "Raderberg",
    "203": "Müngersdorf",
    "301": "Roggendorf/Thenhoven",
    "302": "Höhenhaus",
    "303": "Weiß",
}
KOELN_WEST, KOELN_SOUTH = 355_000, 5_643_000
KOELN_AGES = ("00 - < 03", "03 - < 06", "06 - < 15", "15 - < 75", "75 und älter")


def koeln(folder: Path) -> Path:
    """A Shapefile in a system of its own without .cpg, a long CSV with codes and labels, Esri JSON of schools."""
    drawn = squares(list(KOELN), KOELN_WEST + 2_000_000, KOELN_SOUTH)
    rings = {key: shapely.Polygon(ring) for key, ring in drawn.items()}
    x, y = drawn["303"][0]
    # a spike that crosses itself
    north = [(x + SIDE, y + SIDE), (x + 400, y + SIDE), (x + 600, y + 1010), (x + 600, y + 990), (x, y + SIDE)]
    rings["303"] = shapely.Polygon([(x, y), (x + SIDE, y), *north, (x, y)])
    frame = gpd.GeoDataFrame(
        {"STT_NR": list(KOELN), "STT_NAME": list(KOELN.values()), "FLAECHE": [float(SIDE * SIDE)] * 9},
        geometry=list(rings.values()),
        crs=UTM,
    )
    folder.mkdir(parents=True, exist_ok=True)
    shape = folder / "Stadtteil.shp"
    frame.to_file(shape, encoding="cp1252")
    shape.with_suffix(".cpg").unlink()
    shape.with_suffix(".prj").write_text(KOELN_WKT, encoding="ascii")
    table = bytearray(shape.with_suffix(".dbf").read_bytes())
    table[29] = 0x57
    shape.with_suffix(".dbf").write_bytes(bytes(table))
    rows = ["jahr,raum_id,raum_name,alter_code,alter_label,bevoelkerung"]
    for year in (2022, 2023):
        for n, age in enumerate(KOELN_AGES, start=1):
            for place, (key, name) in enumerate(KOELN.items()):
                rows.append(f"{year},{key},{name.replace('/', '-')},{n:02d},{age},{100 * n + place + year - 2022}")
            for district in range(1, 4):
                own = [place for place, key in enumerate(KOELN) if key[0] == str(district)]
                total = sum(100 * n + place + year - 2022 for place in own)
                rows.append(f"{year},{district:03d},Stadtbezirk {district},{n:02d},{age},{total}")
            city = sum(100 * n + place + year - 2022 for place in range(9))
            rows.append(f"{year},000,Köln,{n:02d},{age},{city}")
    text(folder / "bevoelkerung.csv", "\n".join(rows) + "\n")
    schools = [("Hauptschule Am Rhein", "101"), ("KGS Zugweg", "102"), ("GGS Weiß", "303")]
    positions = {key: lonlat(*middle(ring)) for key, ring in squares(list(KOELN), KOELN_WEST, KOELN_SOUTH).items()}
    written(
        folder / "schulen-in-koeln.arcgis.json",
        {
            "displayFieldName": "name",
            "geometryType": "esriGeometryPoint",
            "spatialReference": {"wkid": 4326, "latestWkid": 4326},
            "fields": [
                {"name": "objectid", "type": "esriFieldTypeOID"},
                {"name": "name", "type": "esriFieldTypeString"},
                {"name": "stand", "type": "esriFieldTypeDate"},
            ],
            "features": [
                {
                    "attributes": {
                        "objectid": n,
                        "name": name,
                        "stadtteil": KOELN[key].replace("/", "-"),
                        "stand": 1_704_067_200_000,
                    },
                    "geometry": {"x": positions[key][0], "y": positions[key][1]},
                }
                for n, (name, key) in enumerate(schools, start=1)
            ],
        },
    )
    return folder


# Hamburg

HAMBURG = ("Hamburg-Altstadt", "HafenCity", "Moorburg", "Altenwerder", "Ottensen", "Rothenburgsort", "Neuenfelde")
HAMBURG += ("Billstedt", "Horn", "Hamm")
HAMBURG_DISTRICTS = ("Hamburg-Mitte", "Altona", "Eimsbüttel", "Hamburg-Nord", "Wandsbek", "Bergedorf", "Harburg")
HAMBURG_WEST, HAMBURG_SOUTH = 563_000, 5_930_000


def hamburg_rows() -> list[list[Any]]:
    """Quarter, people, under 18, share of them, change; "." is unknown."""
    rows: list[list[Any]] = [
        ["Hamburg-Altstadt", 1675, 163, 9.7, -23],
        ["HafenCity", 1864, 301, 16.1, 120],
        ["Moorburg und Altenwerder", 743, ".", ".", -5],
        ["Ottensen", 33985, 4911, 14.5, 240],
        ["Rothenburgsort", 8543, 1204, 14.1, -12],
        *([name, 5000 + n, 900 + n, 18.0 + n, 7] for n, name in enumerate(HAMBURG[6:])),
    ]
    return rows


def hamburg(folder: Path, form: str = "xlsx", writer: Callable[..., Path] | None = None) -> Path:
    """GeoJSON with several features of one name, a workbook with groups, short and long names, points of interest."""
    drawn = squares(HAMBURG, HAMBURG_WEST, HAMBURG_SOUTH)
    features = []
    for place, (name, ring) in enumerate(drawn.items()):
        (x, y), east = ring[0], ring[1][0]
        half = (x + east) / 2
        halves = [[(x, y), (half, y), (half, y + SIDE), (x, y + SIDE), (x, y)]]
        halves.append([(half, y), (east, y), (east, y + SIDE), (half, y + SIDE), (half, y)])
        parts = halves if name in {"Ottensen", "HafenCity"} else [ring]
        if name in {"Moorburg", "Altenwerder"}:
            name = "Moorburg und Altenwerder"
        for part in parts:
            number = f"APP_ORTSTEILE_{35658 + len(features)}"
            properties = {"stadtteil_name": name, "ortsteil": 101 + len(features), "bezirk": place // 3 + 1}
            features.append(feature(properties, "MultiPolygon", [[degrees(part)]], id=number))
    written(folder / "hamburg-quarters.geojson", {"type": "FeatureCollection", "features": features})
    rows = hamburg_rows()
    totals: list[list[Any]] = [[name, 40_000 + n, 5_000 + n, 12.5, 10] for n, name in enumerate(HAMBURG_DISTRICTS)]
    totals.append(["Hamburg", 280_000, 35_000, 12.5, 70])
    short = ["Stadtteil", "Bev", "u18", "Ant u18", "Veränd"]
    long = ["", "Bevölkerung", "Unter 18-Jährige", "Anteil der unter 18-Jährigen in %", "Veränderung zum Vorjahr"]
    if form == "xlsx":
        assert writer is not None
        head: list[list[Any]] = [
            ["Daten für die Stadtteilprofile 2014, Berichtsjahr 2013"],
            [None, "Bevölkerung", None, None, "Entwicklung"],
            list(short),
            [None, *long[1:]],
            [],
            [],
        ]
        writer(folder / "Stadtteilprofile_2014.xlsx", {"Tabelle1": [*head, *rows, *totals]}, {"Tabelle1": ["B2:D2"]})
    else:
        lines = [
            "Daten für die Stadtteilprofile 2014;;;;",
            ";Bevölkerung;;;Entwicklung",
            ";".join(short),
            ";".join(long),
        ]
        lines += [";;;;", ";;;;"]
        lines += [";".join(map(_in_hamburg, row)) for row in [*rows, *totals]]
        text(folder / "Stadtteilprofile_2014.csv", "\r\n".join(lines) + "\r\n", "cp1252")
    points = []
    for n, (name, key) in enumerate([("Spielhaus Am Kai", "1"), ("Haus der Jugend", "2"), ("Jugendclub Süd", "0")]):
        x, y = middle(drawn["Ottensen" if key != "0" else "Hamburg-Altstadt"])
        x, y = (x + 10 * n + 10, y) if key != "0" else (x - 9_000, y)
        properties = {
            "Name": name,
            "geojson_feature_id": key,
            "Adresse": f"Weg {n + 1}",
            "Bemerkung": '197 "FRIDOLIN"',
        }
        points.append(feature(properties, "Point", lonlat(x, y)))
    written(folder / "jugendeinrichtungen_poi.geojson", {"type": "FeatureCollection", "features": points})
    return folder


def _in_hamburg(value: Any) -> str:
    """Blanks between thousands and around, a decimal comma, the minus apart."""
    if isinstance(value, str):
        return value if value != "." else "  .    "
    if isinstance(value, float):
        return f" {value:.1f}    ".replace(".", ",")
    if value < 0:
        return f"-  {-value}"
    return f" {value:,}    ".replace(",", " ")


# Leipzig

LEIPZIG = {
    "00": "Zentrum",
    "01": "Zentrum-Ost",
    "02": "Zentrum-Südost",
    "10": "Schönefeld-Abtnaundorf",
    "25": "Möckern",
}
LEIPZIG_WEST, LEIPZIG_SOUTH = 314_000, 5_690_000


def leipzig(folder: Path) -> Path:
    """Districts with exchanged axes and a feature of the whole city, and day-care centres from OpenStreetMap."""
    drawn = squares(list(LEIPZIG), LEIPZIG_WEST, LEIPZIG_SOUTH)
    turned = {key: [(y, x) for x, y in degrees(ring, "EPSG:25833")] for key, ring in drawn.items()}
    features = [
        feature({"key": key, "title": LEIPZIG[key]}, "Polygon", [ring]) for key, ring in sorted(turned.items())
    ]
    whole = shapely.union_all([shapely.Polygon(ring) for ring in turned.values()])
    features.append(feature({"key": "XX", "title": "Gesamt"}, "Polygon", [list(whole.exterior.coords)]))
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    written(folder / "leipzig-districts.json", {"type": "FeatureCollection", "crs": crs, "features": features})
    at = {
        key: dict(zip(("lon", "lat"), degrees([middle(ring)], "EPSG:25833")[0], strict=True))
        for key, ring in drawn.items()
    }
    tags = {"amenity": "kindergarten", "name": "Kita Zentrum", "operator": "Stadt Leipzig", "capacity": "110"}
    elements = [
        {"type": "node", "id": 1, **at["00"], "tags": tags},
        {"type": "node", "id": 2, **at["01"], "tags": {**tags, "name": 'Kita "Sonnenkäfer"', "capacity": "64"}},
        {"type": "way", "id": 3, "center": at["02"], "nodes": [9, 10], "tags": {**tags, "name": "Kita Südost"}},
        {"type": "relation", "id": 4, "center": at["10"], "members": [], "tags": {**tags, "name": "Kinderhaus"}},
        {"type": "node", "id": 9, **at["25"]},
    ]
    written(folder / "leipzig-daycares.json", {"version": 0.6, "generator": "Overpass API", "elements": elements})
    rows = ["Kennziffer;Ortsteil;Einwohner 2022;Einwohner 2023"]
    rows += [f"{key};{name};{1_000 + n};{1_010 + n}" for n, (key, name) in enumerate(LEIPZIG.items())]
    text(folder / "einwohner.csv", "\n".join(rows) + "\n")
    return folder


# Duisburg

DUISBURG = {
    "300_meiderich-beeck": "Meiderich/Beeck",
    "500_mitte": "Mitte",
    "neudorf-sued": "Neudorf-Süd",
    "neudorf-nord": "Neudorf-Nord",
}
DUISBURG_WEST, DUISBURG_SOUTH = 343_000, 5_699_000


def duisburg(folder: Path) -> Path:
    """A bare GeometryCollection for each quarter, named by its file; a table of people for each year."""
    for file, ring in squares(list(DUISBURG), DUISBURG_WEST, DUISBURG_SOUTH, 2).items():
        parts = [{"type": "MultiPolygon", "coordinates": [[[list(one) for one in degrees(ring)]]]}]
        written(folder / "grenzen" / f"{file}.json", {"type": "GeometryCollection", "geometries": parts})
    for year in (2021, 2022, 2023):
        rows = ["Ortsteil;Einwohner"]
        rows += [f"{name};{1_000 + n + year}" for n, name in enumerate(DUISBURG.values())]
        text(folder / f"einwohner_{year}.csv", "\n".join(rows) + "\n")
    return folder


# Chemnitz, Münster, Essen

CHEMNITZ = ("Zentrum", "Schloßchemnitz", "Sonnenberg", "Kaßberg")
CHEMNITZ_WEST, CHEMNITZ_SOUTH = 356_000, 5_632_000


def chemnitz(folder: Path) -> Path:
    """No crs, four coordinates for each corner, quotes inside names, and districts that contradict the positions."""
    drawn = squares(CHEMNITZ, CHEMNITZ_WEST, CHEMNITZ_SOUTH, 2)
    rings = {name: [[*corner, 0, 0] for corner in degrees(ring, "EPSG:25833")] for name, ring in drawn.items()}
    features = [
        feature({"STADTTNR": f"{n:02d}", "STADTTNAME": name}, "Polygon", [ring])
        for n, (name, ring) in enumerate(rings.items(), start=1)
    ]
    written(folder / "stadtteile.geojson", {"type": "FeatureCollection", "features": features})
    kitas = [
        ('197 "FRIDOLIN"', "Zentrum", "Zentrum", 90),
        ("Kita Schloßteich", "Schloßchemnitz", "Schloßchemnitz", 60),
        ("Waldkita", "Sonnenberg", "Kaßberg", 20),
    ]
    points = [
        feature(
            {"nr": n, "Einrichtung": name, "Stadtteil": said, "Plätze": places},
            "Point",
            [*degrees([middle(drawn[lies])], "EPSG:25833")[0], 0, 0],
        )
        for n, (name, said, lies, places) in enumerate(kitas, start=1)
    ]
    written(folder / "kitas.geojson", {"type": "FeatureCollection", "features": points})
    return folder


ESSEN = ("Stadtkern", "Ostviertel", "Nordviertel", "Westviertel")
ZONED = "urn:ogc:def:crs:EPSG::102329"
ESSEN_WEST, ESSEN_SOUTH = 359_000, 5_702_000


def essen(folder: Path) -> Path:
    """GML whose positions say the northing first, in the system with the zone before the easting."""
    drawn = squares(ESSEN, ESSEN_WEST, ESSEN_SOUTH, 2)
    members = []
    for n, (name, ring) in enumerate(drawn.items()):
        corners = " ".join(f"{y:.3f} {32_000_000 + x:.3f}" for x, y in ring)
        members.append(
            f'<gml:featureMember><app:Stadtteil gml:id="Stadtteil.{14001 + n}"><app:STNR>{n + 1:02d}</app:STNR>'
            f"<app:NAME>{name}</app:NAME><app:geom>"
            f'<gml:Polygon srsName="{ZONED}"><gml:exterior><gml:LinearRing><gml:posList>{corners}'
            "</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></app:geom></app:Stadtteil></gml:featureMember>"
        )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" '
        f'xmlns:app="http://www.deegree.org/app">{"".join(members)}</gml:FeatureCollection>'
    )
    text(folder / "stadtteile.gml", content)
    rows = ["Stadtteil,Einwohner 2023"] + [f"{name},{900 + n}" for n, name in enumerate(ESSEN)]
    text(folder / "einwohner.csv", "\n".join(rows) + "\n")
    return folder


# Tables of the official statistics, for the municipalities of a Kreis

KREIS = {"05562004": "Castrop-Rauxel", "05562012": "Dorsten", "05562014": "Gladbeck", "05562024": "Marl"}
KREIS_WEST, KREIS_SOUTH = 365_000, 5_720_000


def municipalities(folder: Path) -> Path:
    features = [
        feature({"AGS": key, "GEN": KREIS[key]}, "Polygon", [degrees(ring)])
        for key, ring in squares(list(KREIS), KREIS_WEST, KREIS_SOUTH, 2).items()
    ]
    return written(folder / "gemeinden.geojson", {"type": "FeatureCollection", "features": features})


def inkar(folder: Path, writer: Callable[..., Path], ending: str = ".xls") -> Path:
    """Names of indicators above years, keys that are numbers, notes on sheets of their own."""
    municipalities(folder)
    data: list[list[Any]] = [
        ["Kennziffer", "Raumeinheit", "Aggregat", "Kinderarmut", "Kinderarmut", "Einpersonenhaushalte"],
        [None, None, None, "2020", "2021", "2021"],
        *(
            [float(key), name, "Gemeinden", 20.1 + n, 21.5 + n, 30.25 + n]
            for n, (key, name) in enumerate(KREIS.items())
        ),
    ]
    notes: list[list[Any]] = [
        ["Kürzel", "Indikator"],
        ["a_kinderarm", "Kinderarmut"],
        ["a_1p", "Einpersonenhaushalte"],
    ]
    source: list[list[Any]] = [["Quelle: Laufende Raumbeobachtung, erfunden"]]
    writer(folder / f"inkar{ending}", {"Daten": data, "Metadaten": notes, "Quellangabe": source})
    return folder


def genesis(folder: Path) -> Path:
    """Titles, two rows of headings, signs in place of numbers, notes and the day behind a line."""
    municipalities(folder)
    lines = [
        "Tabelle: 12411-0015",
        "Bevölkerung: Gemeinden, Stichtag, Geschlecht;;;;;",
        "Fortschreibung des Bevölkerungsstandes;;;;;",
        "Bevölkerung (Anzahl);;;;;",
        ";;31.12.2021;31.12.2021;31.12.2022;31.12.2022",
        ";;männlich;weiblich;männlich;weiblich",
        "05562004;Castrop-Rauxel, Europastadt;36000;37400;36100;...",
        "05562012;Dorsten, Stadt;36500;.;36600;38100",
        "05562014;Gladbeck, Stadt;-;38600;/;38700",
        "05562024;Marl, Stadt;41500;42800;x;42900",
        "__________",
        "Ab 2011: Ergebnisse auf Grundlage des Zensus 2011.",
        "- = nichts vorhanden",
        "",
        "© Statistisches Bundesamt (Destatis), 2024 | Stand: 12.03.2024 / 10:22:33",
    ]
    text(folder / "12411-0015.csv", "\r\n".join(lines) + "\r\n", "cp1252")
    return folder


def zensus(folder: Path) -> Path:
    """Cells of 100 metres, with a column that says why a number is missing."""
    municipalities(folder)
    way = pyproj.Transformer.from_crs(UTM, "EPSG:3035", always_xy=True)
    rows = ["GITTER_ID_100m;x_mp_100m;y_mp_100m;Einwohner;werterlaeuternde_Zeichen"]
    for n in range(6):
        x, y = (int(one // 100 * 100) for one in way.transform(KREIS_WEST + 300 * n + 100, KREIS_SOUTH + 500))
        rows.append(f"CRS3035RES100mN{y}E{x};{x + 50};{y + 50};{4 * n if n else '–'};{'' if n else 'KLAMMERN'}")
    text(folder / "Zensus2022_Bevoelkerungszahl_100m-Gitter.csv", "\n".join(rows) + "\n")
    return folder


# An office's own workbooks

STADT = ("Altstadt", "Hafen", "Nordstadt", "Südstadt")
STADT_WEST, STADT_SOUTH = 400_000, 5_700_000


def quarters(folder: Path) -> Path:
    drawn = squares(STADT, STADT_WEST, STADT_SOUTH, 2)
    features = [
        feature({"STADTTEIL_NR": f"{n:02d}", "STADTTEIL": name}, "Polygon", [degrees(ring)])
        for n, (name, ring) in enumerate(drawn.items(), start=1)
    ]
    return written(folder / "stadtteile.geojson", {"type": "FeatureCollection", "features": features})


def agency(folder: Path, writer: Callable[..., Path]) -> Path:
    """Counts that are 12.0, blank columns between groups, a remark, a sum."""
    quarters(folder)
    rows: list[list[Any]] = [
        ["Arbeitslose nach Stadtteilen"],
        ["Berichtsmonat: Dezember 2024"],
        [],
        ["Stadtteil", None, "Arbeitslose", None, None, None, "SGB II", None, "Bemerkung"],
        [None, None, "Insgesamt", "Männer", "Frauen", None, "Insgesamt", None, None],
        ["Altstadt", None, 212.0, 112.0, 100.0, None, 340.0, None, None],
        ["Hafen", None, 12.0, "*", "*", None, 30.0, None, "teilweise geschwärzt"],
        ["Nordstadt", None, 96.0, 50.0, 46.0, None, 120.0, None, None],
        ["Südstadt", None, 0.0, 0.0, 0.0, None, "-", None, None],
        ["Summe", None, 320.0, None, None, None, 490.0, None, None],
        ["* Zahlenwerte kleiner 3 und Differenzen werden aus Datenschutzgründen nicht ausgewiesen."],
    ]
    writer(folder / "ba_2024-12.xlsx", {"Tabelle": rows}, {"Tabelle": ["C4:E4"]})
    return folder


KITA_PLACES: tuple[Any, ...] = (45, "45 (davon 10 U3)", 60, 0)


def kita_list(folder: Path, writer: Callable[..., Path], places: Sequence[Any] = KITA_PLACES) -> Path:
    """Keys and telephone numbers as numbers, merged cells, mojibake, coordinates with the zone in front."""
    quarters(folder)
    drawn = squares(STADT, STADT_WEST, STADT_SOUTH, 2)
    names = ("Kita Marktplatz", "Kita KÃ¤fernest", "Kita Nord", "Kita Süd")
    rows: list[list[Any]] = [
        ["Kitas der Stadt", None, None, None, None, None, None, None, None, None],
        ["Nr", "Träger", "Einrichtung", "AGS", "PLZ", "Telefon", "Plätze", "Eröffnet", "X", "Y"],
    ]
    for n, (name, (_, ring)) in enumerate(zip(names, drawn.items(), strict=True)):
        x, y = middle(ring)
        traeger = "Stadt" if n == 0 else "Kirche e.V." if n == 3 else None
        opened = f"01.08.202{n}"
        rows.append(
            [n + 1, traeger, name, 5562012, 1067 + n, 2362.0 + n, places[n], opened, 32_000_000 + x, float(y)]
        )
    writer(folder / "kitas_2024.xlsx", {"Kitas": rows}, {"Kitas": ["B3:B5"]})
    return folder
