import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vitest/config';

type Limits = Readonly<Record<string, { readonly soak: number; readonly test: number }>>;

/**
 * The tests of the package in the current folder, run from sources; `inject('limits')` gives the
 * numbers of tools/limits/limits.json.
 */
const limits = JSON.parse(
  readFileSync(fileURLToPath(new URL('tools/limits/limits.json', import.meta.url)), 'utf8'),
) as Limits;
const size = process.env['HARE_SOAK'] === '1' ? 'soak' : 'test';

// Nx asks for colours, and every bin that a test starts would follow it, or warn that it cannot.
delete process.env['FORCE_COLOR'];

const base = defineConfig({
  resolve: { conditions: ['@hare/source'] },
  ssr: { resolve: { conditions: ['@hare/source'] } },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // For tests that hang; how busy a machine is does not fail a test.
    testTimeout: size === 'soak' ? 3_600_000 : 1_200_000,
    hookTimeout: 1_200_000,
    expect: { poll: { timeout: 600_000 } },
    passWithNoTests: false,
    setupFiles: [fileURLToPath(new URL('tools/verify/vitest-setup.ts', import.meta.url))],
    // A second worker loads everything again: only worth it where tests take long (`twoWorkers`).
    maxWorkers: 1,
    // The files of a worker share its modules: our modules have no state, and loading them again for
    // each file is a fifth of the time.
    isolate: false,
    // What is transformed for one package is not transformed again for the next.
    experimental: {
      fsModuleCache: true,
      fsModuleCachePath: fileURLToPath(new URL('.nx/vitest', import.meta.url)),
    },
    reporters: ['default', 'json'],
    outputFile: { json: 'test-results/vitest.json' },
    // What runs in processes of its own (the built bins) is not counted.
    coverage: {
      enabled: process.env['HARE_COVERAGE'] === '1',
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/bin*.ts', 'src/quick.ts', 'src/**/*-bin.ts'],
      reporter: ['json-summary'],
      reportsDirectory: 'test-results/coverage',
    },
    provide: {
      limits: Object.fromEntries(
        Object.entries(limits).map(([name, limit]) => [name, limit[size]]),
      ) as never,
    },
  },
});

export default base;

/** For packages whose tests take long. */
export const twoWorkers = mergeConfig(base, { test: { maxWorkers: 2 } });
