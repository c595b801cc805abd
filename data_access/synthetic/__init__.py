"""Made-up returns of any size with answers that are known before anything is counted. Nobody in them exists.

Each return is a short list of kinds of people, gone through again and again: person number i is of kind i modulo the
number of kinds and lives in ward i modulo the number of wards. What a kind counts for is said beside it, so the answer
for any size follows by arithmetic, without reading a row.
"""
