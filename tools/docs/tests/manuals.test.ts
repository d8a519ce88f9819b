import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { listPackages } from '../src/repository.js';
import { renderManuals } from '../src/write-manuals.js';

const manuals = await renderManuals('2026-01-31');
const hasMandoc = spawnSync('mandoc', ['-Tlint'], { input: '' }).error === undefined;

test('every bin has a manual page', () => {
  const bins = listPackages().flatMap(({ bin }) => Object.keys(bin));
  expect(manuals.map(({ file }) => file.replace(/^man\d\/(.*)\.\d$/, '$1')).toSorted()).toEqual(
    bins.toSorted(),
  );
});

test.each(manuals)(
  '$file has the parts of a manual page, its flags as they are typed, and the exit codes',
  ({ file, text }) => {
    const headings = [...text.matchAll(/^\.SH (.*)$/gm)].map(([, title]) => title);
    expect(headings.slice(0, 3)).toEqual(['NAME', 'SYNOPSIS', 'DESCRIPTION']);
    expect(headings).toContain('EXIT STATUS');
    expect(headings).toContain('EXAMPLES');
    expect(text).toContain('\\fB\\-h, \\-\\-help\\fR');
    expect(
      text.startsWith(
        `.TH "${file
          .replace(/^man\d\/(.*)\.\d$/, '$1')
          .toUpperCase()
          .replaceAll('-', '\\-')}" `,
      ),
    ).toBe(true);
  },
);

test.each(manuals)('$file is clean for the roff of this machine', ({ text }) => {
  // Without mandoc the rules that it has found broken here: long lines, text that looks like a
  // request.
  const filled = text.replaceAll(/^\.EX\n[^]*?^\.EE$/gm, '').split('\n');
  expect(
    filled.filter((line) => Buffer.byteLength(line) > 80 && !/^(\.TH|\.BR|\\fB)/.test(line)),
  ).toEqual([]);
  if (hasMandoc)
    expect(
      spawnSync('mandoc', ['-Tlint', '-Wstyle'], { input: text, encoding: 'utf8' }).stdout,
    ).toBe('');
});
