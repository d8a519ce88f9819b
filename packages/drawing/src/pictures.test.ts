import { expect, test } from 'vitest';
import { sampleEnclosure, sampleView, tier1 } from '../tests/support/sample-view.js';
import { clusterTables } from './cluster-tables.js';
import { drawMermaid } from './draw-mermaid.js';
import { drawSvg } from './draw-svg.js';
import { poolFill, poolMark } from './palette.js';
import { size } from './words.js';

const client = sampleEnclosure('client-1', { confd: false, controllers: [], bytes: 0 });
const view = sampleView({ enclosures: [...sampleView().enclosures, client] });
const many = sampleView({
  enclosures: Array.from({ length: 100 }, (_, i) => sampleEnclosure(`srv-${i + 1}`)),
});

test('the tables tell nodes, disks, capacity, and what pools survive', () => {
  expect(clusterTables(view, [{ name: 'all', pools: ['tier1', 'kv'] }])).toMatchInlineSnapshot(`
    "4 nodes, 6 controllers, 18 disks, 180 GiB

    NODE      CVGS  DISKS  CAPACITY  LOG  METADATA           PROCESSES
    srv-1     2     3+3    60 GiB    1    /dev/sda /dev/sde  confd, 2 motr_client
    srv-2     2     3+3    60 GiB    1    /dev/sda /dev/sde  confd, 2 motr_client
    srv-3     2     3+3    60 GiB    1    /dev/sda /dev/sde  confd, 2 motr_client
    client-1  0     -      -         -    -                  2 motr_client

    POOL   TYPE  N+K+S  DRIVES  NODES  USABLE   SURVIVES THE LOSS OF
    tier1  sns   4+2+0  18      3      120 GiB  1 node, 1 controller or 2 disks
    kv     dix   1+2+0  6       3      -        2 nodes, 2 controllers or 2 disks

    PROFILE  POOLS
    all      tier1, kv
    "
  `);
});

test('the tables say ? for sizes that are not known', () => {
  const sizeless = sampleView({ enclosures: [sampleEnclosure('srv-1', { bytes: undefined })] });
  expect(clusterTables(sizeless, [])).toContain('srv-1  2     3+3    ?');
  expect(clusterTables(sizeless, [], 40)).toContain(
    'NODE srv-1\n  CVGS       2\n  DISKS      3+3\n  CAPACITY   ?\n',
  );
});

