/** What statuses and attestations are called outside the page. */
import { expect, test } from 'vitest';
import { labels } from '../../src/export/labels.ts';
import { ar } from '../../src/web/words/ar.ts';
import { en } from '../../src/web/words/en.ts';

test('feeds, calendars and titles call a status and an attestation what the page calls them', () => {
  for (const [language, words] of [
    ['en', en],
    ['ar', ar],
  ] as const) {
    const { status, attestation } = labels[language];
    expect({ status, attestation }).toEqual({
      status: words.status,
      attestation: words.attestation,
    });
  }
});
