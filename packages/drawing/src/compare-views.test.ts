import { expect, test } from 'vitest';
import {
  sampleController,
  sampleEnclosure,
  sampleView,
  tier1,
} from '../tests/support/sample-view.js';
import type { EnclosureView } from './cluster-view.js';
import { compareViews } from './compare-views.js';
import { drawSvg } from './draw-svg.js';

const before = sampleView();
const withNodes = (...enclosures: readonly EnclosureView[]) => sampleView({ enclosures });

test('the same view twice has no change', () => {
  const { view, changes, unchangedNodes } = compareViews(before, sampleView());
  expect({ changes, unchangedNodes, nodes: view.enclosures }).toEqual({
    changes: 0,
    unchangedNodes: 3,
    nodes: [],
  });
});

test('nodes that come and go are drawn as such, and the others only counted', () => {
  const { view, changes, unchangedNodes } = compareViews(
    before,
    withNodes(...before.enclosures.slice(1), sampleEnclosure('srv-4')),
  );
  expect(view.enclosures.map(({ hostname, change }) => [hostname, change])).toEqual([
    ['srv-4', 'added'],
    ['srv-1', 'removed'],
  ]);
  expect({ changes, unchangedNodes }).toEqual({ changes: 2, unchangedNodes: 2 });
  const svg = drawSvg(view);
  expect(svg).toContain('>+ srv-4<title>');
  expect(svg).toContain('>− srv-1<title>');
  expect(svg).toContain('>+ added</text>');
  expect(svg).not.toContain('≠ changed');
});

test('a drive is added, removed or changed; its neighbours are not', () => {
  const [first] = before.enclosures;
  const [one, two] = first?.controllers ?? [];
  const next = withNodes(
    sampleEnclosure('srv-1', {
      controllers: [
        sampleController(['/dev/sdb', '/dev/sdc', '/dev/sdx'], '/dev/sdm'),
        {
          ...(two ?? sampleController([], '')),
          data: (two?.data ?? []).map((drive, i) => (i === 0 ? { ...drive, bytes: 1 } : drive)),
        },
      ],
    }),
    ...before.enclosures.slice(1),
  );
  expect(one?.data).toHaveLength(3);
  const { view, changes } = compareViews(before, next);
  const [node] = view.enclosures;
  expect(node?.change).toBe('changed');
  expect(node?.controllers[0]?.data.map(({ path, change }) => [path, change])).toEqual([
    ['/dev/sdb', undefined],
    ['/dev/sdc', undefined],
    ['/dev/sdx', 'added'],
    ['/dev/sdd', 'removed'],
  ]);
  expect(node?.controllers[0]?.metaData).toMatchObject({ path: '/dev/sdm', change: 'changed' });
  expect(node?.controllers[1]?.data.map(({ change }) => change)).toEqual([
    'changed',
    undefined,
    undefined,
  ]);
  expect(changes).toBe(4);
});

test('pools are compared by name, not by position', () => {
  const extra = { ...tier1, name: 'first' };
  const moved = sampleView({
    pools: [extra, ...before.pools],
    enclosures: before.enclosures.map((enclosure) => ({
      ...enclosure,
      controllers: enclosure.controllers.map(({ data, log, metaData }) => ({
        data: data.map((drive) => ({ ...drive, pool: 1 })),
        log,
        metaData: metaData && { ...metaData, pool: 2 },
      })),
    })),
  });
  const { view, changes } = compareViews(before, moved);
  expect(view.enclosures).toEqual([]);
  expect(changes).toBe(1);
  expect(view.pools.map(({ name, change }) => [name, change])).toEqual([
    ['first', 'added'],
    ['tier1', undefined],
    ['kv', undefined],
  ]);
  expect(compareViews(moved, before).view.pools.map(({ name, change }) => [name, change])).toEqual([
    ['tier1', undefined],
    ['kv', undefined],
    ['first', 'removed'],
  ]);
});

test('more than 200 changed nodes are drawn by storage set and change, with what became of drives', () => {
  const many = (from: number, rest: Partial<EnclosureView> = {}) =>
    Array.from({ length: 150 }, (_, i) =>
      sampleEnclosure(`srv-${from + i}`, { storageSet: '1', ...rest }),
    );
  const grown = { controllers: [sampleController(['/dev/sdb', '/dev/sdx'], '/dev/sda')] };
  const { view } = compareViews(
    withNodes(...many(1), ...many(201)),
    withNodes(...many(1, grown), ...many(401)),
  );
  const svg = drawSvg(view);
  for (const name of ['+ storage set 1', '− storage set 1', '≠ storage set 1'])
    expect(svg).toContain(`>${name}<title>`);
  expect(svg).toContain('150 nodes, + 150 drives, − 900 drives</title>');
  expect(svg).not.toContain('srv-1');
});
