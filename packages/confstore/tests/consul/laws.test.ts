import { test, vi } from 'vitest';
import { consulRows } from './consul-row.js';

vi.mock('../laws/rows.js', async () => ({ rows: (await import('./consul-row.js')).consulRows }));

await import('../laws/laws.test.js');

if (consulRows.length === 0) test.skip('the laws of a ConfStore on a real Consul', () => undefined);
