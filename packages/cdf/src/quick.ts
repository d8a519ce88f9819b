import { runTool } from '@hare/cli/bin';
import { hareCdf } from './cli/hare-cdf.js';

/** The program, with what quick-start.json names; anything else in it starts the whole one. */
void runTool(hareCdf);
