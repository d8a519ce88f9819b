import { readFile } from 'node:fs/promises';
import { HareError } from '@hare/confstore/error';

const mostBytes = 256 * 1024 * 1024;

/** A text that a command was given, and what messages call it. */
export interface Input {
  readonly text: string;
  readonly name: string;
}

/** Reads a file, or standard input for `-`. @throws HareError `CDF_FILE` when it cannot be read, is too large, or is not UTF-8 */
export async function readInput(file: string): Promise<Input> {
  const name = file === '-' ? 'standard input' : file;
  const bytes = file === '-' ? await readStandardInput() : await readBytes(file);
  if (bytes.length > mostBytes) throw new HareError('CDF_FILE', `the file has ${bytes.length} bytes, at most ${mostBytes} are read`, { where: { file: name }, hint: 'check that this is the file you meant' });
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    throw new HareError('CDF_FILE', 'the file is not UTF-8 text', { where: { file: name }, hint: `save it as UTF-8: iconv -t UTF-8 ${file}`, cause: error });
  }
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new HareError('CDF_FILE', `cannot read: ${reasons[code ?? ''] ?? message}`, { where: { file }, hint: code === 'ENOENT' ? 'check the name; hare-cdf generate URL -o FILE makes a CDF' : 'check the name and the permissions', cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = { ENOENT: 'there is no such file', EACCES: 'permission denied', EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is not a folder' };

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
