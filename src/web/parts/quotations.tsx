/** A long list of quotations under a heading of its own. */
import { useRef } from 'preact/hooks';
import { MoreQuotesDocument, type QuotePageFragment } from '../../generated/web/graphql.ts';
import { usePages } from '../pages.ts';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';
import { More } from './more.tsx';
import { Quotation } from './quotation.tsx';
import { Section } from './section.tsx';

interface Props {
  /** The global ID of what they belong to: talks, a person or a party. */
  of: string;
  title: string;
  /** What to say where there are none. */
  none: string;
  first: QuotePageFragment;
  /** Not where every quotation in the list is of the same talks. */
  withTalks?: boolean;
}

export function Quotations({ of, title, none, first, withTalks = true }: Props) {
  const { language } = useReading();
  const service = useService();
  const list = useRef<HTMLDivElement>(null);
  const pages = usePages('quotes', first, async (after) => {
    const { node } = await service.query(MoreQuotesDocument, { id: of, locale: language, after });
    return node?.quotes;
  });
  const quotes = pages.read.flatMap(({ nodes }) => nodes);
  return (
    <Section id="quotes" title={title} empty={quotes.length === 0 && none}>
      <div class="stack" ref={list}>
        {quotes.map((quote) => (
          <Quotation key={quote.slug} quote={quote} withTalks={withTalks} />
        ))}
      </div>
      <More pages={pages} shown={quotes.length} all={first.totalCount} list={list} />
    </Section>
  );
}
