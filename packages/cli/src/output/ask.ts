import { closeSync, openSync } from 'node:fs';

/** Reads one line from the person at the terminal; undefined: none came. */
export type Ask = () => Promise<string | undefined>;

/**
 * How this process asks the person who sees its stderr: on the terminal itself, as stdin may be
 * something else. Undefined if no one can answer.
 */
export function terminalAsk(signal: AbortSignal): Ask | undefined {
  if (!process.stderr.isTTY) return undefined;
  try {
    closeSync(openSync('/dev/tty', 'r'));
  } catch {
    return undefined;
  }
  return async () => {
    const { ReadStream } = await import('node:tty');
    return new Promise((resolve) => {
      const terminal = new ReadStream(openSync('/dev/tty', 'r'));
      let text = '';
      const end = (answer: string | undefined): void => {
        signal.removeEventListener('abort', stop);
        terminal.destroy();
        resolve(answer);
      };
      const stop = (): void => end(undefined);
      if (signal.aborted) return stop();
      signal.addEventListener('abort', stop, { once: true });
      terminal.setEncoding('utf8');
      terminal.on('data', (piece: string) => {
        text += piece;
        const line = text.indexOf('\n');
        if (line !== -1) end(text.slice(0, line).trim());
      });
      terminal.on('end', stop);
      terminal.on('error', stop);
    });
  };
}

/** Asks; `y` agrees, anything else, or nothing, does not. */
export async function askYesOrNo(
  ask: Ask,
  question: string,
  about: readonly string[],
  print: (text: string) => void,
): Promise<boolean> {
  print(
    [...about.map((line) => `  ${line.replaceAll('\n', '\n  ')}\n`), `${question} [y/N] `].join(''),
  );
  const answer = await ask();
  if (answer === undefined) print('\n');
  return /^y(es)?$/i.test(answer ?? '');
}
