import 'vitest';
import type limits from './limits.json';

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * How many runs, kills, keys or nodes a test uses: `npm run soak` takes the column `soak`, `npm
     * test` the column `test`.
     */
    limits: Readonly<Record<keyof typeof limits, number>>;
  }
}
