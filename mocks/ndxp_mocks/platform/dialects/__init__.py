"""Dialects that a platform speaks beside its REST, one file each. The package is its own list.

A file has `dialect_of(platform)`, which says what is said in the dialect and answers it, SENTENCE, the Vietnamese words
for it in the document of the platform, and ENTRANCE, the path at which whoever speaks it begins. Where the dialect has
a description of its own, `description(platform)` is its text, and FORM what its file is called by: wsdl or xsd.
"""
