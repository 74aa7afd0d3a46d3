/** The operations that cost the most of all that are allowed. */

const fields = 'slug summary(locale: "en") act status attestation version madeOn schedule';

/** Each changes with `n`, so that no answer has been made before. */
export const worst: Readonly<Record<string, (n: number) => { query: string; variables?: object }>> =
  {
    'forty pages of fifty pledges': (n) => ({
      query: `query ($l: Locale!) { allTalks(first: 40) { nodes { pledges(first: 50) { nodes { slug summary(locale: $l) act status version madeOn id __typename } } } } }`,
      variables: { l: `en-x-${n}` },
    }),
    'pages within pages': (n) => ({
      query: `query ($l: Locale!) { parties(first: 7) { nodes { pledges(first: 20) { nodes { summary(locale: $l) talks { name(locale: $l) pledges(first: 10) { nodes { slug makers { name(locale: $l) } } } } } } } } }`,
      variables: { l: `en-x-${n}` },
    }),
    'thirty searches for what all have': (n) => ({
      query: `{ ${Array.from({ length: 30 }, (_, at) => `s${at}: search(text: "t", first: ${1 + ((at * 37 + n) % 100)}) { nodes { __typename } }`).join(' ')} }`,
    }),
    'thirty filters by what all have': (n) => ({
      query: `{ ${Array.from({ length: 30 }, (_, at) => `p${at}: pledges(filter: { text: "t", dueOn: { until: "20${10 + at}-01-${10 + (n % 19)}" } }, first: 100) { totalCount nodes { slug } }`).join(' ')} }`,
    }),
    'thirty searches at once': (n) => ({
      query: `{ ${Array.from({ length: 30 }, (_, at) => `s${at}: search(text: "talks ${n} ${at} pledge", first: 100) { nodes { __typename } }`).join(' ')} }`,
    }),
    'thirty filters by text': (n) => ({
      query: `{ ${Array.from({ length: 30 }, (_, at) => `p${at}: pledges(filter: { text: "pledge ${n % 10} ${at}" }, first: 100) { totalCount nodes { slug } }`).join(' ')} }`,
    }),
    'thirty pages in thirty orders': (n) => ({
      query: `{ ${Array.from({ length: 30 }, (_, at) => `p${at}: pledges(first: 100, orderBy: ${['UPDATED_DESC', 'DUE_ON_ASC', 'MADE_ON_ASC'][at % 3]}, filter: { dueOn: { from: "20${10 + at}-01-${10 + (n % 19)}" } }) { totalCount nodes { ${fields.split(' ').slice(0, 1)} } }`).join(' ')} }`,
    }),
    'the whole schema': (n) => ({
      query: `query Q${n} { __schema { types { name fields { name args { name type { name ofType { name ofType { name } } } } type { name ofType { name ofType { name ofType { name } } } } } } } }`,
    }),
    'fields that may not be merged': (n) => ({
      query: `{ ${'talks(slug: "x") { slug name city country } '.repeat(150)} x${n}: __typename }`,
    }),
    'fragments that spread each other': (n) => ({
      query: `{ talks(slug: "x${n}") { ...F0 } } ${Array.from({ length: 100 }, (_, at) => `fragment F${at} on Talks { slug ${at < 99 ? `...F${at + 1} ${at % 10 === 0 ? `...F${at + 2}` : ''}` : ''} }`).join(' ')}`,
    }),
    'a list of a hundred in every filter': (n) => ({
      query: `query ($t: [String!]) { ${Array.from({ length: 15 }, (_, at) => `p${at}: pledges(filter: { talks: $t, maker: $t }) { totalCount } q${at}: quotes(filter: { talks: $t, speaker: $t }) { totalCount }`).join(' ')} }`,
      variables: {
        t: Array.from(
          { length: 100 },
          (_, at) => `talks-${String(at + (n % 100)).padStart(6, '0')}`,
        ),
      },
    }),
  };
