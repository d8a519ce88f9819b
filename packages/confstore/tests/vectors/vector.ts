/** The recorded cases of `fixtures/vectors`; its README explains them. */
export interface LibraryVector {
  readonly name: string;
  readonly group: string;
  readonly format: VectorFormat;
  readonly initial: unknown;
  readonly others?: Readonly<
    Record<string, { readonly format: VectorFormat; readonly initial: unknown }>
  >;
  readonly chmod?: Readonly<Record<string, string>>;
  readonly as_user?: string;
  readonly ops: readonly VectorOperation[];
  readonly final: Readonly<Record<string, VectorFinal>>;
  readonly sane: boolean;
}

export type VectorFormat =
  'json' | 'yaml' | 'toml' | 'ini' | 'properties' | 'dict' | 'dir' | 'none';

export interface VectorOperation {
  readonly op: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly error?: { readonly rc: number | null };
  readonly sane?: boolean;
}

export interface VectorFinal {
  readonly data?: unknown;
  readonly unparsable?: string;
  readonly absent?: unknown;
  readonly memory?: unknown;
  readonly tree?: Readonly<Record<string, unknown>>;
}

export interface CommandVector {
  readonly name: string;
  readonly argv: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly stdout: string;
  readonly exit: number;
  readonly files_changed?: Readonly<Record<string, string | null>>;
  readonly files_gone?: readonly string[];
  readonly consul_kv?: unknown;
  readonly sane: boolean;
}

/** Something in which we are unlike the recording: which step, and what happened instead. */
export interface Mismatch {
  readonly step: string;
  readonly what: string;
}
