"""Injection points on the way of a call through both security servers, in the order in which it passes them."""

from typing import Final

from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.xroad.exchange import Exchange

CallPoint = Point[Exchange]

ARRIVAL: Final[CallPoint] = Point("arrival", "before-send")
GLOBAL_CONFIGURATION: Final[CallPoint] = Point("global-configuration", "before-send")
OWN_CERTIFICATE: Final[CallPoint] = Point("own-certificate", "before-send")
NAMES: Final[CallPoint] = Point("names", "before-send")
CLIENT_STATUS: Final[CallPoint] = Point("client-status", "before-send")
CLIENT_AUTHENTICATION: Final[CallPoint] = Point("client-authentication", "before-send")
PROVIDER_ADDRESS: Final[CallPoint] = Point("provider-address", "before-send")
MAINTENANCE: Final[CallPoint] = Point("maintenance", "before-send")
SEND: Final[CallPoint] = Point("send", "before-send")
PROVIDER_CLIENT: Final[CallPoint] = Point("provider-client", "before-send")
SERVICE: Final[CallPoint] = Point("service", "before-send")
SERVICE_TYPE: Final[CallPoint] = Point("service-type", "before-send")
ACCESS: Final[CallPoint] = Point("access", "before-send")
DISABLED: Final[CallPoint] = Point("disabled", "before-send")
SIGNATURE: Final[CallPoint] = Point("signature", "before-send")
FORWARD: Final[CallPoint] = Point("forward", "before-send")
ANSWERED: Final[CallPoint] = Point("answered", "after-send")
RECEIVED: Final[CallPoint] = Point("received", "after-send")
RETURN: Final[CallPoint] = Point("return", "after-send")
