import { runStageBin } from '@hare/stage/bin';

await runStageBin(async () => (await import('./post-upgrade.js')).postUpgrade);
