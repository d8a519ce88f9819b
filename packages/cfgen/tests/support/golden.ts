import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseCdf, type ClusterDescription } from '@hare/cdf';

const fixtures = new URL('../../fixtures/', import.meta.url);

/** The names of the cases of a group of fixtures. */
export function goldenCases(group: 'golden' | 'invalid' | 'm0confgen'): string[] {
  return readdirSync(new URL(group, fixtures)).sort();
}

/** The text of a fixture: `golden/01-one-node/cdf.yaml`; compressed ones are unpacked. */
export function goldenText(path: string): string {
  const file = new URL(path, fixtures);
  return path.endsWith('.gz')
    ? gunzipSync(readFileSync(file)).toString()
    : readFileSync(file, 'utf8');
}

/** The model of a fixture's CDF, which must be valid. */
export async function goldenModel(path: string): Promise<ClusterDescription> {
  return (await parseCdf(goldenText(path), path)).model;
}
