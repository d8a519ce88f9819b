import { maskText } from './mask-text.js';

/** The last lines of what a program printed, secrets masked and each at most 500 characters: what an error quotes. */
export function lastLines(text: string, count: number): string {
  const lines = maskText(text.slice(-64 * 1024)).split('\n').map((line) => line.trimEnd()).filter((line) => line !== '');
  return lines
    .slice(-count)
    .map((line) => (line.length > 500 ? `${line.slice(0, 500)}…` : line))
    .join('\n');
}
