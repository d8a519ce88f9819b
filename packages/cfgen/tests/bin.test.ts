import { execFile, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';
import { readConfigFiles } from '../src/read-config-files.js';
import { temporaryFolder } from './support/temporary-folder.js';

const bin = fileURLToPath(new URL('../dist/bin.cjs', import.meta.url));
const golden = fileURLToPath(new URL('../fixtures/golden/', import.meta.url));
const run = promisify(execFile);

test('--help shows examples and exit codes', async () => {
  const { stdout } = await run(process.execPath, [bin, '--help']);
  expect(stdout).toContain('Usage: hare-cfgen [options] CDF');
  expect(stdout).toContain('hare-cfgen -o out --node ssc-1 --facts facts.json cluster.yaml');
  expect(stdout).toContain('Exit codes: 0 success');
});

test('the bin writes what Hare writes, and decode reads standard input', async () => {
  const folder = temporaryFolder();
  await run(process.execPath, [
    bin,
    '-o',
    folder,
    '--node',
    'ssc-1',
    path.join(golden, '23-log-devices/cdf.yaml'),
  ]);
  expect(readFileSync(path.join(folder, 'confd.xc'), 'utf8')).toBe(
    readFileSync(path.join(golden, '23-log-devices/confd.xc'), 'utf8'),
  );
  const decoding = run('sh', [
    '-c',
    `"${process.execPath}" "${bin}" decode - < "${path.join(folder, 'confd.cg')}"`,
  ]);
  expect((await decoding).stdout).toBe(readFileSync(path.join(folder, 'confd.xc'), 'utf8'));
});

test('a wrong option exits 2, a wrong file 1', async () => {
  await expect(run(process.execPath, [bin, '--nonsense', 'x'])).rejects.toMatchObject({ code: 2 });
  await expect(run(process.execPath, [bin, '/no/such.yaml'])).rejects.toMatchObject({ code: 1 });
});

test('a reader that stops early is no error', async () => {
  const { stderr } = await run('sh', [
    '-c',
    `"${process.execPath}" "${bin}" show "${path.join(golden, '09-formulaic/cdf.yaml')}" | head -n 1`,
  ]);
  expect(stderr).toBe('');
});

test('killed at any moment, the folder holds one configuration, whole, and the next run works', async () => {
  const folder = temporaryFolder();
  const [one, other, target] = [
    path.join(folder, 'one'),
    path.join(folder, 'other'),
    path.join(folder, 'target'),
  ];
  const cdfs = ['02-three-nodes-4+2+2-allowed', '13-custom-ports'].map((name) =>
    path.join(golden, name, 'cdf.yaml'),
  );
  const start = performance.now();
  await run(process.execPath, [bin, '-o', one, '--node', 'ssc-1', cdfs[0] ?? '']);
  const fullTimeMs = performance.now() - start;
  await run(process.execPath, [bin, '-o', other, '--node', 'ssc-1', cdfs[1] ?? '']);
  const whole = [await readConfigFiles(one), await readConfigFiles(other)];
  cpSync(one, target, { recursive: true });
  const kills = inject('limits').cfgenKills;
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(
      process.execPath,
      [bin, '-o', target, '--node', 'ssc-1', cdfs[(kill + 1) % 2] ?? ''],
      { stdio: 'ignore' },
    );
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await Promise.race([sleep(fullTimeMs * (0.5 + (0.7 * kill) / kills)), ended]);
    child.kill('SIGKILL');
    await ended;
    expect(whole).toContainEqual(await readConfigFiles(target));
  }
  await run(process.execPath, [bin, '-o', target, '--node', 'ssc-1', cdfs[0] ?? '']);
  expect(await readConfigFiles(target)).toEqual(whole[0]);
  expect(existsSync(path.join(target, '.hare-cfgen.commit'))).toBe(false);
});

/** A CDF of so many nodes, each with two CVGs of eight data drives, and a pool over all of them. */
function largeCdf(nodes: number): string {
  const indices = Array.from({ length: nodes }, (_, index) => index);
  const drives = [0, 1].map((cvg) =>
    Array.from({ length: 8 }, (_, disk) => `/dev/disk/by-id/cvg${cvg}-disk${disk}`),
  );
  const server = (cvg: readonly string[], index: number): string =>
    `  - io_disks:\n      data:\n${cvg.map((drive) => `      - {path: ${drive}, size: 1099511627776, blksize: 4096}\n`).join('')}      meta_data: /dev/meta${index}\n`;
  const node = (index: number): string =>
    `- hostname: node-${index}\n  data_iface: eth1\n  data_iface_ip_addr: 10.${index >> 8}.${index & 255}.1\n  processorcount: 16\n  memorysize_mb: 65536\n  machine_id: "${index.toString(16).padStart(32, '0')}"\n  m0_servers:\n  - runs_confd: true\n    io_disks: {data: []}\n${drives.map(server).join('')}  m0_clients:\n  - {name: m0_client_other, instances: 2}\n`;
  const refs = indices.flatMap((index) =>
    drives.flat().map((drive) => `  - {path: ${drive}, node: node-${index}}\n`),
  );
  const dix =
    '- {name: dix, type: dix, data_units: 1, parity_units: 2, spare_units: 0}\n- {name: md, type: md, data_units: 1, parity_units: 2}\n';
  return `nodes:\n${indices.map(node).join('')}pools:\n- name: all\n  data_units: 8\n  parity_units: 2\n  spare_units: 0\n  disk_refs:\n${refs.join('')}${dix}`;
}

test('time and memory are linear: 1000 nodes with 16,000 data drives take less than 10 s of processor time and 1 GB', async () => {
  const folder = temporaryFolder();
  const nodes = inject('limits').cfgenNodes;
  const meter = `data:text/javascript,process.on('exit',()=>{const{user,system}=process.cpuUsage();process.stderr.write('METER'+JSON.stringify({cpuMs:(user+system)/1000,peakKib:process.resourceUsage().maxRSS}))})`;
  const measure = async (
    count: number,
  ): Promise<{ readonly cpuMs: number; readonly peakKib: number }> => {
    writeFileSync(path.join(folder, 'cluster.yaml'), largeCdf(count));
    const { stdout, stderr } = await run(process.execPath, [
      '--import',
      meter,
      bin,
      '-o',
      path.join(folder, `out${count}`),
      '--node',
      'node-0',
      path.join(folder, 'cluster.yaml'),
    ]);
    expect(stdout).toContain(`(${count} nodes, ${count * 18} drives, 3 pools`);
    return JSON.parse(stderr.replace(/^[^]*METER/, '')) as {
      readonly cpuMs: number;
      readonly peakKib: number;
    };
  };
  const large = await measure(nodes);
  expect(large.cpuMs).toBeLessThan(10_000);
  expect(large.peakKib).toBeLessThan(1e9 / 1024);
  const small = await measure(Math.round(nodes * 0.15));
  expect(large.cpuMs / nodes).toBeLessThan((1.5 * small.cpuMs) / Math.round(nodes * 0.15));
});
