import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HareError } from '@hare/base';
import { describe, expect, test } from 'vitest';
import { checkOf, emptyMachine, stageOf, readConfig } from '../../tests/empty-machine.js';
import type { StageContext } from '../stage-context.js';
import type { Step } from '../step.js';

/**
 * A title of a window, a cleared screen, a turned direction, a beep, a C1 sequence, a separator,
 * half a character, and a line that looks like ours.
 */
const hostile =
  'a\u001b]0;t\u0007\u001b[2J\u001b[31mb\u202ec\u009b1md\u2028e\ud800f\u007fg\rh\nFORGED  line';
const inFileNames = hostile.replace('\ud800', '');

/** What outside text must never bring, as numbers. */
function isHarmless(text: string): boolean {
  return Array.from(text).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl =
      (code < 0x20 && code !== 0xa && code !== 0x9) || (code >= 0x7f && code <= 0x9f);
    return !isControl && !(code >= 0x2028 && code <= 0x202e) && !(code >= 0xd800 && code <= 0xdfff);
  });
}

type Check = (context: StageContext) => ReturnType<Step['check']>;

const sources: readonly (readonly [string, Check])[] = [
  [
    'a reason, a place and a hint',
    () =>
      Promise.resolve({
        ok: false,
        error: new HareError('FILE_UNUSABLE', hostile, {
          where: {
            file: hostile,
            line: 1,
            url: hostile,
            key: hostile,
            command: [hostile, hostile],
          },
          hint: hostile,
        }),
      }),
  ],
  [
    'findings, warnings and a diff',
    () =>
      Promise.resolve({
        ok: false,
        error: new HareError('STEP_NOT_EFFECTIVE', 'x'),
        findings: [hostile, hostile],
        warnings: [hostile],
        diff: `+ ${hostile}\n- ${hostile}`,
      }),
  ],
  [
    'notes, figures and warnings',
    () =>
      Promise.resolve({
        ok: true,
        note: hostile,
        figures: { [hostile]: hostile as unknown as number },
        warnings: [hostile],
      }),
  ],
  ['what is deferred', () => Promise.resolve({ ok: true, deferred: hostile })],
  [
    'an error with problems',
    () => {
      throw new HareError('FILE_UNUSABLE', hostile, {
        where: { file: hostile, key: hostile },
        hint: hostile,
        problems: [new HareError('DISK_FULL', hostile, { where: { key: hostile }, hint: hostile })],
      });
    },
  ],
  [
    'a defect',
    () => {
      throw new TypeError(hostile);
    },
  ],
  [
    'an error of Node with a path',
    async ({ root }) => ({ ok: true, note: await readFile(path.join(root, inFileNames), 'utf8') }),
  ],
  [
    'output of a command',
    async (context) => ({
      ok: true,
      note: (
        await context.run(['printf', '%s', hostile.replace('\ud800', '')], {
          env: { X: inFileNames },
        })
      ).stdout,
    }),
  ],
  [
    'words of a command that fails',
    async (context) => ({
      ok: true,
      note: String((await context.run([`/nowhere/${inFileNames}`])).exitCode),
    }),
  ],
  [
    'progress and log',
    (context) => {
      context.progress(hostile);
      context.log.info(hostile);
      context.log.warn(hostile);
      context.log.debug(hostile);
      return Promise.resolve({ ok: true });
    },
  ],
];

describe.each(['text', 'json', 'jsonl'])('as %s', (format) => {
  test.each(sources)('no control character of %s reaches terminal or log', async (_, check) => {
    const machine = await emptyMachine();
    for (const more of [['-v'], ['-q'], ['--dry-run', '-v']]) {
      const { stdout, stderr } = await machine.run(checkOf(check), ['--format', format, ...more]);
      expect([isHarmless(stdout), isHarmless(stderr)]).toEqual([true, true]);
      expect(`${stdout}\n${stderr}`).not.toMatch(/^\s{0,1}FORGED/m);
    }
    const log = await readFile(machine.logFile, 'utf8');
    expect(isHarmless(log)).toBe(true);
    expect(log).not.toMatch(/^FORGED/m);
  });
});

test('names on the command line, in the environment and of files are escaped too', async () => {
  const machine = await emptyMachine();
  const folder = path.join(machine.root, inFileNames.replaceAll('/', ''));
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'x.yaml'), `${JSON.stringify(inFileNames)}: 1\nnode: [1]\n`);
  await symlink('/nowhere', path.join(folder, 'link'));
  const stage = stageOf((context) => [
    {
      id: 'look',
      title: 'It is so',
      check: async () => ({ ok: true, note: JSON.stringify(await readConfig(context)) }),
    },
  ]);
  for (const argv of [
    [`--${inFileNames}`],
    ['--timeout', inFileNames],
    ['--settings', path.join(folder, 'x.yaml')],
    ['--settings', path.join(folder, 'none')],
    ['--config', `json://${folder}/none.json`],
    ['--config', inFileNames],
    ['--services', inFileNames],
    ['--node', inFileNames],
  ]) {
    for (const format of ['text', 'json', 'jsonl']) {
      const { stdout, stderr } = await machine.run(stage, [...argv, '--format', format]);
      expect([argv, isHarmless(stdout), isHarmless(stderr)]).toEqual([argv, true, true]);
    }
  }
});
