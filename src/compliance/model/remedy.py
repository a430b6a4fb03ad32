"""What would let the checker see more."""

from enum import StrEnum


class Remedy(StrEnum):
    """What would let the checker see more. How that is asked for is the word of each door."""

    LOOK_AT_ENDPOINTS = "look-at-endpoints"
    NAME_A_HUB = "name-a-hub"
    NAME_A_CLIENT = "name-a-client"
    NAME_A_STRANGER = "name-a-stranger"
    NAME_A_WITHDRAWN_CLIENT = "name-a-withdrawn-client"
    WAIT_FOR_THE_LOG = "wait-for-the-log"
    CONSENT_TO_TRIALS = "consent-to-trials"
    GIVE_A_CREDENTIAL = "give-a-credential"
    GIVE_A_HUB_CREDENTIAL = "give-a-hub-credential"
    READ_MORE = "read-more"
    GIVE_SAMPLE_VALUES = "give-sample-values"
    REHEARSE = "rehearse"
    ALLOW_FETCHING = "allow-fetching"
    ALLOW_PRIVATE = "allow-private"
    IDENTIFY_TO_PROXY = "identify-to-proxy"
    LOOK_WITHOUT_PROXY = "look-without-proxy"
    WIDEN_ROOT = "widen-root"
    LIST_PLATFORMS = "list-platforms"
    LIST_RULES = "list-rules"
    GIVE_A_RULESET = "give-a-ruleset"
    EXPLAIN_REQUIREMENT = "explain-requirement"
    SPLIT_BY_OWNER = "split-by-owner"
    LIST_RULES_AND_REQUIREMENTS = "list-rules-and-requirements"
