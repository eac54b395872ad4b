"""The start page is Chinese, compressed, and asks nothing of other hosts."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from dashboard.serve import Chinese, SecurityHeaders

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
