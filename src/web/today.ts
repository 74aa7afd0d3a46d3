/** Which day it is in UTC, by which the record tells what is overdue. */
import { useEffect, useState } from 'preact/hooks';

const dayLength = 86_400_000;

/** What is open everywhere does not ask at the same moment: within so many milliseconds of midnight. */
const spread = 30_000;

/** So much later than midnight, in milliseconds, that a service whose clock is slow has it too. */
const slack = 2_000;

export function todayInUtc(): string {
  return new Date().toISOString().slice(0, 10);
}

/** The day, as it changes. On a page that nobody sees it changes when the page is shown again. */
export function useToday(): string {
  const [day, setDay] = useState(todayInUtc);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') setDay(todayInUtc());
    };
    const untilMidnight = dayLength - (Date.now() % dayLength);
    const timer = setTimeout(look, untilMidnight + slack + Math.random() * spread);
    document.addEventListener('visibilitychange', look);
    // A machine that slept past midnight wakes with a timer that is late.
    addEventListener('focus', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
  }, [day]);
  return day;
}
