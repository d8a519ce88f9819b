import { runStageBin } from '@hare/stage/bin';

await runStageBin(async () => (await import('./upgrade.js')).upgrade);
