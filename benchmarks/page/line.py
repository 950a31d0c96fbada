"""A slow line: 1.6 Mbit/s each way, 150 ms there and back, for all that goes through it.

Chromium's own emulation (Network.emulateNetworkConditions) slows requests but not websockets, over
which Streamlit sends the page: 400 kB came in 0.18 s where 2 s are right. So the line is made here,
between browser and server. Run as

    python -m benchmarks.page.line PORT:SERVER_PORT [PORT:SERVER_PORT …]

All ports share the line, as the connections of a phone do. A new connection costs one way there and
back. No packet is lost, and there is no slow start: kinder to large pages than a real line.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress

__all__ = ["BYTES_A_SECOND", "ROUND_TRIP_SECONDS"]

Connected = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

BYTES_A_SECOND = 200_000
ROUND_TRIP_SECONDS = 0.150
_CHUNK = 2_920


class Way:
    """One direction of the line: what is sent waits until what was sent before has gone."""

    def __init__(self) -> None:
        self._free_at = 0.0

    async def sent(self, size: int) -> float:
        """Wait until so many bytes have gone; returns when they arrive, by the loop's clock."""
        loop = asyncio.get_running_loop()
        self._free_at = max(loop.time(), self._free_at) + size / BYTES_A_SECOND
        await asyncio.sleep(self._free_at - loop.time())
        return self._free_at + ROUND_TRIP_SECONDS / 2


async def _carry(source: asyncio.StreamReader, target: asyncio.StreamWriter, way: Way) -> None:
    arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    delivery = asyncio.create_task(_deliver(arriving, target))
    with suppress(ConnectionError):
        while chunk := await source.read(_CHUNK):
            await arriving.put((await way.sent(len(chunk)), chunk))
    await arriving.put((0.0, b""))
    await delivery


async def _deliver(
    arriving: asyncio.Queue[tuple[float, bytes]], target: asyncio.StreamWriter
) -> None:
    loop = asyncio.get_running_loop()
    with suppress(ConnectionError):
        while True:
            at, chunk = await arriving.get()
            if not chunk:
                break
            await asyncio.sleep(at - loop.time())
            target.write(chunk)
            await target.drain()
    target.close()


async def _main(ports: list[tuple[int, int]]) -> None:
    up, down = Way(), Way()

    def line_to(server_port: int) -> Connected:
        async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(ROUND_TRIP_SECONDS)
            reply, ask = await asyncio.open_connection("127.0.0.1", server_port)
            await asyncio.gather(_carry(reader, ask, up), _carry(reply, writer, down))

        return connect

    for port, server_port in ports:
        await asyncio.start_server(line_to(server_port), "127.0.0.1", port)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    pairs = (pair.split(":") for pair in sys.argv[1:])
    asyncio.run(_main([(int(port), int(server)) for port, server in pairs]))
