import { stat } from 'node:fs/promises';
import { readCdfFile } from '@hare/cdf';
import { viewOfConfig, viewOfFiles, type ConfigView } from '../config-view.js';
import { generateMotrConfig } from '../generate-motr-config.js';
import { readConfigFiles } from '../read-config-files.js';
import { whichNode } from '../which-node.js';
import { commandFacts, type FactsOptions } from './command-facts.js';

export interface LoadOptions extends FactsOptions {
  readonly node?: string;
}

/** The configuration in a folder of generated files, or the one that a CDF gives. */
export async function loadView(place: string, options: LoadOptions): Promise<ConfigView> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory() === true) return viewOfFiles(await readConfigFiles(place), place);
  const { model } = await readCdfFile(place);
  const facts = await commandFacts(model, await whichNode(model, options), options);
  return viewOfConfig(generateMotrConfig(model, { facts }));
}
