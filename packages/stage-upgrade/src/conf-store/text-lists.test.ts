import { toConfValue } from '@hare/confstore';
import { expect, test } from 'vitest';
import { textLists } from './text-lists.js';

test('texts with commas where later ConfStores have lists are found, and no others', () => {
  const document = {
    cluster: {
      'srvnode-1': {
        network: { data: { interfaces: 'eth1, eth2' } },
        storage: { data_devices: '/dev/sdc,/dev/sdd,', metadata_devices: ['/dev/sdb'] },
        note: 'a,b',
      },
    },
    other: { interfaces: 'a,b' },
  };
  expect(textLists(toConfValue(document))).toEqual([
    { path: ['cluster', 'srvnode-1', 'network', 'data', 'interfaces'], value: ['eth1', 'eth2'] },
    { path: ['cluster', 'srvnode-1', 'storage', 'data_devices'], value: ['/dev/sdc', '/dev/sdd'] },
  ]);
});
