import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyConfiguration } from '@hare/kv';
import { parseCdf } from '@hare/cdf';
import { generateMotrConfig, kvEntries, renderFiles, writeConfigFiles } from '@hare/cfgen';
import { openSimulation, type Simulation } from '@hare/hctl-simulator';
import { makeSandbox, type Sandbox } from '@hare/sandbox';
import { createRunCommand } from '@hare/command';
import { runStageInProcess } from '@hare/stage/testing';
import { onTestFinished } from 'vitest';
import { test as testStage } from '../src/stage.js';

const drives = ['c', 'd', 'e', 'f']
  .map((letter) => `      - { path: /dev/sd${letter}, size: 10737418240, blksize: 4096 }`)
  .join('\n');

/** A CDF that says everything, so that no facts are missing. */
export const cdfText = `nodes:
- hostname: srvnode-1.data.private
  machine_id: 3f1c7a52d09b4c0e8a6b5d4e2f907183
  data_iface: eth3
  data_iface_type: tcp
  data_iface_ip_addr: 192.168.1.1
  transport_type: libfab
  processorcount: 4
  memorysize_mb: 8000
  m0_servers:
  - runs_confd: true
    io_disks:
      data: []
      log: []
  - io_disks:
      data:
${drives}
      log: []
      meta_data: /dev/sdb
  m0_clients:
  - { name: m0_client_s3, instances: 2 }
  - { name: m0_client_other, instances: 3 }
pools:
- name: the pool
  type: sns
  data_units: 1
  parity_units: 0
profiles:
- name: Profile_the_pool
  pools: [the pool]
create_aux: false
generate_formulaic_pvers: false
`;

export interface TestMachine extends Sandbox {
  readonly simulation: Simulation;
  readonly cdf: string;
  readonly kvFile: string;
  /** hctl by hand. */
  hctl(...words: readonly string[]): Promise<number | undefined>;
  test(...argv: readonly string[]): ReturnType<typeof runStageInProcess>;
}

/**
 * A machine that was configured and formatted, with a cluster that is down; it goes when the test
 * ends.
 */
export async function testMachine(
  env: Readonly<Record<string, string>> = {},
): Promise<TestMachine> {
  const sandbox = makeSandbox({ withPackages: false });
  onTestFinished(() => rmSync(sandbox.folder, { recursive: true }));
  const cdf = path.join(sandbox.root, 'var/lib/hare/cluster.yaml');
  const kvFile = path.join(sandbox.folder, 'kv.json');
  mkdirSync(path.dirname(cdf), { recursive: true });
  writeFileSync(cdf, cdfText);
  const config = generateMotrConfig((await parseCdf(cdfText, cdf)).model);
  await writeConfigFiles(
    path.dirname(cdf),
    renderFiles(config, { node: 'srvnode-1.data.private' }),
  );
  await applyConfiguration({
    kv: `json://${kvFile}`,
    entries: [...kvEntries(config)],
    owner: 'a test',
  });
  const own: Readonly<Record<string, string>> = {
    ...sandbox.env,
    HARE_KV: `json://${kvFile}`,
    ...env,
  };
  const { PATH = '' } = process.env;
  const run = createRunCommand({ env: { PATH, ...own } });
  const hctl: TestMachine['hctl'] = async (...words) =>
    (await run([own['HARE_HCTL'] ?? '', ...words])).exitCode;
  await hctl('bootstrap', '--mkfs', cdf);
  await hctl('shutdown');
  return {
    ...sandbox,
    env: own,
    simulation: openSimulation(sandbox.hctlState),
    cdf,
    kvFile,
    hctl,
    test: (...argv) =>
      runStageInProcess(testStage, {
        argv: ['--root', sandbox.root, ...argv],
        env: { PATH, ...own },
      }),
  };
}
