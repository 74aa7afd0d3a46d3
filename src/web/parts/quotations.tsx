/** A list of quotations, of whatever talks, under a heading of its own. */
import type { QuotationFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Quotation } from './quotation.tsx';
import { Section } from './section.tsx';

interface Props {
  title: string;
  quotes: { totalCount: number; nodes: readonly QuotationFragment[] };
}

export function Quotations({ title, quotes: { nodes, totalCount } }: Props) {
  const { words, number } = useReading();
  return (
    <Section id="quotes" title={title} empty={nodes.length === 0 && words.actor.noQuotes}>
      <div class="stack">
        {nodes.map((quote) => (
          <Quotation key={quote.slug} quote={quote} withTalks />
        ))}
      </div>
      {totalCount > nodes.length && (
        <p>{words.states.more(number(nodes.length), number(totalCount))}</p>
      )}
    </Section>
  );
}
