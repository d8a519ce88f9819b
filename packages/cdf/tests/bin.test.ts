import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { helpText } from '@hare/cli';
import { program } from '../src/cli/program.js';

const root = path.join(import.meta.dirname, '..');
const golden = path.join(root, 'fixtures/golden');
const store = (group: string, name: string): string =>
  `json:${path.join(golden, group, name, 'confstore.json')}`;
const facts = (name: string): string => path.join(golden, 'node', name, 'facts.json');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hare-cdf-bin-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The built bin as a process of its own. */
function hareCdf(
  args: readonly string[],
  input = '',
  searchPath?: string,
): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'dist/bin.cjs'), ...args],
    {
      encoding: 'utf8',
      input,
      cwd: folder,
      timeout: 60_000,
      ...(searchPath === undefined ? {} : { env: { ...process.env, PATH: searchPath } }),
    },
  );
  return { code: status, out: stdout, err: stderr };
}

describe('hare-cdf', () => {
  test('prints the same help with --help, -h and help, and its version', () => {
    for (const words of [['--help'], ['-h'], ['help']])
      expect(hareCdf(words)).toEqual({ code: 0, out: helpText(program, 'hare-cdf', 100), err: '' });
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(hareCdf(['--version']).out).toBe(`${version}\n`);
  });

  test.each([
    [[], 'missing command'],
    [['genrate'], 'did you mean generate?'],
    [['--jsn'], 'unknown option --jsn'],
    [['generate'], 'missing argument URL [USAGE]\n  hint: add it: hare-cdf generate URL\n'],
    [['validate', 'a', 'b'], 'unexpected argument "b"'],
    [['graph', 'a', '--as', 'png'], 'a PNG needs a file'],
    [['graph', 'a', '--as', 'svgz'], 'did you mean svg?'],
    [['show', 'a', '--nope'], 'unknown option --nope'],
  ])('refuses %j as wrong usage', (words, message) => {
    const { code, out, err } = hareCdf(words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('every command explains itself with examples', () => {
    for (const name of [
      'generate',
      'validate',
      'convert',
      'diff',
      'show',
      'graph',
      'explain',
      'schema',
    ]) {
      const { code, out } = hareCdf([name, '--help']);
      expect(
        [code, out.includes('Examples:'), out.startsWith(`Usage: hare-cdf ${name}`)],
        name,
      ).toEqual([0, true, true]);
    }
  });
});

describe('hare-cdf generate', () => {
  test('writes a file that the second run leaves alone', () => {
    const words = ['generate', store('rfc', '01-one-node'), '-o', 'cluster.yaml'];
    expect(hareCdf(words)).toEqual({ code: 0, out: '', err: 'cluster.yaml: written\n' });
    expect(hareCdf(words)).toEqual({ code: 0, out: '', err: 'cluster.yaml: unchanged\n' });
    expect(readFileSync(path.join(folder, 'cluster.yaml'), 'utf8')).toBe(
      hareCdf(words.slice(0, 2)).out,
    );
  });

  test('takes facts from a file, and from a KV', () => {
    const words = ['generate', store('node', '01-one-node')];
    const fromFile = hareCdf([...words, '--facts', facts('01-one-node')]);
    expect(fromFile.code).toBe(0);
    const { kv } = JSON.parse(readFileSync(facts('01-one-node'), 'utf8')) as { kv: unknown };
    writeFileSync(path.join(folder, 'kv.json'), JSON.stringify(kv));
    expect(hareCdf([...words, '--kv', 'json:kv.json'])).toEqual(fromFile);
  });

  test('names every missing fact when there is no source, and writes nothing', () => {
    const { code, err } = hareCdf(['generate', store('node', '01-one-node'), '-o', 'out.yaml']);
    expect(code).toBe(1);
    for (const key of ['data-1/facts', 'data-1/drives/dev/sdc', 'data-1/drives/dev/sdd'])
      expect(err).toContain(`key ${key}:`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('needs no facts for CDF 2021', () => {
    const { code, out } = hareCdf([
      'generate',
      store('node', '01-one-node'),
      '--cdf-format',
      '2021',
    ]);
    expect(code).toBe(0);
    expect(out).not.toMatch(/processorcount|size:/);
  });

  test.each([
    ['a file that is not there', 'json:nothing.json'],
    ['a scheme that is not known', 'xml:a.xml'],
    ['a ConfStore with a missing key', store('rfc', 'err-05-missing-storage')],
  ])('fails on %s and writes nothing', (_, url) => {
    const { code, out, err } = hareCdf(['generate', url, '-o', 'out.yaml']);
    expect([code, out, existsSync(path.join(folder, 'out.yaml'))]).toEqual([1, '', false]);
    expect(err).toMatch(/\[[A-Z_]+\]/);
  });

  test('says when the target cannot be written', () => {
    const { code, err } = hareCdf([
      'generate',
      store('rfc', '01-one-node'),
      '-o',
      path.join(root, 'package.json/cluster.yaml'),
    ]);
    expect(code).toBe(1);
    expect(err).toContain('[FILE_WRITE_FAILED]');
  });
});

describe('the other commands', () => {
  const cdf = path.join(golden, 'cfgen/23-log-devices/cdf.yaml');

  test('validate tells what a valid CDF is, and exits 1 with every problem of another', () => {
    expect(hareCdf(['validate', cdf]).out).toBe(
      `${cdf}: valid CDF 2022, 1 node, 2 controllers, 4 disks, 40 GiB\n`,
    );
    const broken = path.join(golden, 'cfgen-invalid/03-two-confds/cdf.yaml');
    expect(hareCdf(['validate', broken])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('[CDF_CONFD_REPEATED]') as string,
    });
    const report = JSON.parse(hareCdf(['validate', '--json', broken]).out) as unknown;
    expect(report).toMatchObject({
      valid: false,
      format: '2022',
      problems: [
        {
          severity: 'error',
          code: 'CDF_CONFD_REPEATED',
          field: 'nodes[0].m0_servers[1].runs_confd',
          where: { file: broken, line: expect.any(Number) as number },
        },
      ],
    });
  });

  test('validate reads standard input, and refuses what is not UTF-8', () => {
    expect(hareCdf(['validate', '-'], readFileSync(cdf, 'utf8')).out).toMatch(
      /^standard input: valid CDF 2022/,
    );
    writeFileSync(path.join(folder, 'latin1.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]));
    expect(hareCdf(['validate', 'latin1.yaml'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('not UTF-8 text [CDF_FILE]') as string,
    });
  });

  test('convert names what is lost, and converts a file in its place', () => {
    writeFileSync(path.join(folder, 'c.yaml'), readFileSync(cdf));
    const { code, err } = hareCdf(['convert', 'c.yaml', '-o', 'c.yaml']);
    expect(code).toBe(0);
    expect(err).toContain(
      'omitted processorcount, memorysize_mb of 1 node, which CDF 2021 does not support',
    );
    expect(hareCdf(['validate', 'c.yaml']).out).toMatch(/valid CDF 2021/);
  });

  test('diff exits 0 for the same, 1 for different, 2 for a problem', () => {
    const other = path.join(golden, 'cfgen/01-one-node/cdf.yaml');
    expect(hareCdf(['diff', cdf, cdf])).toEqual({
      code: 0,
      out: 'no difference in meaning\n',
      err: '',
    });
    expect(hareCdf(['diff', cdf, other])).toMatchObject({
      code: 1,
      out: expect.stringContaining('removed disk /dev/nvme0n1 of ssc-1') as string,
    });
    expect(hareCdf(['diff', cdf, 'nothing.yaml'])).toMatchObject({ code: 2, out: '' });
  });

  test('graph draws by the name of its output', () => {
    expect(hareCdf(['graph', cdf, '-o', 'c.mmd']).code).toBe(0);
    expect(readFileSync(path.join(folder, 'c.mmd'), 'utf8')).toMatch(/^flowchart LR\n/);
    expect(hareCdf(['graph', cdf]).out).toMatch(/^<svg /);
  });

  test('graph draws title, file and date; a picture that it cannot write is refused', () => {
    const svg = hareCdf(['graph', cdf, '--title', 'The <lab>', '--date', '2026-11-30']).out;
    expect(svg).toContain('>The &#60;lab&#62;</text>');
    expect(svg).toContain(`>${path.basename(cdf)}; 2026-11-30</text>`);
    expect(hareCdf(['graph', cdf, '-o', 'c.jpg'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('SVG, PNG or Mermaid') as string,
    });
    expect(existsSync(path.join(folder, 'c.jpg'))).toBe(false);
  });

  const converter = spawnSync('rsvg-convert', ['--version']).status;
  test.skipIf(converter !== 0)('graph draws a PNG with rsvg-convert', () => {
    expect(hareCdf(['graph', cdf, '-o', 'c.png'])).toMatchObject({ code: 0, out: '' });
    const png = readFileSync(path.join(folder, 'c.png'));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    const svg = hareCdf(['graph', cdf]).out;
    expect(png.readUInt32BE(16)).toBe(Number(/width="(\d+)"/.exec(svg)?.[1]));
    expect(hareCdf(['graph', cdf, '-o', 'c.png']).err).toBe('c.png: unchanged\n');
  });

  test.each([
    ['is missing', undefined, 'apt-get install librsvg2-bin'],
    ['fails', 'echo no fonts >&2; exit 1', 'rsvg-convert failed (1): no fonts'],
    ['fails halfway', 'printf "\\211PNG"; kill -9 $$', 'rsvg-convert failed (killed)'],
  ])('graph writes no PNG where rsvg-convert %s', (_, script, said) => {
    const bin = path.join(folder, 'bin-of-converter');
    rmSync(bin, { recursive: true, force: true });
    mkdirSync(bin);
    const file = path.join(bin, 'rsvg-convert');
    if (script !== undefined) writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const made = hareCdf(['graph', cdf, '-o', 'none.png'], '', bin);
    expect(made).toMatchObject({ code: 1, out: '', err: expect.stringContaining(said) as string });
    expect(existsSync(path.join(folder, 'none.png'))).toBe(false);
  });

  test('graph prints no PNG', () => {
    expect(hareCdf(['graph', cdf, '--as', 'png'])).toMatchObject({ code: 2, out: '' });
  });

  test.each(['--title', '--date'])('graph refuses %s for Mermaid', (option) => {
    expect(hareCdf(['graph', cdf, option, 'x', '-o', 'refused.mmd'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('[USAGE]') as string,
    });
    expect(existsSync(path.join(folder, 'refused.mmd'))).toBe(false);
    expect(hareCdf(['graph', cdf, option, 'x', '-o', 'kept.md', '--as', 'svg']).code).toBe(0);
  });

  test('graph --compare draws what changes, and nothing when nothing does', () => {
    const other = path.join(golden, 'cfgen/01-one-node/cdf.yaml');
    expect(hareCdf(['graph', '--compare', cdf, other]).out).toMatch(/>Changes: \d+<\/text>/);
    expect(hareCdf(['graph', '--compare', cdf, other]).out).toContain('>≠ ssc-1<title>');
    expect(hareCdf(['graph', '--compare', cdf, cdf]).out).toContain('>Nothing changes</text>');
  });

  test('show, explain and schema print', () => {
    expect(hareCdf(['show', cdf]).out).toContain('ssc-1  2     2+2');
    expect(hareCdf(['explain', 'spare_units']).out).toContain('checked by CDF_SPARE_UNITS');
    expect(hareCdf(['explain', 'nonsense-topic']).code).toBe(1);
    expect(JSON.parse(hareCdf(['schema', '--dialect', 'node']).out)).toMatchObject({
      title: 'ConfStore of dialect node',
    });
  });
});
