// Loaded into a process with --import: when that ends, it writes its peak memory, in bytes, to the
// file that HARE_PEAK_FILE names.
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  // Not resourceUsage().maxRSS: that starts with what the parent had when it forked.
  const kib = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  writeFileSync(process.env.HARE_PEAK_FILE, String(Number(kib) * 1024));
});
