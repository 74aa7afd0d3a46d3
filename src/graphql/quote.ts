/** Quotations. */
import { type Quote as QuoteShape, quoteList } from '../store/quotes.ts';
import { Actor } from './actor.ts';
import { builder } from './builder.ts';
import { connect, connectionType, pageArguments } from './connection.ts';
import { DateRange } from './date-range.ts';
import { Delegation } from './delegation.ts';
import { QuoteForm, QuoteOrder } from './enums.ts';
import { known, loadOrNull } from './known.ts';
import { Node } from './node.ts';
import { Pledge } from './pledge.ts';
import { Citation } from './source.ts';
import { Talks } from './talks.ts';
import { localeArgument } from './words.ts';

export const Quote = builder.objectRef<QuoteShape>('Quote');

Quote.implement({
  interfaces: [Node],
  fields: (t) => ({
    slug: t.exposeString('slug'),
    speaker: t.field({
      type: Actor,
      resolve: ({ speaker }, _, { record }) => known(record.actor.load(speaker), speaker),
    }),
    delegation: t.field({
      type: Delegation,
      nullable: true,
      resolve: ({ delegation }, _, { record }) => loadOrNull(record.delegation, delegation),
    }),
    talks: t.field({
      type: Talks,
      resolve: ({ talks }, _, { record }) => known(record.talks.load(talks), talks),
    }),
    form: t.expose('form', { type: QuoteForm }),
    text: t.exposeString('text'),
    locale: t.expose('locale', { type: 'Locale' }),
    translation: t.string({
      nullable: true,
      args: localeArgument,
      resolve: (quote, { locale }) =>
        locale === quote.locale ? quote.text : (quote.translations[locale] ?? null),
    }),
    saidOn: t.expose('saidOn', { type: 'Date', nullable: true }),
    pledges: t.field({
      type: [Pledge],
      resolve: ({ slug }, _, { record }) => record.pledgesOfQuote.load(slug),
    }),
    citations: t.field({
      type: [Citation],
      resolve: ({ slug }, _, { record }) => record.citations.load(`Quote:${slug}`),
    }),
  }),
});

export const QuoteConnection = connectionType('Quote', Quote);

export const QuoteFilter = builder.inputType('QuoteFilter', {
  fields: (t) => ({
    talks: t.stringList(),
    speaker: t.stringList(),
    party: t.stringList(),
    form: t.field({ type: [QuoteForm] }),
    locale: t.field({ type: ['Locale'] }),
    text: t.string(),
    saidOn: t.field({ type: DateRange }),
  }),
});

builder.queryFields((t) => ({
  quote: t.field({
    type: Quote,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (_, { slug }, { record }) => record.quote.load(slug),
  }),
  quotes: t.field({
    type: QuoteConnection,
    args: {
      ...pageArguments,
      filter: t.arg({ type: QuoteFilter }),
      orderBy: t.arg({ type: QuoteOrder, required: true, defaultValue: 'SAID_ON_DESC' }),
    },
    resolve: (_, args, { record }) =>
      connect(record, {
        name: 'quotes',
        args,
        listing: () => quoteList(record.store, args.filter ?? {}, args.orderBy),
      }),
  }),
}));
