import { count, type CommandIo } from '@hare/cli';
import { formatError, spareMemory } from '@hare/base';
import { problemToError, readCdfFile } from '@hare/cdf';
import { outputIsExtra } from '@hare/cli/streams';
import { compareConfigFiles, type WriteOutcome } from '../compare-config-files.js';
import { generateMotrConfig } from '../generate-motr-config.js';
import type { MotrConfig } from '../motr-config.js';
import { renderFiles } from '../render-files.js';
import { whichNode } from '../which-node.js';
import { writeConfigFiles } from '../write-config-files.js';
import { commandFacts } from './command-facts.js';

/** The options of `hare-cfgen CDF`; a single word names its flag. */
export interface GenerateCommandOptions {
  readonly output: string;
  readonly facts?: string;
  readonly kv?: string;
  readonly node?: string;
  readonly root?: string;
  readonly prefix?: string;
  readonly confDir?: string;
  readonly logDir?: string;
  readonly clusterId?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Generates all files from a CDF and writes them, all or none. */
export async function generateCommand(
  cdf: string,
  options: GenerateCommandOptions,
  out: CommandIo,
): Promise<number> {
  const reading = await readCdfFile(cdf);
  await spareMemory(reading.model.nodes.length);
  const node = await whichNode(reading.model, options);
  const config = generateMotrConfig(reading.model, {
    facts: await commandFacts(reading.model, node, options),
  });
  const files = renderFiles(config, { ...options, node });
  for (const warning of [
    ...reading.problems.map((problem) =>
      formatError(problemToError(problem, reading.where(problem.path, problem.atName))),
    ),
    ...config.warnings.map(({ code, message }) => `${message} [${code}]`),
  ])
    out.warn(`hare-cfgen: warning: ${warning}\n`);
  if (node === undefined)
    out.warn(
      'hare-cfgen: this machine is not a node of the cluster, so node-name, sysconfig and ' +
        'Consul agent configuration are omitted; to add them, pass --node NAME\n',
    );
  // Written files are the result; the line about them is not.
  if (options.dryRun !== true) outputIsExtra();
  const outcome =
    options.dryRun === true
      ? await compareConfigFiles(options.output, files)
      : await writeConfigFiles(options.output, files);
  if (options.json === true)
    out.print(`${JSON.stringify(report(config, node, files.names, outcome, options), null, 2)}\n`);
  else out.report(summary(config, files.names.length, outcome, options));
  return 0;
}

function report(
  config: MotrConfig,
  node: string | undefined,
  files: readonly string[],
  outcome: WriteOutcome,
  options: GenerateCommandOptions,
): object {
  return {
    folder: options.output,
    node: node ?? null,
    dryRun: options.dryRun === true,
    files,
    ...outcome,
    objects: config.objects.length,
    warnings: config.warnings,
  };
}

function summary(
  config: MotrConfig,
  total: number,
  { written, removed }: WriteOutcome,
  options: GenerateCommandOptions,
): string {
  const verb = options.dryRun === true ? 'to write' : 'written';
  const changes =
    written.length + removed.length === 0
      ? `${total} files, unchanged`
      : `${written.length} of ${total} files ` +
        `${verb}${removed.length === 0 ? '' : `, ${removed.length} ${options.dryRun === true ? 'to remove' : 'removed'}`}`;
  const drives = config.nodes.reduce(
    (sum, { controllers }) =>
      sum + controllers.reduce((count, controller) => count + controller.drives.length, 0),
    0,
  );
  return (
    `${options.output}: ${changes} (${count(config.nodes.length, 'node')}, ` +
    `${count(drives, 'drive')}, ${count(config.pools.length, 'pool')}, ` +
    `${count(config.objects.length, 'object')})\n`
  );
}
