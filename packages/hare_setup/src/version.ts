/** The version of this package. */
export async function version(): Promise<string> {
  const { versionOf } = await import('@hare/base');
  return versionOf(import.meta.url);
}
