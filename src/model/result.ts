/** An expected outcome as a value. A thrown error means a bug of ours. */
export type Result<T, E = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** What was wrong, where, and what to do about it. `where` is a source name, with a line when one is known. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly where?: string;
  readonly todo?: string;
}

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function fail<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
