/** A quotation: the words as they stand, and a translation where the reader's language is another. */
import type { QuotationFragment } from '../../generated/web/graphql.ts';
import { useReading } from '../reading.ts';
import { Citations } from './citations.tsx';
import { Day } from './facts.tsx';
import { ActorLink, PledgeLink, TalksLink } from './names.tsx';

interface Props {
  quote: QuotationFragment;
  /** Not where every quotation in the list is of the same talks. */
  withTalks?: boolean;
  /** Whether the page is of this quotation. */
  alone?: boolean;
}

export function Quotation({ quote, alone = false, withTalks = alone }: Props) {
  const { words, languageName, at } = useReading();
  const { form, speaker, delegation, locale } = quote;
  const from = form === 'DIRECT' ? words.quotes.original : words.quotes.ownWording;
  // A party that speaks is not spoken for.
  const party = delegation?.party.slug === speaker.slug ? undefined : delegation?.party;
  return (
    <figure class="quotation" id={`quote-${quote.slug}`} tabIndex={-1}>
      <figcaption>
        <ActorLink actor={speaker} />{' '}
        {party !== undefined && (
          <span class="detail">
            {' '}
            {words.quotes.for} <ActorLink actor={party} />
          </span>
        )}{' '}
        <span class={`mark form ${form}`}>{words.quoteForm[form]}</span>{' '}
        {quote.saidOn !== null && (
          <span class="detail">
            <Day day={quote.saidOn} />
          </span>
        )}{' '}
        {!alone && (
          <a class="own" href={at(`/quotes/${quote.slug}`)} aria-label={words.quotes.own}>
            {words.quotes.link}
          </a>
        )}
      </figcaption>
      <div class="versions">
        <div dir="auto">
          <blockquote lang={locale} class={form}>
            <p>{quote.text}</p>
          </blockquote>
          <p class="detail">{from(languageName(locale))}</p>
        </div>
        <Translation quote={quote} />
      </div>
      {withTalks && (
        <p class="detail">
          {words.quotes.at} <TalksLink talks={quote.talks} />
        </p>
      )}
      {quote.pledges.length > 0 && (
        <p class="detail">
          {words.quotes.carries}:{' '}
          {quote.pledges.map((pledge, index) => (
            <span key={pledge.slug}>
              {index > 0 && ' · '}
              <PledgeLink pledge={pledge} />
            </span>
          ))}
        </p>
      )}
      <Citations citations={quote.citations} />
    </figure>
  );
}

function Translation({ quote: { text, translation, form } }: { quote: QuotationFragment }) {
  const { words, language } = useReading();
  if (translation === text) return null;
  if (translation === null)
    return (
      <div>
        <p class="empty">{words.quotes.noTranslation}</p>
      </div>
    );
  return (
    <div dir="auto">
      <blockquote lang={language} class={form}>
        <p>{translation}</p>
      </blockquote>
      <p class="detail">{words.quotes.translation}</p>
    </div>
  );
}
