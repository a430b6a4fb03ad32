"""HTTP Message Signatures (RFC 9421), on http-sf for structured fields and cryptography for keys.

http-message-signatures 3.0 is not used, because it refuses URLs that HTTP clients send, such as `?filter[name]=x`, and
messages with several signatures that carry no tag, and judges times by its own clock.
"""
