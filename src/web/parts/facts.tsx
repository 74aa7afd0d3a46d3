/** A list of facts, each with its name. */
import type { ComponentChildren } from 'preact';
import { useReading } from '../reading.ts';
import { Unknown } from './names.tsx';

export function Facts({ children }: { children: ComponentChildren }) {
  return <dl class="facts">{children}</dl>;
}

/** One fact; what is null is told as what the source leaves open. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ?? <Unknown />}</dd>
    </div>
  );
}

export function Day({ day }: { day: string }) {
  const reading = useReading();
  return <time dateTime={day}>{reading.day(day)}</time>;
}
