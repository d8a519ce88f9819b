import { runTool } from '@hare/cli/bin';
import { hareCdf } from './cli/hare-cdf.js';

await runTool(hareCdf);
