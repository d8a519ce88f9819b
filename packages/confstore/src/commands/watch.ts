import { defineCommand } from '../cli/command.js';
import { listenForInterruption } from '../cli/listen-for-interruption.js';
import { printJsonLine } from '../cli/print-values.js';
import { outputGone } from '@hare/cli/streams';

export const watchCommand = defineCommand({
  name: 'watch',
  description:
    'Print the value of a key after each change.\n\nPrints one line of JSON for each change ' +
    'of the key, or of the whole store, until it is interrupted (exit code 129, 130 or 143) ' +
    'or the reader closes the pipe.',
  operands: [
    {
      name: 'KEY',
      description: 'the key to watch (default: the whole store)',
      optional: true,
      completes: 'keys',
    },
  ],
  examples: [
    { line: "confstore json:///etc/app.json watch 'server>port'" },
    {
      line:
        'confstore consul://127.0.0.1:8500/app watch | while read -r line; do systemctl reload ' +
        'app; done',
    },
  ],
  async run({ args: [key], open, print }) {
    const interruption = listenForInterruption();
    try {
      const store = await open();
      await store.watch(
        key,
        (value) => print(`${printJsonLine(value)}\n`),
        AbortSignal.any([interruption.signal, outputGone]),
      );
      await store.close();
      return interruption.exitCode() ?? 0;
    } finally {
      interruption.stop();
    }
  },
});
