import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reportFailure } from '@hare/cli';
import { describe, expect, test } from 'vitest';
import { main } from './cli.js';
import { goldenText } from '../tests/support/golden.js';
import { temporaryFolder } from '../tests/support/temporary-folder.js';

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(...argv: readonly string[]): Promise<Outcome> {
  let [stdout, stderr] = ['', ''];
  const out = {
    columns: 0,
    print: (text: string) => void (stdout += text),
    report: (text: string) => void (stdout += text),
    data: (text: string) => void (stdout += text),
    warn: (text: string) => void (stderr += text),
  };
  try {
    return { exitCode: await main(argv, out), stdout, stderr };
  } catch (error) {
    return { exitCode: reportFailure('hare-cfgen', error, out.warn), stdout, stderr };
  }
}

function withCdf(name: string): {
  readonly folder: string;
  readonly cdf: string;
  readonly out: string;
} {
  const folder = temporaryFolder();
  const cdf = path.join(folder, 'cluster.yaml');
  writeFileSync(cdf, goldenText(`${name}/cdf.yaml`));
  return { folder, cdf, out: path.join(folder, 'out') };
}

describe('hare-cfgen CDF', () => {
  test('writes all files of a node, says so, and says unchanged the second time', async () => {
    const { cdf, out } = withCdf('golden/01-one-node');
    const first = await run('-o', out, '--node', 'ssc-1', cdf);
    expect(first).toEqual({
      exitCode: 0,
      stdout: `${out}: 11 of 11 files written (1 node, 5 drives, 3 pools, 68 objects)\n`,
      stderr: '',
    });
    expect(readdirSync(out).sort()).toEqual([
      'confd.cg',
      'confd.dhall',
      'confd.xc',
      'consul-agents.json',
      'consul-kv.json',
      'consul-server-conf',
      'node-name',
      'sysconfig',
    ]);
    expect(readFileSync(path.join(out, 'confd.xc'), 'utf8')).toBe(
      goldenText('golden/01-one-node/confd.xc'),
    );
    expect((await run('-o', out, '--node', 'ssc-1', cdf)).stdout).toBe(
      `${out}: 11 files, unchanged (1 node, 5 drives, 3 pools, 68 objects)\n`,
    );
  });

  test('leaves out what is for one node when this machine is none, and says how to have it', async () => {
    const { cdf, out, folder } = withCdf('golden/01-one-node');
    const { exitCode, stderr } = await run('-o', out, '--root', folder, cdf);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('pass --node NAME');
    expect(existsSync(path.join(out, 'node-name'))).toBe(false);
  });

  test('knows its node by machine-id below --root, and reads what is missing from this machine', async () => {
    const { cdf, out, folder } = withCdf('golden/01-one-node');
    writeFileSync(
      cdf,
      readFileSync(cdf, 'utf8')
        .replace(/ +size: 10737418240\n +blksize: 4096\n/g, '')
        .replace(/ +processorcount: 4\n/, '')
        .replace(/ +data_iface_ip_addr: .*\n/, '')
        .replace('eth1', 'lo'),
    );
    mkdirSync(path.join(folder, 'etc'));
    mkdirSync(path.join(folder, 'dev'));
    writeFileSync(path.join(folder, 'etc/machine-id'), `${'1'.padStart(32, '0')}\n`);
    for (const name of ['sdb', 'sdc', 'sdd'])
      writeFileSync(path.join(folder, 'dev', name), Buffer.alloc(8192));
    const missing = await run('-o', out, '--root', folder, cdf);
    expect(missing.exitCode).toBe(1);
    expect(missing.stderr).toContain(
      'node ssc-1, device /dev/sde: size and blksize are missing (it does not exist)',
    );
    expect(existsSync(out)).toBe(false);
    writeFileSync(path.join(folder, 'dev/sde'), Buffer.alloc(8192));
    const { exitCode, stderr } = await run('-o', out, '--root', folder, cdf);
    expect(exitCode).toBe(0);
    // Loopback is not the address of a node.
    expect(stderr).toMatch(
      /the data interface lo has 127\.0\.0\.1 \(loopback\).*; using the host name ssc-1 instead \[CFGEN_ADDRESS_PASSED_OVER\]/,
    );
    expect(readFileSync(path.join(out, 'node-name'), 'utf8')).toBe('ssc-1\n');
    expect(readFileSync(path.join(out, 'confd.cg'), 'utf8')).toMatch(
      /endpoint="inet:tcp:ssc-1@22001"/,
    );
    expect(readFileSync(path.join(out, 'confd.cg'), 'utf8')).toMatch(/size=8192 /);
  });

  test('takes what is missing from a facts file, then from the KV', async () => {
    const { cdf, out, folder } = withCdf('golden/01-one-node');
    writeFileSync(
      cdf,
      readFileSync(cdf, 'utf8')
        .replace(/ +processorcount: 4\n/, '')
        .replace(/ +memorysize_mb: .*\n/, ''),
    );
    const [facts, kv] = [path.join(folder, 'facts.json'), path.join(folder, 'kv.json')];
    writeFileSync(facts, '{"kv": {"ssc-1/facts": {"processorcount": 4}}}');
    writeFileSync(
      kv,
      '{"ssc-1/facts": "{\\"processorcount\\": 99, \\"memorysize_mb\\": 7820.25}"}',
    );
    expect(await run('-o', out, '--facts', facts, '--kv', `json://${kv}`, cdf)).toMatchObject({
      exitCode: 0,
    });
    expect(readFileSync(path.join(out, 'confd.xc'), 'utf8')).toBe(
      goldenText('golden/01-one-node/confd.xc'),
    );
    expect((await run('-o', out, '--facts', facts, cdf)).stderr).toContain(
      'node ssc-1: memorysize_mb is missing',
    );
    writeFileSync(facts, '{"facts": {}}');
    expect((await run('-o', out, '--facts', facts, cdf)).stderr).toContain('[FACTS_FILE]');
  });

  test('--dry-run tells what would be written and changes nothing; --json is a report', async () => {
    const { cdf, out } = withCdf('golden/16-lnet-custom-ports');
    expect((await run('--dry-run', '-o', out, cdf)).stdout).toContain('5 of 5 files to write');
    expect(existsSync(out)).toBe(false);
    const { stdout, stderr } = await run('--json', '-o', out, '--node', 'ssc-1', cdf);
    expect(JSON.parse(stdout)).toMatchObject({
      folder: out,
      node: 'ssc-1',
      dryRun: false,
      removed: [],
      warnings: [{ code: 'CFGEN_LNET_PORTS' }],
    });
    expect(stderr).toContain('hare-cfgen: warning: node ssc-1: transport_type is lnet');
  });

  test('places and cluster id end up in the files of the node', async () => {
    const { cdf, out } = withCdf('golden/01-one-node');
    await run(
      '-o',
      out,
      '--node',
      'ssc-1',
      '--prefix',
      '/p',
      '--conf-dir',
      '/c',
      '--log-dir',
      '/l',
      cdf,
    );
    expect(
      readFileSync(path.join(out, 'consul-server-conf/consul-server-conf.json'), 'utf8'),
    ).toMatch(/"\/p\/libexec\/elect-rc-leader",\s+"--conf-dir",\s+"\/c",\s+"--log-dir",\s+"\/l"/);
    const without = readFileSync(cdf, 'utf8').replace(/ +machine_id: .*\n/, '');
    writeFileSync(cdf, without);
    const uuidWith = async (id: string): Promise<string> => {
      await run('-o', out, '--node', 'ssc-1', '--cluster-id', id, cdf);
      return readFileSync(
        path.join(out, 'sysconfig/motr/ssc-1/m0d-0x7200000000000001:0x1'),
        'utf8',
      );
    };
    expect(await uuidWith('a')).not.toBe(await uuidWith('b'));
  });

  test('a CDF that is not valid is refused with every place, and writes nothing', async () => {
    const { cdf, out } = withCdf('invalid/08-spare-not-0-nor-K');
    const { exitCode, stderr } = await run('-o', out, cdf);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/cluster\.yaml:\d+:\d+: .*spare_units is 1.*\[CDF_SPARE_UNITS\]/);
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    [['/no/such/cluster.yaml'], 1, '/no/such/cluster.yaml'],
    [[], 2, 'missing argument CDF'],
    [['--nod', 'x', 'cdf'], 2, 'did you mean --node?'],
    [['--json', 'show'], 2, 'missing argument CDF|DIR'],
    [['a', 'b'], 2, 'unexpected argument "b"'],
  ])('%o: exit %i, %s', async (argv, exitCode, text) => {
    const outcome = await run(...argv);
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.stderr).toContain(text);
  });

  test('an unknown --node is refused with the names there are', async () => {
    const { cdf, out } = withCdf('golden/01-one-node');
    expect(await run('-o', out, '--node', 'ssc-9', cdf)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('use one of ssc-1') as string,
    });
  });
});

