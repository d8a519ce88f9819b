import type { CommandIo } from '@hare/cli';
import { viewOfFiles, type ConfigView } from '../config-view.js';
import { diffConfigs, isSameConfig } from '../diff-configs.js';
import { formatDiff } from '../format-diff.js';
import { readConfigFiles } from '../read-config-files.js';

/** Prints how two directories of generated files differ, by object; 1 when they do. */
export async function diffCommand(
  before: string,
  after: string,
  options: { readonly json?: boolean | undefined },
  out: CommandIo,
): Promise<number> {
  const diff = diffConfigs(await viewIn(before), await viewIn(after));
  if (options.json === true) out.print(`${JSON.stringify(diff, null, 2)}\n`);
  else for (const line of formatDiff(diff)) out.report(`${line}\n`, 4);
  return isSameConfig(diff) ? 0 : 1;
}

async function viewIn(folder: string): Promise<ConfigView> {
  return viewOfFiles(await readConfigFiles(folder), folder);
}
