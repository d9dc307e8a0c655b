"""An action endpoint that is no endpoint: it runs the rasa-sdk actions in this process instead of calling a server."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from actions.rasa_action import ActionTurn

#: Two cores; a turn that hangs must not stop the next one.
THREADS = 4


class ActionFailed(RuntimeError):
    """An action raised. Rasa swallows what an action raises, so it is kept here until the turn is judged."""


class InProcessActions(EndpointConfig):  # type: ignore[misc]
    """Runs `ActionTurn` in a thread, so that a deadline can pass while it works."""

    def __init__(self) -> None:
        super().__init__(url="http://in-process.invalid", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_action(ActionTurn)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="turn")
        self.failures: dict[str, BaseException] = {}

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> Any:
        call = kwargs["json"]
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, call)
        except Exception as error:
            self.failures[call["sender_id"]] = error
            raise ActionFailed(type(error).__name__) from error

    def _run(self, call: dict[str, Any]) -> Any:
        # rasa-sdk's executor is a coroutine that never waits for our action: a loop of its own costs next to nothing.
        running = self._executor.run(call)
        try:
            running.send(None)
        except StopIteration as done:
            return done.value
        running.close()
        raise ActionFailed("the action waits for something")
