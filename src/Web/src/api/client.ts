import createClient from 'openapi-fetch';
import type { paths } from './schema';
import type { Problem } from './types';

export const api = createClient<paths>({ baseUrl: window.location.origin });

/** What the server answered instead of a result: problem details (RFC 9457). Status 0 means that no answer came. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail || problem.title || `HTTP ${status}`);
  }

  /** Messages by JSON path of the offending value; empty when the problem is not about a value. */
  get errors(): Record<string, string[]> {
    return this.problem.errors ?? {};
  }

  /** The messages in Chinese, as far as they are there. */
  get errorsZh(): Record<string, string[]> {
    return this.problem.errorsZh ?? {};
  }

  /** The same by the name of the field, for example `form.amount`. */
  get fieldErrors(): Record<string, string[]> {
    return Object.fromEntries(Object.entries(this.errors).map(([path, texts]) => [path.replace(/^\$\.?/, ''), texts]));
  }
}

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The data of an answer; throws {@link ProblemError} for anything that is not a success. */
export async function expectData<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call.catch(() => {
    throw new ProblemError(0, {});
  });
  if (!response.ok) throw new ProblemError(response.status, asProblem(error));
  return data as T;
}

export function asProblem(error: unknown): Problem {
  return typeof error === 'object' && error !== null ? (error as Problem) : { detail: String(error || '') };
}

/** A random key for requests that may be repeated. Not `crypto.randomUUID`: that one is missing outside HTTPS. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
