import { helpText, parseArguments, UsageError, type Invocation } from './parse-arguments.js';
import { publish } from './publish.js';
import { release } from './release.js';
import { restoreTags } from './restore-tags.js';
import { renderReport, type Report } from './report.js';

/** `npm run release`: reads the command line, does it, prints the report; answers the exit code. */
export async function main(argv: readonly string[], repository: string): Promise<number> {
  try {
    const invocation = parseArguments(argv);
    if (invocation.action === 'help') {
      process.stdout.write(helpText);
      return 0;
    }
    const report = await perform(invocation, repository);
    process.stdout.write(
      invocation.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderReport(report),
    );
    return report.outcome === 'refused' ? 1 : 0;
  } catch (error) {
    const usage = error instanceof UsageError;
    process.stderr.write(
      `release: ${error instanceof Error ? error.message : String(error)}\n${usage ? 'hint: npm run release -- --help\n' : ''}`,
    );
    return usage ? 2 : 1;
  }
}

function perform(
  { action, yes, registry, verbose }: Invocation,
  repository: string,
): Promise<Report> {
  const say = (text: string): void => {
    if (verbose) process.stderr.write(`${text}\n`);
  };
  if (action === 'restore-tags') return restoreTags(repository);
  return action === 'publish'
    ? publish(repository, registry ?? '', yes, say)
    : release(repository, yes, say);
}
