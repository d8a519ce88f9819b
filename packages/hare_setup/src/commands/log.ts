import { write } from '@hare/cli/streams';
import { createReadStream, statSync } from 'node:fs';
import { escapeText, HareError } from '@hare/base';
import { loadMachine } from '@hare/stage';
import { defineCommand } from '../command.js';
import { usageError } from '@hare/cli';

const tailBytes = 1024 * 1024;

/** `hare_setup log`: at most the last megabyte is read. @throws HareError `LOG_MISSING` */
export const log = defineCommand({
  name: 'log',
  summary: "Show the end of the stages' log",
  description: "Prints the last lines of the stages' log. Secrets are masked.",
  options: {
    lines: {
      flag: '--lines',
      aliases: ['-n'],
      value: 'N',
      default: '100',
      description: 'number of lines',
    },
  },
  commonOptions: ['settings', 'root', 'version', 'help'],
  examples: [
    { args: [], does: 'print the last 100 lines' },
    { args: ['-n', '20'], does: 'print the last 20 lines' },
  ],
  run: async ({ own, common }) => {
    const count = Number(own.lines);
    if (!Number.isInteger(count) || count < 1)
      throw usageError(
        `--lines cannot be ${JSON.stringify(own.lines)}`,
        'use a whole number, at least 1',
      );
    const { places } = await loadMachine(common, process.env, process.geteuid?.() ?? 0);
    const found = statSync(places.logFile, { throwIfNoEntry: false });
    if (found === undefined)
      throw new HareError(
        'LOG_MISSING',
        'the log does not exist: no stage has run on this machine yet',
        {
          where: { file: places.logFile },
          hint: 'run a stage: hare_setup post_install',
        },
      );
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(places.logFile, {
      start: Math.max(0, found.size - tailBytes),
    }))
      chunks.push(chunk as Buffer);
    write(
      process.stdout,
      `${escapeText(Buffer.concat(chunks).toString('utf8').trimEnd().split('\n').slice(-count).join('\n'))}\n`,
    );
    return 0;
  },
});
