/** `npm run docs:site`: docs/, the README of each package and ARCHITECTURE.md as a static site. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, repository } from '../verify/ensure-installed.mjs';
import { brokenLinks } from './check-links.mjs';

ensureInstalled();
const { build } = await import('vitepress');
const site = path.resolve(repository, process.argv[2] ?? 'dist/site');
await build(path.join(repository, 'tools/site'), { outDir: site });
// VitePress copies the pictures that a page shows, not those that it links to.
cpSync(path.join(repository, 'docs/pictures'), path.join(site, 'docs/pictures'), {
  recursive: true,
});
const broken = brokenLinks(site);
for (const link of broken) console.error(`broken link: ${link}`);
console.log(`wrote ${path.join(site, 'index.html')}`);
if (broken.length > 0) process.exitCode = 1;
