"""An API gateway as NGSP and provincial LGSP platforms run it: a token, then `/{api}/{version}/{operation}`."""
