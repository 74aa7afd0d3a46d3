/** An example of the typed client: prints who pledged what at some talks, and what became of it. */
import { createClient } from '../../src/client/client.ts';
import { graphql } from './generated/gql.ts';

export const whoPledgedWhat = graphql(`
  query WhoPledgedWhat($talks: String!) {
    talks(slug: $talks) {
      name
      pledges(first: 100) {
        nodes {
          summary
          status
          makers { name }
          reportedBy { name }
          deadline { phrase immediate latest }
        }
      }
    }
  }
`);

/** One line a pledge: `Russia (reported by Mohammed Alloush): … [NOT_YET_RATED]`. */
export async function pledgeLines(url: string, talks: string): Promise<string[]> {
  const answer = await createClient({ url }).query(whoPledgedWhat, { talks });
  return (
    answer.talks?.pledges.nodes.map((pledge) => {
      const makers = pledge.makers.map((party) => party.name).join(', ') || 'Not said by whom';
      const reporters = pledge.reportedBy.map((actor) => actor.name).join(', ');
      const reported = reporters === '' ? '' : ` (reported by ${reporters})`;
      return `${makers}${reported}: ${pledge.summary} [${pledge.status}]`;
    }) ?? []
  );
}
