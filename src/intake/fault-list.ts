/** Gathers faults as they are found, and gives them file by file. */
import type { Fault } from './faults.ts';

export class FaultList {
  readonly #files = new Map<string, Fault[]>();

  /** `order` are the folders and files that there can be faults of, in the order of the answer. */
  constructor(order: readonly string[]) {
    for (const file of order) this.#files.set(file, []);
  }

  get any(): boolean {
    return [...this.#files.values()].some((faults) => faults.length > 0);
  }

  add(faults: readonly Fault[]): void {
    for (const fault of faults) {
      const before = this.#files.get(fault.file) ?? [];
      before.push(fault);
      this.#files.set(fault.file, before);
    }
  }

  all(): Fault[] {
    return [...this.#files.values()].flat();
  }
}
