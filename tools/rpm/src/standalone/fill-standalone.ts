import path from 'node:path';
import { bins } from '../bins.js';
import type { Tree } from '../tree.js';
import { bundle } from './bundle.js';
import { makeExecutable } from './make-executable.js';

/**
 * The program of the package that brings its own Node: one executable, and links by the other
 * names. `work` is a temporary folder, `node` the program of that Node.
 */
export async function fillStandalone(tree: Tree, work: string, node: string): Promise<void> {
  const [{ name }, ...others] = bins;
  await bundle(path.join(work, 'program.cjs'));
  tree.put(path.join('bin', name), makeExecutable(work, 'program.cjs', node), 0o755);
  for (const other of others) tree.link(path.join('bin', other.name), name);
}
