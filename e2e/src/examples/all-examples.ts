import { listManuals } from '@hare/docs';

export interface TypedExample {
  readonly bin: string;
  /** As help shows it, and a person types it. */
  readonly command: string;
}

/**
 * Every example of every bin's help, once; of stages those of their own bins, which are those of
 * hare_setup.
 */
export async function allExamples(): Promise<readonly TypedExample[]> {
  const manuals = await listManuals();
  const stages = new Set(
    manuals.flatMap(({ bin }) =>
      bin.startsWith('hare-stage-') ? [bin.slice('hare-stage-'.length).replaceAll('-', '_')] : [],
    ),
  );
  const all = manuals.flatMap(({ bin, examples, commands }) =>
    [
      ...examples,
      ...commands
        .filter(({ name }) => bin !== 'hare_setup' || !stages.has(name))
        .flatMap((command) => command.examples),
    ].map(({ command }) => ({ bin, command })),
  );
  return [...new Map(all.map((example) => [example.command, example])).values()];
}
