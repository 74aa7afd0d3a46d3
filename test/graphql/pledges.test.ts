/** A pledge, who has which part in it, and what its history adds up to. */
import { expect, test } from 'vitest';
import { madeUp } from './made-up.ts';
import { onSharedRecord, shippedSet } from './shared-record.ts';

onSharedRecord('a pledge that is shipped', shippedSet, (shared) => {
  test('tells all that the source does', async () => {
    const { read } = shared();
    const { pledge } = await read(`{
      pledge(slug: "next-meeting") {
        act attestation madeOn status schedule(on: "2017-03-15") late: schedule(on: "2017-03-16")
        version supersededBy { slug }
        talks { slug } madeAt { slug }
        makers { slug } parties { party { slug } role } reportedBy { __typename slug }
        quotes { slug } deadline { phrase locale immediate earliest latest }
        updates { totalCount }
        citations { paragraph source { slug } }
      }
    }`);
    expect(pledge).toEqual({
      act: 'EXPECTATION',
      attestation: 'CONFIRMED_BY_MAKER',
      madeOn: '2017-02-16',
      status: 'NOT_YET_RATED',
      schedule: 'PENDING',
      late: 'LAPSED',
      version: 0,
      supersededBy: null,
      talks: { slug: 'astana-2' },
      madeAt: { slug: 'astana-2' },
      makers: [{ slug: 'iran' }],
      parties: [{ party: { slug: 'iran' }, role: 'MAKER' }],
      reportedBy: [{ __typename: 'Person', slug: 'hossein-jaberi-ansari' }],
      quotes: [{ slug: 'ansari-next-meeting' }, { slug: 'ansari-less-than-a-month' }],
      deadline: {
        phrase: 'في اقل من شهر',
        locale: 'ar',
        immediate: false,
        earliest: null,
        latest: '2017-03-15',
      },
      updates: { totalCount: 0 },
      citations: [{ paragraph: 13, source: { slug: 'afp-2017-02-16-astana' } }],
    });
  });
});

onSharedRecord('a pledge', madeUp, (shared) => {
  test('has its parties by their parts, and its makers apart', async () => {
    const { read } = shared();
    const part = '{ party { slug } role }';
    const { pledge, none } = await read(`{
      pledge(slug: "p-a") {
        makers { slug }
        everyone: parties ${part}
        whoever: parties(role: null) ${part}
        makersAsParties: parties(role: [MAKER]) ${part}
        some: parties(role: [WITNESS, BENEFICIARY]) ${part}
        nobody: parties(role: []) ${part}
        monitors: parties(role: [MONITOR]) ${part}
      }
      none: pledge(slug: "p-e") { makers { slug } parties ${part} }
    }`);
    const [red, blue, guarantor, green] = [
      { party: { slug: 'red' }, role: 'MAKER' },
      { party: { slug: 'blue' }, role: 'BENEFICIARY' },
      { party: { slug: 'red' }, role: 'GUARANTOR' },
      { party: { slug: 'green' }, role: 'WITNESS' },
    ];
    expect(pledge).toEqual({
      makers: [{ slug: 'red' }],
      everyone: [red, blue, guarantor, green],
      whoever: [red, blue, guarantor, green],
      makersAsParties: [red],
      some: [blue, green],
      nobody: [],
      monitors: [],
    });
    expect(none).toEqual({ makers: [], parties: [] });
  });

  test('stands as its newest entry that stands', async () => {
    const { read } = shared();
    const { pledges } = await read(
      '{ pledges { nodes { slug status version supersededBy { slug } schedule(on: "2020-03-15") } } }',
    );
    expect(
      pledges.nodes.map((it: { supersededBy: { slug: string } | null }) => Object.values(it)),
    ).toEqual([
      ['p-a', 'KEPT', 4, null, 'MET'],
      ['p-b', 'NOT_YET_RATED', 0, null, 'NO_DEADLINE'],
      ['p-d', 'SUPERSEDED', 3, { slug: 'p-b' }, 'CLOSED'],
      ['p-c', 'KEPT', 1, null, 'MET'],
      ['p-e', 'NOT_YET_RATED', 2, null, 'LAPSED'],
      ['p-f', 'NOT_YET_RATED', 0, null, 'NO_DEADLINE'],
    ]);
  });

  test('stood, at any instant, as the record knew it then', async () => {
    const { read } = shared();
    const statusOf = async (slug: string, asOf: string) => {
      const query = `query ($slug: String!, $asOf: DateTime) {
        pledge(slug: $slug) { status(asOf: $asOf) }
      }`;
      return (await read(query, { slug, asOf })).pledge.status;
    };
    const history: [pledge: string, asOf: string, status: string][] = [
      ['p-a', '0001-01-01T00:00:00Z', 'NOT_YET_RATED'],
      // It happened the day before it was recorded.
      ['p-a', '2020-02-10T11:59:59.999Z', 'NOT_YET_RATED'],
      ['p-a', '2020-02-10T12:00:00Z', 'IN_PROGRESS'],
      ['p-a', '2020-02-10T14:59:59+03:00', 'NOT_YET_RATED'],
      ['p-a', '2020-02-10T15:00:00+03:00', 'IN_PROGRESS'],
      ['p-a', '2020-03-05T12:00:00Z', 'KEPT'],
      ['p-a', '2020-03-06T11:59:59Z', 'KEPT'],
      ['p-a', '2020-03-06T12:00:00Z', 'IN_PROGRESS'],
      ['p-a', '2020-03-12T12:00:00Z', 'KEPT'],
      ['p-a', '9999-12-31T23:59:59Z', 'KEPT'],
      ['p-d', '2020-03-07T12:00:00Z', 'SUPERSEDED'],
      ['p-d', '2020-03-08T12:00:00Z', 'BROKEN'],
      ['p-d', '2020-03-09T12:00:00Z', 'SUPERSEDED'],
      ['p-e', '2020-03-10T12:00:00Z', 'KEPT'],
      ['p-e', '2020-03-11T12:00:00Z', 'NOT_YET_RATED'],
      ['p-b', '2020-03-11T12:00:00Z', 'NOT_YET_RATED'],
    ];
    for (const [slug, asOf, status] of history) {
      expect(await statusOf(slug, asOf), `${slug} as of ${asOf}`).toBe(status);
    }
  });
});

