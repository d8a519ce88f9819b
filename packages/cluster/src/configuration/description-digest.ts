import type { ClusterDescription } from '@hare/cdf';

const known = new WeakMap<ClusterDescription, string>();

/**
 * Distinguishes the descriptions of two configurations, in the same way on every node: the digest
 * of what a CDF means, without the facts of machines.
 */
export async function descriptionDigest(model: ClusterDescription): Promise<string> {
  const { cdfDigest } = await import('@hare/cdf');
  const digest = known.get(model) ?? cdfDigest(model, { withoutFacts: true });
  known.set(model, digest);
  return digest;
}
