import { existsSync } from 'node:fs';

/** A Chromium of this machine: `HARE_CHROMIUM`, else where Debian puts it. */
export const chromiumFile = [
  process.env['HARE_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
].find((file) => file !== undefined && existsSync(file));

/** CI has one; elsewhere these tests are skipped, and say why. */
export const isSkipped = chromiumFile === undefined && process.env['CI'] !== 'true';
export const skipReason = isSkipped ? ' (skipped: apt-get install chromium)' : '';
