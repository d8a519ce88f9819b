/** A sub-command that is no stage. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Answers the exit code. */
  load(): Promise<(argv: readonly string[]) => Promise<number>>;
}

/** The sub-commands beside the stages, loaded only when called. */
export const commands: readonly CommandEntry[] = [
  { name: 'run', summary: 'Run the stages one after the other, as a provisioner would', load: async () => (await import('./commands/run.js')).runCommand },
  { name: 'status', summary: 'Tell what each stage last did on this machine', load: async () => (await import('./commands/status.js')).statusCommand },
  { name: 'log', summary: "Show the end of the stages' log", load: async () => (await import('./commands/log.js')).logCommand },
  { name: 'setup-yaml', summary: 'Print the setup.yaml that an outside provisioner reads', load: async () => (await import('./commands/setup-yaml.js')).setupYamlCommand },
  { name: 'completion', summary: 'Print a completion script for bash, zsh or fish', load: async () => (await import('./commands/completion.js')).completionCommand },
];
