/** What an editor may send: every rule of the input, at its edge, with the words that say so. */
import { expect, test } from 'vitest';
import { articleSource, bombardment, type Desk, detainees, onEachDesk } from './desk.ts';

type Issue = [path: string, message: string];

/** The faults that are listed, each as its path and its message. */
async function faults(desk: Desk, input: object): Promise<Issue[]> {
  const found = await desk.record(input);
  if (found.__typename !== 'InvalidInputError') throw new Error(JSON.stringify(found));
  const issues: { path: string[]; message: string }[] = found.issues;
  const lines = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  expect(found.message).toBe(lines.join('\n'));
  return issues.map(({ path, message }) => [path.join('.'), message]);
}

const today = () => new Date().toISOString().slice(0, 10);
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const digest = 'ab'.repeat(32);

onEachDesk('an update', (shared) => {
  test('with every fault at once gets all of them listed, and nothing is written', async () => {
    const desk = shared();
    const end = await desk.end();
    const citation = { source: 'x', start: -5, end: -7, sha256: 'zz' };
    expect(
      await faults(desk, {
        status: 'NOT_YET_RATED',
        rationale: ' \n\u00a0',
        occurredOn: tomorrow(),
        supersededBy: bombardment,
        evidence: { citation },
        idempotencyKey: '',
      }),
    ).toEqual([
      [
        'status',
        'Expected a rating, got NOT_YET_RATED, which is only ever found. To take a rating back, use retractPledgeUpdate.',
      ],
      ['rationale', 'Expected 1 to 2000 characters, got none that can be seen.'],
      ['occurredOn', `Expected a day up to today in UTC, ${today()}, got ${tomorrow()}.`],
      [
        'supersededBy',
        `Expected nothing, as the status is NOT_YET_RATED and not SUPERSEDED, got "${bombardment}".`,
      ],
      ['supersededBy', `Expected another pledge, got "${bombardment}" itself.`],
      ['evidence.citation.start', 'Expected 0 or more, got -5.'],
      ['evidence.citation.end', 'Expected more than the start, -5, got -7.'],
      ['evidence.citation.sha256', 'Expected a SHA-256 digest, 64 of 0-9 and a-f, got "zz".'],
      ['idempotencyKey', 'Expected 1 to 200 characters, got 0.'],
    ]);
    expect(await desk.end()).toBe(end);
  });

  test('has a rationale and a key as long as they may be, counted in characters and not in units', async () => {
    const desk = shared();
    for (const letter of ['a', 'م', '🕊', '\u064b']) {
      const { rationale } = await desk.write({ rationale: letter.repeat(2000) });
      expect(rationale).toBe(letter.repeat(2000));
      expect(await faults(desk, { rationale: letter.repeat(2001) })).toEqual([
        ['rationale', 'Expected 1 to 2000 characters, got 2001.'],
      ]);
      expect((await desk.record({ idempotencyKey: letter.repeat(200) })).created).toBe(true);
      expect((await desk.record({ idempotencyKey: letter.repeat(200) })).created).toBe(false);
      expect(await faults(desk, { idempotencyKey: letter.repeat(201) })).toEqual([
        ['idempotencyKey', 'Expected 1 to 200 characters, got 201.'],
      ]);
    }
  });

  test('keeps its words letter by letter, and refuses what no database holds', async () => {
    const desk = shared();
    const end = await desk.end();
    const words = [
      'One line,\r\nanother,\tand “marks”',
      'تعهّدت روسيا بأن يتوقف القصف\u200f.',
      "'; drop table pledge_update; --",
      '\u{1f54a}\ufe0f e\u0301 \u00e9',
      '{"json": [1, null]}',
      '\\u0000 %s $1 ?',
    ];
    for (const rationale of words) {
      const written = await desk.write({ rationale, locale: 'AR-sy' });
      expect([written.rationale, written.locale]).toEqual([rationale, 'ar-SY']);
    }
    for (const rationale of ['nul \0', 'bell \u0007', 'half \ud83d', '\udd4a half', 'c1 \u0085']) {
      expect(await faults(desk, { rationale })).toEqual([
        ['rationale', 'Expected text, got control characters or half a character.'],
      ]);
      expect(await faults(desk, { idempotencyKey: rationale })).toEqual([
        ['idempotencyKey', 'Expected text, got control characters or half a character.'],
      ]);
    }
    expect((await desk.log(end)).map(({ rationale }) => rationale)).toEqual(words);
  });

  test('may have happened today, and not tomorrow', async () => {
    const desk = shared();
    expect((await desk.write({ occurredOn: today() })).occurredOn).toBe(today());
    expect((await desk.write({ occurredOn: '0001-01-01' })).occurredOn).toBe('0001-01-01');
    expect((await desk.write({ occurredOn: null })).occurredOn).toBeNull();
    expect(await faults(desk, { occurredOn: '9999-12-31' })).toEqual([
      ['occurredOn', `Expected a day up to today in UTC, ${today()}, got 9999-12-31.`],
    ]);
  });

  test('is shown by an address of the web, and by no other', async () => {
    const desk = shared();
    const good = [
      'https://example.org/',
      'http://example.org:8080/a?b=c#d',
      'https://مثال.إختبار/تقرير',
      'https://xn--mgbh0fb.xn--kgbechtv/',
      'https://[::1]/',
      `https://example.org/${'a'.repeat(1980)}`,
    ];
    for (const url of good) expect((await desk.write({ evidence: { url } })).url).toBe(url);
    const bad = [
      'javascript:alert(1)',
      'data:text/html,hello',
      'ftp://example.org/',
      'file:///etc/passwd',
      '//example.org/',
      'example.org',
      '',
      ' https://example.org/',
      'https://example.org/a b',
      'https://example.org/\n',
      'https://example.org/\u00a0',
      'https://example.org/\0',
      'https://example.org/\ud800',
      'https://',
      'https://exa mple.org',
      'https://example.org:99999/',
      'https://[::1/',
      'java\nscript:alert(1)',
      `https://example.org/${'a'.repeat(1981)}`,
    ];
    for (const url of bad) {
      const shown = JSON.stringify(url.slice(0, 100).toWellFormed());
      expect(await faults(desk, { evidence: { url } }), url).toEqual([
        [
          'evidence.url',
          `Expected an http or https address of at most 2000 characters, got ${shown}.`,
        ],
      ]);
    }
  });

  test('names the pledge that takes its place with SUPERSEDED, and only then', async () => {
    const desk = shared();
    const written = await desk.write({ status: 'SUPERSEDED', supersededBy: detainees });
    expect(written.supersededBy).toEqual({ slug: detainees });
    const { pledge } = await desk.read(
      'query($slug: String!) { pledge(slug: $slug) { status supersededBy { slug } } }',
      {
        slug: bombardment,
      },
    );
    expect(pledge).toEqual({ status: 'SUPERSEDED', supersededBy: { slug: detainees } });
    const missing =
      'Expected the slug of the pledge that takes its place, as the status is SUPERSEDED, got nothing.';
    for (const supersededBy of [undefined, null]) {
      expect(await faults(desk, { status: 'SUPERSEDED', supersededBy })).toEqual([
        ['supersededBy', missing],
      ]);
    }
    expect(await faults(desk, { status: 'KEPT', supersededBy: detainees })).toEqual([
      [
        'supersededBy',
        `Expected nothing, as the status is KEPT and not SUPERSEDED, got "${detainees}".`,
      ],
    ]);
    expect(await faults(desk, { status: 'SUPERSEDED', supersededBy: bombardment })).toEqual([
      ['supersededBy', `Expected another pledge, got "${bombardment}" itself.`],
    ]);
  });

  test('that names what is not on record is told which name, and where', async () => {
    const desk = shared();
    const end = await desk.end();
    const citation = { source: 'nowhere', start: 0, end: 1, sha256: digest };
    const cases: [object, string[], string][] = [
      [{ pledge: 'nothing' }, ['pledge'], 'No pledge on record has the slug "nothing".'],
      [{ pledge: '' }, ['pledge'], 'No pledge on record has the slug "".'],
      [{ pledge: 'a\0b' }, ['pledge'], 'No pledge on record has the slug "a\\u0000b".'],
      [
        { pledge: 'Halt-Bombardment' },
        ['pledge'],
        'No pledge on record has the slug "Halt-Bombardment".',
      ],
      [
        { status: 'SUPERSEDED', supersededBy: 'nothing' },
        ['supersededBy'],
        'No pledge on record has the slug "nothing".',
      ],
      [
        { evidence: { citation } },
        ['evidence', 'citation', 'source'],
        'No source on record has the slug "nowhere".',
      ],
      [
        { evidence: { citation: { ...citation, source: '\ud800' } } },
        ['evidence', 'citation', 'source'],
        'No source on record has the slug "\\ud800".',
      ],
    ];
    for (const [input, path, message] of cases) {
      expect(await desk.record(input)).toEqual({ __typename: 'NotFoundError', path, message });
    }
    expect(await desk.end()).toBe(end);
    expect(desk.reports).toEqual([]);
  });

  test('that cites a passage is held to the source on record', async () => {
    const desk = shared();
    const { source } = await desk.read('query($slug: String!) { source(slug: $slug) { length } }', {
      slug: articleSource,
    });
    expect(source).toEqual({ length: 2215 });
    const cite = (start: number, end: number, sha256 = digest) => ({
      evidence: { citation: { source: articleSource, start, end, sha256 } },
    });
    const passages = [
      [1, 35, 0],
      [36, 37, 1],
      [223, 367, 2],
      [2211, 2215, 15],
    ] as const;
    for (const [start, end, paragraph] of passages) {
      expect((await desk.write(cite(start, end))).citations).toEqual([
        { source: { slug: articleSource }, paragraph, start, end, sha256: digest },
      ]);
    }
    const bad: [object, string, string][] = [
      [
        cite(0, 36),
        'end',
        `Expected at most 35, the end of paragraph 0 of ${articleSource}, got 36. Cite a passage within one paragraph.`,
      ],
      [
        cite(35, 36),
        'end',
        `Expected at most 35, the end of paragraph 0 of ${articleSource}, got 36. Cite a passage within one paragraph.`,
      ],
      [
        cite(300, 400),
        'end',
        `Expected at most 367, the end of paragraph 2 of ${articleSource}, got 400. Cite a passage within one paragraph.`,
      ],
      [cite(2210, 2216), 'end', `Expected at most 2215, the length of ${articleSource}, got 2216.`],
      [cite(2215, 2216), 'end', `Expected at most 2215, the length of ${articleSource}, got 2216.`],
      [
        cite(5, 2147483647),
        'end',
        `Expected at most 2215, the length of ${articleSource}, got 2147483647.`,
      ],
      [cite(5, 5), 'end', 'Expected more than the start, 5, got 5.'],
      [
        cite(5, 6, digest.slice(1)),
        'sha256',
        `Expected a SHA-256 digest, 64 of 0-9 and a-f, got "${digest.slice(1)}".`,
      ],
    ];
    for (const [input, field, message] of bad) {
      expect(await faults(desk, input)).toEqual([[`evidence.citation.${field}`, message]]);
    }
  });

  test('that cites a passage already on record is held to its digest, in either case', async () => {
    const desk = shared();
    const known = '46342aedce7becb075168d4a7188c3a88c7e056789151cef57b98d5035e24340';
    const cite = (sha256: string) => ({
      evidence: { citation: { source: articleSource, start: 975, end: 1105, sha256 } },
    });
    for (const sha256 of [known, known.toUpperCase()]) {
      expect((await desk.write(cite(sha256))).citations[0].sha256).toBe(known);
    }
    expect(await faults(desk, cite(digest))).toEqual([
      [
        'evidence.citation.sha256',
        `Expected ${known}, the digest on record of this passage of ${articleSource}, got ${digest}.`,
      ],
    ]);
    // Of two that come at once and differ, one is on record when the other is looked at.
    const rivals = ['a', 'b'].map((letter) => ({
      evidence: {
        citation: { source: articleSource, start: 3, end: 30, sha256: letter.repeat(64) },
      },
    }));
    const outcomes = await Promise.all(rivals.map((rival) => desk.record(rival)));
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual([
      'InvalidInputError',
      'PledgeUpdateRecorded',
    ]);
  });

  test('of a shape that the contract does not know is refused before it is looked at', async () => {
    const desk = shared();
    const end = await desk.end();
    const citation = { source: articleSource, start: 0, end: 1, sha256: digest };
    const shapes = [
      { evidence: {} },
      { evidence: { url: 'https://example.org/', citation } },
      { evidence: { url: null } },
      { evidence: { url: 'https://example.org/', citation: null } },
      { evidence: { citation: { ...citation, paragraph: 0 } } },
      { evidence: { citation: { ...citation, start: 1.5 } } },
      { evidence: { citation: { ...citation, end: 2147483648 } } },
      { status: 'DONE' },
      { locale: 'no language' },
      { locale: null },
      { occurredOn: '2017-02-29' },
      { expectedVersion: '1' },
      { rationale: 7 },
      { recordedBy: 'Somebody else' },
    ];
    for (const shape of shapes) {
      await expect(desk.record(shape), JSON.stringify(shape)).rejects.toThrow(
        /^Variable "\$input"/,
      );
    }
    expect(await desk.end()).toBe(end);
    expect(desk.reports).toEqual([]);
  });

  test('is written on what was read, or not at all', async () => {
    const desk = shared();
    const conflict = (expectedVersion: number, actualVersion: number) => ({
      __typename: 'VersionConflictError',
      message: `Expected the pledge at version ${expectedVersion}, it is at ${actualVersion}. Read what was recorded meanwhile, and decide anew.`,
      expectedVersion,
      actualVersion,
    });
    const { version } = await desk.write();
    for (const wrong of [version + 1, version - 1, -1, 2147483647, -2147483648]) {
      expect(await desk.record({ expectedVersion: wrong })).toEqual(conflict(wrong, version));
    }
    expect((await desk.write({ expectedVersion: version })).version).toBe(version + 1);
    expect(await desk.record({ expectedVersion: version })).toEqual(conflict(version, version + 1));
    expect((await desk.write({ expectedVersion: null })).version).toBe(version + 2);
    // Of many who have read the same, one gets through.
    const rivals = await Promise.all(
      Array.from({ length: 20 }, () => desk.record({ expectedVersion: version + 2 })),
    );
    const [first, ...others] = rivals.sort((one, other) =>
      one.__typename < other.__typename ? -1 : 1,
    );
    expect(first.update.version).toBe(version + 3);
    expect(others).toEqual(others.map(() => conflict(version + 2, version + 3)));
  });
});
