/** publint over every package in one process: npx alone takes a second for each. */
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { listWorkspaces, repository } from '../workspace/manifests.mjs';

for (const { name, folder } of listWorkspaces()) {
  const pkgDir = path.join(repository, folder);
  const { messages, pkg } = await publint({ pkgDir, strict: true, pack: false });
  for (const message of messages) console.error(`${name}: ${formatMessage(message, pkg)}`);
  if (messages.length > 0) process.exitCode = 1;
}
