import { storeUrlOf } from '@hare/base';
import { statSync } from 'node:fs';
import {
  type ColorWish,
  colorWish,
  durationOption,
  localPath,
  type ParsedOptions,
  usageError,
} from '@hare/cli';
import { outputFormat, type OutputFormat } from '@hare/cli/output';

/** The values of the options that every stage has. */
export interface CommonValues {
  readonly config: string | undefined;
  readonly kv: string | undefined;
  readonly facts: string | undefined;
  readonly node: string | undefined;
  readonly services: string | undefined;
  readonly settings: string | undefined;
  /** Absolute, or empty. */
  readonly root: string;
  readonly timeoutMs: number | undefined;
  readonly waitMs: number | undefined;
  readonly dryRun: boolean;
  readonly format: OutputFormat;
  readonly verbose: boolean;
  readonly quiet: boolean;
  readonly color: ColorWish;
}

/**
 * Reads the common options' values. @throws HareError `USAGE` for invalid times and a root that is
 * not a folder
 */
export function commonValues(options: ParsedOptions): CommonValues {
  const text = (name: string): string | undefined =>
    typeof options[name] === 'string' ? options[name] : undefined;
  const duration = (name: string): number | undefined =>
    text(name) === undefined ? undefined : durationOption(`--${name}`, text(name) ?? '');
  const timeoutMs = duration('timeout');
  if (timeoutMs === 0)
    throw usageError('--timeout cannot be 0', "omit it to use the stage's own time limits");
  const place = (name: string): string | undefined =>
    text(name) === undefined ? undefined : localPath(text(name) ?? '', `--${name}`);
  const store = (name: string): string | undefined =>
    text(name) === undefined ? undefined : storeUrlOf(text(name) ?? '');
  const root = place('root');
  if (root !== undefined && statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw usageError(`--root ${root} is not a directory`, `create it: mkdir -p ${root}`);
  return {
    config: store('config'),
    kv: store('kv'),
    facts: place('facts'),
    node: text('node'),
    services: text('services'),
    settings: place('settings'),
    root: root === undefined || root === '/' ? '' : root,
    timeoutMs,
    waitMs: duration('wait'),
    dryRun: options['dryRun'] === true,
    format: outputFormat(options),
    verbose: options['verbose'] === true,
    quiet: options['quiet'] === true,
    color: colorWish(options),
  };
}
