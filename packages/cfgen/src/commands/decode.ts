import type { CommandIo } from '@hare/cli';
import { HareError, isHareError, readInputFile } from '@hare/base';
import { confObjectToJson } from '../conf-json.js';
import type { ConfObject } from '../conf-object.js';
import { decodeXcode } from '../decode-xcode.js';
import { formatConfgenObject } from '../format-confgen.js';
import { formatXcode } from '../format-xcode.js';
import { parseConfgen } from '../parse-confgen.js';

export interface DecodeCommandOptions {
  /** `confgen`, `xcode` or `json`. */
  readonly to?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Prints xcode as confgen text, that as xcode, or either as JSON; `-` is standard input. */
export async function decodeCommand(
  file: string,
  options: DecodeCommandOptions,
  out: CommandIo,
): Promise<number> {
  const text = await readText(file);
  const isXcode = text.trimStart().startsWith('[');
  const objects = isXcode ? decodeXcode(text, file) : parseConfgen(text, file);
  const target = options.json === true ? 'json' : (options.to ?? (isXcode ? 'confgen' : 'xcode'));
  out.data(write[target as keyof typeof write](objects));
  return 0;
}

const write: Readonly<
  Record<'confgen' | 'xcode' | 'json', (objects: readonly ConfObject[]) => string>
> = {
  confgen: (objects) =>
    objects.map((object) => `${formatConfgenObject(object, 'motr')}\n`).join(''),
  xcode: formatXcode,
  json: (objects) => `${JSON.stringify(objects.map(confObjectToJson), null, 2)}\n`,
};

async function readText(file: string): Promise<string> {
  try {
    return (await readInputFile(file)).toString('utf8');
  } catch (error) {
    if (isHareError(error)) throw error;
    throw new HareError(
      'CFGEN_DECODE_FILE',
      `the file cannot be read: ${(error as Error).message}`,
      {
        where: { file },
        hint: 'use a file with xcode (confd.xc) or confgen text (confd.cg)',
        cause: error,
      },
    );
  }
}