onSharedRecord('the history of a pledge', madeUp, (shared) => {
  test('tells of each entry what it made of the pledge, and which took which back', async () => {
    const { read } = shared();
    const { pledges } = await read(`{
      pledges(filter: { talks: ["a-2", "a-1"], status: [KEPT, SUPERSEDED] }) {
        nodes {
          updates {
            nodes {
              cursor version kind previousStatus status
              retracts { cursor } retractedBy { cursor } supersededBy { slug }
            }
          }
        }
      }
    }`);
    const at = (cursor: string) => ({ cursor });
    expect(
      pledges.nodes.map((pledge: { updates: { nodes: object[] } }) =>
        pledge.updates.nodes.map((update) => Object.values(update)),
      ),
    ).toEqual([
      [
        ['1', 1, 'RATED', 'NOT_YET_RATED', 'IN_PROGRESS', null, null, null],
        ['3', 2, 'RATED', 'IN_PROGRESS', 'KEPT', null, at('4'), null],
        ['4', 3, 'RETRACTED', 'KEPT', 'IN_PROGRESS', at('3'), null, null],
        ['10', 4, 'RATED', 'IN_PROGRESS', 'KEPT', null, null, null],
      ],
      [
        ['5', 1, 'RATED', 'NOT_YET_RATED', 'SUPERSEDED', null, null, { slug: 'p-b' }],
        ['6', 2, 'RATED', 'SUPERSEDED', 'BROKEN', null, at('7'), null],
        // The status is SUPERSEDED again, and by the same pledge.
        ['7', 3, 'RETRACTED', 'BROKEN', 'SUPERSEDED', at('6'), null, { slug: 'p-b' }],
      ],
      [['2', 1, 'RATED', 'NOT_YET_RATED', 'KEPT', null, null, null]],
    ]);
  });

  test('tells why, on what evidence, by whom and when', async () => {
    const { read } = shared();
    const { pledge } = await read(`{
      pledge(slug: "p-a") {
        updates(last: 4) {
          nodes {
            pledge { slug } rationale locale occurredOn recordedAt recordedBy url
            citations { source { slug } start }
          }
        }
      }
    }`);
    const [begun, keptLate, takenBack] = pledge.updates.nodes;
    expect(begun).toEqual({
      pledge: { slug: 'p-a' },
      rationale: 'Why a-begun',
      locale: 'en',
      occurredOn: '2020-02-09',
      recordedAt: '2020-02-10T12:00:00.000Z',
      recordedBy: 'An editor',
      url: null,
      citations: [{ source: { slug: 's-two' }, start: 70 }],
    });
    expect(keptLate).toMatchObject({
      occurredOn: null,
      url: 'https://news.example/it',
      citations: [],
    });
    expect(takenBack).toMatchObject({
      rationale: 'Why a-not-kept-late',
      occurredOn: null,
      url: null,
      citations: [],
    });
  });
});
