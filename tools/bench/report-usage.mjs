// Loaded into a process that is measured: writes its processor time, ms, and its peak memory, MB,
// to a file when it ends.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage = {
    cpuMs: (user + system) / 1000,
    memoryMb: process.resourceUsage().maxRSS / 1024,
  };
  writeFileSync(process.env.HARE_BENCH_USAGE, JSON.stringify(usage));
});