test('Mermaid draws few nodes one by one', () => {
  expect(drawMermaid(view)).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph site["site"]
        subgraph rack["rack"]
          subgraph e0["srv-1"]
            e0p(["confd, 2 motr_client"])
            e0c0["controller 0<br/>3 disks: sdb sdc sdd<br/>metadata: sda"]
            e0c1["controller 1<br/>3 disks: sdf sdg sdh<br/>log: sdi<br/>metadata: sde"]
          end
          subgraph e1["srv-2"]
            e1p(["confd, 2 motr_client"])
            e1c0["controller 0<br/>3 disks: sdb sdc sdd<br/>metadata: sda"]
            e1c1["controller 1<br/>3 disks: sdf sdg sdh<br/>log: sdi<br/>metadata: sde"]
          end
          subgraph e2["srv-3"]
            e2p(["confd, 2 motr_client"])
            e2c0["controller 0<br/>3 disks: sdb sdc sdd<br/>metadata: sda"]
            e2c1["controller 1<br/>3 disks: sdf sdg sdh<br/>log: sdi<br/>metadata: sde"]
          end
          e3["client-1<br/>2 motr_client"]
        end
      end
      p0[("pool tier1<br/>sns 4+2+0, 18 drives<br/>survives the loss of<br/>1 node,<br/>1 controller<br/>or 2 disks")]
      p1[("pool kv<br/>dix 1+2+0, 6 drives<br/>survives the loss of<br/>2 nodes,<br/>2 controllers<br/>or 2 disks")]
      e0c0 --- p0
      e0c0 --- p1
      e0c1 --- p0
      e0c1 --- p1
      e1c0 --- p0
      e1c0 --- p1
      e1c1 --- p0
      e1c1 --- p1
      e2c0 --- p0
      e2c0 --- p1
      e2c1 --- p0
      e2c1 --- p1
    "
  `);
});

test('Mermaid draws nodes that look the same as one when there are many', () => {
  const text = drawMermaid(many);
  expect(text).toContain('subgraph e0["srv-1 … srv-100 (100 nodes)"]');
  expect(text.split('\n').length).toBeLessThan(20);
});

test('Mermaid labels hold what would end them as entities', () => {
  expect(drawMermaid(sampleView({ pools: [{ ...tier1, name: 'a"]; <b>#' }] }))).toContain(
    'pool a#34;]; #60;b#62;#35;',
  );
});

test('SVG has a named shape for every drive, and text that fits XML', () => {
  const svg = drawSvg(sampleView({ pools: [{ ...tier1, name: '<&"' }] }));
  expect(svg.match(/<g>/g)).toHaveLength(3 * 9);
  expect(svg).toContain('<title>/dev/sdb: data, 10 GiB, pool &#60;&#38;&#34;</title>');
  expect(svg).toContain('>sdb</text>');
  expect(svg).not.toMatch(/NaN|undefined/);
});

test('SVG of many nodes leaves names to the pointer and stays about as wide as high', () => {
  const svg = drawSvg(many);
  expect(svg).not.toContain('>sdb</text>');
  expect(svg).toContain('>srv-100<title>');
  const [, width = '', height = ''] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  expect(Number(width) / Number(height)).toBeGreaterThan(1);
  expect(Number(width) / Number(height)).toBeLessThan(2);
});

test('a single node has no frames of site and rack, several have', () => {
  const one = drawSvg(sampleView({ enclosures: [sampleEnclosure('srv-1')] }));
  expect(one).not.toMatch(/>(site|rack)</);
  expect(drawSvg(view)).toMatch(/>site<[^]*>rack</);
});

test('title, file, date and note stand above the picture', () => {
  const svg = drawSvg(view, { title: 'T', file: 'a<b.yaml', date: '2026-11-30', note: 'n' });
  expect(svg).toContain('<title>T</title>');
  expect(svg).toContain('>a&#60;b.yaml; 2026-11-30; n</text>');
});

test('30 pools differ in their letters and in what fills them', () => {
  const pools = Array.from({ length: 30 }, (_, i) => ({ ...tier1, name: `pool-${i}` }));
  const svg = drawSvg(sampleView({ pools }));
  const marks = Array.from({ length: 30 }, (_, i) => poolMark(i));
  expect(new Set(marks).size).toBe(30);
  expect(marks.slice(24)).toEqual(['Y', 'Z', 'AA', 'AB', 'AC', 'AD']);
  expect(new Set(marks.map((_, i) => poolFill(i))).size).toBe(30);
  for (const mark of marks) expect(svg).toContain(`>${mark}</text>`);
  const used = [...svg.matchAll(/url\(#([\w-]+)\)/g)].map(([, id = '']) => id);
  expect(used.length).toBeGreaterThan(0);
  for (const id of used) expect(svg).toContain(`<pattern id="${id}"`);
});

test('1,000 nodes are drawn by storage set, each with its nodes, size and pools', () => {
  const svg = drawSvg(
    sampleView({
      enclosures: Array.from({ length: 1000 }, (_, i) =>
        sampleEnclosure(`srv-${i + 1}`, { storageSet: `s${Math.floor(i / 16)}` }),
      ),
    }),
  );
  expect(svg.match(/>storage set s\d+<title>/g)).toHaveLength(63);
  expect(svg).toContain('16 nodes, 96 disks, 960 GiB<title>');
  expect(svg).toContain('>tier1: 96 drives<title>');
  expect(svg.length).toBeLessThan(200_000);
});

test('1,000 nodes without storage sets are drawn by what they look like', () => {
  const svg = drawSvg(
    sampleView({
      enclosures: Array.from({ length: 1000 }, (_, i) =>
        sampleEnclosure(`srv-${i + 1}`, i < 900 ? {} : { controllers: [], bytes: 0 }),
      ),
    }),
  );
  expect(svg).toContain('<title>srv-1 … srv-900 (900 nodes)</title>');
  expect(svg).toContain('<title>srv-901 … srv-1000 (100 nodes)</title>');
});

test('boxes of the SVG do not overlap and lie within the rack', () => {
  const boxes = [
    ...drawSvg(many).matchAll(/<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" rx="4"/g),
  ].map(([, x, y, width, height]) => ({
    x: Number(x),
    y: Number(y),
    right: Number(x) + Number(width),
    bottom: Number(y) + Number(height),
  }));
  expect(boxes).toHaveLength(100);
  const overlap = boxes.some((a, i) =>
    boxes
      .slice(i + 1)
      .some((b) => a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom),
  );
  expect(overlap).toBe(false);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [1536, '1.5 KiB'],
  [10737418240, '10 GiB'],
  [16 * 10 ** 12, '14.6 TiB'],
  [undefined, '?'],
])('%s bytes are %s', (bytes, text) => {
  expect(size(bytes)).toBe(text);
});
