/**
 * A finite number as text that reads back as the same number, not as an integer of unlimited size:
 * `-0`, `9007199254740992.0`.
 */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !text.includes('e')
    ? `${text}.0`
    : text;
}
