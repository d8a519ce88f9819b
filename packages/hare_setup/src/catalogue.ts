import type { ErrorMeaning } from '@hare/base';

/** The error codes of a package, loaded only when one is asked for. */
export interface Catalogue {
  readonly packageName: string;
  readonly load: () => Promise<{ readonly errorCodes: Readonly<Record<string, ErrorMeaning>> }>;
}
