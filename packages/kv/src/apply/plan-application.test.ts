import { expect, test } from 'vitest';
import { formatRecord, type ApplyRecord } from './apply-record.js';
import { configurationDigest } from './digest.js';
import { recordKey } from '../keys/key-families.js';
import { planApplication } from './plan-application.js';
import { Snapshot } from './snapshot.js';

const wanted = [
  { key: 'epoch', value: 1 },
  { key: 'm0conf/pools/0x6f00000000000001:0x0', value: 'tier1' },
  { key: 'ssc-1', value: '0001' },
  { key: 'm0conf/pools/0x6f00000000000001:0x0', value: 'tier2' },
];
const texts: readonly (readonly [string, string])[] = [
  ['epoch', '1'],
  ['m0conf/pools/0x6f00000000000001:0x0', 'tier2'],
  ['ssc-1', '0001'],
];
const digest = configurationDigest(new Map(texts));

function record(part: Partial<ApplyRecord>): readonly [string, string] {
  return [
    recordKey,
    formatRecord({
      version: 1,
      generation: 4,
      digest,
      state: 'applied',
      owner: 'x',
      time: 't',
      names: ['ssc-1'],
      ...part,
    }),
  ];
}

const other = { generation: 3, digest: 'sha256:other' };

test.each([
  ['an empty KV', [], 'adopt'],
  ['the configuration with its record', [...texts, record({})], 'applied'],
  ['the configuration without a record', texts, 'adopt'],
  ['a part of it without a record', texts.slice(0, 2), 'adopt'],
  ['another one without a record', [['m0conf/pools/0x6f00000000000001:0x0', 'tier9']], 'different'],
  [
    'its record, but a key that was changed by hand',
    [...texts.slice(1), ['ssc-1', '0009'], record({})],
    'adopt',
  ],
  ['another record', [...texts, record({ digest: 'sha256:other' })], 'different'],
  ['its own half', [...texts.slice(1), record({ state: 'applying' })], 'resume'],
  [
    'the half of the first configuration ever, another',
    [['m0conf/x', ''], record({ state: 'applying', digest: 'sha256:other' })],
    'undo',
  ],
  [
    'a half over it',
    [
      ['m0conf/x', ''],
      record({ state: 'applying', digest: 'sha256:other', previous: { generation: 3, digest } }),
    ],
    'undo',
  ],
  [
    'the half of another over another',
    [['m0conf/x', ''], record({ state: 'applying', digest: 'sha256:third', previous: other })],
    'different',
  ],
] as readonly (readonly [string, readonly (readonly [string, string])[], string])[])(
  'a KV that holds %s',
  (_, present, kind) => {
    expect(planApplication(Snapshot.of('x', present), wanted).kind).toBe(kind);
  },
);

test.each([
  [
    'the configuration, of another description',
    record({ description: 'another' }),
    'different',
    true,
  ],
  ['the configuration, of this description', record({ description: 'this' }), 'applied', false],
  ['the configuration, of a description that nobody named', record({}), 'applied', false],
  [
    'a half with the same keys, of another description',
    record({ state: 'applying', description: 'another', previous: other }),
    'different',
    true,
  ],
  [
    'a half of another description over it',
    record({
      state: 'applying',
      description: 'another',
      previous: { generation: 3, digest, description: 'this' },
    }),
    'undo',
    true,
  ],
] as const)(
  'where descriptions count, a KV that holds %s',
  (_, recorded, kind, otherDescription) => {
    expect(planApplication(Snapshot.of('x', [...texts, recorded]), wanted, 'this')).toMatchObject({
      kind,
      otherDescription,
    });
  },
);

test('of a repeated key the last value counts, and cluster keys are only added', () => {
  const plan = planApplication(Snapshot.of('x', [['leader', 'ssc-1']]), [
    ...wanted,
    { key: 'leader', value: '' },
  ]);
  expect(Object.fromEntries(plan.added)).toEqual(Object.fromEntries(texts));
  expect(plan.changed.size).toBe(0);
  expect(plan.names).toEqual(['ssc-1']);
});

test('keys of the configuration that are not wanted go; those of others and of the cluster stay', () => {
  const present: readonly (readonly [string, string])[] = [
    ...texts,
    ['m0conf/old', ''],
    ['ssc-9', '9'],
    ['ssc-1/facts', '{}'],
    ['foreign', 'x'],
    ['bq/1', ''],
    ['processes/1', ''],
    ['hare_setup/mkfs', '{}'],
  ];
  const plan = planApplication(
    Snapshot.of('x', [...present, record({ digest: 'sha256:other', names: ['ssc-1', 'ssc-9'] })]),
    wanted,
  );
  expect(plan.removed).toEqual(['m0conf/old', 'ssc-9']);
});

test('without a record, host names and machine-ids are found through the nodes that m0conf names', () => {
  const present: readonly (readonly [string, string])[] = [
    ['m0conf/nodes/0x6e00000000000001:0x0', '{"name": "ssc-9", "state": "M0_NC_UNKNOWN"}'],
    ['ssc-9', '0009'],
    ['0009', 'ssc-9'],
  ];
  expect([...planApplication(Snapshot.of('x', present), wanted).removed].sort()).toEqual([
    '0009',
    'm0conf/nodes/0x6e00000000000001:0x0',
    'ssc-9',
  ]);
});
