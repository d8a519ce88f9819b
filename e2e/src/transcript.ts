import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Sandbox } from '@hare/sandbox';
import { inRepository } from './run-bin.js';

/** A machine with its operator. */
export interface Seat {
  /** What the page calls it. */
  readonly name: string;
  readonly sandbox: Sandbox;
}

/** What an operator types and what is printed, as a page of the docs. */
export class Transcript {
  readonly #lines: string[];

  /** @param hidden What the page writes in place of names that differ from run to run. */
  constructor(
    title: string,
    about: string,
    readonly hidden: Readonly<Record<string, string>>,
  ) {
    const origin =
      '<!-- Written by e2e/tests/transcripts.test.ts, which types these commands: npx vitest run tests/transcripts.test.ts -u -->';
    this.#lines = [`# ${title}`, '', origin, '', about, ''];
  }

  say(sentence: string): void {
    this.#lines.push(sentence, '');
  }

  /** Types a command at one machine after the other. @throws Error when one ends otherwise */
  async type(seats: readonly Seat[], command: string, expected = 0): Promise<void> {
    for (const seat of seats) {
      const { name } = seat;
      const { exitCode, printed } = await this.#run(seat, command);
      if (exitCode !== expected)
        throw new Error(`${name}: ${command} ends with ${exitCode}, not ${expected}:\n${printed}`);
      this.#lines.push(
        '```console',
        `${name}$ ${command}`,
        ...printed.trimEnd().split('\n'),
        '```',
        '',
      );
    }
    if (expected !== 0) this.#lines.push(`(exit ${expected})`, '');
  }

  async #run(
    { sandbox }: Seat,
    command: string,
  ): Promise<{ readonly exitCode: number | null; readonly printed: string }> {
    const bins = path.join(sandbox.folder, 'bin');
    writeFileSync(
      path.join(bins, 'hare_setup'),
      `#!/bin/sh\nexec "${process.execPath}" "${inRepository('packages/hare_setup/dist/bin.cjs')}" "$@" --root ${sandbox.root}\n`,
      { mode: 0o755 },
    );
    const typed = this.#hide(command, true).replace(' /var/', ` ${sandbox.root}/var/`);
    const shell = spawn('bash', ['-c', `exec 2>&1\n${typed}`], {
      env: {
        ...sandbox.env,
        HOME: sandbox.folder,
        NO_COLOR: '1',
        PATH: `${bins}:${sandbox.env.PATH}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed, [exitCode]] = await Promise.all([
      text(shell.stdout),
      once(shell, 'close') as Promise<[number | null]>,
    ]);
    return {
      exitCode,
      printed: steady(
        this.#hide(
          printed.replaceAll(` --root ${sandbox.root}`, '').replaceAll(sandbox.root, ''),
          false,
        ),
      ),
    };
  }

  /** Names as the page has them, or, in a command, the other way round. */
  #hide(printed: string, back: boolean): string {
    return Object.entries(this.hidden).reduce(
      (result, [real, shown]) =>
        back ? result.replaceAll(shown, real) : result.replaceAll(real, shown),
      printed,
    );
  }

  text(): string {
    return this.#lines.join('\n').replace(/[ \t]+$/gm, '');
  }
}

/** Without what differs from run to run. */
function steady(printed: string): string {
  return printed
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC)/g, 'TIME')
    .replace(/\b\d+(\.\d+)? (s|ms)\b|\b\d+ min \d+ s\b/g, 'N s')
    .replace(/^(\s*\w+Ms: )\d+(\.\d+)?/gm, '$1N')
    .replaceAll(` on ${hostname()}`, ' on node-1')
    .replace(/sha256:[0-9a-f]+/g, 'sha256:…')
    .replace(/127\.0\.0\.1:\d{4,5}/g, '127.0.0.1:8500');
}
