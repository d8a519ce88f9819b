import { startBin } from '@hare/cli/bin';
import { program } from './cli/program.js';

startBin('confstore', program, () => import('./bin-main.js'));
