/** A span of days, as filters take it. */
import { builder } from './builder.ts';

export const DateRange = builder.inputType('DateRange', {
  fields: (t) => ({
    from: t.field({ type: 'Date' }),
    until: t.field({ type: 'Date' }),
  }),
});
