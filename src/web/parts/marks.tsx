/** Labels with a shape of their own, so that none needs its colour to be told from the others. */
import type { PledgeSchedule, PledgeStatus, TalksStatus } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';

/** Drawn in a square of 16 by 16, in the colour of the text. */
const shapes: Record<PledgeStatus, string> = {
  // An empty ring, a ring half filled, two bars, a square half filled.
  NOT_YET_RATED: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 3a5 5 0 1 1 0 10a5 5 0 1 1 0-10z',
  IN_PROGRESS: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM8 3v10a5 5 0 0 0 0-10z',
  STALLED: 'M3 2h3.5v12H3zM9.500 2H13v12H9.500z',
  PARTIALLY_KEPT: 'M2 2h12v12H2zM3.500 3.500v9L12.500 3.500z',
  // A tick, a cross, a ring with a bar, an arrow back, two arrows on, a question mark.
  KEPT: 'M6.200 14L0.800 8.600l2-2l3.400 3.400L13.200 2.600l2 2z',
  BROKEN:
    'M3.200 1.200L8 6l4.800-4.800l2 2L10 8l4.800 4.800l-2 2L8 10l-4.800 4.800l-2-2L6 8L1.200 3.200z',
  DECLINED:
    'M8 1a7 7 0 1 0 0 14a7 7 0 1 0 0-14zM8 2.800a5.200 5.200 0 1 1 0 10.400a5.200 5.200 0 1 1 0-10.400zM4.500 7h7v2h-7z',
  WITHDRAWN: 'M6 2v3h4.500a4.500 4.500 0 0 1 0 9H4v-2h6.500a2.500 2.500 0 0 0 0-5H6v3L1 6z',
  SUPERSEDED: 'M2 2l6 6l-6 6zM8 2l6 6l-6 6z',
  UNVERIFIABLE:
    'M4 5.500a4 4 0 1 1 5.200 3.800V11H7V7.600h1a1.900 1.900 0 1 0-1.900-2.100zM6.900 12.500h2.400v2.400H6.900z',
};

export function StatusMark({ status }: { status: PledgeStatus }) {
  const { words } = useReading();
  return (
    <span class={`mark status ${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[status]} fill-rule="evenodd" />
      </svg>
      {words.status[status]}
    </span>
  );
}

export function ScheduleMark({ schedule }: { schedule: PledgeSchedule }) {
  const { words } = useReading();
  return <span class={`mark schedule ${schedule}`}>{words.schedule[schedule]}</span>;
}

export function TalksStatusMark({ status }: { status: TalksStatus }) {
  const { words } = useReading();
  return <span class={`mark talks-status ${status}`}>{words.talksStatus[status]}</span>;
}
