import { runStageBin } from '@hare/stage/bin';

await runStageBin(async () => (await import('./pre-upgrade.js')).preUpgrade);
