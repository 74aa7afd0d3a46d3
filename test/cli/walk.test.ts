/** The whole way of a source of one's own: an invented press release in French, from an empty folder to an answer. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { runTalks, settingsFor } from '../cli/processes.ts';
import { astana, onEachDatabase } from '../databases.ts';
import { serve } from '../service.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

const walk = fileURLToPath(new URL('../walk', import.meta.url));
const article = join(walk, 'communique.txt');

const question = `query ($locale: Locale!) {
  talks(slug: "valmorne-1") {
    name(locale: $locale)
    delegations { name(locale: $locale) party { name(locale: $locale) } }
    quotes { nodes { text translation(locale: "en") speaker { name(locale: $locale) } } }
  }
  pledge(slug: "rouvrir-le-col") {
    summary(locale: $locale)
    status
    updates(first: 5) { nodes { rationale locale } }
    citations { source { publisher } paragraph }
  }
  other: pledge(slug: "liste-des-puits") { summary(locale: $locale) attestation }
  astana: talks(slug: "astana-2") { name(locale: $locale) }
}`;

onEachDatabase('a source of one’s own', (place) => {
  test('goes from an empty folder to an answer in its language, on top of what is there', async () => {
    const outer = await mkdtemp(join(tmpdir(), 'talks-walk-'));
    onTestFinished(() => rm(outer, { recursive: true }));
    const dir = join(outer, 'valmorne');
    const location = await place();
    const settings = settingsFor(location);
    const talks = async (...args: string[]) => {
      const { status, out, error } = await runTalks(args, settings);
      expect([status, error], args.join(' ')).toEqual([0, '']);
      return out;
    };

    await talks('new', dir);
    const told = JSON.parse(await talks('cite', article));
    const [source] = JSON.parse(await readFile(join(walk, 'set', 'sources.json'), 'utf8'));
    expect(source).toMatchObject(told);
    const words = 'Le plus dur reste à faire';
    const args = ['cite', article, words, '--source', source.slug, '--json'];
    const { out, error } = await runTalks(args);
    expect(error).toContain('another spelling: "le plus dur reste à faire"');
    const quotes = JSON.parse(await readFile(join(walk, 'set', 'quotes.json'), 'utf8'));
    expect(JSON.parse(out)).toEqual(quotes[1].citations);
    await cp(join(walk, 'set'), dir, { recursive: true });
    expect(await talks('check', dir)).toMatch(/2 quotations, 2 pledges, 1 update, .* no faults\n$/);
    await talks('import', astana);
    expect(await talks('import', dir)).toContain(
      'pledges: 2 added (rouvrir-le-col, liste-des-puits)',
    );
    expect(await talks('verify', article)).toMatch(
      /is the source valmorne-communique: \d+ citations checked, none at fault\n$/,
    );

    const store = await openStore(location);
    onTestFinished(() => store.close());
    const { read } = serve(store);
    const answer = await read(question, { locale: 'fr-CH' });
    expect(answer).toMatchObject({
      talks: { name: 'Premier tour des pourparlers de Valmorne (inventés)' },
      pledge: {
        summary: 'Orvane rouvrira la route du col avant le 1er novembre.',
        status: 'IN_PROGRESS',
        updates: {
          nodes: [
            {
              rationale: "Le déneigement du col a commencé.\nLa route n'est pas encore rouverte.",
              locale: 'fr',
            },
          ],
        },
      },
      other: { attestation: 'REPORTED' },
      // What has no French is told in English.
      astana: { name: 'Second round of the Astana talks on Syria' },
    });
    expect(answer.talks.quotes.nodes).toContainEqual({
      text: 'Nous rouvrirons la route du col avant le 1er novembre',
      translation: 'We shall reopen the road over the pass before 1 November',
      speaker: { name: "Maëlle d'Aubrac" },
    });
    // And what has no English, in the language that it has.
    const english = await read(question, { locale: 'en' });
    expect(english.other.summary).toMatch(/^Selon Maëlle d'Aubrac, /);
    expect(english.pledge.summary).toMatch(/^Orvane will reopen /);
  });
});
