/** One party: its names, its delegations, what it stood behind, and the pledges that it has a part in. */
import { PartyPageDocument } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { Citations } from '../parts/citations.tsx';
import { NamesOnRecord } from '../parts/names-on-record.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { PledgeList } from '../parts/pledge-list.tsx';
import { Quotations } from '../parts/quotations.tsx';
import { useReading } from '../reading.ts';
import { Delegations, Sponsorships } from './party-talks.tsx';

export function PartyView({ slug }: { slug: string }) {
  const { language, words } = useReading();
  const answer = useAnswer(PartyPageDocument, { slug, locale: language });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { party, record } = answer.data;
  if (party === null) return <NotFound />;
  return (
    <>
      <PageTitle title={party.name} kind={words.partyKind[party.kind]} />
      <Citations citations={party.citations} />
      <Delegations of={party.id} first={party.delegations} />
      <Sponsorships of={party.id} first={party.sponsorships} />
      <NamesOnRecord names={party.names} />
      <PledgeList
        of={party.id}
        title={words.actor.pledges}
        none={words.actor.noPledges}
        first={party.pledges}
        place={record.cursor}
      />
      <Quotations
        of={party.id}
        title={words.actor.partyQuotes}
        none={words.actor.noQuotes}
        first={party.quotes}
      />
    </>
  );
}
