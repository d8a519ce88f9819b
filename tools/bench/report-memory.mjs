// Loaded into a process that is measured: writes the most memory that it held, in KiB, to a file
// when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () =>
  writeFileSync(process.env.HARE_BENCH_MEMORY, String(process.resourceUsage().maxRSS)),
);
