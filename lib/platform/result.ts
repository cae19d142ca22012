/**
 * A refusal is expected: the rules say no. It is a value, shown to the person in the words of the field
 * (a fault, by contrast, is thrown and shown as one general sentence).
 */
export type Refusal = {
  /** Stable code, the key of the sentence in `messages.ts` of its domain. */
  readonly code: string;
  /** The sentence for the person, in Chinese: what is wrong and what to do. */
  readonly message: string;
  /** Article or rule, e.g. `条例17-1` or `TR-3`. */
  readonly law?: string;
  /** Path of the input it belongs to, e.g. `content.title`. */
  readonly field?: string;
};

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** A success carrying `value`. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A refusal for one or more reasons; all reasons are given, not only the first. */
export function refuse<T = never>(...refusals: Refusal[]): Result<T> {
  return { ok: false, refusals };
}

/** Thrown inside a transaction to roll it back with refusals; `inTransaction` turns it into a Result. */
export class RefusedError extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.code).join(', '));
  }
}
