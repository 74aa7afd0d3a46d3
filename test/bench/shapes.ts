/** PostGraphile's answers in the shape of ours, so that the two can be held to each other. */
import type { OperationName } from './operations.ts';

// biome-ignore lint/suspicious/noExplicitAny: what comes is read by its fields, and then compared whole
type Answer = any;

/** What can be compared of an answer of ours: cursors are each server's own. */
export function comparable(name: OperationName, data: Answer): unknown {
  if (name !== 'nested') return data;
  const { nodes, pageInfo } = data.allTalks;
  return { allTalks: { nodes, pageInfo: { hasNextPage: pageInfo.hasNextPage } } };
}

/** An answer of PostGraphile's to the same operation, as ours would be. */
export function fromPostgraphile(name: OperationName, data: Answer): unknown {
  if (name === 'nested') {
    const { nodes, pageInfo } = data.allTalks;
    const { hasNextPage } = pageInfo;
    return { allTalks: { nodes: nodes.map(talksOf), pageInfo: { hasNextPage } } };
  }
  const processes = data.allProcesses.nodes.map(({ slug, talksByProcess }: Answer) => ({
    slug,
    rounds: { nodes: talksByProcess.nodes.map(roundOf) },
  }));
  return { processes: { nodes: processes } };
}

function talksOf(talks: Answer): unknown {
  return {
    slug: talks.slug,
    name: worded(talks.nameJson),
    startsOn: talks.startsOn,
    status: talks.status,
    delegations: talks.delegationsByTalks.nodes.map((delegation: Answer) => ({
      name: worded(delegation.nameJson),
      party: actorOf(delegation.actorByParty),
      head: actorOf(delegation.seatsByDelegation.nodes[0].actorByPerson),
      quotes: {
        nodes: delegation.quotesByDelegation.nodes.map((quote: Answer) => ({
          slug: quote.slug,
          form: quote.form,
          text: quote.text,
          speaker: actorOf(quote.actorBySpeaker),
        })),
      },
    })),
    sponsors: talks.sponsorsByTalks.nodes.map((sponsor: Answer) => ({
      roles: JSON.parse(sponsor.rolesJson),
      party: actorOf(sponsor.actorByParty),
    })),
    pledges: { nodes: talks.pledgesByTalks.nodes.map(pledgeOf) },
  };
}

function pledgeOf(pledge: Answer): unknown {
  return {
    slug: pledge.slug,
    summary: worded(pledge.summaryJson),
    act: pledge.act,
    status: pledge.status,
    makers: pledge.pledgePartiesByPledge.nodes.map(({ actorByParty }: Answer) =>
      actorOf(actorByParty),
    ),
    updates: {
      nodes: pledge.pledgeUpdatesByPledge.nodes.map(({ place, ...update }: Answer) => ({
        cursor: String(place),
        ...update,
      })),
    },
  };
}

function roundOf(talks: Answer): unknown {
  return {
    slug: talks.slug,
    name: worded(talks.nameJson),
    quotes: {
      nodes: talks.quotesByTalks.nodes.map(({ slug, text, actorBySpeaker }: Answer) => ({
        slug,
        text,
        speaker: actorOf(actorBySpeaker),
      })),
    },
    pledges: {
      nodes: talks.pledgesByTalks.nodes.map(({ slug, summaryJson, status }: Answer) => ({
        slug,
        summary: worded(summaryJson),
        status,
      })),
    },
  };
}

function actorOf({ slug, namesJson }: Answer): unknown {
  const names: { value: string; locale: string; preferred: boolean }[] = JSON.parse(namesJson);
  return {
    slug,
    name: names.find(({ locale, preferred }) => preferred && locale === 'en')?.value,
  };
}

function worded(json: string): string {
  return JSON.parse(json).en;
}
