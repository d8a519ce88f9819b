import { rmSync, statSync, truncateSync } from 'node:fs';
import { consulForTests, startConsul } from '@hare/real-consul';
import { expect, onTestFinished, test } from 'vitest';
import { makeNodes, type ClusterNode } from '../src/nodes/make-nodes.js';
import { inRepository } from '../src/run-bin.js';
import { Transcript, type Seat } from '../src/transcript.js';

const program = await consulForTests();

test.skipIf(program === undefined)(
  'docs/three-nodes.md is what its commands print: from nothing to a tested cluster of three nodes',
  async () => {
    const consul = await startConsul({ binary: program?.binary ?? '', servers: 3 });
    onTestFinished(() => consul.stop());
    const cluster = makeNodes(consul, 3, { withPackages: true });
    onTestFinished(() => cluster.remove());
    const seats = cluster.nodes.map((sandbox, at): Seat => ({ name: `node-${at + 1}`, sandbox }));
    const [first] = seats as [Seat];
    const page = new Transcript(
      'Three nodes, by what is printed alone',
      'An operator with a ConfStore of three nodes and three machines with Consul has [installed](install.md) `hare_setup`, and reads only what it prints. The machines are directories here, their disks are sparse files, `hctl` is a simulation, and Consul is real: three servers, one for each node. Each command gets the directory of its machine in addition (`--root`), which the page omits; times are masked.',
      { [cluster.confstoreFile]: '/etc/hare/conf.json' },
    );
    const conf = '--config json:///etc/hare/conf.json';

    page.say('Is anything wrong with the first machine?');
    await page.type([first], `hare_setup doctor -q ${conf}`, 1);
    page.say('`prepare` must run on every node before any node can run `config`.');
    await page.type(seats, `hare_setup prepare ${conf}`);
    page.say('What will the rest do on the first node?');
    await page.type([first], `hare_setup plan --from config ${conf}`);
    page.say('`config` on each node: the first one also applies the configuration to the KV.');
    await page.type(seats, `hare_setup config ${conf}`);
    page.say('`init` on each node: the first one formats, for all of them.');
    await page.type(seats, 'hare_setup init');
    page.say('What is next?');
    await page.type([first], 'hare_setup status');
    page.say('Start the cluster, once.');
    await page.type([first], 'hctl bootstrap -c /var/lib/hare');
    page.say('Does the cluster match its description, seen from each node?');
    await page.type(seats, 'hare_setup test');
    await page.type([first], 'hare_setup status');
    await expect(page.text()).toMatchFileSnapshot(inRepository('docs/three-nodes.md'));
  },
);

test.skipIf(program === undefined)(
  'docs/repair.md is what its commands print: from a broken machine to one that is right again',
  async () => {
    const consul = await startConsul({ binary: program?.binary ?? '' });
    onTestFinished(() => consul.stop());
    const cluster = makeNodes(consul, 1, { withPackages: true });
    onTestFinished(() => cluster.remove());
    const [sandbox] = cluster.nodes as [ClusterNode];
    const seat: readonly Seat[] = [{ name: 'node-1', sandbox }];
    const page = new Transcript(
      'Repair a machine, by what is printed alone',
      'This node worked yesterday. Then its disk filled up, a file was removed to make room, and a service stopped. The operator on call reads only what is printed. The machine is a directory and `hctl` a simulation; the page omits `--root`, and times are masked.',
      { [cluster.confstoreFile]: '/etc/hare/conf.json' },
    );
    const setUp = await sandbox.setup(['run', '--config', `json://${cluster.confstoreFile}`]);
    expect(setUp.exitCode, setUp.output).toBe(0);
    const description = sandbox.at('var/lib/hare/cluster.yaml');
    truncateSync(description, Math.floor(statSync(description).size / 2));
    rmSync(sandbox.at('var/lib/hare/confd.xc'));

    page.say('How is it?');
    await page.type(seat, 'hare_setup status');
    page.say('`status` names the next step. What would it write?');
    await page.type(seat, 'hare_setup config --dry-run');
    page.say('Only what was damaged: do it.');
    await page.type(seat, 'hare_setup config');
    page.say('And now?');
    await page.type(seat, 'hare_setup status');
    await page.type(seat, 'hctl bootstrap -c /var/lib/hare');
    await sandbox.simulation.fail({ 'service-offline': 'ioservice' });
    page.say('Does the cluster match its description?');
    await page.type(seat, 'hare_setup test', 1);
    page.say('A service does not run. What is next?');
    await page.type(seat, 'hare_setup status');
    await sandbox.simulation.fail({});
    page.say('The journal shows why; the cause is removed and the unit started again. And now?');
    await page.type(seat, 'hare_setup test');
    await page.type(seat, 'hare_setup status');
    await expect(page.text()).toMatchFileSnapshot(inRepository('docs/repair.md'));
  },
);
