import { poolMark } from '@hare/drawing';
import { expect, test } from 'vitest';
import { sampleReport } from '../tests/support/sample-report.js';
import type { ReportData } from './index.js';
import { renderReport } from './render-report.js';

const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;]]>\u2028\u202e\u001b[31m`;

/** The JSON that a page carries. */
function dataIn(page: string): unknown {
  const [, json = ''] =
    /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(page) ?? [];
  return JSON.parse(json);
}

/** Every text and number in plain data. */
function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...leaves(item)]);
}

/** The texts of the cells of all tables, those of unfolded nodes included. */
function cellsIn(page: string): readonly string[] {
  const { nodes } = dataIn(page) as {
    readonly nodes: readonly {
      readonly services: readonly { readonly cells: readonly string[] }[];
      readonly drives: readonly { readonly cells: readonly string[] }[];
    }[];
  };
  const folded = nodes.flatMap(({ services, drives }) =>
    [...services, ...drives].flatMap(({ cells }) => cells),
  );
  const shown = [...page.matchAll(/<t[hd](?: scope="row"| class="[a-z]+")>([^]*?)<\/t[hd]>/g)]
    .map(([, cell = '']) => cell.replace(/<[^>]*>/g, ' '))
    .map((cell) =>
      cell
        .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
        .replace(/\s+/g, ' ')
        .trim(),
    );
  return [...folded, ...shown].filter((cell) => cell !== '');
}

test('the same data give the same page, which asks for nothing', () => {
  const page = renderReport(sampleReport({ nodes: 3 }));
  expect(page).toBe(renderReport(sampleReport({ nodes: 3 })));
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page).not.toMatch(/<(link|img|iframe)[^>]* (src|href)="(?!data:,)/);
  expect(page.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:\/\//);
});

test('every datum in a table is in the JSON, or a word of ours for one', () => {
  const report = sampleReport({ nodes: 3 });
  const all = leaves(report);
  const known = all.filter((leaf) => leaf.length > 3).sort((a, b) => b.length - a.length);
  const ours = new Set(
    [
      ...'data log meta node nodes controller controllers disk disks or TiB s UTC'.split(' '),
      ...'FORMAT on another not looked at will change something nothing to do WILL'.split(' '),
      ...'FAIL Warning What did end serial – 2026-11-30'.split(' '),
      // Sizes of 16 TB disks, and durations and times of the journal, as people read them.
      ...'14.6 349 0.9 0.3 3.7 80.0 84.0 4.0 0.0 1.8 2.2 08 00 10 15 02 30'.split(' '),
    ].concat(all),
  );
  const strange = cellsIn(renderReport(report)).filter((cell) => {
    const rest = known.reduce((text, leaf) => text.replaceAll(leaf, ' '), cell);
    return rest
      .split(/[\s,:;]+/)
      .some((word) => word !== '' && !ours.has(word) && word !== poolMark(word.charCodeAt(0) - 65));
  });
  expect(strange).toEqual([]);
});

test('what comes from outside is shown as text, wherever it stands', () => {
  const page = renderReport(sampleReport({ nodes: 3, outside: hostile }));
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(/<img|onerror=alert\(2\)>|[\u2028\u202e]/.exec(page)).toBeNull();
  expect(page.includes('\u001b')).toBe(false);
  expect(page.match(/&#60;script&#62;alert/g)?.length).toBeGreaterThan(40);
  const { nodes } = dataIn(page) as { readonly nodes: readonly { readonly name: string }[] };
  expect(nodes[0]?.name).toContain('<script>alert(1)</script>');
});

test('nothing of the report is left out: every outside text is somewhere', () => {
  const marks: string[] = [];
  const marked = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') {
      const isWord =
        /^(schema|stage|time|run|event|outcome|action|change|role|kind|type|part|state|node|nodeName|hostname|layout)$/.test(
          name,
        ) || value === 'started';
      if (isWord) return value;
      const mark = `${value}@${marks.length}@`;
      marks.push(mark);
      return mark;
    }
    if (Array.isArray(value)) return value.map((item) => marked(item, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, marked(item, key)]),
      );
    return value;
  };
  const { live, ...rest } = sampleReport({ nodes: 1, disks: 2 });
  const report = marked({ ...rest, live: undefined }) as ReportData;
  const page = renderReport({ ...report, ...(live === undefined ? {} : { live }) });
  const text = page.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  // Of the devices of the plan, those of unknown paths belong to no drive of the cluster.
  expect(marks.length).toBeGreaterThan(50);
  expect(marks.filter((mark) => !text.includes(mark))).toEqual([]);
});

test('what could not be had is said, with the reason and what to do', () => {
  const page = renderReport({
    schema: 'hare.report/1',
    host: 'h',
    time: '2026-11-30T08:15:02.123Z',
    journal: [],
    missing: [{ part: 'live', reason: 'hctl is not on PATH', hint: 'install cortx-hare' }],
  });
  expect(page).toContain('Not available: hctl is not on PATH.');
  expect(page).toContain('What to do: install cortx-hare');
  expect(page).toContain('Not available: it was not asked for.');
  expect(page).toContain('No stage ran on this machine yet.');
});

test('1,000 nodes with 16,000 drives are less than 5 MB', () => {
  expect(Buffer.byteLength(renderReport(sampleReport({ nodes: 1000 })))).toBeLessThan(5_000_000);
});

test('1,000 nodes are folded by storage set, three stand open', () => {
  const many = renderReport(sampleReport({ nodes: 1000 }));
  expect(many.match(/<details\s+class="set"/g)).toHaveLength(63);
  expect(many).not.toMatch(/data-set="\d+"\s+open/);
  expect(renderReport(sampleReport({ nodes: 3 }))).toMatch(/data-set="0"\s+open/);
});
