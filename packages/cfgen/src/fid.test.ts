import { expect, test } from 'vitest';
import { fidName, formatFid } from './fid.js';

test.each([
  [{ type: 'root', key: 0 }, 'root-0', '0x7400000000000001:0x0'],
  [{ type: 'process', key: 31 }, 'process-31', '0x7200000000000001:0x1f'],
  [{ type: 'site', key: 0 }, 'site-0', '0x5300000000000001:0x0'],
  [{ type: 'pver_f', key: 2 }, 'pver_f-2', '0x7640000000000001:0x2'],
  [
    { type: 'process', key: 2n ** 63n, container: 2 },
    'process-2:9223372036854775808',
    '0x7200000000000002:0x8000000000000000',
  ],
  [{ type: 'pver_f', key: 1, container: 7 }, 'pver_f-7:1', '0x7640000000000007:0x1'],
] as const)('%o is %s and %s', (fid, name, text) => {
  expect(fidName(fid)).toBe(name);
  expect(formatFid(fid)).toBe(text);
});
