import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inRepository, runCommand } from '../src/run-bin.js';

/** One forbidden import each: package folder, the rule it breaks, the import. */
const probes = [
  ['confstore', 'confstore-depends-downwards-only', '../../cdf/src/model.js'],
  ['stage-init', 'stage-init-depends-downwards-only', '../../stage-config/src/stage.js'],
  ['kv', 'declared-only', 'execa'],
  ['cdf', 'packages-know-no-tools', '../../../tools/sandbox/src/snapshot.js'],
] as const;

test('a package that looks upwards, knows another stage or a tool, or imports what it does not declare, is refused', async () => {
  const files = probes.map(([folder, , target]) => {
    const file = inRepository(path.join('packages', folder, 'src/boundary-probe.ts'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `import '${target}';\n`);
    onTestFinished(() => rmSync(file));
    return path.relative(inRepository('.'), file);
  });
  const { stdout, exitCode } = await runCommand(
    ['npx', 'depcruise', '--config', 'tools/verify/boundaries.cjs', ...files],
    {},
    inRepository('.'),
  );
  expect(exitCode).not.toBe(0);
  for (const [folder, rule] of probes)
    expect(stdout).toContain(`error ${rule}: packages/${folder}/src/boundary-probe.ts`);
});
