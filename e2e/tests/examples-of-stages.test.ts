import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { keepSandbox, makeSandbox } from '@hare/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allExamples } from '../src/examples/all-examples.js';
import { runCommand } from '../src/run-bin.js';
import { makeExamplePlace, type ExamplePlace } from '../src/examples/example-place.js';

const program = await consulForTests();
const examples = (await allExamples())
  .filter(({ bin }) => bin === 'hare_setup' || bin.startsWith('hare-stage-'))
  .map(({ command }) => command);

let consul: ConsulCluster | undefined;
let sandbox: ReturnType<typeof makeSandbox>;
let place: ExamplePlace;
let env: Readonly<Record<string, string>>;
let putBack: () => void;
beforeAll(async () => {
  consul = program === undefined ? undefined : await startConsul({ binary: program.binary });
  sandbox = makeSandbox({ packageManager: 'dpkg' });
  place = makeExamplePlace(sandbox, consul?.address);
  env = { ...sandbox.env, HARE_KV: `json://${path.join(sandbox.folder, 'kv.json')}` };
  mkdirSync(path.join(sandbox.root, 'var/backups/hare'), { recursive: true });
  const prepare = [
    "echo '127.0.0.1 srvnode-1.data.private' >> /etc/hosts",
    'hare_setup run --config json:///tmp/exampleV2.json',
    'hare_setup backup --target /var/backups/hare',
    'hare_setup plan --config json:///tmp/exampleV2.json --out /tmp/hare.plan',
    ...(consul === undefined ? [] : ['hare_setup backup --target consul://backup.example/hare']),
  ];
  for (const command of prepare) {
    const { exitCode, stdout, stderr } = await place.type(command, env);
    if (exitCode !== 0) throw new Error(`${command}: exit ${exitCode ?? ''}\n${stdout}${stderr}`);
  }
  putBack = keepSandbox(sandbox);
});
afterAll(async () => {
  for (const folder of [sandbox.folder, `${sandbox.folder}.kept`])
    rmSync(folder, { recursive: true, force: true });
  await consul?.stop();
});

test('the examples are many', () => {
  expect(examples.length).toBeGreaterThan(50);
});

/** On a machine that was brought up and has a backup. */
test.for(examples)('%s', async (command, { skip }) => {
  skip(command.includes('consul://') && consul === undefined, 'there is no Consul here');
  putBack();
  if (command.includes(' --wait')) {
    const hctl = path.join(sandbox.folder, 'bin/hctl');
    const files = path.join(sandbox.root, 'var/lib/hare');
    const started = await runCommand([hctl, 'bootstrap', '-c', files], env);
    expect(started.exitCode, started.stderr).toBe(0);
  }
  const { exitCode, stdout, stderr } = await place.type(command, env);
  // What the doctor finds on a machine of the tests is its own business.
  expect(command.startsWith('hare_setup doctor') ? [0, 1] : [0], stdout + stderr).toContain(
    exitCode,
  );
});
