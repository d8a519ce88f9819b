/**
 * `node tools/demo/pictures.mjs`: draws the pictures of README and docs from made-up clusters; with
 * `--check` it only says which are not what would be drawn. Build first.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { factsFromFile, readDialect, viewCluster } from '@hare/cdf';
import { openConfStore } from '@hare/confstore';
import { compareViews, drawSvg } from '@hare/drawing';
import { makeCluster } from '../cluster-generator/make-cluster.mjs';
import { repository } from '../verify/ensure-installed.mjs';

/** A made-up cluster as it is drawn. */
async function viewOf(options) {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-pictures-'));
  try {
    const { confstore, facts } = makeCluster(options);
    const file = (name) => path.join(folder, name);
    writeFileSync(file('confstore.json'), JSON.stringify(confstore));
    writeFileSync(file('facts.json'), JSON.stringify(facts));
    const open = (name) => openConfStore(`json:${file(name)}`, { maps: true });
    const { model } = await readDialect(await open('confstore.json'), {
      facts: await factsFromFile(await open('facts.json')),
    });
    return viewCluster(model);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const three = await viewOf({ nodes: 3, cvgs: 2, disks: 4 });
const four = await viewOf({ nodes: 4, cvgs: 2, disks: 4 });
const { view: change, unchangedNodes } = compareViews(three, four);
const pictures = {
  'three-nodes.svg': drawSvg(three),
  'many-pools.svg': drawSvg(
    await viewOf({ nodes: 42, cvgs: 2, disks: 4, storageSets: 21, n: 1, k: 1, s: 1 }),
  ),
  'a-node-more.svg': drawSvg(change, {
    title: 'A node more',
    note: `nodes without a change, not drawn: ${unchangedNodes}`,
  }),
};

const folder = path.join(repository, 'docs/pictures');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(pictures)) {
  const file = path.join(folder, name);
  let old;
  try {
    old = readFileSync(file, 'utf8');
  } catch {
    old = undefined;
  }
  if (old === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`docs/pictures/${name} is not what is drawn: node tools/demo/pictures.mjs`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`drew docs/pictures/${name}`);
  }
}
