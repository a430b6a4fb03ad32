"""Documents between agencies in edXML: the envelope of QCVN 102:2016 as it is seen in use (practice-ndxp-wire).

Its tables of fields were not read. What is held to here is what was seen: namespace, prefix, the order of envelope,
header and body, the parts of the header in order, the form of a document id and of dates, and that each attachment of
the manifest is there, once.
"""
