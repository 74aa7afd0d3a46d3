/** What each list of the shipped record holds, and what each of its objects tells. */
import { expect, test } from 'vitest';
import { onSharedRecord, shippedSet } from './shared-record.ts';

const sponsors = ['iran', 'russia', 'turkey'];
const directQuotes = [
  'lavrentiev-monitoring-being-resolved',
  'alloush-no-practical-achievement',
  'alloush-russian-pledge-on-bombardment',
  'alloush-eastern-ghouta-agenda',
  'alloush-hundred-names',
  'jaafari-way-to-geneva',
  'ansari-hard-road',
  'ansari-less-than-a-month',
];

onSharedRecord('the lists of the shipped record', shippedSet, (shared) => {
  test('of talks, with who came and what came of them', async () => {
    const { read } = shared();
    const { allTalks } = await read(`{
      allTalks {
        totalCount
        nodes {
          slug round city country startsOn endsOn status format closingDocument
          process { slug } previous { slug } next { slug }
          sponsors { party { slug } } delegations { party { slug } }
          sessions { kind durationMinutes }
          outcomes { kind claimedBy { slug } }
          citations { paragraph }
        }
      }
    }`);
    const by = (...slugs: string[]) => slugs.map((slug) => ({ party: { slug } }));
    expect(allTalks).toEqual({
      totalCount: 3,
      nodes: [
        {
          slug: 'geneva-2017-02',
          round: null,
          city: 'Geneva',
          country: 'CH',
          startsOn: '2017-02-23',
          endsOn: null,
          status: 'ANNOUNCED',
          format: null,
          closingDocument: 'UNKNOWN',
          process: { slug: 'geneva' },
          previous: null,
          next: null,
          sponsors: by('united-nations'),
          delegations: [],
          sessions: [],
          outcomes: [],
          citations: [{ paragraph: 2 }, { paragraph: 10 }],
        },
        {
          slug: 'astana-2',
          round: 2,
          city: 'Astana',
          country: 'KZ',
          startsOn: '2017-02-16',
          endsOn: null,
          status: 'CONCLUDED',
          format: 'INDIRECT',
          closingDocument: 'NONE',
          process: { slug: 'astana' },
          previous: { slug: 'astana-1' },
          next: null,
          sponsors: by(...sponsors),
          delegations: by('iran', 'russia', 'syrian-government', 'syrian-opposition'),
          sessions: [{ kind: 'CLOSING', durationMinutes: 40 }],
          outcomes: [
            { kind: 'NO_PROGRESS', claimedBy: [] },
            { kind: 'AGREEMENT', claimedBy: [] },
            { kind: 'PROGRESS', claimedBy: [{ slug: 'alexander-lavrentiev' }] },
            { kind: 'NO_PROGRESS', claimedBy: [{ slug: 'mohammed-alloush' }] },
            { kind: 'PROGRESS', claimedBy: [{ slug: 'bashar-al-jaafari' }] },
          ],
          citations: [
            { paragraph: 1 },
            { paragraph: 1 },
            { paragraph: 2 },
            { paragraph: 3 },
            { paragraph: 3 },
          ],
        },
        {
          slug: 'astana-1',
          round: 1,
          city: 'Astana',
          country: 'KZ',
          startsOn: '2017-01-23',
          endsOn: null,
          status: 'CONCLUDED',
          format: 'INDIRECT',
          closingDocument: 'UNKNOWN',
          process: { slug: 'astana' },
          previous: null,
          next: { slug: 'astana-2' },
          sponsors: by(...sponsors),
          delegations: by('syrian-government', 'syrian-opposition'),
          sessions: [],
          outcomes: [
            { kind: 'AGREEMENT', claimedBy: [] },
            { kind: 'NO_PROGRESS', claimedBy: [] },
          ],
          citations: [{ paragraph: 14 }, { paragraph: 3 }],
        },
      ],
    });
  });

  test('of processes with their rounds, and of sources', async () => {
    const { read } = shared();
    expect(
      await read(`{
        processes { nodes { slug name rounds { totalCount nodes { slug } } } }
        sources { nodes { slug publisher headline locale publishedOn url length } }
      }`),
    ).toEqual({
      processes: {
        nodes: [
          {
            slug: 'astana',
            name: 'Astana process',
            rounds: { totalCount: 2, nodes: [{ slug: 'astana-1' }, { slug: 'astana-2' }] },
          },
          {
            slug: 'geneva',
            name: 'Geneva process',
            rounds: { totalCount: 1, nodes: [{ slug: 'geneva-2017-02' }] },
          },
        ],
      },
      sources: {
        nodes: [
          {
            slug: 'afp-2017-02-16-astana',
            publisher: 'Agence France-Presse',
            headline: 'لا تقدم في محادثات استانا حول سوريا',
            locale: 'ar',
            publishedOn: '2017-02-16',
            url: null,
            length: 2215,
          },
        ],
      },
    });
  });

  test('of parties, with where they came, what they stand behind and what they pledged', async () => {
    const { read } = shared();
    const { parties } = await read(`{
      parties {
        nodes {
          slug kind
          delegations { nodes { talks { slug } } }
          sponsorships { nodes { talks { slug } roles alliedWith { slug } } }
          pledges { nodes { slug } }
          quotes { nodes { slug } }
        }
      }
    }`);
    const rows = parties.nodes.map(
      // biome-ignore lint/suspicious/noExplicitAny: an answer is read by its fields
      ({ slug, kind, delegations, sponsorships, pledges, quotes }: any) => [
        slug,
        kind,
        delegations.nodes.map((it: { talks: { slug: string } }) => it.talks.slug),
        // biome-ignore lint/suspicious/noExplicitAny: an answer is read by its fields
        sponsorships.nodes.map(({ talks, roles, alliedWith }: any) =>
          [talks.slug, ...roles, ...alliedWith.map((it: { slug: string }) => it.slug)].join(' '),
        ),
        pledges.nodes.map((it: { slug: string }) => it.slug),
        quotes.nodes.map((it: { slug: string }) => it.slug),
      ],
    );
    expect(rows).toEqual([
      [
        'iran',
        'STATE',
        ['astana-2'],
        ['astana-2 SPONSOR syrian-government', 'astana-1 SPONSOR'],
        ['next-meeting', 'joint-monitoring-group'],
        [],
      ],
      ['kazakhstan', 'STATE', [], [], ['halt-bombardment'], []],
      [
        'russia',
        'STATE',
        ['astana-2'],
        ['astana-2 SPONSOR syrian-government', 'astana-1 SPONSOR'],
        ['detainee-names', 'eastern-ghouta-agenda', 'halt-bombardment', 'joint-monitoring-group'],
        ['russia-prelude-to-geneva'],
      ],
      ['syrian-government', 'GOVERNMENT', ['astana-2', 'astana-1'], [], [], []],
      [
        'syrian-opposition',
        'OPPOSITION',
        ['astana-2', 'astana-1'],
        [],
        ['detainee-names', 'eastern-ghouta-agenda', 'halt-bombardment'],
        [],
      ],
      [
        'turkey',
        'STATE',
        [],
        ['astana-2 SPONSOR GUARANTOR syrian-opposition', 'astana-1 SPONSOR'],
        ['eastern-ghouta-agenda', 'joint-monitoring-group'],
        [],
      ],
      ['united-nations', 'INTERGOVERNMENTAL', [], ['geneva-2017-02 SPONSOR'], [], []],
    ]);
  });

  test('of people and of delegations, with their seats and what they said', async () => {
    const { read } = shared();
    const { people, delegations } = await read(`{
      people {
        nodes {
          slug
          seats { role title delegation { talks { slug } party { slug } } }
          quotes(filter: { form: [DIRECT] }) { nodes { slug } }
        }
      }
      delegations {
        totalCount
        nodes {
          talks { slug } party { slug } head { slug } seats { person { slug } role }
          quotes(first: 1) { totalCount nodes { slug } }
        }
      }
    }`);
    const seat = (role: string, party: string, title: string | null = null) => ({
      role,
      title,
      delegation: { talks: { slug: 'astana-2' }, party: { slug: party } },
    });
    const said = (...slugs: string[]) => ({ nodes: slugs.map((slug) => ({ slug })) });
    expect(people.nodes).toEqual([
      {
        slug: 'alexander-lavrentiev',
        seats: [seat('MEDIATOR', 'russia')],
        quotes: said('lavrentiev-monitoring-being-resolved'),
      },
      {
        slug: 'bashar-al-jaafari',
        seats: [seat('CHIEF_NEGOTIATOR', 'syrian-government')],
        quotes: said('jaafari-way-to-geneva'),
      },
      {
        slug: 'hossein-jaberi-ansari',
        seats: [seat('HEAD', 'iran', 'deputy foreign minister')],
        quotes: said('ansari-hard-road', 'ansari-less-than-a-month'),
      },
      {
        slug: 'mohammed-alloush',
        seats: [seat('CHIEF_NEGOTIATOR', 'syrian-opposition')],
        quotes: said(
          'alloush-eastern-ghouta-agenda',
          'alloush-hundred-names',
          'alloush-no-practical-achievement',
          'alloush-russian-pledge-on-bombardment',
        ),
      },
    ]);
    const delegation = (
      talks: string,
      party: string,
      [person, role]: [string?, string?] = [],
      [totalCount, first]: [number, string?] = [0],
    ) => ({
      talks: { slug: talks },
      party: { slug: party },
      head: role === 'HEAD' ? { slug: person } : null,
      seats: person === undefined ? [] : [{ person: { slug: person }, role }],
      quotes: { totalCount, nodes: first === undefined ? [] : [{ slug: first }] },
    });
    expect(delegations).toEqual({
      totalCount: 6,
      nodes: [
        delegation(
          'astana-2',
          'iran',
          ['hossein-jaberi-ansari', 'HEAD'],
          [4, 'ansari-start-of-road'],
        ),
        delegation(
          'astana-2',
          'russia',
          ['alexander-lavrentiev', 'MEDIATOR'],
          [1, 'lavrentiev-monitoring-being-resolved'],
        ),
        delegation(
          'astana-2',
          'syrian-government',
          ['bashar-al-jaafari', 'CHIEF_NEGOTIATOR'],
          [2, 'jaafari-way-to-geneva'],
        ),
        delegation(
          'astana-2',
          'syrian-opposition',
          ['mohammed-alloush', 'CHIEF_NEGOTIATOR'],
          [6, 'alloush-no-practical-achievement'],
        ),
        delegation('astana-1', 'syrian-government'),
        delegation('astana-1', 'syrian-opposition'),
      ],
    });
  });

  test('of quotations and pledges at the talks, in the order of the source', async () => {
    const { read } = shared();
    const { talks, quotes, pledges } = await read(`{
      talks(slug: "astana-2") {
        quotes(filter: { form: [DIRECT] }) { totalCount nodes { slug } }
        pledges { nodes { slug } }
      }
      quotes(last: 1) { totalCount nodes { slug saidOn speaker { __typename slug } delegation { id } } }
      pledges { nodes { slug madeOn } }
    }`);
    expect(talks.quotes).toEqual({
      totalCount: directQuotes.length,
      nodes: directQuotes.map((slug) => ({ slug })),
    });
    expect(talks.pledges.nodes).toEqual(
      [
        ...['joint-monitoring-group', 'halt-bombardment', 'eastern-ghouta-agenda'],
        ...['detainee-names', 'next-meeting'],
      ].map((slug) => ({ slug })),
    );
    // The one quotation without a day comes last.
    expect(quotes).toEqual({
      totalCount: 14,
      nodes: [
        {
          slug: 'russia-prelude-to-geneva',
          saidOn: null,
          speaker: { __typename: 'Party', slug: 'russia' },
          delegation: null,
        },
      ],
    });
    expect(pledges.nodes).toEqual([
      { slug: 'next-meeting', madeOn: '2017-02-16' },
      { slug: 'ceasefire-mechanism', madeOn: '2017-01-23' },
      { slug: 'detainee-names', madeOn: null },
      { slug: 'eastern-ghouta-agenda', madeOn: null },
      { slug: 'halt-bombardment', madeOn: null },
      { slug: 'joint-monitoring-group', madeOn: null },
    ]);
  });
});
