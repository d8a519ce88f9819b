import { type HareError, nearestHint } from '@hare/base';
import { usageError } from '@hare/cli';

/** The error for a call whose command is missing or unknown, with what was probably meant. */
export function unknownCommand(
  url: string | undefined,
  name: string | undefined,
  commands: readonly { readonly name: string }[],
): HareError {
  const names = commands.map((command) => command.name);
  const all = `use one of ${names.join(', ')}; to see all commands: confstore --help`;
  if (name === undefined) {
    const isCommand = url !== undefined && names.includes(url);
    return isCommand
      ? usageError(`${url} needs a URL before the command`, `add it: confstore URL ${url} …`)
      : usageError(`missing command after ${url ?? 'the URL'}`, all);
  }
  if (url !== undefined && names.includes(url))
    return usageError(`the URL must come before the command`, `confstore ${name} ${url} …`);
  return usageError(`unknown command ${JSON.stringify(name)}`, nearestHint(name, names, all));
}
