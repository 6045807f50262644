-- Drives `newscheck lsp` with Neovim's own client: opens an article, reads its findings, goes from marker to
-- entry, mends a fault by a code action, renames a label, and edits. Exits with 1 at the first thing that is not so.
local binary, path = os.getenv('NEWSCHECK'), os.getenv('ARTICLE')

local function fail(what)
  io.stderr:write('not so: ' .. what .. '\n')
  vim.cmd('cquit 1')
end

local function holds(what, condition)
  if not vim.wait(20000, condition, 20) then fail(what) end
  print('ok ' .. what)
end

vim.cmd('edit ' .. path)
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({ name = 'newscheck', cmd = { binary, 'lsp', '--no-config' } })
vim.lsp.buf_attach_client(buffer, client)

local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do found[diagnostic.code or '?'] = diagnostic end
  return found
end
local function text() return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') end
local function ask(method, line, character, more)
  local params = { textDocument = vim.lsp.util.make_text_document_params(buffer),
    position = { line = line, character = character } }
  for key, value in pairs(more or {}) do params[key] = value end
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  return answers and answers[client] and answers[client].result
end

holds('the dangling marker is shown', function() return codes()['CIT001'] ~= nil end)
holds('it stands at its place', function()
  local found = codes()['CIT001']
  return found and found.lnum == 2 and found.col == 17
end)
local entry = ask('textDocument/definition', 2, 15)
holds('the marker leads to its entry', function() return entry and entry[1].range.start.line == 6 end)
local uses = ask('textDocument/references', 6, 1, { context = { includeDeclaration = false } })
holds('the entry leads to its marker', function() return #uses == 1 and uses[1].range.start.line == 2 end)

local whole = { start = { line = 0, character = 0 }, ['end'] = { line = 20, character = 0 } }
local actions = ask('textDocument/codeAction', 0, 0, { range = whole, context = { diagnostics = {} } })
for _, action in ipairs(actions) do
  if action.isPreferred then vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
end
holds('the fix is applied', function() return not text():find('utm_source', 1, true) end)
holds('and its finding gone', function() return codes()['URL003'] == nil and codes()['CIT001'] ~= nil end)

local renamed = ask('textDocument/rename', 6, 1, { newName = '7' })
vim.lsp.util.apply_workspace_edit(renamed, 'utf-16')
holds('the label is renamed in text and list', function()
  return text():find('holds [7][3]', 1, true) and text():find('[7] Dam.', 1, true) and not text():find('[1]', 1, true)
end)

vim.api.nvim_buf_set_text(buffer, 2, 17, 2, 20, {})
holds('an edit mends the dangling marker', function() return codes()['CIT001'] == nil end)
vim.lsp.stop_client(client)
vim.cmd('qall!')
