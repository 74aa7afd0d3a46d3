/** A long list of pledges under a heading of its own, each as it is now. */
import { useRef } from 'preact/hooks';
import {
  MorePledgesDocument,
  type PledgePageFragment,
  type PledgeUpdateFilter,
} from '../../generated/web/graphql.ts';
import { usePages } from '../pages.ts';
import { usePledgeChanges, withChanges } from '../pledge-changes.ts';
import { useReading } from '../reading.ts';
import { useSchedules } from '../schedules.ts';
import { useService } from '../service.ts';
import { More } from './more.tsx';
import { PledgeCard } from './pledge-card.tsx';
import { Section } from './section.tsx';

interface Props {
  /** The global ID of what they belong to: talks, or a party. */
  of: string;
  title: string;
  /** What to say where there are none. */
  none: string;
  first: PledgePageFragment;
  /** The place in the log that the first page was read at. */
  place: string;
  /** Which entries of the log to hear; those about the pledges shown if not given. */
  filter?: PledgeUpdateFilter;
  /** Not where every card in the list is of the same talks. */
  withTalks?: boolean;
}

export function PledgeList(props: Props) {
  const { of, title, none, first, withTalks = true } = props;
  const { language } = useReading();
  const service = useService();
  const list = useRef<HTMLDivElement>(null);
  const pages = usePages('pledges', first, async (after) => {
    const { node } = await service.query(MorePledgesDocument, { id: of, locale: language, after });
    return node?.pledges;
  });
  const read = pages.read.flatMap(({ nodes }) => nodes);
  const filter = props.filter ?? { pledge: read.map(({ slug }) => slug) };
  const hears = props.filter !== undefined || read.length > 0;
  const changes = usePledgeChanges(hears ? props.place : null, filter);
  const pledges = useSchedules(withChanges(read, changes));
  return (
    <Section id="pledges" title={title} empty={pledges.length === 0 && none}>
      <div class="cards" ref={list}>
        {pledges.map((pledge) => (
          <PledgeCard
            key={pledge.slug}
            pledge={pledge}
            changed={changes.has(pledge.slug)}
            level={3}
            withTalks={withTalks}
          />
        ))}
      </div>
      <More pages={pages} shown={pledges.length} all={first.totalCount} list={list} />
    </Section>
  );
}
