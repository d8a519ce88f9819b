import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { inRepository, runCommand } from '../src/run-bin.js';

const probe = 'src/boundary-probe.ts';
const written: string[] = [];

/** Writes a file with one import into a package, checks the boundaries, and takes the file away again. */
async function violations(folder: string, text: string): Promise<string> {
  const file = inRepository(path.join('packages', folder, probe));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  written.push(file);
  const { stdout } = await runCommand(['npx', 'depcruise', '--config', inRepository('tools/verify/boundaries.cjs'), path.join('packages', folder, probe)]);
  return stdout;
}

afterEach(() => {
  for (const file of written.splice(0)) rmSync(file);
});

test('a package that looks upwards is refused', async () => {
  expect(await violations('confstore', "import '../../cdf/src/model.js';\n")).toContain('confstore-depends-downwards-only');
});

test('a stage that knows another stage is refused', async () => {
  expect(await violations('stage-init', "import '../../stage-config/src/stage.js';\n")).toContain('stage-init-depends-downwards-only');
});

test('a package that is not declared may not be imported', async () => {
  expect(await violations('confstore', "import 'execa';\n")).toContain('declared-only');
});

test('a package that knows a tool is refused', async () => {
  expect(await violations('cdf', "import '../../../tools/sandbox/src/snapshot.js';\n")).toContain('packages-know-no-tools');
});
