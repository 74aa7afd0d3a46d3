/** Keeps the focus on what it is on where an update moves that to another group, and so builds it anew. */
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Only for what has an id; everything else keeps its focus by staying where it is. */
export function useKeptFocus(): void {
  const focused = useRef('');
  const now = document.activeElement?.id ?? '';
  if (now !== '') focused.current = now;
  useLayoutEffect(() => {
    // Where the focused element is gone, browsers give the focus to the body.
    if (document.activeElement !== document.body || focused.current === '') return;
    document.getElementById(focused.current)?.focus();
  });
}
