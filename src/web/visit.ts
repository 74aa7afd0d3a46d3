/** The visit that a view belongs to. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Visit } from './router.ts';

export const VisitContext = createContext<Visit>({
  language: 'en',
  place: { view: 'unknown' },
  query: new URLSearchParams(),
  entry: '',
  number: 0,
  again: false,
});

export function useCurrentVisit(): Visit {
  return useContext(VisitContext);
}
