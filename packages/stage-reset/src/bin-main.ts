import { runStageBin } from '@hare/stage/bin';

await runStageBin(async () => (await import('./stage.js')).reset);
