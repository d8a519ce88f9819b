import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '../with-sandbox.js';
import type { CleanMachine } from './clean-machine.js';
import { readReadme, shownPattern, steadyText } from './readme-commands.js';

/** A command of a README that did not do what the README shows. */
export interface ReadmeMismatch {
  readonly command: string;
  readonly exitCode: number | null;
  /** What the README shows, and what was printed: without times and dates. */
  readonly shown: string;
  readonly printed: string;
}

/** Where the commands of a README are tried. */
export interface ReadmePlace {
  /** A folder where the package is installed. */
  readonly folder: string;
  readonly machine: CleanMachine;
  /** The machine whose disks, packages and hctl the stages find. */
  readonly sandbox: Machine;
}

/** How a README's paths become those of the sandbox, and back. */
interface Paths {
  readonly here: (command: string) => string;
  readonly there: (output: string) => string;
}

/**
 * Runs the commands that a package's README shows, in order, and answers those that end otherwise
 * than shown. What they find below /tmp, /var and /etc is the sandbox's: its folder is put before
 * such paths, and stages get it as `--root`.
 */
export async function tryReadme(
  markdown: string,
  place: ReadmePlace,
): Promise<readonly ReadmeMismatch[]> {
  const { folder, root, confstoreFile } = place.sandbox;
  mkdirSync(path.join(root, 'tmp'), { recursive: true });
  copyFileSync(confstoreFile, path.join(root, 'tmp/exampleV2.json'));
  const rooted = (command: string): string =>
    /\bhare(-stage|_setup)\b/.test(command) ? `${command} --root ${root}` : command;
  return tryCommands(markdown, place, {
    here: (command) =>
      rooted(command.replaceAll(/(^|[\s'"=]|:\/\/)\/(tmp|var|etc)\//g, `$1${root}/$2/`)),
    there: (output) =>
      output
        .replaceAll(`${folder}/bin/hctl`, '/opt/seagate/cortx/hare/bin/hctl')
        .replaceAll(root, ''),
  });
}

/** The same for the tour of the repository's README, which calls the sandbox `$DEMO`. */
export function tryTour(markdown: string, place: ReadmePlace): Promise<readonly ReadmeMismatch[]> {
  const { folder } = place.sandbox;
  return tryCommands(markdown, place, {
    here: (command) => `DEMO=${folder}; ${command}`,
    there: (output) => output.replaceAll(folder, '$DEMO'),
  });
}

async function tryCommands(
  markdown: string,
  { folder, machine, sandbox }: ReadmePlace,
  { here, there }: Paths,
): Promise<readonly ReadmeMismatch[]> {
  const { files, commands } = readReadme(markdown);
  for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
  const mismatches: ReadmeMismatch[] = [];
  for (const { command, shown } of commands) {
    const { exitCode, stdout, stderr } = await machine.run(
      folder,
      ['sh', '-c', here(command)],
      sandbox.env,
    );
    const printed = steadyText(there(stdout + stderr));
    const showsFailure = /\[[A-Z_]+\]$|^failed /m.test(steadyText(shown));
    const isAsShown = shown.trim() === '' || shownPattern(shown).test(`${printed}\n`);
    if (!isAsShown || (exitCode === 0) === showsFailure)
      mismatches.push({ command, exitCode, shown: steadyText(shown), printed });
  }
  return mismatches;
}
