"""Calls every tool of `newscheck mcp` with the official Python client, with a handshake and without; mcp.sh starts it."""

import asyncio
import os

from mcp import Client, StdioServerParameters
from mcp_types import ListRootsResult, Root

ROOT, KEPT, SITE = (os.environ[name] for name in ("ROOT", "KEPT", "SITE"))
OPTIONS = ["mcp", "--no-config", "--archive", KEPT, "--online", "--no-cache", "--allow-private=127.0.0.0/8"]
CLAIMS = [{"text": "The dam carried 57,000 tonnes of water last year."}]


async def roots(_context):
    return ListRootsResult(roots=[Root(uri=f"file://{ROOT}")])


async def call(client, name, arguments):
    # The client holds structured answers against their schemas.
    answer = await client.call_tool(name, arguments)
    assert not answer.is_error, (name, answer.content)
    assert answer.content[0].text and answer.structured_content is not None, name
    return answer.structured_content


async def every_tool(client):
    names = {tool.name for tool in (await client.list_tools()).tools}
    checked = await call(client, "check_article", {"path": "dam.md", "record": True})
    assert {"CIT001", "URL003", "EVD004"} <= {finding["code"] for finding in checked["findings"]}, checked["findings"]
    assert checked["not_checked"] and checked["record"]["headline"] == "Dam holds"
    parsed = await call(client, "parse_article", {"path": f"file://{ROOT}/dam.md", "limit": 1})
    assert (len(parsed["citations"]), parsed["next_offset"]) == (1, 1)
    resolved = await call(client, "resolve_citation", {"path": "dam.md", "label": "1"})
    assert resolved["url"] == "https://example.org/dam"
    for source in ({"url": "https://example.org/dam"}, {"url": f"{SITE}/dam.html"}):
        compared = await call(client, "check_claims", {"claims": CLAIMS, "sources": [source]})
        assert compared["claims"][0]["verdict"] == "figure-differs", compared
    links = await call(client, "check_links", {"urls": [f"{SITE}/dam.html", f"{SITE}/gone"]})
    assert links["counts"] == {"alive": 1, "dead": 1}, links
    mended = await call(client, "fix_article", {"path": "dam.md"})
    assert mended["applied"] == 1 and "utm_source" not in mended["text"] and mended["diff"]
    explained = await call(client, "explain_rule", {"rule": "CIT001"})
    assert explained["rules"][0]["name"] == "dangling-citation"
    found = await call(client, "search_archive", {"words": "harbour office"})
    read = await client.read_resource(found["captures"][0]["resource"])
    assert "41,000 tonnes" in read.contents[0].text
    assert (await client.list_resources()).resources
    for path in ("../secret.txt", "/etc/passwd", "out.md"):
        refused = await client.call_tool("parse_article", {"path": path})
        assert refused.is_error and "secret" not in refused.content[0].text.split(":", 1)[1], path
    prompt = await client.get_prompt("check_draft", {"path": "dam.md"})
    assert "check_article" in prompt.messages[0].content.text
    assert len(names) == 8, names


async def main():
    for mode in ("legacy", "auto", "2026-07-28"):
        for options, callback in (([], roots), (["--root", ROOT], None)):
            server = StdioServerParameters(command=os.environ["NEWSCHECK"], args=[*OPTIONS, *options])
            async with Client(server, mode=mode, list_roots_callback=callback) as client:
                await every_tool(client)
                print(f"Python, {mode}, {client.protocol_version}: all of it holds")


asyncio.run(main())
