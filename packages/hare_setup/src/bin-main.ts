import { runBin } from '@hare/cli/bin';
import { hareSetup } from './hare-setup.js';

await runBin(hareSetup);
