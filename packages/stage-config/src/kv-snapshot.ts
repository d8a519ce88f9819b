/** Looks up keys in what a KV holds now: one read for all of them. A KV file that is not there yet holds nothing. */
export async function kvSnapshot(url: string): Promise<(key: string) => Promise<unknown>> {
  const { openConfStore, toPlain } = await import('@hare/confstore');
  const store = await openConfStore(url, { create: true });
  try {
    const data = await store.data();
    const entries = data instanceof Map ? (data as ReadonlyMap<string, Parameters<typeof toPlain>[0]>) : undefined;
    return (key) => {
      const value = entries?.get(key);
      return Promise.resolve(value === undefined ? undefined : toPlain(value));
    };
  } finally {
    await store.close();
  }
}
