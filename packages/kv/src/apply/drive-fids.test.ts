import { describe, expect, test } from 'vitest';
import { sampleConfiguration, type SampleSize } from '../../tests/sample-configuration.js';
import { renumberedDrives } from './drive-fids.js';

function configuration(size: SampleSize): ReadonlyMap<string, string> {
  return new Map(sampleConfiguration(size).map(({ key, value }) => [key, String(value)]));
}

test('drives that come in another order are named with their fids before and after', () => {
  expect(
    renumberedDrives(
      configuration({ nodes: 1, drives: 2 }),
      configuration({ nodes: 1, drives: 2, reversed: true }),
    ),
  ).toEqual([
    {
      node: 'ssc-0',
      path: '/dev/sd0',
      before: '0x6400000000000001:0x0/0x6b00000000000001:0x0',
      after: '0x6400000000000001:0x1/0x6b00000000000001:0x1',
    },
    {
      node: 'ssc-0',
      path: '/dev/sd1',
      before: '0x6400000000000001:0x1/0x6b00000000000001:0x1',
      after: '0x6400000000000001:0x0/0x6b00000000000001:0x0',
    },
  ]);
});

test('a new node or drive at the end renumbers nothing', () => {
  expect(
    renumberedDrives(
      configuration({ nodes: 2, drives: 2 }),
      configuration({ nodes: 3, drives: 2 }),
    ),
  ).toEqual([]);
  expect(
    renumberedDrives(
      configuration({ nodes: 1, drives: 2 }),
      configuration({ nodes: 1, drives: 3 }),
    ),
  ).toEqual([]);
});

test('a drive more on the first of two nodes renumbers those of the second', () => {
  expect(
    renumberedDrives(
      configuration({ nodes: 2, drives: 2 }),
      configuration({ nodes: 2, drives: 3 }),
    ).map(({ node, path }) => `${node} ${path}`),
  ).toEqual(['ssc-1 /dev/sd0', 'ssc-1 /dev/sd1']);
});

describe('a metadata device', () => {
  const metadata = (fid: string, path: string): ReadonlyMap<string, string> => {
    const service =
      'm0conf/nodes/0x6e00000000000001:0x0/processes/0x7200000000000001:0x0/services/0x7300000000000001:0x5';
    return new Map([
      [service, '{"name": "cas", "state": "M0_NC_UNKNOWN"}'],
      [`${service}/sdevs/${fid}`, `{"path": "${path}", "state": "M0_NC_UNKNOWN"}`],
    ]);
  };
  const renumbered = (path: string): ReturnType<typeof renumberedDrives> =>
    renumberedDrives(
      metadata('0x6400000000000001:0x4', path),
      metadata('0x6400000000000001:0x5', path),
    );

  test('counts as a drive', () => {
    expect(renumbered('/dev/md0')).toEqual([
      {
        node: '0x6e00000000000001:0x0',
        path: '/dev/md0',
        before: '0x6400000000000001:0x4/none',
        after: '0x6400000000000001:0x5/none',
      },
    ]);
  });

  test('that is not there, written as /dev/null, may be renumbered', () => {
    expect(renumbered('/dev/null')).toEqual([]);
  });
});
