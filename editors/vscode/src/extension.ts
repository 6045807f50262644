// Starts `newscheck lsp` and hands it what is open. All that is shown comes from there.

import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

const LANGUAGES = ['markdown', 'restructuredtext', 'html', 'plaintext'];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration('newscheck');
  const command = settings.get<string>('path', 'newscheck');
  client = new LanguageClient(
    'newscheck',
    'newscheck',
    { command, args: ['lsp'] },
    {
      documentSelector: LANGUAGES.map((language) => ({ language })),
      initializationOptions: { select: settings.get('select', []), ignore: settings.get('ignore', []) },
      synchronize: { configurationSection: 'newscheck' },
    },
  );
  context.subscriptions.push(
    vscode.commands.registerCommand('newscheck.checkThisOnline', async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document && client) {
        const uri = client.code2ProtocolConverter.asUri(document.uri);
        await client.sendRequest('workspace/executeCommand', { command: 'newscheck.checkOnline', arguments: [uri] });
      }
    }),
  );
  try {
    await client.start();
  } catch (error) {
    void vscode.window.showErrorMessage(`newscheck could not be started (${command}): ${error}`);
  }
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}
