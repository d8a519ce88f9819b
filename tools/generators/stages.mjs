/**
 * `node tools/generators/stages.mjs`: writes what hare_setup knows of the stages (its stages.ts and
 * its dependencies) from their manifests. `--check`: only says which of these files is stale.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageFiles } from './stage-files.mjs';

const repository = path.resolve(fileURLToPath(new URL('.', import.meta.url)), '../..');
const inRepository = (file) => path.join(repository, file);
const [flag] = process.argv.slice(2);

if (flag === undefined || flag === '--check') {
  const files = await stageFiles({
    folders: readdirSync(inRepository('packages')),
    exists: (file) => existsSync(inRepository(file)),
    read: (file) => readFileSync(inRepository(file), 'utf8'),
  });
  for (const [file, text] of files) {
    if (readFileSync(inRepository(file), 'utf8') === text) continue;
    if (flag === undefined) {
      writeFileSync(inRepository(file), text);
      console.log(`wrote ${file}`);
    } else {
      console.error(`${file} is stale; run: node tools/generators/stages.mjs`);
      process.exitCode = 1;
    }
  }
} else {
  console.error('usage: node tools/generators/stages.mjs [--check]');
  process.exitCode = 2;
}
