import { startBin } from '@hare/cli/bin';
import { program } from './program.js';

startBin('hare_setup', program, () => import('./bin-main.js'));
