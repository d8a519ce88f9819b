import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHctl, type Hctl, type HctlTimeouts } from '@hare/hctl';
import { createRunCommand, type RunCommandContext } from '@hare/command';
import { onTestFinished } from 'vitest';
import { openSimulation, type Simulation } from '../src/simulation.js';

/** The CDF of one node with four data disks, a metadata device and two clients. */
export const oneNode = fileURLToPath(new URL('../fixtures/01-one-node/cdf.yaml', import.meta.url));

/** Writes the same with a client that serves users into a folder. */
export function withS3(folder: string): string {
  const file = path.join(folder, 'with-s3.yaml');
  writeFileSync(
    file,
    readFileSync(oneNode, 'utf8').replace(/m0_client_other\n(.*): 2/, 'm0_client_s3\n$1: 1'),
  );
  return file;
}

export interface SimulatedHctl {
  readonly hctl: Hctl;
  readonly simulation: Simulation;
  readonly binary: string;
  /** What `systemctl list-units PATTERN…` prints. */
  readonly systemctl: (...patterns: readonly string[]) => string;
}

/** The typed hctl over the built simulator, with a state folder that goes when the test ends. */
export function simulatedHctl(
  timeouts: Partial<HctlTimeouts> = {},
  context: RunCommandContext = {},
  env: Readonly<Record<string, string>> = {},
): SimulatedHctl {
  const folder = mkdtempSync(path.join(tmpdir(), 'hare-sim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const binary = path.join(folder, 'hctl');
  writeFileSync(
    binary,
    `#!/bin/sh\nHCTL_SIM_NODE="${process.execPath}" exec bash "${fileURLToPath(new URL('../bin/hctl', import.meta.url))}" "$@"\n`,
  );
  chmodSync(binary, 0o755);
  const state = path.join(folder, 'state');
  const run = createRunCommand({
    env: { PATH: process.env['PATH'], HCTL_SIM_STATE: state, ...env },
    limits: { killAfterMs: 500 },
    ...context,
  });
  const hctl = createHctl({
    run,
    binary,
    timeouts: { status: 20_000, bootstrap: 20_000, shutdown: 20_000, ...timeouts },
    sleep: () => Promise.resolve(),
  });
  const systemctl = (...patterns: readonly string[]): string =>
    execFileSync(
      'sh',
      [
        fileURLToPath(new URL('../bin/systemctl', import.meta.url)),
        'list-units',
        '--plain',
        '--no-legend',
        ...patterns,
      ],
      { encoding: 'utf8', env: { PATH: process.env['PATH'], HCTL_SIM_STATE: state, ...env } },
    );
  return { hctl, simulation: openSimulation(state), binary, systemctl };
}
