/** What a run has to say: tables to read, figures for programs, bars to draw, and goals reached or not. */

export interface WorkReport {
  name: string;
  title: string;
  /** How it was measured, in a sentence or two; for what the tables do not say themselves. */
  note: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Every figure, for JSON. */
  figures: unknown;
  /** What of it is drawn; nothing if not given. */
  bars?: readonly Bar[];
  goals: readonly Goal[];
}

export interface Bar {
  label: string;
  value: number;
  kind: 'ours' | 'peer' | 'limit';
}

export interface Goal {
  what: string;
  measured: string;
  isReached: boolean;
}

export function markdownOf({ title, note, head, rows }: WorkReport): string {
  return [`### ${title}\n`, `${note}\n`, tableOf(head, rows)].join('\n');
}

export function goalsOf(reports: readonly WorkReport[]): string {
  const rows = reports
    .flatMap(({ goals }) => goals)
    .map(({ what, measured, isReached }) => [what, measured, isReached ? 'yes' : 'no']);
  return rows.length === 0 ? '' : tableOf(['goal', 'measured', 'reached'], rows);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
