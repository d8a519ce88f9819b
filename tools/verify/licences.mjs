/**
 * Says which licences our dependencies have, and fails when one is not allowed: what we ship must
 * be permissive, tools may also be EPL-2.0, MPL-2.0, CC or public domain.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import satisfies from 'spdx-satisfies';
import { repository } from './ensure-installed.mjs';

const shipped = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Python-2.0',
];
const forTools = [...shipped, 'CC-BY-3.0', 'CC-BY-4.0', 'EPL-2.0', 'MPL-2.0', 'Unlicense', 'WTFPL'];

function isAllowed(licence, allowed) {
  try {
    return satisfies(licence, allowed);
  } catch {
    return false;
  }
}

const { packages } = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8'));
const counts = new Map();
const refused = [];
for (const [folder, { dev = false, link = false, license = 'none' }] of Object.entries(packages)) {
  if (!folder.includes('node_modules/') || link) continue;
  counts.set(license, (counts.get(license) ?? 0) + 1);
  if (!isAllowed(license, dev ? forTools : shipped))
    refused.push(`${folder.split('node_modules/').at(-1)}: ${license}${dev ? '' : ' (shipped)'}`);
}
console.log(
  [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([licence, count]) => `${licence} ${count}`)
    .join(', '),
);
for (const line of refused) console.error(`licence not allowed: ${line}`);
process.exitCode = refused.length === 0 && counts.size > 0 ? 0 : 1;
