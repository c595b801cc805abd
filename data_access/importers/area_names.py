"""The many ways in which publishers write one place, and the codes that were replaced without a change of the place."""

import re
import unicodedata

# Statistical codes that were replaced while the authority for children's services stayed the same.
RECODED = {
    "E10000002": "E06000060",  # Buckinghamshire, 2020
    "E10000005": "E06000052",  # Cornwall, 2009
    "E10000010": "E06000047",  # County Durham, 2009
    "E10000022": "E06000057",  # Northumberland, 2009
    "E10000023": "E06000065",  # North Yorkshire, 2023
    "E10000026": "E06000051",  # Shropshire, 2009
    "E10000027": "E06000066",  # Somerset, 2023
    "E10000033": "E06000054",  # Wiltshire, 2009
    "E06000048": "E06000057",  # Northumberland, 2013
    "E08000020": "E08000037",  # Gateshead, 2013
    "E08000038": "E08000016",  # Barnsley: the Department for Education keeps the older code
    "E08000039": "E08000019",  # Sheffield: likewise
}

FORMER_DORSET = "dorset before april 2019"

# Left: as some file writes it; right: as its own name reads; both as ``plain_name`` gives them.
_VARIANTS = {
    "bath and ne somerset": "bath and north east somerset",
    "bedford borough": "bedford",
    "bedfordshire pre 2009": "bedfordshire",
    "bedfordshire pre lgr 2009": "bedfordshire",
    "blackburn": "blackburn with darwen",
    "bournemouth pre lg": "bournemouth",
    "brighton": "brighton and hove",
    "bristol": "bristol city of",
    "cheshire pre 2009": "cheshire",
    "cheshire pre lgr 2009": "cheshire",
    "city of bristol": "bristol city of",
    "dorset pre lg": FORMER_DORSET,
    "durham": "county durham",
    "east": "east of england",
    "herefordshire": "herefordshire county of",
    "hull": "kingston upon hull city of",
    "kingston upon hull": "kingston upon hull city of",
    "london inner": "inner london",
    "london outer": "outer london",
    "medway towns": "medway",
    "newcastle": "newcastle upon tyne",
    "poole pre lg": "poole",
    "pre lgr 2019 bournemouth": "bournemouth",
    "pre lgr 2019 dorset": FORMER_DORSET,
    "pre lgr 2019 poole": "poole",
    "southend": "southend on sea",
    "stockton": "stockton on tees",
    "stoke": "stoke on trent",
    "telford and the wrekin": "telford and wrekin",
    "yorkshire and humber": "yorkshire and the humber",
    "yorkshire and humberside": "yorkshire and the humber",
}


def plain_name(name: str) -> str:
    """A name in small letters, without punctuation, ``&`` spelled out: ``St. Helens`` → ``st helens``."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ").replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def standard_name(name: str) -> str:
    """The plain form of the name under which we know the place: ``Durham`` → ``county durham``."""
    plain = plain_name(name)
    return _VARIANTS.get(plain, plain)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names mean one place, given that they come with one code."""
    names = {standard_name(one), standard_name(other)}
    return len(names) == 1 or names == {"dorset", FORMER_DORSET}
