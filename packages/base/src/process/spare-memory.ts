/** Of fewer nodes the heap is small, and would only be swept more often: a third of a run's time. */
const manyNodes = 100;

/**
 * Lets the heap of the work on a large cluster grow by half of what is used, not to four times of
 * it: most of it is garbage at once.
 */
export async function spareMemory(nodes: number): Promise<void> {
  if (nodes >= manyNodes) (await import('node:v8')).setFlagsFromString('--heap-growing-percent=50');
}
