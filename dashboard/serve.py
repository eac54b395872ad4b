"""
The dashboard's server: Streamlit as one ASGI application under uvicorn, on 127.0.0.1.

Streamlit compresses nothing, says `lang="en"` and sends no security headers; small
middlewares do. Everything else stands in `start/.streamlit/config.toml`.
"""

import logging
import os
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import App

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

TITLE = "绩效透视"
#: Files that one visit asks for: some 120.
_MOST_KEPT = 600

#: The face needs inline styles and scripts of its own, and nothing of any other host.
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-src 'self' blob:; object-src 'none'; "
        "base-uri 'self'; form-action 'self'"
    ),
}


class SecurityHeaders:
    """Adds `HEADERS` to each answer that does not have them."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                present = {name.lower() for name, _ in headers}
                headers += [
                    (name.encode(), value.encode())
                    for name, value in HEADERS.items()
                    if name.encode() not in present
                ]
                message = {**message, "headers": headers}
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class Packed:
    """
    Keeps what was compressed of Streamlit's own files, so that 4 MB are compressed once and not each visit.

    Their names hold a hash of their content: an answer never changes. Goes around the compression.
    """

    def __init__(self, app: Application) -> None:
        self.app = app
        self._kept: dict[tuple[str, bytes], tuple[Message, bytes]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or scope.get("method") != "GET" or "/static/" not in path:
            await self.app(scope, receive, send)
            return
        key = (path, dict(scope["headers"]).get(b"accept-encoding", b""))
        if key in self._kept:
            start, body = self._kept[key]
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        sent: list[Message] = []

        async def kept(message: Message) -> None:
            sent.append(message)
            await send(message)

        await self.app(scope, receive, kept)
        start, body = sent[0], b"".join(message.get("body", b"") for message in sent[1:])
        packed = dict(start.get("headers", [])).get(b"content-encoding") == b"gzip"
        if start.get("status") == 200 and packed and len(self._kept) < _MOST_KEPT:
            self._kept[key] = (start, body)


class Chinese:
    """
    Says in the start page that it is Chinese, and what it is called; asks for the charts at once.

    With `lang="en"` a browser may take Japanese shapes of Chinese characters. The code of the charts is
    the largest file and wanted on nearly every page: fetched from the start, it waits for no first chart.
    """

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message | None = None
        parts: list[bytes] = []

        async def translated(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                kinds = dict(message.get("headers", []))
                if kinds.get(b"content-type", b"").startswith(b"text/html"):
                    start = message
                else:
                    await send(message)
                return
            if start is None:
                await send(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = b"".join(parts)
            body = body.replace(b'<html lang="en">', b'<html lang="zh-CN">')
            body = body.replace(b"<title>Streamlit</title>", f"<title>{TITLE}</title>".encode())
            body = body.replace(b"</head>", _charts().encode() + b"</head>")
            headers = [
                (name, str(len(body)).encode() if name.lower() == b"content-length" else value)
                for name, value in start["headers"]
            ]
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, translated)


@cache
def _charts() -> str:
    """The line of the start page that asks for the code of the charts; empty where it has another name."""
    scripts = Path(st.__file__).parent / "static" / "static" / "js"
    found = next(iter(sorted(scripts.glob("PlotlyChart.*.js"))), None)
    return f'<link rel="modulepreload" crossorigin href="./static/js/{found.name}">' if found else ""


def sorry(error: Exception) -> bool:
    """Log a bug with its traceback, and say so in the reader's language instead of Streamlit's box."""
    logging.getLogger(__name__).error("页面出错", exc_info=error)
    st.error(
        "此页出错了：这是程序的缺陷，不是数据的问题。详情已写入服务窗口的日志。"
        " / This page failed; it is a bug of the program, and the log has the details."
    )
    return True


def application() -> App:
    """Return the dashboard as an ASGI application."""
    return App(
        Path(__file__).parent / "start" / "app.py",
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(Packed),
            Middleware(GZipMiddleware, minimum_size=1000),
            Middleware(Chinese),
        ],
        on_script_error=sorry,
    )


def serve(port: int = 8501, warehouse: Path | None = None) -> None:
    """
    Serve the dashboard on 127.0.0.1 until interrupted.

    Args:
        port: to listen on; uvicorn says so and exits with 1 where it is taken.
        warehouse: folder of generations; None leaves `JIXIAO_WAREHOUSE` or the default.
    """
    if warehouse is not None:
        os.environ["JIXIAO_WAREHOUSE"] = str(warehouse)
    uvicorn.run(application(), host="127.0.0.1", port=port, log_level="warning", access_log=False)
