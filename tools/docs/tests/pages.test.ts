import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stages } from 'hare_setup';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../src/catalogues.js';
import { renderPages } from '../src/render-pages.js';
import { repository } from '../src/repository.js';
import { groupBySymptom, symptoms } from '../src/symptoms.js';

const docs = path.join(repository, 'docs');
const pages = await renderPages();
const catalogue = await loadCatalogue();

test.each([...pages.keys()])(
  'docs/%s is what the data of the packages give (node tools/docs/generate.mjs)',
  (file) => {
    expect(
      existsSync(path.join(docs, file)) ? readFileSync(path.join(docs, file), 'utf8') : '',
    ).toBe(pages.get(file));
  },
);

test('docs has no page of a stage, command or package that is gone', () => {
  const found = ['stages', 'commands', 'errors'].flatMap((part) =>
    readdirSync(path.join(docs, part)).map((file) => `${part}/${file}`),
  );
  expect(found.filter((file) => !pages.has(file))).toEqual([]);
});

test('every link in the documentation leads somewhere', () => {
  const files = [
    'README.md',
    'ARCHITECTURE.md',
    'CONTRIBUTING.md',
    ...readdirSync(docs, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md') && !file.startsWith('api'))
      .map((file) => path.join('docs', file)),
  ];
  const dead = files.flatMap((file) => {
    const text = readFileSync(path.join(repository, file), 'utf8').replaceAll(
      /^```[^]*?^```/gm,
      '',
    );
    return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
      if (/^https?:/.test(link)) return [];
      const [target = '', anchor] = link.split('#');
      const place =
        target === ''
          ? path.join(repository, file)
          : path.resolve(repository, path.dirname(file), target);
      if (!existsSync(place)) return [`${file}: ${link}`];
      return anchor === undefined || anchorsOf(readFileSync(place, 'utf8')).has(anchor)
        ? []
        : [`${file}: ${link}`];
    });
  });
  expect(files.length).toBeGreaterThan(20);
  expect(dead).toEqual([]);
});

function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  return new Set([
    ...headings,
    ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
  ]);
}

test('every code has its place in the index and on the page of its package', () => {
  const index = anchorsOf(pages.get('errors.md') ?? '');
  const missing = catalogue.filter(({ code, packageName }) => {
    const own = anchorsOf(pages.get(`errors/${packageName.replace('@hare/', '')}.md`) ?? '');
    return !index.has(code.toLowerCase()) || !own.has(code.toLowerCase());
  });
  expect(missing).toEqual([]);
});

test('every code has its place in the troubleshooting page, and every symptom has codes', () => {
  const { groups, left } = groupBySymptom(catalogue);
  expect(left.map(({ code, packageName }) => `${code} of ${packageName}`)).toEqual([]);
  expect(groups.filter(([, codes]) => codes.length === 0).map(([{ title }]) => title)).toEqual([]);
});

test('what a symptom names as a code is one', () => {
  const codes = catalogue.map(({ code }) => code);
  const unknown = symptoms.flatMap((symptom) =>
    symptom.codes.filter(
      (name) => !codes.some((code) => (name.endsWith('_') ? code.startsWith(name) : code === name)),
    ),
  );
  expect(unknown).toEqual([]);
});

test('every stage says what it writes', async () => {
  const loaded = await Promise.all(stages.map((stage) => stage.load()));
  expect(loaded.filter(({ writes = [] }) => writes.length === 0).map(({ name }) => name)).toEqual(
    [],
  );
});
