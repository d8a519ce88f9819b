import { consulForTests } from './consul-for-tests.mjs';

/** For `globalSetup` of vitest: with CI=true Consul is built before any test's time runs. */
export default async function setup() {
  if (process.env.CI === 'true') await consulForTests();
}
