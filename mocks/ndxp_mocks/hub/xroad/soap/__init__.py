"""The SOAP side of a security server: the metaservices and the monitoring that are asked by SOAP, and its faults."""
