import { runBin } from '@hare/cli/bin';
import { hareSetup } from './hare-setup.js';

/** The program, with what quick-start.json names; anything else in it starts the whole one. */
void runBin(hareSetup);
