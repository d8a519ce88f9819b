/**
 * `node tools/docs/generate.mjs`: writes docs/ from the data of the packages.
 * `--man DIR`: writes the manual pages of all bins below DIR instead (man1/…, man8/…).
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, ensureInstalled, repository } from '../verify/ensure-installed.mjs';

ensureInstalled();
ensureBuilt(['@hare/docs']);
const { renderPages, writeManuals } = await import('@hare/docs');
const [flag, folder] = process.argv.slice(2);
if (flag === '--man' && folder !== undefined) {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const date = (epoch === undefined ? new Date() : new Date(Number(epoch) * 1000))
    .toISOString()
    .slice(0, 10);
  for (const file of await writeManuals(path.resolve(folder), date)) console.log(file);
} else if (flag === undefined) {
  const docs = path.join(repository, 'docs');
  const pages = await renderPages();
  for (const part of ['stages', 'commands', 'errors']) {
    mkdirSync(path.join(docs, part), { recursive: true });
    for (const file of readdirSync(path.join(docs, part), { withFileTypes: true }).filter(
      (entry) => !pages.has(`${part}/${entry.name}`),
    ))
      rmSync(path.join(docs, part, file.name));
  }
  for (const [file, text] of pages) {
    mkdirSync(path.dirname(path.join(docs, file)), { recursive: true });
    writeFileSync(path.join(docs, file), text);
  }
  console.log(`wrote ${pages.size} pages to ${docs}`);
} else {
  console.error('usage: node tools/docs/generate.mjs [--man DIR]');
  process.exitCode = 2;
}
