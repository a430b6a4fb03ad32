"""Rules on descriptions in XML: WSDL and XML Schema."""

from typing import Final

ORDER: Final = 2
SUBJECT: Final = "ServiceDescription"
