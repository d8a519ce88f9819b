import { expect, test } from 'vitest';
import type { ShippedPackage } from '../production-closure.js';
import { billOfMaterials } from './bill-of-materials.js';

const shipped = (
  place: string,
  version: string,
  dependencies: Readonly<Record<string, string>> = {},
): ShippedPackage => ({
  place,
  folder: `/r/${place}`,
  own: false,
  manifest: {
    name: place.replace(/^.*node_modules\//, ''),
    version,
    license: '(MIT OR ISC)',
    dependencies,
  },
});

test('the bill names every package once, with licence and digest, and what it needs where it is installed', () => {
  const yaml = '^2.0.0';
  const bill = billOfMaterials(
    [
      shipped('node_modules/hare_setup', '0.1.0', { '@hare/cdf': '^0.1.0', yaml }),
      shipped('node_modules/@hare/cdf', '0.1.0', { yaml }),
      shipped('node_modules/@hare/cdf/node_modules/yaml', '2.0.0'),
      shipped('node_modules/hare_setup/node_modules/yaml', '2.0.0'),
    ],
    ({ place }) => (place.endsWith('yaml') ? 'sha512-AQI=' : undefined),
    '2026-11-30T00:00:00.000Z',
  );
  const ours = { type: 'library', version: '0.1.0', licenses: [{ expression: '(MIT OR ISC)' }] };
  expect(bill).toEqual({
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: '2026-11-30T00:00:00.000Z',
      component: {
        ...ours,
        type: 'application',
        'bom-ref': 'pkg:npm/hare_setup@0.1.0',
        name: 'hare_setup',
        purl: 'pkg:npm/hare_setup@0.1.0',
      },
    },
    components: [
      {
        ...ours,
        'bom-ref': 'pkg:npm/%40hare/cdf@0.1.0',
        name: '@hare/cdf',
        purl: 'pkg:npm/%40hare/cdf@0.1.0',
      },
      {
        ...ours,
        version: '2.0.0',
        'bom-ref': 'pkg:npm/yaml@2.0.0',
        name: 'yaml',
        purl: 'pkg:npm/yaml@2.0.0',
        hashes: [{ alg: 'SHA-512', content: '0102' }],
      },
    ],
    dependencies: [
      {
        ref: 'pkg:npm/hare_setup@0.1.0',
        dependsOn: ['pkg:npm/%40hare/cdf@0.1.0', 'pkg:npm/yaml@2.0.0'],
      },
      { ref: 'pkg:npm/%40hare/cdf@0.1.0', dependsOn: ['pkg:npm/yaml@2.0.0'] },
      { ref: 'pkg:npm/yaml@2.0.0', dependsOn: [] },
    ],
  });
});
