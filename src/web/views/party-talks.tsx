/** Which talks a party came to, and which it stood behind. */
import { useRef } from 'preact/hooks';
import {
  type DelegationPageFragment,
  MoreDelegationsDocument,
  MoreSponsorshipsDocument,
  type SponsorPageFragment,
} from '../../generated/web/graphql.ts';
import { usePages } from '../pages.ts';
import { Citations } from '../parts/citations.tsx';
import { TalksLine } from '../parts/milestone.tsx';
import { More } from '../parts/more.tsx';
import { ActorLink, ActorLinks } from '../parts/names.tsx';
import { Section } from '../parts/section.tsx';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';

interface Props<Page> {
  /** The party's global ID. */
  of: string;
  first: Page;
}

export function Delegations({ of, first }: Props<DelegationPageFragment>) {
  const { language, words } = useReading();
  const service = useService();
  const list = useRef<HTMLUListElement>(null);
  const pages = usePages('delegations', first, async (after) => {
    const variables = { id: of, locale: language, after };
    return (await service.query(MoreDelegationsDocument, variables)).node?.delegations;
  });
  const delegations = pages.read.flatMap(({ nodes }) => nodes);
  return (
    <Section
      id="delegations"
      title={words.actor.delegations}
      empty={delegations.length === 0 && words.actor.noDelegations}
    >
      <ul class="rows" ref={list}>
        {delegations.map((delegation) => (
          <DelegationRow key={delegation.talks.slug} delegation={delegation} />
        ))}
      </ul>
      <More pages={pages} shown={delegations.length} all={first.totalCount} list={list} />
    </Section>
  );
}

function DelegationRow(props: { delegation: DelegationPageFragment['nodes'][number] }) {
  const { words } = useReading();
  const { name, talks, seats, citations } = props.delegation;
  return (
    <li>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>
      </p>
      <p>
        <TalksLine talks={talks} />
      </p>
      {seats.length > 0 && (
        <ul class="seats">
          {seats.map(({ person, role, title }) => (
            <li key={person.slug}>
              <ActorLink actor={person} />{' '}
              <span class="detail">
                {words.seatRole[role]}
                {title !== null && (
                  <>
                    {words.and}
                    <bdi>{title}</bdi>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      <Citations citations={citations} />
    </li>
  );
}

export function Sponsorships({ of, first }: Props<SponsorPageFragment>) {
  const { language, words } = useReading();
  const service = useService();
  const list = useRef<HTMLUListElement>(null);
  const pages = usePages('sponsorships', first, async (after) => {
    const variables = { id: of, locale: language, after };
    return (await service.query(MoreSponsorshipsDocument, variables)).node?.sponsorships;
  });
  const sponsorships = pages.read.flatMap(({ nodes }) => nodes);
  return (
    <Section
      id="sponsorships"
      title={words.actor.sponsorships}
      empty={sponsorships.length === 0 && words.actor.noSponsorships}
    >
      <ul class="rows" ref={list}>
        {sponsorships.map(({ roles, talks, alliedWith, citations }) => (
          <li key={talks.slug}>
            <p>
              <strong>{roles.map((role) => words.sponsorRole[role]).join(words.and)}</strong>
            </p>
            <p>
              <TalksLine talks={talks} />
            </p>
            {alliedWith.length > 0 && (
              <p class="detail">
                {words.talks.allies}: <ActorLinks actors={alliedWith} />
              </p>
            )}
            <Citations citations={citations} />
          </li>
        ))}
      </ul>
      <More pages={pages} shown={sponsorships.length} all={first.totalCount} list={list} />
    </Section>
  );
}
