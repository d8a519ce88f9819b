import type { ErrorMeaning } from '@hare/base';
import { listPackages } from './repository.js';

/** One code of one package. */
export interface ExplainedCode extends ErrorMeaning {
  readonly code: string;
  /** `@hare/confstore` */
  readonly packageName: string;
}

/** The catalogues of all packages as one list, by code, then by package. */
export async function loadCatalogue(): Promise<readonly ExplainedCode[]> {
  const packages = listPackages().filter((manifest) => './error-codes' in manifest.exports);
  const lists = await Promise.all(
    packages.map(async ({ name }) => {
      const { errorCodes } = (await import(/* @vite-ignore */ `${name}/error-codes`)) as {
        readonly errorCodes: Readonly<Record<string, ErrorMeaning>>;
      };
      return Object.entries(errorCodes).map(([code, { about, remedy }]): ExplainedCode => ({
        code,
        packageName: name,
        about,
        remedy,
      }));
    }),
  );
  return lists
    .flat()
    .toSorted((a, b) =>
      a.code === b.code ? compare(a.packageName, b.packageName) : compare(a.code, b.code),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
