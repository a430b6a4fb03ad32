"""What would let the checker go on or see more, as commands and options."""

from collections.abc import Mapping
from typing import Final

from compliance.model.remedy import Remedy
from compliance.model.text import Message

REMEDIES: Final[Mapping[Remedy, Message]] = {
    Remedy.LOOK_AT_ENDPOINTS: Message.of("`compliance audit` looks at running endpoints"),
    Remedy.NAME_A_HUB: Message.of("name a hub: --hub, --hub-client and --hub-stranger"),
    Remedy.NAME_A_CLIENT: Message.of("name the own registered system: --hub-client"),
    Remedy.NAME_A_STRANGER: Message.of("name a registered system without an agreement: --hub-stranger"),
    Remedy.NAME_A_WITHDRAWN_CLIENT: Message.of("name a system whose agreement was withdrawn: --hub-withdrawn"),
    Remedy.WAIT_FOR_THE_LOG: Message.of("wait for the log of the hub to be complete: --hub-log-wait 90"),
    Remedy.CONSENT_TO_TRIALS: Message.of(
        "let the owner write consent_to_trials with by, on and until into the record, or run with --mode staging"
    ),
    Remedy.GIVE_A_CREDENTIAL: Message.of("give a credential by reference: --credential, such as bearer=env:TOKEN"),
    Remedy.GIVE_A_HUB_CREDENTIAL: Message.of(
        "give what proves that client by reference: --hub-credential, such as stranger:mtls=file:stranger.pem"
    ),
    Remedy.READ_MORE: Message.of("read more of them: --reads N"),
    Remedy.GIVE_SAMPLE_VALUES: Message.of("write values that exist into the record: sample_values of the service"),
    Remedy.REHEARSE: Message.of("look at a staging environment: environment: staging in its record, --mode staging"),
    Remedy.ALLOW_FETCHING: Message.of("allow remote addresses to be fetched: --remote-refs"),
    Remedy.ALLOW_PRIVATE: Message.of("allow loopback and private addresses: --allow-private"),
    Remedy.IDENTIFY_TO_PROXY: Message.of(
        "give the address of the proxy with user and password by reference: --proxy env:NAME"
    ),
    Remedy.LOOK_WITHOUT_PROXY: Message.of("look from where no proxy is needed: without --proxy"),
    Remedy.WIDEN_ROOT: Message.of("name a wider folder: --root"),
    Remedy.LIST_PLATFORMS: Message.of("see `compliance platforms`"),
    Remedy.EXPLAIN_REQUIREMENT: Message.of("`compliance explain` with its id says why"),
    Remedy.LIST_RULES: Message.of("see `compliance rules`"),
    Remedy.GIVE_A_RULESET: Message.of("`--ruleset FILE`, or `ruleset` in the settings, names it"),
    Remedy.SPLIT_BY_OWNER: Message.of("write one for each owner into a folder: --split owner"),
    Remedy.LIST_RULES_AND_REQUIREMENTS: Message.of("see `compliance rules`, `compliance requirements`"),
}
