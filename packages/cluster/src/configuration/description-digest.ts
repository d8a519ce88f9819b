import type { ClusterDescription } from '@hare/cdf';

/**
 * What tells the descriptions of two configurations apart, on every node alike: the digest of what
 * a CDF means, without the facts of machines.
 */
export async function descriptionDigest(model: ClusterDescription): Promise<string> {
  const { cdfDigest } = await import('@hare/cdf');
  return cdfDigest(model, { withoutFacts: true });
}
