"""Keys of the data of an atlas or of an area's page that tell no figure of people: other numbers, and words."""


def _keys(text: str) -> frozenset[str]:
    """Each line: what keys stand below, then their names."""
    lines = (line.split(": ") for line in text.strip().splitlines())
    return frozenset(f"{above}.{name}".removeprefix(".") for above, names in lines for name in names.split())


# geometry, numbers of areas, dates, houses and kinds, digits, bounds of classes, and what is counted of areas;
# bounds.py and shown.py hold bounds and what is closed
NUMBERS = _keys("""
: facility_sizes[] fewest_areas outline[][][] self
areas[]: label[] neighbours[] rings[][][]
base[]: lines[][] names[][][] rings[][][]
facilities[]: area at[] merkmale[] size type
gap_board: bounds[] cuts[]
groups_of[]: decimals
larger.areas[]: label[] members[] neighbours[]
larger.layers.*.change[]: from
larger.layers.*.planned: from
layers[]: decimals
layers[].axes: critical[]
layers[].change[]: from
layers[].closed: kids[][] need[][]
layers[].planned: from
layers[].scale: apart[] upper[]
layers[].unassigned: why[][][]
levels[]: count
reach: squares[][]
reach.lattice: column columns row step
reach.more[]: at[]
reach.questions.*: drawn near steps[]
reach.questions.*.cells: houses[]
reach.questions.*.limit: m
""")

# names, ids, sentences, colours, shapes of maps, and letters of which shown.py holds those that speak of figures
WORDS = _keys("""
: address_term attribution borders headline[] language methods[][] neutral[] page people sides[] type_sources[]
areas[]: id name page part_of[]
base[]: id kind label names[][] shown
city: area_word area_words name notice slug
definitions[]: label
definitions[].layers[]: label rows[][]
facilities[]: id lines[][] name status status_label
facility_types[]: color id label labels letter shape shown
findings.areas.*[]: layer period text weight
findings.city[]: layer period text weight
gap_board.offers[]: id info[][] label layer short
gap_board.offers[].planned.*[]: counts from label state
gap_board.offers[].rows.*[]: f s
gap_board.offers[].rows.*[].why: *
gap_board.offers[].years[]: id label lage target tense
gap_board.offers[].years[].targets: *
groups[]: id label
groups_of[]: dimension label layer period period_label share unit
groups_of[].groups[]: city_s id label s
lage: layer note periods[] rank_note
lage.parts[]: field id label short
lage.ranks[]: robust
larger.areas[]: id name part_of[]
larger.layers.*: cmp[] s[]
larger.layers.*.city[]: s w
larger.layers.*.planned: s[]
larger.layers.*.planned.city[]: s w
larger.layers.*.planned.w[]: *
larger.layers.*.w[]: *
layers[]: caption change_unit class_note cmp[] firm[] firm_note group id info[][] kind label offer part polarity
layers[]: polarity_word s[] short symbols unit unit_words why_list
layers[].axes: critical_note x x_labels[] y y_labels[]
layers[].cells: drawn kind question what
layers[].city[]: s w
layers[].classes[]: code color label
layers[].periods[]: ahead break_before id label
layers[].planned: s[]
layers[].planned.city[]: s w
layers[].planned.w[]: *
layers[].scale: by
layers[].unassigned: label why[][][]
layers[].w[]: *
levels[]: area_word area_words id
merkmale[]: id label
notes.areas.*[]: on signed text
number: date decimal in_unit minus per quarter range span thousands
reach: annex network speed squares[][] way
reach.lattice: at
reach.more[]: name type
reach.outlines.*: *
reach.questions.*: basis fair[] label minutes[] people places_label short
reach.questions.*.cells: dep nearest places places_dep step
reach.questions.*.limit: label
reach.questions.*.places[]: color label
reach.questions.*.way[]: color label minutes
similar: by[] note
start: layer
texts: *
tour[]: sentence title
tour[].at: ansicht ebene gebiet ind jahr massnahmen
""")
