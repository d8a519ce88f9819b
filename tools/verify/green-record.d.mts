export function cleanCommit(repository: string): string | undefined;
export function readGreen(
  repository: string,
): { readonly commit: string; readonly time: string } | undefined;
export function writeGreen(repository: string, commit: string, time?: string): void;
