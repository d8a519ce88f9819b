import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { EmbeddedNode } from './embedded-node.js';

/** MIT, as Node's own LICENSE begins. */
const mit = `Copyright Node.js contributors. All rights reserved.

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to
deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or
sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in
all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING
FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.

Node.js contains V8, OpenSSL, libuv, ICU and others; the file LICENSE of this
version of Node.js contains their licences in full.
`;

/**
 * The licence of the Node that is in the program: its file LICENSE where the installation has one,
 * else its own part.
 */
export function nodeLicence({ program, version }: EmbeddedNode): {
  readonly licence: string;
  readonly text: string;
} {
  const file = path.join(path.dirname(program), '../LICENSE');
  return {
    licence: 'MIT',
    text: `Node.js ${version} (MIT)\n\n${existsSync(file) ? readFileSync(file, 'utf8') : mit}\n${'-'.repeat(80)}\n`,
  };
}
