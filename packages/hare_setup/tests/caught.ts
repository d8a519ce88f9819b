import { vi } from 'vitest';

/** What a call of `main` prints, and its exit code. */
export async function caught(
  call: () => Promise<number>,
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      written[name] += String(text);
      // Who writes waits to hear that it was written.
      const done = rest.findLast((each) => typeof each === 'function');
      if (done !== undefined) queueMicrotask(done);
      return true;
    }),
  );
  try {
    return { exitCode: await call(), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
