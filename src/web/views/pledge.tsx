import {
  PledgeChangesDocument,
  PledgePageDocument,
  type PledgePageQuery,
} from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { useKept } from '../kept.ts';
import { useDesk, useLive } from '../live.ts';
import { Citations } from '../parts/citations.tsx';
import { Deadline } from '../parts/deadline.tsx';
import { Day, Fact, Facts } from '../parts/facts.tsx';
import { ScheduleMark, StatusMark } from '../parts/marks.tsx';
import { ActorLinks, PledgeLink, TalksLink } from '../parts/names.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { PledgeParts } from '../parts/pledge-parts.tsx';
import { Quotation } from '../parts/quotation.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';
import { useSchedules } from '../schedules.ts';
import { type News, WholeHistory } from './whole-history.tsx';

export function PledgeView({ slug }: { slug: string }) {
  const { language, words } = useReading();
  const { announce } = useDesk();
  const answer = useAnswer(PledgePageDocument, { slug, locale: language });
  const [news, setNews] = useKept<readonly News[]>('news', []);
  const place = answer.state === 'ready' ? answer.data.record.cursor : null;
  const subject = { locale: language, filter: { pledge: [slug] } };
  useLive(PledgeChangesDocument, subject, place, ({ pledgeUpdates: entry }) => {
    setNews((old) => [...old, entry]);
    announce(words.live.announce(entry.pledge.summary, words.status[entry.status]));
  });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { pledge } = answer.data;
  return pledge === null ? <NotFound /> : <PledgeBody pledge={pledge} news={news} />;
}

type PledgeFound = NonNullable<PledgePageQuery['pledge']>;

function PledgeBody(props: { pledge: PledgeFound; news: readonly News[] }) {
  const { words } = useReading();
  const { news } = props;
  const changed = news.length > 0;
  const [pledge = props.pledge] = useSchedules([{ ...props.pledge, ...news.at(-1)?.pledge }]);
  const { quotes } = pledge;
  return (
    <>
      <PageTitle title={pledge.summary} kind={words.act[pledge.act]} />
      <div class={changed ? 'axes changed' : 'axes'}>
        <dl>
          <div>
            <dt>{words.pledge.status}</dt>
            <dd>
              <StatusMark status={pledge.status} />{' '}
              {changed && <span class="mark news">{words.live.changed}</span>}
            </dd>
          </div>
          <div>
            <dt>{words.pledge.attestation}</dt>
            <dd>{words.attestation[pledge.attestation]}</dd>
          </div>
          <div>
            <dt>{words.pledge.schedule}</dt>
            <dd>
              <ScheduleMark schedule={pledge.schedule} />
            </dd>
          </div>
        </dl>
      </div>
      <PledgeDetails pledge={pledge} />
      <WholeHistory of={pledge.id} newest={props.pledge.history} news={news} />
      {quotes.length > 0 && (
        <Section id="quotes" title={words.pledge.quotes}>
          <div class="stack">
            {quotes.map((quote) => (
              <Quotation key={quote.slug} quote={quote} withTalks />
            ))}
          </div>
        </Section>
      )}
    </>
  );
}

function PledgeDetails({ pledge }: { pledge: PledgeFound }) {
  const { words } = useReading();
  const { deadline, madeAt, madeOn, reportedBy, supersededBy } = pledge;
  return (
    <div class="summary">
      <Facts>
        <PledgeParts parties={pledge.parties} />
        <Fact name={words.pledge.reportedBy}>
          {reportedBy.length === 0 ? words.ownVoice : <ActorLinks actors={reportedBy} />}
        </Fact>
        {deadline !== null && (
          <Fact name={words.pledge.phrase}>
            <Deadline deadline={deadline} />
          </Fact>
        )}
        <Fact name={words.pledge.madeAt}>{madeAt && <TalksLink talks={madeAt} />}</Fact>
        <Fact name={words.pledge.madeOn}>{madeOn && <Day day={madeOn} />}</Fact>
        <Fact name={words.pledge.toldAt}>
          <TalksLink talks={pledge.talks} />
        </Fact>
        {supersededBy !== null && (
          <Fact name={words.pledge.supersededBy}>
            <PledgeLink pledge={supersededBy} />
          </Fact>
        )}
      </Facts>
      <Citations citations={pledge.citations} />
    </div>
  );
}
