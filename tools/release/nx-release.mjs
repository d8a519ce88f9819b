/**
 * `node nx-release.mjs OPTIONS RESULT`: Nx's release with OPTIONS (JSON) in the current folder;
 * versions of each project go to the file RESULT, what Nx says to stdout.
 */
import { writeFileSync } from 'node:fs';
import { release } from 'nx/release/index.js';

const [options, result] = process.argv.slice(2);
const { projectsVersionData } = await release(JSON.parse(options));
writeFileSync(result, JSON.stringify(projectsVersionData));
process.exit(0);
