// Calls every tool of `newscheck mcp` with the official JavaScript client; mcp.sh starts it.
import assert from "node:assert/strict";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ListRootsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const { NEWSCHECK, ROOT, KEPT, SITE } = process.env;
const options = ["mcp", "--no-config", "--archive", KEPT, "--online", "--no-cache", "--allow-private=127.0.0.0/8"];
const client = new Client({ name: "mcp.sh", version: "1" }, { capabilities: { roots: { listChanged: true } } });
client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: `file://${ROOT}` }] }));
client.onerror = (error) => { throw error; };
await client.connect(new StdioClientTransport({ command: NEWSCHECK, args: options }));

// The client holds structured answers against their schemas.
async function call(name, args) {
  const answer = await client.callTool({ name, arguments: args });
  assert.ok(!answer.isError, `${name}: ${answer.content[0].text}`);
  assert.ok(answer.content[0].text && answer.structuredContent, name);
  return answer.structuredContent;
}

const { tools } = await client.listTools();
assert.equal(tools.length, 8);
const checked = await call("check_article", { path: "dam.md" });
const codes = checked.findings.map((finding) => finding.code);
for (const code of ["CIT001", "URL003", "EVD004"]) assert.ok(codes.includes(code), codes.join());
assert.equal((await call("parse_article", { path: "dam.md" })).headline, "Dam holds");
assert.equal((await call("resolve_citation", { path: "dam.md", label: "3" })).status, "dangling");
const claims = [{ text: "The dam carried 57,000 tonnes of water last year." }];
const compared = await call("check_claims", { claims, sources: [{ url: `${SITE}/dam.html` }] });
assert.equal(compared.claims[0].verdict, "figure-differs");
assert.deepEqual((await call("check_links", { urls: [`${SITE}/dam.html`, `${SITE}/gone`] })).counts, { alive: 1, dead: 1 });
assert.equal((await call("fix_article", { path: "dam.md" })).applied, 1);
assert.equal((await call("explain_rule", { rule: "CIT001" })).rules[0].name, "dangling-citation");
const found = await call("search_archive", { words: "harbour office" });
const read = await client.readResource({ uri: found.captures[0].resource });
assert.match(read.contents[0].text, /41,000 tonnes/);
assert.equal((await client.listResources()).resources.length, 1);
assert.equal((await client.listResourceTemplates()).resourceTemplates.length, 1);
assert.equal((await client.callTool({ name: "parse_article", arguments: { path: "out.md" } })).isError, true);
const prompt = await client.getPrompt({ name: "check_draft", arguments: { path: "dam.md" } });
assert.match(prompt.messages[0].content.text, /check_article/);
await client.ping();
await client.close();
console.log("JavaScript: all of it holds");
