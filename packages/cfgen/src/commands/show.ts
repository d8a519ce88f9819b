import { stat } from 'node:fs/promises';
import path from 'node:path';
import { readCdfFile } from '@hare/cdf';
import { jsonText, usageError, writeOutput, type CommandIo } from '@hare/cli';
import { confObjectToJson } from '../conf-json.js';
import { viewOfConfig, viewOfFiles, type ConfigView } from '../config-view.js';
import { generateMotrConfig } from '../generate-motr-config.js';
import { readConfigFiles } from '../read-config-files.js';
import { showConfig } from '../show-config.js';
import { whichNode } from '../which-node.js';
import { commandFacts, type FactsOptions } from './command-facts.js';

export interface ShowCommandOptions extends FactsOptions {
  readonly node?: string | undefined;
  readonly json?: boolean | undefined;
  /** The page that is written instead. */
  readonly output?: string | undefined;
}

/** Prints the object tree of a CDF or of a directory of generated files, or writes it as a page. */
export async function showCommand(
  place: string,
  options: ShowCommandOptions,
  out: CommandIo,
): Promise<number> {
  if (options.json === true && options.output !== undefined)
    throw usageError('--output writes a page, not JSON', 'omit --json, or --output');
  const view = await loadView(place, options);
  if (options.json === true) out.print(jsonText(view.objects.map(confObjectToJson)));
  else if (options.output !== undefined) {
    const { renderOutline } = await import('@hare/report');
    const title = `Motr's objects: ${path.basename(path.resolve(place))}`;
    await writeOutput(renderOutline(title, [...showConfig(view)]), options.output, out);
  } else out.report([...showConfig(view)].map((line) => `${line}\n`).join(''), 4);
  return 0;
}

/** The configuration in a directory of generated files, or the one that a CDF gives. */
async function loadView(place: string, options: ShowCommandOptions): Promise<ConfigView> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory() === true) return viewOfFiles(await readConfigFiles(place), place);
  const { model } = await readCdfFile(place);
  const facts = await commandFacts(model, await whichNode(model, options), options);
  return viewOfConfig(generateMotrConfig(model, { facts }));
}
