import type { MkfsRecord } from '@hare/cluster';
import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { decideInit, type InitSituation } from './decide-init.js';

const record = (state: MkfsRecord['state'], cdfDigest = 'now'): MkfsRecord => ({
  version: 1,
  clusterId: 'c',
  cdfDigest,
  state,
  time: '2021-02-01T00:00:00.000Z',
  host: 'h',
});
const fresh: InitSituation = {
  record: undefined,
  cdfDigest: 'now',
  isRunning: false,
  isLeftover: false,
  isWhole: false,
  wasStarted: false,
  isBootstrapping: false,
  isFirstNode: true,
  holdsMotrData: false,
  kvIsLost: false,
  keepRunning: false,
  always: false,
};

test.each<[string, Partial<InitSituation>, unknown]>([
  [
    'a cluster that was never formatted is formatted',
    {},
    { kind: 'format', because: 'never-done' },
  ],
  [
    'a cluster without a record on a machine that Motr has worked on is not formatted',
    { holdsMotrData: true },
    { kind: 'refuse', because: 'motr-data' },
  ],
  [
    'such a machine is formatted when that is asked for',
    { holdsMotrData: true, always: true },
    { kind: 'format', because: 'always' },
  ],
  [
    'such a cluster is left alone while it runs',
    { holdsMotrData: true, isRunning: true },
    { kind: 'leave' },
  ],
  [
    'an mkfs that was only begun is done again',
    { record: record('started') },
    { kind: 'format', because: 'begun-only' },
  ],
  [
    'an mkfs that was begun for another description is done again',
    { record: record('started', 'then') },
    { kind: 'format', because: 'begun-only' },
  ],
  [
    'an mkfs that was begun and whose bootstrap still starts services is waited for, not refused',
    {
      record: record('started'),
      isRunning: true,
      isLeftover: true,
      wasStarted: true,
      isBootstrapping: true,
    },
    { kind: 'start', because: 'not-proven' },
  ],
  [
    'an mkfs that was begun is not done again where an ioservice was seen started',
    { record: record('started'), wasStarted: true },
    { kind: 'refuse', because: 'was-started' },
  ],
  [
    'a whole cluster that an interrupted run left proves that its mkfs has ended',
    {
      record: record('started'),
      isRunning: true,
      isLeftover: true,
      isWhole: true,
      wasStarted: true,
    },
    { kind: 'start', because: 'not-proven' },
  ],
  [
    'a cluster that was formatted and not seen to start is started without mkfs',
    { record: record('formatted') },
    { kind: 'start', because: 'not-proven' },
  ],
  [
    'so it is when an interrupted run left it',
    { record: record('formatted'), isRunning: true, isLeftover: true },
    { kind: 'start', because: 'not-proven' },
  ],
  [
    'another node waits until it is seen to start',
    { record: record('formatted'), isFirstNode: false },
    { kind: 'wait' },
  ],
  ['a formatted cluster needs nothing', { record: record('done') }, { kind: 'nothing' }],
  [
    'a formatted cluster whose KV has lost the configuration is started, which brings it there',
    { record: record('done'), kvIsLost: true },
    { kind: 'start', because: 'kv-lost' },
  ],
  [
    'only the first node does that',
    { record: record('done'), kvIsLost: true, isFirstNode: false },
    { kind: 'nothing' },
  ],
  [
    'a formatted cluster that shall run is started',
    { record: record('done'), keepRunning: true },
    { kind: 'start', because: 'keep-running' },
  ],
  [
    'another description is started without mkfs',
    { record: record('done', 'then') },
    { kind: 'start', because: 'description-changed' },
  ],
  ['a running cluster is left alone', { isRunning: true }, { kind: 'leave' }],
  [
    'a running cluster is left alone, whatever is recorded',
    { isRunning: true, record: record('started') },
    { kind: 'leave' },
  ],
  [
    'what an interrupted run left while formatting is formatted again',
    { isRunning: true, isLeftover: true, record: record('started') },
    { kind: 'format', because: 'begun-only' },
  ],
  [
    'what an interrupted run left after formatting needs nothing',
    { isRunning: true, isLeftover: true, record: record('done') },
    { kind: 'nothing' },
  ],
  ['another node than the first waits', { isFirstNode: false }, { kind: 'wait' }],
  [
    'another node than the first has nothing to do once it is done',
    { isFirstNode: false, record: record('done', 'then'), keepRunning: true },
    { kind: 'nothing' },
  ],
  [
    'another node than the first waits also while the first has the cluster up',
    { isFirstNode: false, isRunning: true, record: record('started') },
    { kind: 'wait' },
  ],
  [
    'always formats what is formatted',
    { record: record('done'), always: true },
    { kind: 'format', because: 'always' },
  ],
  [
    'always is refused while the cluster runs',
    { record: record('done'), always: true, isRunning: true, isLeftover: true },
    { kind: 'refuse', because: 'always-while-running' },
  ],
  [
    'always is refused on another node than the first',
    { always: true, isFirstNode: false },
    { kind: 'refuse', because: 'always-not-first' },
  ],
])('%s', (_, situation, decision) => {
  expect(decideInit({ ...fresh, ...situation })).toEqual(decision);
});

test('what is recorded as formatted or done, or was seen started, is never formatted again without being asked, and nothing that runs is', () => {
  const situations = fc.record({
    record: fc.option(
      fc.constantFrom(
        record('started'),
        record('formatted'),
        record('done'),
        record('started', 'then'),
        record('done', 'then'),
      ),
      { nil: undefined },
    ),
    cdfDigest: fc.constant('now'),
    isRunning: fc.boolean(),
    isLeftover: fc.boolean(),
    isWhole: fc.boolean(),
    wasStarted: fc.boolean(),
    isBootstrapping: fc.boolean(),
    isFirstNode: fc.boolean(),
    holdsMotrData: fc.boolean(),
    kvIsLost: fc.boolean(),
    keepRunning: fc.boolean(),
    always: fc.boolean(),
  });
  fc.assert(
    fc.property(situations, (situation) => {
      if (decideInit(situation).kind !== 'format') return;
      expect(situation.isFirstNode).toBe(true);
      expect(situation.isRunning && !situation.isLeftover).toBe(false);
      if (!situation.always) expect(['formatted', 'done']).not.toContain(situation.record?.state);
      if (!situation.always && situation.record !== undefined)
        expect(situation.wasStarted).toBe(false);
      if (!situation.always && situation.record === undefined)
        expect(situation.holdsMotrData).toBe(false);
    }),
    { numRuns: inject('limits').lawRuns },
  );
});
