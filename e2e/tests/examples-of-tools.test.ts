import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { consulForTests, startConsul, type ConsulCluster } from '@hare/real-consul';
import { makeSandbox } from '@hare/sandbox';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { allExamples } from '../src/examples/all-examples.js';
import { makeExamplePlace, type ExamplePlace } from '../src/examples/example-place.js';

const program = await consulForTests();
const examples = (await allExamples())
  .filter(({ bin }) => ['confstore', 'hare-cdf', 'hare-cfgen'].includes(bin))
  .map(({ command }) => command);
const finite = examples.filter((command) => !/ watch( |$)/.test(command));
const endless = examples.filter((command) => / watch( |$)/.test(command));
/** Exit codes that are not 0: what is compared here differs, as in life. */
const exitCodes: readonly (readonly [RegExp, number])[] = [
  [/^(confstore \S+ (compare|diff)|hare-cdf diff) [^|&>]*$/, 1],
];

let consul: ConsulCluster | undefined;
let sandbox: ReturnType<typeof makeSandbox>;
let place: ExamplePlace;
beforeAll(async () => {
  consul = program === undefined ? undefined : await startConsul({ binary: program.binary });
  sandbox = makeSandbox({ withPackages: false, packageManager: 'dpkg' });
  place = makeExamplePlace(sandbox, consul?.address);
  const prepare = [
    'hare-cdf generate json:store.json --facts facts.json -o cluster.yaml',
    'hare-cdf generate json:///tmp/exampleV2.json -o new.yaml',
    'cp cluster.yaml /var/lib/hare/cluster.yaml',
    'hare-cfgen -o /var/lib/hare --node ssc-1 cluster.yaml',
    'cp /var/lib/hare/confd.xc /etc/motr/confd.xc',
    'hare-cfgen -o out --node ssc-1 cluster.yaml',
    ...(consul === undefined
      ? []
      : ['confstore json:///etc/app.json copy consul://127.0.0.1:8500/app']),
  ];
  for (const command of prepare) {
    const { exitCode, stderr } = await place.type(command);
    if (exitCode !== 0) throw new Error(`${command}: exit ${exitCode ?? ''}\n${stderr}`);
  }
  cpSync(sandbox.folder, `${sandbox.folder}.kept`, {
    recursive: true,
    filter: (file) => !file.includes('/root/dev'),
  });
});
afterAll(async () => {
  for (const folder of [sandbox.folder, `${sandbox.folder}.kept`])
    rmSync(folder, { recursive: true, force: true });
  await consul?.stop();
});

describe('the examples of confstore, hare-cdf and hare-cfgen', () => {
  test('are many', () => {
    expect(finite.length).toBeGreaterThan(40);
    expect(endless.length).toBe(2);
  });

  test.for(finite)('%s', async (command, { skip }) => {
    skip(command.includes('consul://') && consul === undefined, 'there is no Consul here');
    cpSync(`${sandbox.folder}.kept`, sandbox.folder, { recursive: true, force: true });
    // To convert makes a new store.
    if (command.includes(' convert ')) await place.type('rm /etc/app.yaml app.toml');
    const expected = exitCodes.find(([pattern]) => pattern.test(command))?.[1] ?? 0;
    const { exitCode, stdout, stderr } = await place.type(command);
    expect(exitCode, stdout + stderr).toBe(expected);
    if (expected === 0) expect(stderr).not.toMatch(/\[[A-Z_]{4,}\]/);
  });

  test.for(endless)('%s: tells of a change, until it is ended', async (command, { skip }) => {
    skip(command.includes('consul://') && consul === undefined, 'there is no Consul here');
    const said = path.join(place.cwd, 'said');
    const called = path.join(sandbox.folder, 'systemctl.called');
    rmSync(said, { force: true });
    const watching = place.type(`${command} > said & echo $! > pid; wait`);
    const isTold = (): boolean =>
      [said, called].some((file) => existsSync(file) && readFileSync(file, 'utf8') !== '');
    let port = 9000;
    const changes = command.includes('consul://')
      ? 'confstore consul://127.0.0.1:8500/app set'
      : 'confstore json:///etc/app.json set';
    const change = (): Promise<unknown> => place.type(`${changes} 'server>port=${port++}'`);
    await vi.waitFor(
      async () => {
        await change();
        expect(isTold()).toBe(true);
      },
      { timeout: 600_000, interval: 200 },
    );
    await place.type('kill $(cat pid)');
    // A watch in a pipe ends when it has something to print and the reader is gone.
    await change();
    await watching;
  });
});
