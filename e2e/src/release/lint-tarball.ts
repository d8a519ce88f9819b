import { readFileSync } from 'node:fs';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

/**
 * What publint and attw say about a packed package. Packages here are ES modules: only how ES
 * modules and bundlers resolve them counts.
 */
export async function lintTarball(tarball: string): Promise<readonly string[]> {
  const bytes = new Uint8Array(readFileSync(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  const types = await checkPackage(createPackageFromTarballData(bytes));
  const problems =
    types.types === false
      ? ['attw: there are no types']
      : types.problems.flatMap((problem) =>
          'resolutionKind' in problem && /^node(10|16-cjs)$/.test(problem.resolutionKind)
            ? []
            : [`attw: ${JSON.stringify(problem)}`],
        );
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`),
    ...problems,
  ];
}
