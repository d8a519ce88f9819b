import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { inRepository, runCommand } from '../src/run-bin.js';

/** The modules that a call of a bin loads, by their URLs. */
async function loadedModules(bin: string, args: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-loaded-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const hooks = path.join(folder, 'hooks.mjs');
  writeFileSync(
    hooks,
    "import { writeSync } from 'node:fs';\nexport async function load(url, context, next) { writeSync(2, `loaded ${url}\\n`); return next(url, context); }\n",
  );
  const register = path.join(folder, 'register.mjs');
  writeFileSync(
    register,
    `import { register } from 'node:module';\nregister(${JSON.stringify(pathToFileURL(hooks).href)});\n`,
  );
  const { stderr } = await runCommand([
    process.execPath,
    '--import',
    register,
    inRepository(bin),
    ...args,
  ]);
  return stderr.split('\n').flatMap((line) => (line.startsWith('loaded ') ? [line.slice(7)] : []));
}

/** Those of them that are files of this repository; what is required is not among them. */
async function loadedFiles(bin: string, args: readonly string[]): Promise<readonly string[]> {
  const top = pathToFileURL(inRepository('')).href;
  const loaded = await loadedModules(bin, args);
  return loaded.flatMap((url) => (url.startsWith(top) ? [url.slice(top.length)] : []));
}

const heavy = /node_modules\/(execa|yaml|js-yaml|cosmiconfig|smol-toml|jsonc-parser|commander)\//;

test('hare_setup --help loads no stage and no heavy library', async () => {
  const loaded = await loadedModules('packages/hare_setup/dist/bin.cjs', ['--help']);
  expect(loaded.filter((url) => url.includes('hare_setup/dist')).length).toBeGreaterThan(0);
  expect(loaded.filter((url) => heavy.test(url) || /packages\/stage/.test(url))).toEqual([]);
});

const stageBins = readdirSync(inRepository('packages'))
  .filter((name) => name.startsWith('stage-'))
  .flatMap((name) => {
    const manifest = readFileSync(inRepository(`packages/${name}/package.json`), 'utf8');
    const { bin } = JSON.parse(manifest) as { readonly bin: Readonly<Record<string, string>> };
    return Object.values(bin).map((file) => [name, `packages/${name}/${file}`] as const);
  });

test.each([
  ['json', '{"a": 1}'],
  ['yaml', 'a: 1'],
  ['toml', 'a = 1'],
  ['ini', '[a]'],
  ['properties', 'a=1'],
])('confstore get of a %s file loads no ES module', async (format, text) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-get-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'file'), `${text}\n`);
  const url = `${format}:${folder}/file`;
  expect(await loadedFiles('packages/confstore/dist/bin.cjs', [url, 'get', 'a'])).toEqual([
    'packages/confstore/dist/bin.cjs',
  ]);
});

test('hare-cdf validate loads no ES module', async () => {
  const cdf = inRepository('packages/cdf/fixtures/golden/node/01-one-node/expected.cdf.yaml');
  expect(await loadedFiles('packages/cdf/dist/bin.cjs', ['validate', cdf])).toEqual([
    'packages/cdf/dist/bin.cjs',
  ]);
});

test.each(stageBins)('%s: %s --help loads nothing but its file', async (_, bin) => {
  expect(await loadedFiles(bin, ['--help'])).toEqual([bin]);
});
