/** The error that sets with faults end in, where they were to be used. */
import { type Fault, faultText } from './faults.ts';

export class FaultySets extends Error {
  override readonly name = 'FaultySets';
  readonly faults: readonly Fault[];

  /** Its message has one line a fault, and their number first. */
  constructor(faults: readonly Fault[]) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    super([`${count} in the sets, so nothing was imported:`, ...faults.map(faultText)].join('\n'));
    this.faults = faults;
  }
}
