/** A view's heading, which also names the window, and takes the focus where the reader came by a link. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useReading } from '../reading.ts';
import { useCurrentVisit } from '../visit.ts';

interface Props {
  /** As text. */
  title: string;
  /** What the window is called, where the title alone would not tell it from others. */
  inWindow?: string;
  /** Its language, where that is not the reader's. */
  lang?: string;
  /** What stands above it: the kind of thing it is. */
  kind?: ComponentChildren;
}

/** In characters: what is longer is a sentence, and set smaller. */
const longTitle = 60;

export function PageTitle({ title, inWindow = title, lang, kind }: Props) {
  const { words } = useReading();
  const { number, again } = useCurrentVisit();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = inWindow === words.site ? inWindow : `${inWindow} · ${words.site}`;
  }, [inWindow, words]);
  // Once for each title: a choice that only changes what is listed leaves the focus on itself.
  useEffect(() => {
    const part = again ? null : document.getElementById(location.hash.slice(1));
    const target = part ?? (number > 0 ? heading.current : null);
    target?.focus({ preventScroll: true });
    if (again) return;
    if (part !== null) part.scrollIntoView();
    else if (number > 0) scrollTo(0, 0);
  }, [title]);
  return (
    <div class="title">
      {kind !== undefined && <p class="kind">{kind}</p>}
      <h1 ref={heading} tabIndex={-1} class={title.length > longTitle ? 'long' : undefined}>
        <bdi lang={lang}>{title}</bdi>
      </h1>
    </div>
  );
}
