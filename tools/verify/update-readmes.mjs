/** Puts the help text of every bin between `<!-- help -->` and `<!-- /help -->` of its package's README. Build first. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from './ensure-installed.mjs';

for (const folder of readdirSync(path.join(repository, 'packages'))) {
  const bin = path.join(repository, 'packages', folder, 'dist/bin.js');
  const readme = path.join(repository, 'packages', folder, 'README.md');
  if (!existsSync(bin) || !existsSync(readme)) continue;
  const { stdout, status } = spawnSync(process.execPath, [bin, '--help'], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  if (status !== 0) throw new Error(`${bin} --help ends with ${status}`);
  const text = readFileSync(readme, 'utf8');
  const next = text.replace(/<!-- help -->[^]*?<!-- \/help -->/, () => `<!-- help -->\n\`\`\`\n${stdout}\`\`\`\n<!-- /help -->`);
  if (next === text) continue;
  writeFileSync(readme, next);
  console.log(`updated ${path.relative(repository, readme)}`);
}
