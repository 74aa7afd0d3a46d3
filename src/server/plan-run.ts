/** One run of a plan: what its fields are given, and what of its answer is still to come. */
import type { Soon } from '../graphql/soon.ts';

/** What a field is asked with. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Makes of what a resolver gave what stands in the answer. Throws where that would be an error. */
export type Complete = (value: unknown, run: PlanRun) => unknown;

export class PlanRun {
  readonly context: unknown;
  /** The operation's variables, coerced. */
  readonly variables: Arguments;
  /** By the number of the field in its plan: the same for all of its objects. */
  readonly arguments: (Arguments | undefined)[] = [];
  readonly #end = Promise.withResolvers<boolean>();
  /** One for all that is to come, of which there is much. */
  readonly #onFailed = () => this.fail();
  #waiting = 0;
  #hasFailed = false;

  constructor(context: unknown, variables: Arguments) {
    this.context = context;
    this.variables = variables;
  }

  /** Puts what stands in the answer into its place: now, or once it is there. The place is there at once. */
  put<Key extends string | number>(
    answer: Record<Key, unknown>,
    key: Key,
    value: unknown,
    complete: Complete,
  ): void {
    if (!(value instanceof Promise)) {
      answer[key] = complete(value, this);
      return;
    }
    answer[key] = undefined;
    this.#waiting += 1;
    value.then((there) => this.#come(answer, key, there, complete), this.#onFailed);
  }

  #come<Key extends string | number>(
    answer: Record<Key, unknown>,
    key: Key,
    value: unknown,
    complete: Complete,
  ): void {
    if (this.#hasFailed) {
      forget(value);
      return;
    }
    try {
      answer[key] = complete(value, this);
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#end.resolve(true);
    } catch {
      this.fail();
    }
  }

  /** Nothing is made of what is still to come. */
  fail(): void {
    this.#hasFailed = true;
    this.#end.resolve(false);
  }

  /** Whether all went well, once nothing is to come; for when every field has been asked for. */
  get isWhole(): Soon<boolean> {
    return this.#waiting === 0 || this.#end.promise;
  }
}

/** For a value that nothing is made of: what is still to come of it, and fails unheard, ends the process. */
export function forget(value: unknown): void {
  if (!Array.isArray(value)) return;
  for (const item of value) if (item instanceof Promise) item.catch(() => {});
}
