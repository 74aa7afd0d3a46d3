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
  /** The work in a line, for a table of all. */
  line?: SummaryLine;
  goals: readonly Goal[];
}

/** Processor time a request, and who comes next. */
export interface SummaryLine {
  ours: string;
  limit: string;
  next: string;
  times: string;
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

/** All reading work in one table; empty where there was none. */
export function summaryOf(reports: readonly WorkReport[]): string {
  const rows = reports.flatMap(({ title, line }) =>
    line ? [[title, line.ours, line.limit, line.next, line.times]] : [],
  );
  const head = [
    'processor time a request',
    'Talks Record',
    'the limit',
    'the next best',
    'ours is',
  ];
  return rows.length === 0 ? '' : tableOf(head, rows);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
