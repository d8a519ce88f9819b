import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import { listWorkspaces } from '../../tools/workspace/manifests.mjs';
import { checkTypes } from '../src/release/check-types.js';
import { docstringExamples } from '../src/release/docstring-examples.js';
import { inRepository, runCommand } from '../src/run-bin.js';

const libraries = listWorkspaces()
  .map(({ name, manifest }) => ({
    name: manifest.name,
    examples: docstringExamples(inRepository(`packages/${name}/src`)),
  }))
  .filter(({ examples }) => examples.length > 0);

test('the libraries that people use show how', () => {
  expect(libraries.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      '@hare/base',
      '@hare/cdf',
      '@hare/cfgen',
      '@hare/cli',
      '@hare/confstore',
      '@hare/consul',
      '@hare/drawing',
      '@hare/kv',
    ]),
  );
});

test.each(libraries)(
  'every @example of $name compiles in strict mode and gives what it says',
  async ({ name, examples }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'hare-examples-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    symlinkSync(inRepository('node_modules'), path.join(folder, 'node_modules'));
    const exported = Object.keys((await import(name)) as object);
    const used = exported.filter((each) =>
      examples.some(({ code }) => new RegExp(`\\b${each}\\b`).test(code)),
    );
    const text = [
      `import { deepStrictEqual } from 'node:assert';`,
      `import { ${used.join(', ')} } from '${name}';`,
      ...examples.map(({ at, code }) => `// ${at}\n{\n${code}\n}`),
    ].join('\n');
    const file = path.join(folder, 'examples.mts');
    writeFileSync(file, text);
    expect(checkTypes(file, { fromSources: true })).toEqual([]);
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(path.join(folder, 'examples.mjs'), outputText);
    const ended = await runCommand([process.execPath, 'examples.mjs'], {}, folder);
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
  },
);

test('an example is found with its place, and what it gives becomes a comparison', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-examples-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const lines = [
    '/**',
    ' * Adds.',
    ' * @example add(1, 2) // => 3',
    ' * @throws nothing',
    ' */',
    'export const add = 1;',
  ];
  writeFileSync(path.join(folder, 'add.ts'), `${lines.join('\n')}\n`);
  writeFileSync(path.join(folder, 'add.test.ts'), readFileSync(path.join(folder, 'add.ts')));
  expect(docstringExamples(folder)).toEqual([
    { at: 'add.ts:3', code: 'deepStrictEqual(await (add(1, 2)), (3));' },
  ]);
});
