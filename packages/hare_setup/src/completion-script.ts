export type Shell = 'bash' | 'zsh' | 'fish';

/** What can follow the program: a stage or command with its options. */
export interface CompletionNode {
  readonly name: string;
  readonly summary: string;
  /** What may stand behind its name without a flag. */
  readonly operands?: readonly string[];
  readonly options: readonly CompletionOption[];
}

export interface CompletionOption {
  readonly flags: readonly string[];
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly takesValue?: boolean;
}

/**
 * A completion script made from tables alone: nothing of ours runs when a person presses Tab.
 * Values without choices complete as files.
 */
export function completionScript(
  shell: Shell,
  program: string,
  nodes: readonly CompletionNode[],
): string {
  switch (shell) {
    case 'bash':
      return bash(program, nodes);
    case 'zsh':
      return `#compdef ${program}\nautoload -U +X bashcompinit && bashcompinit\n${bash(program, nodes)}`;
    case 'fish':
      return fish(program, nodes);
  }
}

function bash(program: string, nodes: readonly CompletionNode[]): string {
  const name = `_${program.replaceAll(/\W/g, '_')}`;
  const wordsOf = ({ operands = [], options }: CompletionNode): string =>
    [...operands, ...options.flatMap(({ flags }) => flags)].join(' ');
  const valued = [
    ...new Set(
      nodes.flatMap(({ options }) =>
        options.flatMap((option) =>
          option.takesValue === true && option.choices === undefined ? option.flags : [],
        ),
      ),
    ),
  ];
  const chosen = new Map(
    nodes.flatMap(({ options }) =>
      options.flatMap(({ flags, choices }) =>
        choices === undefined ? [] : [[flags.join('|'), choices.join(' ')] as const],
      ),
    ),
  );
  return `${name}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" node="" each
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

function fish(program: string, nodes: readonly CompletionNode[]): string {
  const names = nodes.map((node) => node.name).join(' ');
  const quoted = (text: string): string =>
    `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = [`complete -c ${program} -f`];
  for (const node of nodes) {
    lines.push(
      `complete -c ${program} -n 'not __fish_seen_subcommand_from ${names}' -a ${node.name} -d ${quoted(node.summary)}`,
    );
    if (node.operands !== undefined)
      lines.push(
        `complete -c ${program} -n '__fish_seen_subcommand_from ${node.name}' -a ${quoted(node.operands.join(' '))}`,
      );
    for (const option of node.options) {
      const flags = option.flags
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      const value =
        option.choices !== undefined
          ? ` -x -a ${quoted(option.choices.join(' '))}`
          : option.takesValue === true
            ? ' -r -F'
            : '';
      lines.push(
        `complete -c ${program} -n '__fish_seen_subcommand_from ${node.name}' ${flags}${value} -d ${quoted(option.summary)}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
