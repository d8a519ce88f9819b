/** publint over every package in one process: npx alone takes a second for each. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { repository } from './ensure-installed.mjs';

for (const name of readdirSync(path.join(repository, 'packages'))) {
  const pkgDir = path.join(repository, 'packages', name);
  if (!existsSync(path.join(pkgDir, 'package.json'))) continue;
  const { messages, pkg } = await publint({ pkgDir, strict: true, pack: false });
  for (const message of messages) console.error(`${name}: ${formatMessage(message, pkg)}`);
  if (messages.length > 0) process.exitCode = 1;
}
