import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { StageContext } from '@hare/stage';

/**
 * In the environment of every `hctl bootstrap` that a stage starts: of which state folder the stage
 * is.
 */
export const stateVariable = 'HARE_SETUP_STATE';

export interface AtWorkOptions {
  /**
   * Also those that no stage started: by hand, or by a bootstrap on another node. A sandbox must
   * leave them out, as they may be of another one.
   */
  readonly ofAnyone?: boolean;
  /** Default: /proc */
  readonly proc?: string;
}

/**
 * Process ids of bootstraps that still run, such as those left by a killed stage of this state
 * folder. They are recognized by the names of their programs: hctl is replaced by
 * `…/libexec/hare-bootstrap`, and its child `bootstrap-node` goes on when it dies. Those started by
 * systemd are not included.
 */
export function bootstrapsAtWork(
  stateDir: string,
  { ofAnyone = false, proc = '/proc' }: AtWorkOptions = {},
): Promise<readonly number[]> {
  const pids = readdirSync(proc).filter((name) => /^\d+$/.test(name));
  const found = pids.filter((pid) => {
    if (!isBootstrap(wordsOf(`${proc}/${pid}/cmdline`))) return false;
    const states = wordsOf(`${proc}/${pid}/environ`).filter((word) =>
      word.startsWith(`${stateVariable}=`),
    );
    return states.length === 0 ? ofAnyone : states.includes(`${stateVariable}=${stateDir}`);
  });
  return Promise.resolve(found.map(Number).sort((a, b) => a - b));
}

/** Those that concern a stage; in a sandbox only its own, as others may be of another sandbox. */
export function bootstrapsOnMachine({
  places,
  root,
}: Pick<StageContext, 'places' | 'root'>): Promise<readonly number[]> {
  return bootstrapsAtWork(places.stateDir, { ofAnyone: root === '' });
}

/** Read in place: a machine has hundreds of processes, and a thread for each takes far longer. */
function wordsOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\0');
  } catch {
    return [];
  }
}

const programs: ReadonlySet<string> = new Set(['hare-bootstrap', 'bootstrap-node']);
const interpreters = /^(?:env|(?:ba|da|k|z)?sh|node|python[\d.]*)$/;

/** Whether a command line is a bootstrap: its program, or the script that an interpreter runs. */
function isBootstrap(words: readonly string[]): boolean {
  const script = interpreters.test(path.basename(words[0] ?? ''))
    ? words.findIndex((word, at) => at > 0 && !word.startsWith('-'))
    : 0;
  // `sh -c TEXT NAME …`: what follows the text is the name that the shell runs it under, and its
  // words, which may be the command that it waits for.
  const named = words[script - 1] === '-c' ? [script + 1, script + 2] : [];
  return [0, script, ...named].some((at) => {
    const name = path.basename(words[at] ?? '');
    return programs.has(name) || (name === 'hctl' && words[at + 1] === 'bootstrap');
  });
}
