import type { CdfFormat } from '../to-document.js';

/** The format that an option with the choices 2021 and 2022 names. */
export function formatOption(value: string | boolean | undefined): CdfFormat | undefined {
  return value === '2021' || value === '2022' ? value : undefined;
}
