import { describe, expect, test } from 'vitest';
import { citeWords } from '../../src/intake/cite.ts';
import { type SourceOnRecord, verifyText } from '../../src/intake/verify.ts';
import { describeSource, sha256 } from '../../src/record/passages.ts';
import { cited, text } from './sets.ts';

function owned(owner: string, words: string) {
  const { paragraph, start, end, sha256 } = cited(words);
  return { owner, paragraph, start, end, sha256 };
}

const lund: SourceOnRecord = {
  slug: 'lund-news',
  ...describeSource(text),
  citations: [
    owned('Pledge:count-the-prisoners', 'Brim promised to count the prisoners'),
    owned('Party:norway', 'Norway'),
    owned('Quote:lund-bridge', 'We shall open the bridge within a week'),
  ],
};
const other: SourceOnRecord = {
  slug: 'other-news',
  sha256: sha256('Another text'),
  length: 12,
  citations: [{ owner: 'Party:arda', paragraph: 0, start: 0, end: 7, sha256: sha256('Another') }],
};

describe('a text is verified', () => {
  test('against the source with its digest, whatever its line ends', () => {
    const verified = verifyText(`${text.replaceAll('\n', '\r\n')}\r\n`, [other, lund]);
    expect(verified).toMatchObject({ source: lund, same: true, held: 3, failed: [] });
  });

  test('and one changed letter names each citation that no longer holds', () => {
    const changed = text.replace('the bridge', 'the Bridge');
    const { length } = describeSource(changed);
    expect(verifyText(changed, [other, lund])).toEqual({
      source: lund,
      sha256: sha256(changed),
      length,
      same: false,
      held: 2,
      failed: [{ citation: lund.citations[2], movedTo: null }],
    });
  });

  test('and a letter put in tells where the words behind it have moved to', () => {
    const changed = text.replace('hosted', 'hostedd');
    expect(verifyText(changed, [lund])?.failed).toEqual(
      [lund.citations[2], lund.citations[0]].map((citation) => ({
        citation,
        movedTo: {
          paragraph: citation?.paragraph,
          start: (citation?.start ?? 0) + 1,
          end: (citation?.end ?? 0) + 1,
          sha256: citation?.sha256,
        },
      })),
    );
  });

  test('and a paragraph put in front moves every citation, and is still known', () => {
    const verified = verifyText(`Lund, 4 May\n${text}`, [other, lund]);
    expect(verified).toMatchObject({ source: lund, same: false, held: 0 });
    expect(
      verified?.failed.map(({ citation, movedTo }) => [citation.owner, movedTo?.paragraph]),
    ).toEqual([
      ['Party:norway', 2],
      ['Quote:lund-bridge', 3],
      ['Pledge:count-the-prisoners', 4],
    ]);
  });

  test('and paragraphs in another order are found before and behind', () => {
    const [headline, norway, ada, brim] = text.split('\n');
    const verified = verifyText([headline, brim, ada, norway].join('\n'), [lund]);
    expect(
      verified?.failed.map(({ citation, movedTo }) => [citation.owner, movedTo?.paragraph]),
    ).toEqual([
      ['Party:norway', 3],
      ['Quote:lund-bridge', 2],
      ['Pledge:count-the-prisoners', 1],
    ]);
  });

  test('and a change beside the citations leaves them all, in a text that is not the same', () => {
    const changed = text.replace('has begun to', 'had begun to');
    expect(verifyText(changed, [lund])).toMatchObject({ same: false, held: 3, failed: [] });
  });

  test('and a citation that is wrong on record is named though the text is the same', () => {
    const wrong = { ...lund, citations: [{ ...owned('Party:norway', 'Norway'), paragraph: 2 }] };
    expect(verifyText(text, [wrong])).toMatchObject({
      same: true,
      held: 0,
      failed: [{ citation: { owner: 'Party:norway' }, movedTo: { paragraph: 1 } }],
    });
  });

  test('but a text that bears nothing out is no source', () => {
    expect(verifyText('Nothing of the kind', [lund, other])).toBeNull();
    expect(verifyText('', [lund, other])).toBeNull();
    expect(verifyText(text, [])).toBeNull();
  });
});

describe('words are cited', () => {
  test('with the slug of the source, where it is given', () => {
    expect(citeWords(text, 'has begun to', 'lund-news')).toEqual({
      exact: true,
      found: [{ citation: cited('has begun to'), words: 'has begun to' }],
    });
    expect(Object.keys(citeWords(text, 'has begun to').found[0]?.citation ?? {})).toEqual([
      'paragraph',
      'start',
      'end',
      'sha256',
    ]);
  });

  test('and shown as the text has them, where they are spelt otherwise', () => {
    const { exact, found } = citeWords(text, 'we shall OPEN the bridge');
    expect([exact, found.map(({ words }) => words)]).toEqual([false, ['We shall open the bridge']]);
  });
});