describe('hare-cfgen show', () => {
  test('prints the same tree for a CDF and for the folder made of it', async () => {
    const { cdf, out } = withCdf('golden/02-three-nodes-4+2+2-allowed');
    await run('-o', out, cdf);
    const { stdout } = await run('show', cdf);
    expect(stdout).toContain('pool-0 0x6f00000000000001:0x0 tier1\n');
    expect((await run('show', out)).stdout).toBe(stdout);
    const objects = JSON.parse((await run('show', '--json', out)).stdout) as readonly object[];
    expect(objects[0]).toMatchObject({
      object: 'root-0',
      fid: '0x7400000000000001:0x0',
      mdpool: 'pool-2',
      nodes: ['node-0', 'node-1', 'node-2'],
    });
  });

  test('-o writes the same tree as a page', async () => {
    const { cdf, out } = withCdf('golden/02-three-nodes-4+2+2-allowed');
    const page = path.join(out, '..', 'objects.html');
    expect(await run('show', cdf, '-o', page)).toMatchObject({ exitCode: 0, stdout: '' });
    const text = readFileSync(page, 'utf8');
    expect(text).toContain('pool-0 0x6f00000000000001:0x0 tier1');
    const lines = (await run('show', cdf)).stdout.trimEnd().split('\n');
    expect(text).toContain(`${lines.length} objects.`);
  });

  test('-o with --json is wrong usage, and nothing is written', async () => {
    const { cdf, out } = withCdf('golden/02-three-nodes-4+2+2-allowed');
    const page = path.join(out, '..', 'objects.html');
    expect(await run('show', cdf, '--json', '-o', page)).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('[USAGE]') as string,
    });
    expect(existsSync(page)).toBe(false);
  });

  test('says what is wrong with a folder without a configuration', async () => {
    expect(await run('show', temporaryFolder())).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('contains no generated configuration') as string,
    });
  });
});

