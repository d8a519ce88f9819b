import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { findProgram, HareError } from '@hare/base';

/**
 * An SVG picture as PNG, drawn by librsvg's `rsvg-convert`.
 * @throws HareError `CDF_PICTURE` where it is not installed, or refuses the picture
 */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const { file } = findProgram('rsvg-convert', process.env['PATH']);
  if (file === undefined)
    throw new HareError('CDF_PICTURE', 'rsvg-convert, which draws PNG, is not on PATH', {
      hint: 'install it, or write an SVG: apt-get install librsvg2-bin, or dnf install librsvg2-tools',
    });
  const child = spawn(file, ['--format=png', '--unlimited'], { timeout: 120_000 });
  // A converter that ends before it has read everything says why on its standard error.
  child.stdin.once('error', () => undefined).end(svg);
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [png, said, [code]] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  if (code === 0) return png;
  const why = said.trim().split('\n').at(-1) ?? '';
  throw new HareError('CDF_PICTURE', `rsvg-convert failed (${code ?? 'killed'}): ${why}`, {
    hint: 'write an SVG instead: hare-cdf graph cluster.yaml -o cluster.svg',
  });
}
