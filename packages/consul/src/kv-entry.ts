import { HareError, isHareError } from '@hare/base';

/** One key of Consul's KV as Consul reports it. The value is decoded when first read. */
export class KvEntry {
  readonly key: string;
  readonly modifyIndex: number;
  /** The session that has locked the key. */
  readonly session: string | undefined;
  /**
   * Flags that another program keeps with the value, in decimal; they are kept whenever the key is
   * written.
   */
  readonly flags: string;
  readonly #value: string | null;

  constructor(raw: RawKvEntry) {
    this.key = raw.Key;
    this.modifyIndex = raw.ModifyIndex;
    this.session = raw.Session;
    this.flags = String(raw.Flags ?? 0);
    this.#value = raw.Value;
  }

  /** The text; undefined for what is not UTF-8. */
  get textIfAny(): string | undefined {
    try {
      return this.text;
    } catch (error) {
      if (isHareError(error)) return undefined;
      throw error;
    }
  }

  /** Whether the value is this text, byte for byte. */
  holds(text: string): boolean {
    return (this.#value ?? '') === Buffer.from(text, 'utf8').toString('base64');
  }

  /** @throws HareError `CONSUL_NOT_TEXT` when the value is not UTF-8 */
  get text(): string {
    if (this.#value === null) return '';
    const bytes = Buffer.from(this.#value, 'base64');
    const text = bytes.toString('utf8');
    if (text.includes('\uFFFD') && !Buffer.from(text).equals(bytes))
      throw new HareError('CONSUL_NOT_TEXT', 'the value is not UTF-8 text', {
        where: { key: this.key },
        hint: 'move binary values to another prefix',
      });
    return text;
  }
}

export interface RawKvEntry {
  readonly Key: string;
  /** In base64; null when empty. */
  readonly Value: string | null;
  readonly ModifyIndex: number;
  /** 64 bits: a text where a number would lose digits. */
  readonly Flags?: number | string;
  readonly Session?: string;
}

/** An answer of Consul as data; flags too large for a number are text. @throws SyntaxError */
export function parseAnswer(text: string): unknown {
  return JSON.parse(
    text.includes('"Flags":') ? text.replace(/"Flags":(\d{16,})/g, '"Flags":"$1"') : text,
  );
}
