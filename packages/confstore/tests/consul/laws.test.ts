import { test } from 'vitest';
import { testLaws } from '../laws/laws.js';
import { consulRows } from './consul-row.js';

testLaws(consulRows);
if (consulRows.length === 0) test.skip('the laws of a ConfStore on a real Consul', () => undefined);
