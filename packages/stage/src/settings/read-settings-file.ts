import { closeSync, constants, openSync, statSync } from 'node:fs';
import path from 'node:path';
import { HareError, isHareError } from '@hare/base';
import { parseSettingsText, type SettingsDocument } from './parse-settings-text.js';
import { assertTrusted } from './trusted-file.js';

const extensions = ['yaml', 'yml', 'json', 'toml'];

/** What cosmiconfig would run, or guess the format of. */
const programs = ['.js', '.cjs', '.mjs', '.ts', 'noExt'];

/** O_PATH, which Node does not name: opens also a folder that may be passed but not read. */
const pathOnly = 0o10000000;

/**
 * The settings file: the one named, else the first `hare_setup.{yaml,yml,json,toml}` in the folders
 * given; undefined when there is none.
 * @throws HareError `SETTINGS_FILE_MISSING`, `SETTINGS_FILE_UNREADABLE`, `SETTINGS_NOT_TRUSTED`,
 *   `SETTINGS_SYNTAX`
 */
export async function readSettingsFile(
  named: string | undefined,
  folders: readonly string[],
  asRoot: boolean,
): Promise<SettingsDocument | undefined> {
  const file = named === undefined ? findFile(folders) : path.resolve(named);
  if (file === undefined) return undefined;
  if (!extensions.some((extension) => file.endsWith(`.${extension}`))) {
    throw new HareError(
      'SETTINGS_FORMAT_UNKNOWN',
      'the name of a settings file must end in ' +
        extensions.map((extension) => `.${extension}`).join(', '),
      {
        where: { file },
        hint: 'write the settings as data; programs (.js, .ts) are never loaded',
        exitCode: 2,
      },
    );
  }
  if (!isFile(file))
    throw new HareError('SETTINGS_FILE_MISSING', 'the settings file does not exist', {
      where: { file },
      hint: 'correct the path in --settings',
      exitCode: 2,
    });
  if (asRoot) assertTrusted(file);
  return load(file);
}

function findFile(folders: readonly string[]): string | undefined {
  for (const file of folders.flatMap((folder) =>
    extensions.map((extension) => path.join(folder, `hare_setup.${extension}`)),
  )) {
    if (isFile(file)) return file;
  }
  return undefined;
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw unreadable(file, error);
  }
}

/** Loads through cosmiconfig, which finds neither code nor a configuration of its own. */
async function load(file: string): Promise<SettingsDocument | undefined> {
  const { cosmiconfig } = await import('cosmiconfig');
  let document: SettingsDocument | undefined;
  const loader = async (name: string, text: string): Promise<null> => {
    document = await parseSettingsText(name, text);
    // Not given to cosmiconfig, which would follow `$import` to unchecked files. The schema refuses
    // that key.
    return null;
  };
  const refuse = (name: string): never => {
    throw unreadable(name, new Error('a program is never loaded'));
  };
  const explorer = inEmptyFolder(() =>
    cosmiconfig('hare_setup', {
      searchPlaces: extensions.map((extension) => `hare_setup.${extension}`),
      searchStrategy: 'none',
      loaders: {
        ...Object.fromEntries(programs.map((ending) => [ending, refuse])),
        ...Object.fromEntries(extensions.map((extension) => [`.${extension}`, loader])),
      },
      cache: false,
    }),
  );
  try {
    await explorer.load(file);
  } catch (error) {
    throw isHareError(error) ? error : unreadable(file, error);
  }
  return document;
}

/**
 * `cosmiconfig()` looks in the current folder for a configuration of its own (`.config/config.js`
 * among others) and would run it, as root: there is none where the kernel alone makes the files.
 * The way back leads to the same folder, also when it has no name any more.
 */
function inEmptyFolder<T>(work: () => T): T {
  const here = openSync('.', constants.O_DIRECTORY | pathOnly);
  try {
    process.chdir('/proc/self');
    return work();
  } finally {
    process.chdir(`/proc/self/fd/${here}`);
    closeSync(here);
  }
}

function unreadable(file: string, cause: unknown): HareError {
  return new HareError(
    'SETTINGS_FILE_UNREADABLE',
    `the settings file cannot be read: ${(cause as Error).message}`,
    { where: { file }, hint: 'run as root, or correct its permissions', cause },
  );
}
