import type { StageDefinition } from '@hare/stage';

export interface SetupYamlOptions {
  /** Name of the component in the file: `hare`. */
  readonly component: string;
  /** Where Hare is installed: `/opt/seagate/cortx/hare`. */
  readonly prefix: string;
}

/**
 * The setup.yaml of RFC 20, from the stages themselves: `cmd` and `args` per stage, `target` for
 * backup and restore, a list of one command for support_bundle. The provisioner replaces the macros
 * `$URL` (a ConfStore URL) and `$TYPE` (a test plan).
 */
export function setupYaml(
  stages: readonly StageDefinition[],
  { component, prefix }: SetupYamlOptions,
): string {
  const command = `${prefix}/bin/hare_setup`;
  const lines = [`${component}:`];
  for (const { name, setupYaml: entry = { args: '--config $URL' } } of stages) {
    const args = `${name} ${entry.args}`.trimEnd();
    lines.push(`  ${name}:`);
    if (entry.list === true) lines.push(`    - ${command} ${args}`);
    else lines.push(`    cmd: ${command}`, `    args: ${args}`);
    if (entry.target !== undefined) lines.push(`    target: ${entry.target}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * What the support framework looks for next to it: the commands that make a bundle, in the only key
 * that it reads. It appends its own options (`-b ID -t DIR …`).
 */
export function supportYaml(
  stages: readonly StageDefinition[],
  { prefix }: Pick<SetupYamlOptions, 'prefix'>,
): string {
  const commands = stages
    .filter(({ setupYaml: entry }) => entry?.list === true)
    .map(({ name }) => `  - ${prefix}/bin/hare_setup ${name}`);
  return `${['support_bundle:', ...commands].join('\n')}\n`;
}
