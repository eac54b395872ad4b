"""The start page is Chinese, compressed, and asks nothing of other hosts."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import streamlit

from dashboard.serve import Chinese, Packed, SecurityHeaders

PAGE = b'<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body>\xe7\xbb\xa9</body></html>'


def answer(middleware, body_parts, content_type, kind="http"):
    """Run one request through a middleware over an application that sends `body_parts`."""
    length = str(sum(len(part) for part in body_parts)).encode()

    async def application(scope, receive, send):
        headers = [(b"content-type", content_type), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for at, part in enumerate(body_parts):
            more = at < len(body_parts) - 1
            await send({"type": "http.response.body", "body": part, "more_body": more})

    sent = []

    async def send(message):
        sent.append(message)

    # In a thread of its own: browser tests of the same process may have a loop running in this one.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, middleware(application)({"type": kind}, None, send)).result()
    headers = dict(sent[0]["headers"])
    return headers, b"".join(message.get("body", b"") for message in sent[1:])


def test_the_start_page_says_that_it_is_chinese():
    headers, body = answer(Chinese, [PAGE[:40], PAGE[40:]], b"text/html; charset=utf-8")
    assert b'<html lang="zh-CN">' in body
    assert "<title>绩效透视</title>".encode() in body
    assert int(headers[b"content-length"]) == len(body)


def test_other_answers_pass_untouched():
    script = b'const a = "<html lang=\\"en\\">"'
    _, body = answer(Chinese, [script], b"text/javascript")
    assert body == script


def test_every_answer_says_that_nothing_comes_from_other_hosts():
    headers, _ = answer(SecurityHeaders, [PAGE], b"text/html")
    policy = headers[b"content-security-policy"].decode()
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert headers[b"x-content-type-options"] == b"nosniff"


def test_the_start_page_asks_for_the_code_of_the_charts_at_once():
    page = PAGE.replace(b"</head>", b'<script src="./static/js/index.js"></script></head>')
    _, body = answer(Chinese, [page], b"text/html")
    link = r'<link rel="modulepreload" crossorigin href="\./static/js/(PlotlyChart\.[\w-]+\.js)">'
    [name] = re.findall(link, body.decode())
    assert (Path(streamlit.__file__).parent / "static" / "static" / "js" / name).is_file()


def asked(middleware, path, encoding=b"gzip"):
    """Ask a middleware for a path and return the body of its answer."""
    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", encoding)]}
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, middleware(scope, None, send)).result()
    return b"".join(message.get("body", b"") for message in sent[1:])


def test_a_file_is_compressed_once_and_kept_for_those_who_take_it_compressed():
    made = []

    async def application(scope, receive, send):
        made.append(scope["path"])
        packed = dict(scope["headers"])[b"accept-encoding"] == b"gzip"
        headers = [(b"content-encoding", b"gzip")] if packed else []
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"one ", "more_body": True})
        await send({"type": "http.response.body", "body": b"two"})

    packed = Packed(application)
    assert asked(packed, "/static/js/a.1.js") == asked(packed, "/static/js/a.1.js") == b"one two"
    assert made == ["/static/js/a.1.js"]
    asked(packed, "/static/js/a.1.js", b"identity")
    asked(packed, "/static/js/a.1.js", b"identity")
    asked(packed, "/_stcore/health")
    asked(packed, "/_stcore/health")
    assert made[1:] == ["/static/js/a.1.js"] * 2 + ["/_stcore/health"] * 2
