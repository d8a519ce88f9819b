import { type CommandSpec, type Operand, optionRows } from '../command-spec.js';
import type { OptionSpec } from '../option-spec.js';

/** The shells for which there is a script. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * A completion script made from tables alone: nothing of ours runs when a person presses Tab.
 * Values without choices complete as files. A sole command with the name of the program is the
 * program itself.
 */
export function completionScript(
  shell: Shell,
  program: string,
  commands: readonly CommandSpec[],
): string {
  const nodes = commands.map(nodeOf);
  switch (shell) {
    case 'bash':
      return bash(program, nodes);
    case 'zsh':
      return `#compdef ${program}\nautoload -U +X bashcompinit && bashcompinit\n${bash(program, nodes)}`;
    case 'fish':
      return fish(program, nodes);
  }
}

/** What can follow the name of a command. */
interface Node {
  readonly name: string;
  readonly summary: string;
  readonly operands: readonly string[];
  readonly options: readonly OptionSpec[];
}

function nodeOf(command: CommandSpec): Node {
  const offered = ({ choices, suggestions = [] }: Operand): readonly string[] =>
    choices ?? suggestions;
  return {
    name: command.name,
    summary: command.summary,
    operands: (command.operands ?? []).flatMap(offered),
    options: optionRows(command).map(({ spec }) => spec),
  };
}

function soleOf(program: string, nodes: readonly Node[]): Node | undefined {
  const [first, ...others] = nodes;
  return others.length === 0 && first?.name === program ? first : undefined;
}

function flagsOf({ flag, aliases = [] }: OptionSpec): readonly string[] {
  return [flag, ...aliases];
}

function takesValue({ value, optionalValue = false }: OptionSpec): boolean {
  return value !== undefined && !optionalValue;
}

function bash(program: string, nodes: readonly Node[]): string {
  const name = `_${program.replaceAll(/\W/g, '_')}`;
  const wordsOf = ({ operands, options }: Node): string =>
    [...operands, ...options.flatMap(flagsOf)].join(' ');
  const valued = [
    ...new Set(
      nodes.flatMap(({ options }) =>
        options.flatMap((option) =>
          takesValue(option) && option.choices === undefined ? flagsOf(option) : [],
        ),
      ),
    ),
  ];
  const chosen = new Map(
    nodes.flatMap(({ options }) =>
      options.flatMap((option) =>
        option.choices === undefined
          ? []
          : [[flagsOf(option).join('|'), option.choices.join(' ')] as const],
      ),
    ),
  );
  return `${name}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" node="${soleOf(program, nodes)?.name ?? ''}" each
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${each//-/_}" in
${nodes.map((node) => `      ${[...new Set([node.name.replaceAll('-', '_'), `__${node.name.replaceAll('-', '_')}`])].join('|')}) node="${node.name}"; break ;;`).join('\n')}
    esac
  done
  case "$before" in
${[...chosen].map(([flags, choices]) => `    ${flags}) COMPREPLY=($(compgen -W "${choices}" -- "$word")); return ;;`).join('\n')}
    ${valued.length === 0 ? '--no-such-flag' : valued.join('|')}) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  case "$node" in
${nodes.map((node) => `    ${node.name}) COMPREPLY=($(compgen -W "${wordsOf(node)}" -- "$word")) ;;`).join('\n')}
    *) COMPREPLY=($(compgen -W "${[...nodes.map((node) => node.name), '--help', '--version', '--config'].join(' ')}" -- "$word")) ;;
  esac
}
complete -o filenames -F ${name} ${program}
`;
}

function fish(program: string, nodes: readonly Node[]): string {
  const names = nodes.map((node) => node.name).join(' ');
  const quoted = (text: string): string =>
    `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = [`complete -c ${program} -f`];
  const sole = soleOf(program, nodes);
  for (const node of nodes) {
    const start =
      node === sole
        ? `complete -c ${program}`
        : `complete -c ${program} -n '__fish_seen_subcommand_from ${node.name}'`;
    if (node !== sole)
      lines.push(
        `complete -c ${program} -n 'not __fish_seen_subcommand_from ${names}' -a ${node.name} -d ${quoted(node.summary)}`,
      );
    if (node.operands.length > 0) lines.push(`${start} -a ${quoted(node.operands.join(' '))}`);
    for (const option of node.options) {
      const flags = flagsOf(option)
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      const value = fishValue(option, quoted);
      lines.push(`${start} ${flags}${value} -d ${quoted(option.description)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function fishValue(option: OptionSpec, quoted: (text: string) => string): string {
  if (option.choices !== undefined) return ` -x -a ${quoted(option.choices.join(' '))}`;
  return takesValue(option) ? ' -r -F' : '';
}
