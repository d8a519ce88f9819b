import path from 'node:path';

/** What to do about a file or directory that is not there. */
export async function missingHint(place: string): Promise<string> {
  const { shellWord } = await import('@hare/cli');
  return `correct the path; to see what is there: ls -l ${shellWord(path.dirname(place))}`;
}
