import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, inject, onTestFinished, test } from 'vitest';
import { longLine, readBackwards } from './read-backwards.js';

test('the blocks in reverse are the file, each block is whole lines, and lines above 1 MiB are replaced by a word about them', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hare-logs-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'a.log');
  const lengths = fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.nat(400_000) },
      { weight: 1, arbitrary: fc.integer({ min: 1024 * 1024, max: 2_500_000 }) },
    ),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(lengths, fc.boolean(), async (lines, endsInLine) => {
      const texts = lines.map((length, line) => String(line % 10).repeat(length));
      const content = texts.join('\n') + (endsInLine && texts.length > 0 ? '\n' : '');
      await writeFile(file, content);
      const handle = await open(file);
      const blocks: string[] = [];
      try {
        for await (const block of readBackwards(handle, Buffer.byteLength(content))) {
          expect(block.length).toBeLessThanOrEqual(1024 * 1024);
          blocks.unshift(block.toString());
        }
      } finally {
        await handle.close();
      }
      for (const block of blocks.slice(0, -1)) expect(block.endsWith('\n')).toBe(true);
      const short = (text: string): string =>
        text
          .split('\n')
          .filter((line) => line.length < 1024 * 1024 - 1 && line !== longLine.trim())
          .join('\n');
      const kept = blocks.filter((block) => block !== longLine).join('');
      // Whatever was left out were long lines only.
      expect(short(kept).replaceAll('\n', '')).toBe(short(content).replaceAll('\n', ''));
      expect(blocks.filter((block) => block === longLine).length).toBeLessThanOrEqual(
        lines.filter((length) => length >= 1024 * 1024 - 1).length,
      );
    }),
    { numRuns: Math.min(40, inject('limits').lawRuns) },
  );
});
