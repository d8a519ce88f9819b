import { startBin } from '@hare/cli/bin';
import { program } from './cli/program.js';

startBin('hare-cdf', program, () => import('./bin-main.js'));
