import path from 'node:path';
import { escapeText, writeFileAtomic } from '@hare/base';
import { interruptExitCodes } from '@hare/cli';
import { processIo } from '@hare/cli/output';
import { defineCommand } from '../command.js';
import { passOn } from '../pass-on.js';

/** `hare_setup report`: 0, whatever the page says. */
export const report = defineCommand({
  name: 'report',
  summary: 'Write one HTML page: the cluster, its condition, the next run, what ran, what is wrong',
  description:
    'Writes one page that loads nothing from anywhere: the cluster as a drawing and tables; its services and drives as hctl answers now; what the next run would do, devices to be formatted in red; every stage run with its steps and durations; what doctor finds, with remedies. ' +
    'It calls the checks of all stages, as doctor does, and changes nothing but the page. Secrets are masked. #node=NAME and #drive=NAME:DEVICE at the end of its address open it there.',
  options: {
    output: {
      flag: '--output',
      aliases: ['-o'],
      value: 'FILE',
      default: 'hare-report.html',
      description: 'the page; - for standard output',
    },
    open: { flag: '--open', description: 'open the page in a browser, with xdg-open' },
  },
  commonOptions: [
    'config',
    'kv',
    'facts',
    'node',
    'json',
    'quiet',
    'settings',
    'root',
    'version',
    'help',
  ],
  examples: [
    { args: [], does: 'write hare-report.html into the current directory' },
    {
      args: ['--config', 'json:///tmp/exampleV2.json', '-o', '/tmp/before.html'],
      does: 'before the first run',
    },
    { args: ['--json'], does: 'print what the page is made from' },
  ],
  run: async ({ own, argv, common, json }) => {
    const io = processIo();
    const [{ gatherReport }, { renderReport }] = await Promise.all([
      import('../report/gather-report.js'),
      import('@hare/report'),
    ]);
    const data = await gatherReport({ common, argv: passOn(report, argv), io });
    const signal = io.interruption.name();
    if (signal !== undefined) return interruptExitCodes[signal];
    if (json) io.stdout.write(`${escapeText(JSON.stringify(data, undefined, 2))}\n`);
    else if (own.output === '-') io.stdout.write(renderReport(data));
    else {
      await writeFileAtomic(own.output, renderReport(data));
      io.stdout.write(`${escapeText(own.output, 'line')}: written\n`);
      if (own.open) await openHere(own.output, io.env['PATH']);
    }
    io.dispose();
    return 0;
  },
});

async function openHere(file: string, searchPath: string | undefined): Promise<void> {
  const [{ createRunCommand }, { openPage }] = await Promise.all([
    import('@hare/command'),
    import('../report/open-page.js'),
  ]);
  await openPage(path.resolve(file), createRunCommand(), searchPath);
}
