import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { HareError } from '@hare/base';

/** Marks the place in Node's executable that says whether a program is in it. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/**
 * `node` with a CommonJS file of the folder `work` as its program. @throws HareError if that Node
 * does not support this
 */
export function makeExecutable(work: string, program: string, node: string): Buffer {
  // Names without a folder: they go into the executable.
  writeFileSync(
    path.join(work, 'sea.json'),
    JSON.stringify({ main: program, output: 'program.blob', disableExperimentalSEAWarning: true }),
  );
  execFileSync(node, ['--experimental-sea-config', 'sea.json'], {
    cwd: work,
    stdio: 'pipe',
  });
  const file = path.join(work, 'executable');
  copyFileSync(node, file);
  if (!readFileSync(file).includes(fuse)) {
    throw new HareError('RPM_NODE', `the Node at ${node} does not support single executables`, {
      hint: 'build only the package without Node: npm run package:rpm -- --only noarch',
    });
  }
  // In a process of its own: it warns about section names that Node's own build left, which is of
  // no use.
  execFileSync(
    process.execPath,
    [
      createRequire(import.meta.url).resolve('postject/dist/cli.js'),
      file,
      'NODE_SEA_BLOB',
      path.join(work, 'program.blob'),
      '--sentinel-fuse',
      fuse,
    ],
    { stdio: 'pipe' },
  );
  return readFileSync(file);
}
