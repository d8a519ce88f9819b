import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { Cursor } from '@hare/base/schema';
import {
  goldenCases,
  goldenJson,
  goldenSucceeds,
  goldenText,
  yamlData,
} from '../tests/support/golden.js';
import { mutateData, randomFrom } from '../tests/support/mutate.js';
import { toConfValue } from '../tests/support/memory-store.js';
import { cdfSchema } from './cdf-schema.js';
import { noFindings } from './findings.js';
import { publishSchema } from './publish-schema.js';
import type { DialectName } from './dialects/dialect.js';

/**
 * A validator of what is published; this one knows an older draft, whose keywords are the same for
 * what we use.
 */
function validator(dialect?: DialectName): (data: unknown) => boolean {
  const { $schema, ...schema } = publishSchema(dialect);
  expect($schema).toBe('https://json-schema.org/draft/2020-12/schema');
  const validate = new Ajv({ allErrors: false, unicode: true }).compile(schema);
  return (data) => validate(data) === true;
}

const codeAccepts = (data: unknown): boolean => {
  const findings = noFindings('CDF');
  cdfSchema.read(new Cursor(toConfValue(data), findings));
  return findings.problems.length === 0;
};

describe('the published schema of CDFs', () => {
  const accepts = validator();

  test('accepts every golden CDF that the code accepts, and refuses what it refuses', () => {
    for (const group of ['cfgen', 'cfgen-invalid']) {
      for (const name of goldenCases(group)) {
        const data = yamlData(goldenText(group, name, 'cdf.yaml'));
        if (name.startsWith('56') || name.startsWith('49')) expect(codeAccepts(data)).toBe(false);
        else expect(accepts(data), `${group} ${name}`).toBe(codeAccepts(data));
      }
    }
  });

  test('accepts both formats, and null for what may be absent', () => {
    for (const name of goldenCases('node').filter((candidate) => goldenSucceeds('node', candidate)))
      expect(accepts(yamlData(goldenText('node', name, 'expected.cdf.yaml'))), name).toBe(
        !/^(05|14|25|27)/.test(name),
      );
    expect(accepts(yamlData(goldenText('rfc', '01-one-node', 'expected.cdf.withnulls.yaml')))).toBe(
      true,
    );
  });

  test('refuses no CDF that the code accepts', () => {
    const bases = goldenCases('cfgen').map((name) =>
      yamlData(goldenText('cfgen', name, 'cdf.yaml')),
    );
    for (let seed = 0; seed < 2000; seed += 1) {
      const random = randomFrom(seed);
      const data = mutateData(bases[random(bases.length)], random);
      if (codeAccepts(data))
        expect(accepts(data), `seed ${seed}: ${JSON.stringify(data).slice(0, 300)}`).toBe(true);
    }
  });
});

describe('the published schemas of ConfStores', () => {
  test.each<[DialectName, readonly string[]]>([
    ['rfc20', ['rfc', 'rfc-first-62dc6867']],
    ['server_node', ['server_node-02404d45', 'server_node-f2d664c6']],
    ['node', ['node']],
  ])('%s accepts every golden ConfStore that became a CDF', (dialect, groups) => {
    const accepts = validator(dialect);
    for (const group of groups) {
      // Hare wrote None for a missing hostname, and took empty device lists; we refuse both when
      // reading.
      for (const name of goldenCases(group))
        if (goldenSucceeds(group, name))
          expect(accepts(goldenJson(group, name, 'confstore.json')), `${group} ${name}`).toBe(true);
    }
  });

  test('node refuses a ConfStore without cluster id, and one with a layout that is no number', () => {
    const accepts = validator('node');
    expect(accepts(goldenJson('node', 'err-16-no-cluster-id', 'confstore.json'))).toBe(false);
    const store = goldenJson('node', '01-one-node', 'confstore.json') as {
      cluster: { storage_set: { durability: { sns: { data: unknown } } }[] };
    };
    for (const set of store.cluster.storage_set) set.durability.sns.data = 'two';
    expect(accepts(store)).toBe(false);
  });
});
