import { consulForTests, startConsul } from '@hare/real-consul';
import { onTestFinished } from 'vitest';

const program = await consulForTests();

/** Whether the README of this package can be tried here: that of consul needs a Consul. */
export function canTryReadme(packageFolder: string): boolean {
  return packageFolder !== 'consul' || program !== undefined;
}

/** The environment that a README needs: the address of a Consul, which ends with the test. */
export async function environmentOfReadme(
  packageFolder: string,
): Promise<Readonly<Record<string, string>>> {
  if (packageFolder !== 'consul' || program === undefined) return {};
  const cluster = await startConsul({ binary: program.binary });
  onTestFinished(() => cluster.stop());
  return { CONSUL_HTTP_ADDR: cluster.address };
}
