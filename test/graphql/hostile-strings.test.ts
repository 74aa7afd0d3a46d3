/** Strings that break out of quotes, that databases cannot hold, or that nobody would type: nothing is found. */
import { expect, test } from 'vitest';
import { madeUp } from './made-up.ts';
import { onSharedRecord } from './shared-record.ts';

const quoting = ["'", '"', '`', '\\', "red'", 'red\\', "' or 1 = 1 --", "'; drop table pledge; --"];
const patterns = ['%', '_', 'r_d', 'r%', '*', '^', '!red', 'red:', 'red & ', '" OR "', 'NEAR('];
const parameters = [
  '$1',
  '?',
  ':a',
  '{red}',
  '{"red"}',
  '["red"]',
  '{}',
  '[]',
  'NULL',
  'null',
  '0',
];
const unseen = ['', ' ', '\u2028', '\r\n', '\ufeffred', '\u200fred', 'red\u202e', 'ｒｅｄ'];
const unholdable = ['\0', 'red\0', '\0red', '\ud800', 'red\ud800', '\udc00red', '\uffff'];
const long = [
  'x'.repeat(90_000),
  // Runs that a careless rule of spelling takes the square of their length for.
  'ء'.repeat(40_000),
  'ئ'.repeat(40_000),
  `ب${'\u064b\u0651'.repeat(20_000)}`,
];
const hostile = [...quoting, ...patterns, ...parameters, ...unseen, ...unholdable, ...long];

/** Where a slug goes, and how the answer says that there is none. */
const bySlug = ['talks', 'process', 'party', 'person', 'quote', 'pledge', 'source'];

const filters: Record<string, [list: string, fields: string[]]> = {
  TalksFilter: ['allTalks', ['process', 'party', 'sponsor']],
  PersonFilter: ['people', ['party']],
  DelegationFilter: ['delegations', ['talks', 'party']],
  SponsorFilter: ['sponsors', ['talks', 'party']],
  QuoteFilter: ['quotes', ['talks', 'speaker', 'party']],
  PledgeFilter: ['pledges', ['talks', 'process', 'maker', 'addressee', 'beneficiary', 'witness']],
};

onSharedRecord('a string that nobody would type', madeUp, (shared) => {
  test('names nothing', async () => {
    const { ask } = shared();
    const query = `query ($it: String!) { ${bySlug.map((field) => `${field}(slug: $it) { slug }`).join(' ')} }`;
    for (const it of hostile) {
      expect(await ask(query, { it }), shown(it)).toEqual({
        data: Object.fromEntries(bySlug.map((field) => [field, null])),
      });
    }
  });

  test('lets nothing through a filter', async () => {
    const { ask } = shared();
    const asked = Object.entries(filters).flatMap(([, [list, fields]]) =>
      fields.map(
        (field) =>
          `${list}_${field}: ${list}(filter: { ${field}: $them }) { totalCount nodes { id } }`,
      ),
    );
    // All of them at once, but for those whose length alone would fill a request.
    const short = hostile.filter((it) => it.length < 1000);
    const { data, errors } = await ask(`query ($them: [String!]) { ${asked.join(' ')} }`, {
      them: short,
    });
    expect(errors).toBeUndefined();
    expect(Object.values(data)).toEqual(asked.map(() => ({ totalCount: 0, nodes: [] })));
    for (const it of hostile.filter((one) => one.length >= 1000)) {
      const long = await ask(`query ($them: [String!]) { ${asked.join(' ')} }`, { them: [it] });
      expect(long.errors).toBeUndefined();
      expect(Object.values(long.data)).toEqual(asked.map(() => ({ totalCount: 0, nodes: [] })));
    }
  });

  test('among others does not keep those from being found', async () => {
    const { read } = shared();
    const { parties } = await read(
      'query ($them: [String!]) { parties: people(filter: { party: $them }) { nodes { slug } } }',
      { them: ['\0', 'blue', '\ud800'] },
    );
    expect(parties.nodes).toEqual([{ slug: 'bob' }]);
  });

  test('is looked for by its letters and digits alone', async () => {
    const { ask } = shared();
    const query = `query ($it: String!) {
      quotes(filter: { text: $it }) { nodes { slug } }
      pledges(filter: { text: $it }) { nodes { slug } }
      search(text: $it) { nodes { __typename } }
    }`;
    for (const it of hostile) {
      const { data, errors } = await ask(query, { it });
      expect(errors, shown(it)).toBeUndefined();
      if (/[\p{L}\p{N}]/u.test(it)) continue;
      expect(data, shown(it)).toEqual({
        quotes: { nodes: [] },
        pledges: { nodes: [] },
        search: { nodes: [] },
      });
    }
    const peace = [
      '"peace"',
      "peace'",
      'peace*',
      '(peace',
      'peace:',
      '!peace',
      '^peace',
      '-peace &',
    ];
    const marked = [
      'peace\u202e',
      '\u200fpeace',
      '\ufeffpeace',
      'ｐｅａｃｅ',
      'peace\0',
      '\ud800peace',
    ];
    for (const it of [...peace, ...marked]) {
      const { data } = await ask(query, { it });
      expect(data.quotes.nodes, shown(it)).toEqual([{ slug: 'q-b' }, { slug: 'q-d' }]);
    }
    const { data } = await ask(query, { it: 'peace OR bridge' });
    expect(data).toEqual({ quotes: { nodes: [] }, pledges: { nodes: [] }, search: { nodes: [] } });
  });
});

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
