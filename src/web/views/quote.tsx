/** One quotation: the words, who said them, and where they were read. */
import { QuoteAloneDocument } from '../../generated/web/graphql.ts';
import { useAnswer } from '../answer.ts';
import { PageTitle } from '../parts/page-title.tsx';
import { NotFound, Waiting } from '../parts/panels.tsx';
import { Quotation } from '../parts/quotation.tsx';
import { useReading } from '../reading.ts';

/** In characters: as much of a quotation as the name of a window has room for. */
const most = 60;

export function QuoteView({ slug }: { slug: string }) {
  const { language, words } = useReading();
  const answer = useAnswer(QuoteAloneDocument, { slug, locale: language });
  if (answer.state !== 'ready') return <Waiting answer={answer} />;
  const { quote } = answer.data;
  if (quote === null) return <NotFound />;
  const { name } = quote.speaker;
  const inWindow = `${name}: ${shortened(quote.translation ?? quote.text)}`;
  return (
    <>
      <PageTitle title={name} inWindow={inWindow} kind={words.search.kinds.Quote} />
      <div class="alone">
        <Quotation quote={quote} alone />
      </div>
    </>
  );
}

/** As the server's HTML has it, src/server/page-head/words.ts. */
function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  return `${characters
    .slice(0, most)
    .join('')
    .replace(/\s+\S*$/u, '')}…`;
}
