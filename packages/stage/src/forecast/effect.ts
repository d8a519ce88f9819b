import { defaultMaxBytes, readRegularFile } from '@hare/base';

/** What a stage may do, by kind: packages of the domain add theirs. */
export interface Effects {
  file: FileEffect;
}

/** One thing that a stage would write, wipe or start: as shown by `hare_setup plan`. */
export type Effect = Effects[keyof Effects];

export interface FileEffect {
  readonly kind: 'file';
  readonly path: string;
  readonly change: 'new' | 'changed' | 'unchanged' | 'removed';
  /**
   * Its current and future content, if known in advance. Later stages of a plan read the latter.
   */
  readonly before?: string | undefined;
  readonly text?: string | undefined;
}

/** What writing this text to the file would change. */
export async function fileEffect(path: string, text: string): Promise<FileEffect> {
  const before = await readRegularFile(path, { maxBytes: defaultMaxBytes }).then(
    String,
    () => undefined,
  );
  return {
    kind: 'file',
    path,
    change: before === undefined ? 'new' : before === text ? 'unchanged' : 'changed',
    before,
    text,
  };
}

/**
 * Texts of files that earlier stages of a plan would have written, by path. Undefined outside of a
 * plan: things are as they are.
 */
export type PlannedFiles = ReadonlyMap<string, string> | undefined;

/**
 * A file as it will be when the stages planned so far have run. @throws as `readRegularFile`: a
 * pipe in its place is not waited for
 */
export async function readPlanned(file: string, planned: PlannedFiles): Promise<string> {
  return (
    planned?.get(file) ??
    (await readRegularFile(file, { maxBytes: defaultMaxBytes })).toString('utf8')
  );
}
