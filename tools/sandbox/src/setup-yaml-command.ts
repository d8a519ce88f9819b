import { parse } from 'yaml';

type SetupYaml = Readonly<
  Record<
    string,
    Readonly<Record<string, { readonly cmd: string; readonly args: string } | readonly string[]>>
  >
>;

/**
 * The words of the command that an outside provisioner runs for a stage of the component `hare`: it
 * knows only the format of setup.yaml (RFC 20) and replaces the macros: `$URL`, `$TYPE`. @throws
 * when the file has no `cmd` for the stage
 */
export function setupYamlCommand(
  text: string,
  stage: string,
  macros: Readonly<Record<string, string>>,
): readonly [string, ...string[]] {
  const entry = (parse(text) as SetupYaml)['hare']?.[stage];
  if (entry === undefined || !('cmd' in entry))
    throw new Error(`setup.yaml has no cmd for ${stage}`);
  const line = Object.entries(macros).reduce(
    (words, [macro, value]) => words.replaceAll(macro, value),
    `${entry.cmd} ${entry.args}`,
  );
  return line.split(' ') as [string, ...string[]];
}
