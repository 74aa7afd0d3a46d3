/** How commands tell of faults in sets. */
import { styleText } from 'node:util';
import { type Fault, faultText } from '../intake/faults.ts';
import { counted } from './counted.ts';

/** Writes each fault on a line of standard error, then throws an error with their number. */
export function refuseFaults(faults: readonly Fault[], consequence = ''): void {
  if (faults.length === 0) return;
  process.stderr.write(faults.map((fault) => `${shownFault(fault)}\n`).join(''));
  throw new Error(`${counted(faults.length, 'fault')}${consequence}.`);
}

/** On a terminal the place stands out. */
function shownFault(fault: Fault): string {
  const text = faultText(fault);
  const end = text.indexOf(': expected ');
  const place = styleText('bold', text.slice(0, end), { stream: process.stderr });
  return place + text.slice(end);
}
