/** How much of a list is shown, and the way to more of it. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDesk } from '../live.ts';
import type { Pages } from '../pages.ts';
import { useReading } from '../reading.ts';

interface Props {
  pages: Pages;
  shown: number;
  /** How many there are; undefined where the list does not tell. */
  all?: number | undefined;
  label?: string;
  /** Where they are shown, one child each: the first new one takes the focus. */
  list?: RefObject<HTMLElement | null>;
  /** Whether what is read later stands first. */
  backward?: boolean;
}

export function More({ pages, shown, all, label, list, backward = false }: Props) {
  const { words, number } = useReading();
  const { announce } = useDesk();
  const line = useRef<HTMLParagraphElement>(null);
  const count = pages.read.length;
  const known = useRef({ count, children: 0 });
  const told = all === undefined ? '' : words.states.more(number(shown), number(all));
  useLayoutEffect(() => {
    const { children = [] } = list?.current ?? {};
    if (count > known.current.count) {
      announce(told);
      focusFirst(children[backward ? 0 : known.current.children], line.current);
    }
    known.current = { count, children: children.length };
  });
  if (!pages.hasMore && count === 1) return null;
  return (
    <p class="more" ref={line} tabIndex={-1}>
      {told}{' '}
      {pages.hasMore && (
        <button type="button" aria-disabled={pages.state === 'asking'} onClick={pages.ask}>
          {label ?? words.states.showMore}
        </button>
      )}{' '}
      {pages.state === 'failed' && <span role="alert">{words.states.failed}</span>}
    </p>
  );
}

/** Only where the reader has not gone on meanwhile; the button may be gone, and the focus with it. */
function focusFirst(added: Element | undefined, line: HTMLElement | null): void {
  const { activeElement } = document;
  if (activeElement !== document.body && !line?.contains(activeElement)) return;
  const target = added?.querySelector<HTMLElement>('a, summary');
  if (target) target.focus();
  else if (activeElement === document.body) line?.focus();
}
