export const nodeVersions: readonly string[];
export const longTermVersion: string;
export function cachedNode(version: string): string | undefined;
/** @throws Error if it cannot be fetched */
export function fetchNode(version: string): string;
