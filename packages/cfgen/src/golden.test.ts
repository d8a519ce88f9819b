import { describe, expect, test } from 'vitest';
import { generateMotrConfig } from './generate-motr-config.js';
import { kvEntries } from './kv-entries.js';
import { renderConfgen, renderConsulKv, renderXcode } from '../tests/support/rendered.js';
import { renderConsulAgents } from './render-consul-agents.js';
import { goldenCases, goldenModel, goldenText } from '../tests/support/golden.js';

/** Cases where Hare's output is wrong on purpose: deliberate-differences.test.ts has them. */
const different = ['08', '15', '16', '17', '20', '21', '29', '35', '36', '37', '39', '40', '41'];
const equal = goldenCases('golden').filter((name) => !different.includes(name.slice(0, 2)));

test('there are golden cases to be equal to', () => expect(equal.length).toBeGreaterThan(20));

describe.each(equal)('%s', (name) => {
  test('confd.cg and confd.xc are equal byte for byte', async () => {
    const config = generateMotrConfig(await goldenModel(`golden/${name}/cdf.yaml`));
    expect(renderConfgen(config)).toBe(goldenText(`golden/${name}/confd.cg`));
    expect(renderXcode(config)).toBe(goldenText(`golden/${name}/confd.xc`));
  });

  test('consul-kv.json and consul-agents.json are equal as data, in the same order', async () => {
    const config = generateMotrConfig(await goldenModel(`golden/${name}/cdf.yaml`));
    expect(JSON.parse(renderConsulKv(config))).toEqual(
      JSON.parse(goldenText(`golden/${name}/consul-kv.json`)),
    );
    expect(JSON.parse(renderConsulAgents(config))).toEqual(
      JSON.parse(goldenText(`golden/${name}/consul-agents.json`)),
    );
  });
});

test('a cluster of 50 nodes with 800 data drives is equal to what Hare makes of it', async () => {
  const config = generateMotrConfig(await goldenModel('scale-50/cdf.yaml.gz'));
  expect(renderConfgen(config) === goldenText('scale-50/confd.cg.gz')).toBe(true);
  expect(renderXcode(config) === goldenText('scale-50/confd.xc.gz')).toBe(true);
  expect([...kvEntries(config)]).toEqual(JSON.parse(goldenText('scale-50/consul-kv.json.gz')));
  expect(JSON.parse(renderConsulAgents(config))).toEqual(
    JSON.parse(goldenText('scale-50/consul-agents.json.gz')),
  );
});

test('two clusters built in one process do not disturb each other', async () => {
  const [one, three] = await Promise.all([
    goldenModel('golden/01-one-node/cdf.yaml'),
    goldenModel('golden/04-md-pool/cdf.yaml'),
  ]);
  const alone = renderXcode(generateMotrConfig(one));
  generateMotrConfig(three);
  expect(renderXcode(generateMotrConfig(one))).toBe(alone);
});
