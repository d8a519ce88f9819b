#!/usr/bin/env node
import { runBin } from '@hare/cli';

await runBin('hare_setup', async () => (await import('./main.js')).main(process.argv.slice(2)));
