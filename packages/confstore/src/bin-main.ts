import { runTool } from '@hare/cli/bin';
import { confstore } from './cli/confstore.js';

await runTool(confstore);
