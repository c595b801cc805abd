"""The codes of the three returns and what each means for a count. Sources: docs/records.md."""

# What a young person does on a day, as client caseload systems (CCIS) code it. The scorecard leaves custody out.
EDUCATED = ("210", "220", "230", "240", "250", "260", "270", "280", "290")
EMPLOYED = ("310", "320", "330", "340", "350", "360", "380", "381", "550")
TRAINED = ("410", "430", "440", "450", "460")
RE_ENGAGED = ("530",)
NEET = ("540", "610", "615", "616", "619", "620", "630", "640", "650", "660", "670", "680")
CUSTODY = ("710",)
NOT_KNOWN = ("810", "820", "830")
ACTIVITIES = (*EDUCATED, *EMPLOYED, *TRAINED, *RE_ENGAGED, *NEET, *CUSTODY, *NOT_KNOWN)

# Months for which a record counts as up to date after the last contact, where the extract does not say when it expires.
CURRENT_FOR_NEET, CURRENT_FOR_OTHERS = 3, 12

# Register marks from August 2024, and those they replaced. What is in neither tuple is a session attended.
MISSED = ("C", "C1", "C2", "E", "H", "F", "I", "J1", "M", "R", "S", "T", "G", "N", "O", "U")
NOT_POSSIBLE = ("D", "Q", "X", "Y", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7", "Z", "#")
ATTENDED = ("/", "\\", "L", "B", "J", "K", "P", "V", "W")
MARKS = (*ATTENDED, *MISSED, *NOT_POSSIBLE)

SHORT_BREAKS = ("V3", "V4")
FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
PLACEMENTS = {"foster": FOSTER, "children-home": ("K1", "K2"), "parents": ("P1",), "independent": ("P2", "H5")}

_GROUPS = {
    "white": "WBRI WIRI WIRT WROM WOTH WHI WHR WHT WHE WHO WHG",
    "mixed": "MWBC MWBA MWAS MOTH MXC MXF MXA MXO",
    "asian": "AIND APKN ABAN AOTH CHNE IND PAK BAN ASI CHI",
    "black": "BCRB BAFR BOTH BLC BLA BLO BBRI",
    "other": "OOTH ARAB AOG AOA",
    "": "REFU NOBT X11 X12 X13",
}
# Code → broad group; empty where the family did not say.
ETHNICITIES = {code: group for group, codes in _GROUPS.items() for code in codes.split()}

# Title of every group of children that a count may name.
BREAKDOWNS = {
    "sex:female": "Girls and young women",
    "sex:male": "Boys and young men",
    "ethnicity:white": "White",
    "ethnicity:mixed": "Mixed or multiple ethnic groups",
    "ethnicity:asian": "Asian or Asian British",
    "ethnicity:black": "Black, Black British, Caribbean or African",
    "ethnicity:other": "Other ethnic groups",
    "sen:none": "No special educational needs",
    "sen:support": "SEN support",
    "sen:ehcp": "Education, health and care plan",
    "care:looked-after": "Looked after",
    "care:leaver": "Care leavers",
    "age:16": "Academic age 16",
    "age:17": "Academic age 17",
    "age:under-1": "Under 1",
    "age:1-4": "Aged 1 to 4",
    "age:5-9": "Aged 5 to 9",
    "age:10-15": "Aged 10 to 15",
    "age:16-17": "Aged 16 and 17",
    "placement:foster": "In foster care",
    "placement:children-home": "In children’s homes",
    "placement:parents": "Placed with parents",
    "placement:independent": "In independent or semi-independent living",
    "placement:other": "Placed elsewhere",
    "free-school-meals:yes": "Eligible for free school meals",
    "free-school-meals:no": "Not eligible for free school meals",
    "social-care:looked-after": "Children looked after",
    "social-care:protection": "Children on a child protection plan",
    "social-care:in-need": "Children in need (no plan, not looked after)",
    "social-care:none": "No social care",
}
