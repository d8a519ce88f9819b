import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readInputFile, readSmallFileSync } from './input-file.js';

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'input-'));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

test.each([0, 1, 16_383, 16_384, 16_385, 100_000])(
  'a file of %i bytes is read, also behind a link',
  async (size) => {
    const at = await folder();
    await writeFile(path.join(at, 'a'), Buffer.alloc(size, 'x'));
    await symlink('a', path.join(at, 'b'));
    expect(
      (await readInputFile(path.join(at, 'b'), { maxBytes: size })).equals(Buffer.alloc(size, 'x')),
    ).toBe(true);
  },
);

test('a file of the kernel, whose size is 0, is read', async () => {
  expect((await readInputFile('/proc/self/status')).toString()).toContain('VmRSS');
});

test('more than the limit is not read', async () => {
  const at = await folder();
  await writeFile(path.join(at, 'a'), 'x'.repeat(101));
  await expect(readInputFile(path.join(at, 'a'), { maxBytes: 100 })).rejects.toMatchObject({
    code: 'INPUT_TOO_LARGE',
    message: 'it is larger than 100 bytes',
    hint: expect.stringContaining('CONFSTORE_MAX_SIZE=') as string,
  });
});

test('folders, devices and sockets are refused', async () => {
  const at = await folder();
  const server = createServer().listen(path.join(at, 's'));
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  await expect(readInputFile(at)).rejects.toMatchObject({
    code: 'INPUT_NOT_A_FILE',
    message: 'it is a directory',
  });
  for (const device of ['/dev/zero', '/dev/null'])
    await expect(readInputFile(device)).rejects.toMatchObject({
      code: 'INPUT_NOT_A_FILE',
      message: 'it is a device',
    });
  // A socket cannot even be opened.
  await expect(readInputFile(path.join(at, 's'))).rejects.toMatchObject({ code: 'ENXIO' });
  await expect(readInputFile(path.join(at, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a pipe is read to its end, from a writer that comes late too', async () => {
  const pipe = path.join(await folder(), 'p');
  execFileSync('mkfifo', [pipe]);
  const read = readInputFile(pipe);
  const writer = spawn('sh', ['-c', `{ echo one; echo two; } > ${pipe}`]);
  expect((await read).toString()).toBe('one\ntwo\n');
  writer.kill();
});

test('a pipe that nobody writes to, or without end, is left after the time or the size', async () => {
  const pipe = path.join(await folder(), 'p');
  execFileSync('mkfifo', [pipe]);
  await expect(readInputFile(pipe, { timeoutMs: 100 })).rejects.toMatchObject({
    code: 'INPUT_TIMED_OUT',
  });
  const writer = spawn('sh', ['-c', `yes > ${pipe}`]);
  onTestFinished(() => void writer.kill());
  await expect(readInputFile(pipe, { maxBytes: 1_000_000 })).rejects.toMatchObject({
    code: 'INPUT_TOO_LARGE',
  });
});

test('a small file is read at once, a pipe or device is not', async () => {
  const at = await folder();
  await writeFile(path.join(at, 'a'), 'token\n');
  execFileSync('mkfifo', [path.join(at, 'p')]);
  expect(readSmallFileSync(path.join(at, 'a'))).toBe('token\n');
  expect(() => readSmallFileSync(path.join(at, 'p'))).toThrow('it is a pipe');
  expect(() => readSmallFileSync('/dev/zero')).toThrow('it is a device');
});
