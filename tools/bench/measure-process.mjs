import { spawnSync } from 'node:child_process';

/**
 * The milliseconds that a command takes, start-up included: by the clock, and of all processors;
 * measured by bash.
 */
export function measureProcess(command) {
  const { stderr, status } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null', 'bash', ...command],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  const [real, user, system] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  if (status !== 0 || !Number.isFinite(real))
    throw new Error(`${command.slice(0, 3).join(' ')} … failed: ${stderr}`);
  return { ms: real * 1000, cpuMs: (user + system) * 1000 };
}

/**
 * The median of some measurements of several commands, made in turns so that all meet the same
 * machine.
 */
export function medians(commands, rounds) {
  const runs = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, command] of Object.entries(commands))
      runs.get(name).push(measureProcess(command));
  return Object.fromEntries(
    [...runs].map(([name, found]) => [
      name,
      { ms: median(found.map(({ ms }) => ms)), cpuMs: median(found.map(({ cpuMs }) => cpuMs)) },
    ]),
  );
}

export function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)];
}
