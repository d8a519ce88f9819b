import { stat } from 'node:fs/promises';
import { viewOfConfig, viewOfFiles, type ConfigView } from '../config-view.js';
import { gatherFacts } from '../gather-facts.js';
import { generateMotrConfig } from '../generate-motr-config.js';
import { readCdfFile } from '../read-cdf-file.js';
import { readConfigFiles } from '../read-config-files.js';
import { readFactsFile } from '../read-facts-file.js';
import { whichNode } from '../which-node.js';

export interface LoadOptions {
  readonly facts?: string;
  readonly node?: string;
  readonly root?: string;
}

/** The configuration in a folder of generated files, or the one that a CDF gives. */
export async function loadView(place: string, options: LoadOptions): Promise<ConfigView> {
  const found = await stat(place).catch(() => undefined);
  if (found?.isDirectory() === true) return viewOfFiles(await readConfigFiles(place), place);
  const { model } = await readCdfFile(place);
  const node = await whichNode(model, options);
  const facts = await gatherFacts(model, {
    file: options.facts === undefined ? undefined : await readFactsFile(options.facts),
    local: node === undefined ? undefined : { hostname: node, root: options.root },
  });
  return viewOfConfig(generateMotrConfig(model, { facts }));
}
