import { type CommandSpec, type Operand, optionRows } from '../command-spec.js';
import type { OptionSpec } from '../option-spec.js';

/** The shells for which there is a script. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** Words that a table only names, `completes: 'codes'`. */
export type WordLists = Readonly<Record<string, readonly string[]>>;

/**
 * A completion script made from tables alone: nothing of ours runs when a person presses Tab.
 * A value without words of its own completes as its placeholder says: URL, FILE, DIR. A sole
 * command with the name of the program is the program itself.
 */
export function completionScript(
  shell: Shell,
  program: string,
  commands: readonly CommandSpec[],
  lists: WordLists = {},
): string {
  const nodes = commands.map((command) => nodeOf(command, lists));
  switch (shell) {
    case 'bash':
      return bash(program, nodes);
    case 'zsh':
      return `#compdef ${program}\nautoload -U +X bashcompinit && bashcompinit\n${bash(program, nodes)}`;
    case 'fish':
      return fish(program, nodes);
  }
}

/** What a value or operand may be: words, and files or directories too. */
interface Offer {
  readonly words: readonly string[];
  readonly paths?: 'files' | 'directories';
}

/** What can follow the name of a command. */
interface Node {
  readonly name: string;
  readonly summary: string;
  readonly operands: Offer;
  readonly options: readonly { readonly spec: OptionSpec; readonly offer: Offer | undefined }[];
}

function nodeOf(command: CommandSpec, lists: WordLists): Node {
  const operands = (command.operands ?? []).map((operand) => offerOf(operand, operand.name, lists));
  const paths = operands.find((offer) => offer.paths !== undefined)?.paths;
  return {
    name: command.name,
    summary: command.summary,
    operands: {
      words: operands.flatMap(({ words }) => words),
      ...(paths === undefined ? {} : { paths }),
    },
    options: optionRows(command).map(({ spec }) => ({
      spec,
      offer: spec.value === undefined ? undefined : offerOf(spec, spec.value, lists),
    })),
  };
}

const urls = ['json:///', 'yaml:///', 'toml:///', 'ini:///', 'consul://'];
const ofFiles: Offer = { words: [], paths: 'files' };
const byPlaceholder: Readonly<Record<string, Offer>> = {
  URL: { words: urls, paths: 'files' },
  DIR: { words: [], paths: 'directories' },
  FILE: ofFiles,
  CDF: ofFiles,
  A: ofFiles,
  B: ofFiles,
  BEFORE: ofFiles,
};

function offerOf(
  { choices, suggestions, completes = '' }: Pick<Operand, 'choices' | 'suggestions' | 'completes'>,
  placeholder: string,
  lists: WordLists,
): Offer {
  const words = choices ?? [...(suggestions ?? []), ...(lists[completes] ?? [])];
  return words.length > 0 ? { words } : (byPlaceholder[placeholder] ?? { words: [] });
}

function soleOf(program: string, nodes: readonly Node[]): Node | undefined {
  const [first, ...others] = nodes;
  return others.length === 0 && first?.name === program ? first : undefined;
}

function flagsOf({ flag, aliases = [] }: OptionSpec): readonly string[] {
  return [flag, ...aliases];
}

/** What bash does to offer it, at the place of the word. */
function reply({ words, paths }: Offer): string {
  const kinds = [
    ...(words.length === 0 ? [] : [`-W "${words.join(' ')}"`]),
    ...(paths === undefined ? [] : [paths === 'files' ? '-f' : '-d']),
  ];
  return kinds.length === 0
    ? 'COMPREPLY=()'
    : `COMPREPLY=(${kinds.map((kind) => `$(compgen ${kind} -- "$word")`).join(' ')})`;
}

/** The branches for values: what an option offers, with the commands that have it so. */
function valueBranches(nodes: readonly Node[]): readonly string[] {
  const branches = new Map<string, string[]>();
  for (const { name, options } of nodes)
    for (const { spec, offer } of options) {
      if (offer === undefined) continue;
      // `--mkfs=always`, but not `--mkfs always`.
      const signs = spec.optionalValue === true ? ['='] : ['', '='];
      const patterns = flagsOf(spec).flatMap((flag) =>
        signs.map((sign) => `${name}" "${flag}${sign}`),
      );
      const at = reply(offer);
      branches.set(at, [...(branches.get(at) ?? []), ...patterns]);
    }
  return [...branches].map(([what, patterns]) => `    ${patterns.join('|')}) ${what}; return ;;`);
}

function bash(program: string, nodes: readonly Node[]): string {
  const name = `_${program.replaceAll(/\W/g, '_')}`;
  const branchOf = ({ name: node, operands, options }: Node): string => {
    const words = [...operands.words, ...options.flatMap(({ spec }) => flagsOf(spec))];
    return `    ${node}) ${reply({ ...operands, words })} ;;`;
  };
  // RFC 20's way: options without a command are those of config.
  const byDefault = nodes.find((node) => node.name === 'config');
  const anywhere = [
    ...nodes.map((node) => node.name),
    ...['--help', '--version'],
    ...(byDefault === undefined ? [] : ['--config']),
  ];
  return `${name}() {
  local word="\${COMP_WORDS[COMP_CWORD]}" at=$((COMP_CWORD - 1)) node="${soleOf(program, nodes)?.name ?? ''}" before each start=""
  for each in "\${COMP_WORDS[@]:1:$((COMP_CWORD - 1))}"; do
    case "\${each//-/_}" in
${nodes.map((node) => `      ${[...new Set([node.name.replaceAll('-', '_'), `__${node.name.replaceAll('-', '_')}`])].join('|')}) node="${node.name}"; break ;;`).join('\n')}
    esac
  done
  # bash takes --plan=full and json:///file apart, zsh does not.
  if [ "$word" = "=" ] || [ "$word" = : ]; then word=""; at=$COMP_CWORD; fi
  before="\${COMP_WORDS[at]}"
  if [ "$before" = "=" ]; then before="\${COMP_WORDS[at-1]}="; fi
  case "$word" in --*=*) before="\${word%%=*}="; start="$before"; word="\${word#*=}" ;; esac
  case "$word" in [a-z]*:/*) before=:; start="$start\${word%%:*}:"; word="\${word#*:}" ;; esac
  ${name}_reply
  if [ -n "$start" ]; then COMPREPLY=("\${COMPREPLY[@]/#/$start}"); fi
}
${name}_reply() {
  case "\${node:-${byDefault?.name ?? ''}} $before" in
    *" :") COMPREPLY=($(compgen -f -- "$word")); return ;;
${valueBranches(nodes).join('\n')}
  esac
  case "$node" in
${nodes.map(branchOf).join('\n')}
    *) ${reply({ words: anywhere })} ;;
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
    const { words, paths } = node.operands;
    if (words.length > 0) lines.push(`${start} -a ${quoted(words.join(' '))}`);
    if (paths !== undefined) lines.push(`${start} -F`);
    for (const { spec, offer } of node.options) {
      const flags = flagsOf(spec)
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      const value = offer === undefined ? '' : fishValue(spec, offer, quoted);
      lines.push(`${start} ${flags}${value} -d ${quoted(spec.description)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function fishValue(
  { optionalValue }: OptionSpec,
  { words, paths }: Offer,
  quoted: (text: string) => string,
): string {
  const offered = words.length === 0 ? '' : ` -a ${quoted(words.join(' '))}`;
  if (optionalValue !== undefined && optionalValue !== false) return offered;
  return paths === undefined ? ` -x${offered}` : ` -r -F${offered}`;
}
