"""Who lies in whom: authorities, their region, core cities, and the wedges, committees, wards and schools of a city."""

from collections.abc import Iterable, Iterator

from dashboard.schema import Area, AreaType, Catalogue

CORE_CITIES = (
    "E08000025",  # Birmingham
    "E06000023",  # Bristol
    "E08000035",  # Leeds
    "E08000012",  # Liverpool
    "E08000003",  # Manchester
    "E08000021",  # Newcastle upon Tyne
    "E06000018",  # Nottingham
    "E08000019",  # Sheffield
)
LONDON = "E12000007"
LONDON_PARTS = ("E13000001", "E13000002")  # Inner and Outer: sources publish London, hardly ever its parts

_ORDER = ("East", "North East", "North West", "South", "West")
_WITH, _WITHOUT = "-with-kirkstall", "-without-kirkstall"
_KIRKSTALL = "Kirkstall"
_DEEPEST = 8  # school, ward, committee, wedge, authority, region, country, and one to spare


def authorities(catalogue: Catalogue) -> tuple[Area, ...]:
    """Today's children's-services authorities by name: the ones that are ranked. Abolished ones are left out."""
    found = (area for area in catalogue.areas.values() if area.type == "authority" and area.current)
    return tuple(sorted(found, key=lambda area: area.name))


def _upwards(catalogue: Catalogue, code: str) -> Iterator[Area]:
    area = catalogue.areas.get(code)
    for _ in range(_DEEPEST):  # a ring of parents must not hang a page
        if area is None:
            return
        yield area
        area = catalogue.areas.get(area.parent or "")


def authority_of(catalogue: Catalogue, code: str) -> Area | None:
    """The authority that an area lies in (itself, for an authority); None for regions and England."""
    return next((area for area in _upwards(catalogue, code) if area.type == "authority"), None)


def region_of(catalogue: Catalogue, code: str) -> Area | None:
    """The region whose published figures an area stands against; None for regions, England and unknown areas.

    For a London borough it is London, also where the sources list the borough under Inner or Outer London.
    """
    for area in _upwards(catalogue, code):
        if area.type == "region":
            whole = LONDON if area.code in LONDON_PARTS and LONDON in catalogue.areas else area.code
            return catalogue.areas[whole] if area.code != code else None
    return None


def region_note(catalogue: Catalogue, code: str) -> str:
    """What to say where the benchmark is wider than the sources' own grouping; empty for everyone else."""
    parts = [area.name for area in _upwards(catalogue, code) if area.code in LONDON_PARTS and area.code != code]
    region = region_of(catalogue, code)
    if not parts or region is None or region.code != LONDON:
        return ""
    return f"The region shown is London as a whole, not {parts[0]}."


def core_cities(catalogue: Catalogue, home: str) -> tuple[str, ...]:
    """The codes of the core cities, the home authority itself left out."""
    return tuple(code for code in CORE_CITIES if code != home and code in catalogue.areas)


def wedges(catalogue: Catalogue, home: str, kirkstall: str = "west") -> tuple[Area, ...]:
    """The wedges of a home authority, East first; ``kirkstall`` is the setting that says where that ward counts."""
    found = [area for area in catalogue.areas.values() if area.type == "wedge" and area.parent == home and area.current]
    others = {base_wedge(area.code): area for area in found if base_wedge(area.code) != area.code}
    usual = [area for area in found if base_wedge(area.code) == area.code]
    if kirkstall == "north-west":
        usual = [others.get(area.code, area) for area in usual]
    return tuple(sorted(usual, key=_place))


def _place(area: Area) -> tuple[int, str]:
    name = plain_name(area)
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def base_wedge(code: str) -> str:
    """The wedge without regard to where Kirkstall counts: ``leeds-west-without-kirkstall`` → ``leeds-west``."""
    return code.removesuffix(_WITH).removesuffix(_WITHOUT)


def plain_name(area: Area) -> str:
    """The name on a card or beside a line: a wedge is plain "East", whatever its catalogue entry adds."""
    return area.name.split(" (")[0].removesuffix(" Leeds").removesuffix(" wedge") if is_wedge(area) else area.name


def is_wedge(area: Area | None) -> bool:
    """Whether the area is one of the city's localities."""
    return area is not None and area.type == "wedge"


def name_of(catalogue: Catalogue, code: str) -> str:
    """The plain name of an area; its code where the catalogue does not know it."""
    area = catalogue.areas.get(code)
    return plain_name(area) if area else code


def children_of(catalogue: Catalogue, code: str, type: AreaType) -> tuple[Area, ...]:
    """The current areas of one type straight under another, by name."""
    found = (a for a in catalogue.areas.values() if a.type == type and a.parent == code and a.current)
    return tuple(sorted(found, key=lambda area: (area.name, area.code)))


def committees(catalogue: Catalogue, wedge: str) -> tuple[Area, ...]:
    """The community committees of a wedge, by name."""
    return children_of(catalogue, base_wedge(wedge), "committee")


def wards(catalogue: Catalogue, wedge: str) -> tuple[Area, ...]:
    """Today's wards of a wedge, by name; the two Kirkstall variants differ from the usual wedge by that ward."""
    base = base_wedge(wedge)
    found = [
        ward for committee in committees(catalogue, base) for ward in children_of(catalogue, committee.code, "ward")
    ]
    if wedge.endswith(_WITHOUT):
        found = [ward for ward in found if ward.name != _KIRKSTALL]
    elif wedge.endswith(_WITH):
        home = catalogue.areas[wedge].parent if wedge in catalogue.areas else None
        found += [ward for ward in _wards_named(catalogue, _KIRKSTALL, home) if ward not in found]
    return tuple(sorted(found, key=lambda area: (area.name, area.code)))


def _wards_named(catalogue: Catalogue, name: str, home: str | None) -> list[Area]:
    return [
        area
        for area in catalogue.areas.values()
        if area.type == "ward" and area.current and area.name == name and _lies_in(catalogue, area.code, home)
    ]


def _lies_in(catalogue: Catalogue, code: str, home: str | None) -> bool:
    authority = authority_of(catalogue, code)
    return authority is not None and authority.code == home


def schools(catalogue: Catalogue, wedge: str) -> tuple[Area, ...]:
    """The schools on sites in a wedge, by name."""
    found = [school for ward in wards(catalogue, wedge) for school in children_of(catalogue, ward.code, "school")]
    return tuple(sorted(found, key=lambda area: (area.name, area.code)))


def places_inside(catalogue: Catalogue, codes: Iterable[str]) -> frozenset[str]:
    """The wedges among ``codes`` and every place that lies wholly inside them: that is, all of its wards do.

    What is no wedge, or is not known, is not among them.
    """
    own = [code for code in codes if is_wedge(catalogue.areas.get(code))]
    inside = {ward.code for code in own for ward in wards(catalogue, code)}
    found = {area.code for area in catalogue.areas.values() if (of := _wards_of(catalogue, area)) and of <= inside}
    return frozenset(own) | found


def _wards_of(catalogue: Catalogue, area: Area) -> set[str]:
    """The wards that a place below the city consists of, or lies in; none for anything else."""
    if area.type == "ward":
        return {area.code}
    if area.type == "school":
        return {area.parent} if area.parent else set()
    if area.type == "committee":
        return {ward.code for ward in children_of(catalogue, area.code, "ward")}
    return {ward.code for ward in wards(catalogue, area.code)} if area.type == "wedge" else set()
