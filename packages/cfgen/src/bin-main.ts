import { runTool } from '@hare/cli/bin';
import { hareCfgen } from './hare-cfgen.js';

await runTool(hareCfgen);
