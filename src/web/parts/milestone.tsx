/** One set of talks on a time line or in a list. */
import type { TalksFactsFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { TalksStatusMark } from './marks.tsx';
import { TalksLink } from './names.tsx';

export function MilestoneDates({ talks }: { talks: TalksFactsFragment }) {
  const { words, day, days } = useReading();
  const { startsOn, endsOn } = talks;
  if (startsOn === null) return <span class="when">{words.home.undated}</span>;
  if (endsOn !== null && endsOn !== startsOn)
    return <span class="when">{days(startsOn, endsOn)}</span>;
  return (
    <span class="when">
      <time dateTime={startsOn}>{day(startsOn)}</time>
    </span>
  );
}

export function Place({ talks: { city, country } }: { talks: TalksFactsFragment }) {
  const { words, country: nameOf } = useReading();
  if (city === null && country === null) return null;
  return (
    <>
      {city !== null && <bdi>{city}</bdi>}
      {city !== null && country !== null && words.and}
      {country !== null && nameOf(country)}
    </>
  );
}

/** In one line: name, day, place, how far they had come. */
export function TalksLine({ talks }: { talks: TalksFactsFragment }) {
  return (
    <span class="talks-line">
      <TalksLink talks={talks} /> <MilestoneDates talks={talks} />{' '}
      <TalksStatusMark status={talks.status} />
    </span>
  );
}
