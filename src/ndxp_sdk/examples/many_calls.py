"""Many calls at once, with tasks: one client, one token, a bound on what is under way.

Gọi nhiều lời gọi cùng lúc bằng asyncio: một máy khách, một mã truy cập, có giới hạn số lời gọi đồng thời.
"""

import asyncio
import sys

from ndxp_sdk import AsyncClient, ClientSecret, NdxpError
from ndxp_sdk.examples._connecting import PORTAL, SERVICE, ended, local_url, simulated_secret

AT_ONCE = 10


async def main(ndxp: AsyncClient) -> None:
    """Ask for thirty enterprises, of which the mock has 24; one that fails does not end the others."""
    codes = [f"99990000{number:02}" for number in range(1, 31)]
    gate = asyncio.Semaphore(AT_ONCE)

    async def state_of(code: str) -> str:
        async with gate:
            try:
                answer = await ndxp.exchange.call(SERVICE, "GET", "/enterprises/{code}", values={"code": code})
                return str(answer.raise_for_status().json()["state"])
            except NdxpError as error:
                return type(error).__name__

    (await ndxp.exchange.call(SERVICE, "GET", "/enterprises")).raise_for_status()  # because without it no call succeeds
    found = await asyncio.gather(*(state_of(code) for code in codes))
    for state in sorted(set(found)):
        print(state, found.count(state))


async def run() -> None:
    """Connect to the mock; a profile would be `AsyncClient.from_profile()`."""
    own = ClientSecret(PORTAL, simulated_secret(PORTAL))
    async with AsyncClient(local_url(), client="VN/GOV/EXAMPLE/portal", credential=own) as ndxp:
        try:
            await main(ndxp)
        except NdxpError as error:
            sys.exit(ended(error))


if __name__ == "__main__":
    asyncio.run(run())
