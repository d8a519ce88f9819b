import type { CliOutput } from '../cli-output.js';
import { confObjectToJson } from '../conf-json.js';
import { showConfig } from '../show-config.js';
import { loadView, type LoadOptions } from './load-view.js';

/** Prints the object tree of a CDF or of a folder of generated files. */
export async function showCommand(
  place: string,
  options: LoadOptions & { readonly json?: boolean },
  out: CliOutput,
): Promise<number> {
  const view = await loadView(place, options);
  if (options.json === true)
    out.print(`${JSON.stringify(view.objects.map(confObjectToJson), null, 2)}\n`);
  else out.print([...showConfig(view)].map((line) => `${line}\n`).join(''));
  return 0;
}
