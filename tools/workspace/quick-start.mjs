/**
 * How the file of a command is built: as CommonJS with what the shortest calls need, which Node
 * loads in a fraction of the time that it takes for ES modules. Everything else starts the whole
 * program, and that is ES modules.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { readManifest } from './manifests.mjs';

/** The whole program of a command: `src/bin.ts` starts `src/bin-main.ts`. */
export const mainOf = (bin) => bin.replace(/\bbin(?=[^/]*$)/, 'bin-main');

/** For every build of `quickStart`. The URL is made where it is asked for: that takes 1 ms. */
export const quickOptions = {
  conditions: ['@hare/source'],
  define: { 'import.meta.url': 'own.url' },
  banner: {
    js: "'use strict';\nconst own = { get url() { return require('node:url').pathToFileURL(__filename).href; } };",
  },
};

/**
 * The builds of `bin`, such as `src/bin.ts`, of the package in `folder`: itself, and the files next
 * to it that its quick-start.json names (`parts`), with the modules that are in them although they
 * are imported dynamically or belong to others (`inline`).
 */
export function quickStart(folder, bin) {
  const file = path.join(folder, 'quick-start.json');
  const { inline = [], parts = {} } = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {};
  const at = (source) => path.resolve(folder, source);
  const main = `./${path.basename(mainOf(bin), '.ts')}.js`;
  const files = new Map(Object.entries(parts).map(([name, source]) => [at(source), name]));
  const { dependencies = {} } = readManifest(folder);
  const inside = (sources) =>
    plugin({ main, dependencies, parts: files, inline: new Set(sources.map(at)) });
  return [
    { name: path.basename(bin, '.ts'), source: at(bin), plugin: inside([]) },
    ...[...files].map(([source, name]) => ({ name, source, plugin: inside(inline) })),
  ];
}

/**
 * What is of Node, or of another package that this one depends on, is required. A dynamic import of
 * anything else than what is named is never answered: it starts the whole program in its place,
 * which handles signals itself: what was done before was only to read.
 */
const plugin = ({ main, inline, parts, dependencies }) => ({
  name: 'quick-start',
  setup(build) {
    const asked = {};
    const isRequired = (wanted) => isBuiltin(wanted) || wanted in dependencies;
    build.onResolve({ filter: /./ }, async ({ path: wanted, kind, pluginData, ...from }) => {
      if (pluginData === asked || kind === 'entry-point') return undefined;
      if (wanted === main || kind === 'require-call') return { path: wanted, external: true };
      const isDynamic = kind === 'dynamic-import';
      if (!isOwn(wanted)) {
        const other = isBuiltin(wanted)
          ? undefined
          : await build.resolve(wanted, { ...from, kind: 'import-statement', pluginData: asked });
        if (inline.has(other?.path)) return { ...other, sideEffects: false };
        if (!isDynamic && isRequired(wanted))
          return { path: wanted, external: true, sideEffects: false };
        if (isDynamic)
          return isRequired(wanted)
            ? { path: wanted, namespace: 'required' }
            : { path: main, namespace: 'whole-program' };
        return { errors: [{ text: `${wanted} is not a dependency of this package` }] };
      }
      const found = await build.resolve(wanted, { ...from, kind, pluginData: asked });
      if (isDynamic && parts.has(found.path))
        return { path: `./${parts.get(found.path)}.cjs`, namespace: 'required' };
      if (isDynamic && !inline.has(found.path)) return { path: main, namespace: 'whole-program' };
      // Our modules have no side effects when loaded: unused ones are left out.
      return { ...found, sideEffects: false };
    });
    build.onLoad({ filter: /./, namespace: 'required' }, ({ path: wanted }) => ({
      contents: `module.exports = require(${JSON.stringify(wanted)});`,
    }));
    build.onLoad({ filter: /./, namespace: 'whole-program' }, () => ({
      contents: `export function then() {
        for (const name of ['SIGHUP', 'SIGINT', 'SIGTERM', 'uncaughtException'])
          process.removeAllListeners(name);
        import(${JSON.stringify(main)});
      }`,
    }));
  },
});

const isOwn = (wanted) => wanted.startsWith('.') || wanted.startsWith('@hare/');
