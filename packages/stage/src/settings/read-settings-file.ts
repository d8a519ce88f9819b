import { stat } from 'node:fs/promises';
import path from 'node:path';
import { HareError, isHareError } from '@hare/base';
import { parseSettingsText, type SettingsDocument } from './parse-settings-text.js';
import { assertTrusted } from './trusted-file.js';

const extensions = ['yaml', 'yml', 'json', 'toml'];

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
  const file = named === undefined ? await findFile(folders) : path.resolve(named);
  if (file === undefined) return undefined;
  if (!extensions.some((extension) => file.endsWith(`.${extension}`))) {
    throw new HareError(
      'SETTINGS_FORMAT_UNKNOWN',
      `a settings file ends in ${extensions.map((extension) => `.${extension}`).join(', ')}`,
      {
        where: { file },
        hint: 'programs (.js, .ts) are never loaded; write the settings as data',
        exitCode: 2,
      },
    );
  }
  if (!(await isFile(file)))
    throw new HareError('SETTINGS_FILE_MISSING', 'there is no such settings file', {
      where: { file },
      hint: 'correct the path given with --settings',
      exitCode: 2,
    });
  if (asRoot) await assertTrusted(file);
  return load(file);
}

async function findFile(folders: readonly string[]): Promise<string | undefined> {
  for (const file of folders.flatMap((folder) =>
    extensions.map((extension) => path.join(folder, `hare_setup.${extension}`)),
  )) {
    if (await isFile(file)) return file;
  }
  return undefined;
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw unreadable(file, error);
  }
}

/** Cosmiconfig publishes no types for it. */
interface CosmiconfigExplorer {
  readonly Explorer: new (options: Readonly<Record<string, unknown>>) => {
    load(file: string): Promise<unknown>;
  };
}

/**
 * Loads through cosmiconfig's Explorer. Not through `cosmiconfig()` itself: that first looks in the
 * current folder for a configuration of its own (`.config/config.js` among others) and would run
 * it, as root.
 */
async function load(file: string): Promise<SettingsDocument | undefined> {
  const { Explorer } =
    (await import('cosmiconfig/dist/Explorer.js')) as unknown as CosmiconfigExplorer;
  let document: SettingsDocument | undefined;
  const loader = async (name: string, text: string): Promise<null> => {
    document = await parseSettingsText(name, text);
    // Not given to cosmiconfig: it would follow `$import` to files that nobody has looked at. The
    // schema refuses that key.
    return null;
  };
  const explorer = new Explorer({
    moduleName: 'hare_setup',
    searchPlaces: extensions.map((extension) => `hare_setup.${extension}`),
    searchStrategy: 'none',
    loaders: Object.fromEntries(extensions.map((extension) => [`.${extension}`, loader])),
    ignoreEmptySearchPlaces: true,
    cache: false,
    metaConfigFilePath: null,
    mergeImportArrays: false,
    mergeSearchPlaces: false,
    transform: (result: unknown) => result,
  });
  try {
    await explorer.load(file);
  } catch (error) {
    throw isHareError(error) ? error : unreadable(file, error);
  }
  return document;
}

function unreadable(file: string, cause: unknown): HareError {
  return new HareError(
    'SETTINGS_FILE_UNREADABLE',
    `the settings file cannot be read: ${(cause as Error).message}`,
    { where: { file }, hint: 'run as root, or correct its permissions', cause },
  );
}
