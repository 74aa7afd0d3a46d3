/** Brings the reader back to where they were on a page, by Back, Forward or a reload. */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { keepScrollPlaces, keptScrollPlaces } from './history-entries.ts';
import type { Visit } from './router.ts';

/** After so many milliseconds, what was to be shown is taken to be gone. */
const longest = 10_000;

/** For so many milliseconds what is above the place may still come, such as whether the page is live. */
const settling = 2_000;

/** Browsers do this themselves where a page is there at once; this one has to be read first. */
export function useScroll({ entry, number, again }: Visit): void {
  const left = useMemo(keptScrollPlaces, []);
  const here = useRef(entry);
  useEffect(() => {
    history.scrollRestoration = 'manual';
    const note = () => left.set(here.current, scrollY);
    addEventListener('scroll', note, { passive: true });
    const keep = () => keepScrollPlaces(left);
    addEventListener('pagehide', keep);
    return () => {
      removeEventListener('scroll', note);
      removeEventListener('pagehide', keep);
    };
  }, []);
  useLayoutEffect(() => {
    here.current = entry;
    const place = left.get(entry);
    if (place === undefined || !again) return;
    return scrollWhenThere(place);
  }, [number]);
}

/** Scrolls as soon as the page is long enough, unless the reader has begun to do something else. */
function scrollWhenThere(place: number): () => void {
  const ends = new AbortController();
  const stop = () => ends.abort();
  let settled: number | undefined;
  const scroll = () => {
    scrollTo(0, place);
    if (Math.abs(scrollY - place) <= 1) settled ??= setTimeout(stop, settling);
  };
  const observer = new ResizeObserver(scroll);
  const timer = setTimeout(stop, longest);
  ends.signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    clearTimeout(settled);
  });
  for (const act of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
    addEventListener(act, stop, { passive: true, signal: ends.signal });
  observer.observe(document.body);
  scroll();
  return stop;
}