describe('hare-cfgen decode', () => {
  test('prints xcode as confgen text, that as xcode again, and either as JSON', async () => {
    const folder = temporaryFolder();
    const [xc, cg] = [path.join(folder, 'confd.xc'), path.join(folder, 'confd.cg')];
    writeFileSync(xc, goldenText('m0confgen/03-formulaic-xc-to-confgen/input.txt'));
    const decoded = (await run('decode', xc)).stdout;
    expect(decoded).toBe(goldenText('m0confgen/03-formulaic-xc-to-confgen/expected.stdout'));
    writeFileSync(cg, decoded);
    expect((await run('decode', cg)).stdout).toBe(readFileSync(xc, 'utf8'));
    expect((await run('decode', '--to', 'confgen', cg)).stdout).toBe(decoded);
    expect(JSON.parse((await run('decode', '--json', xc)).stdout)).toEqual(
      JSON.parse((await run('decode', '--to', 'json', cg)).stdout),
    );
  });

  test('says where it stops making sense', async () => {
    const file = path.join(temporaryFolder(), 'confd.xc');
    writeFileSync(file, '[1:\n {0x6b| oops');
    expect(await run('decode', file)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`${file}:2:2: expected an object`) as string,
    });
    expect(await run('decode', '/no/such')).toMatchObject({ exitCode: 1 });
    expect(await run('decode', '--to', 'pdf', file)).toMatchObject({ exitCode: 2 });
  });
});

describe('hare-cfgen diff', () => {
  test('exits 0 when two folders are the same, 1 with the objects when they are not', async () => {
    const { cdf, out, folder } = withCdf('golden/01-one-node');
    const other = path.join(folder, 'other');
    await run('-o', out, cdf);
    await run('-o', other, cdf);
    expect(await run('diff', out, other)).toMatchObject({ exitCode: 0, stdout: '' });
    writeFileSync(cdf, readFileSync(cdf, 'utf8').replace('processorcount: 4', 'processorcount: 2'));
    await run('-o', other, cdf);
    const { exitCode, stdout } = await run('diff', out, other);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('~ node ssc-1 (node-0)\n    nr_cpu: 4 is now 2\n');
    expect(JSON.parse((await run('diff', '--json', out, other)).stdout)).toMatchObject({
      added: [],
      removed: [],
      renumbered: [],
    });
  });
});
