/** Says whether the page hears of new entries, in words and by a shape. */
import type { Connection } from '../live.ts';
import { useReading } from '../reading.ts';

export function ConnectionSign({ connection }: { connection: Connection }) {
  const { words } = useReading();
  // The region stays, so that a screen reader hears it change.
  return (
    <p class={`connection ${connection}`} role="status">
      {connection !== 'off' && (
        <>
          <span class="lamp" aria-hidden="true" />
          {words.live[connection]}
        </>
      )}
    </p>
  );
}
