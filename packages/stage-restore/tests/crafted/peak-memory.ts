import { runBin } from '@hare/sandbox';

/** Runs the built bin and answers what memory it took at most. */
export async function peakMemoryMiB(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number | null; readonly output: string; readonly peak: number }> {
  const told =
    'process.on("exit", () => process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))';
  const { exitCode, output } = await runBin({
    bin: 'dist/bin.cjs',
    args,
    env: { ...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(told)}` },
  });
  return { exitCode, output, peak: Number(/peak (\d+)/.exec(output)?.[1]) / 1024 };
}
