/**
 * `node apply-process.mjs KV ENTRIES-FILE OWNER REPLACE TTL-MS`: one process that applies a
 * configuration; prints its report as JSON.
 */
import { readFileSync } from 'node:fs';
import { applyConfiguration } from '@hare/kv';

const [kv, file, owner, replace, ttlMs] = process.argv.slice(2);
try {
  const entries = JSON.parse(readFileSync(file, 'utf8'));
  const { added, changed, removed, ...rest } = await applyConfiguration({
    kv,
    entries,
    owner,
    replace: replace === 'true',
    consul: { ttlMs: Number(ttlMs) },
    log: (line) => console.error(line),
  });
  console.log(
    JSON.stringify({
      ...rest,
      added: added.length,
      changed: changed.length,
      removed: removed.length,
    }),
  );
} catch (error) {
  console.error(
    `${error.code ?? 'DEFECT'}: ${error.code === undefined ? error.stack : error.message}`,
  );
  process.exitCode = 1;
}
