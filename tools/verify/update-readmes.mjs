/**
 * Puts the help text of every bin into the README of its package: between `<!-- help -->` and `<!--
 * /help -->` that of `dist/bin.cjs`, and between `<!-- help NAME -->` and `<!-- /help -->` that of a
 * further bin of that name. Build first.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listWorkspaces, repository } from '../workspace/manifests.mjs';

for (const { folder, manifest } of listWorkspaces()) {
  const inPackage = (file) => path.join(repository, folder, file);
  const readme = inPackage('README.md');
  if (!existsSync(readme)) continue;
  const bins = Object.entries(manifest.bin ?? {});
  const text = readFileSync(readme, 'utf8');
  let next = text;
  for (const [name, file] of bins) {
    const { stdout, status } = spawnSync(process.execPath, [inPackage(file), '--help'], {
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
    });
    if (status !== 0) throw new Error(`${inPackage(file)} --help ends with ${status}`);
    const begin = file === 'dist/bin.cjs' ? '<!-- help -->' : `<!-- help ${name} -->`;
    next = next.replace(
      new RegExp(`${begin}[^]*?<!-- /help -->`),
      () => `${begin}\n\`\`\`\n${stdout}\`\`\`\n<!-- /help -->`,
    );
  }
  if (next === text) continue;
  writeFileSync(readme, next);
  console.log(`updated ${path.relative(repository, readme)}`);
}
