/** A part of a view under a heading that can be linked to. */
import type { ComponentChildren } from 'preact';
import { Empty } from './panels.tsx';

interface Props {
  id: string;
  title: ComponentChildren;
  hint?: string;
  /** What to say where there is nothing to show. */
  empty?: string | false;
  children?: ComponentChildren;
}

export function Section({ id, title, hint, empty = false, children }: Props) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      {hint !== undefined && empty === false && <p class="hint">{hint}</p>}
      {empty === false ? children : <Empty text={empty} />}
    </section>
  );
}
