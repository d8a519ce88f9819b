export const nodeVersions: readonly string[];
export const longTermVersion: string;
export function cachedNode(version: string): string | undefined;
/** @throws Error when it cannot be had */
export function fetchNode(version: string): string;
