/** Words come in the language asked for, else in its parent, else in English, else in any on record. */
import { expect, test } from 'vitest';
import { madeUp } from './made-up.ts';
import { onSharedRecord, shippedSet } from './shared-record.ts';

onSharedRecord('words', shippedSet, (shared) => {
  test('of the shipped record come in Arabic and English', async () => {
    const { read } = shared();
    const everything = `query ($locale: Locale!) {
      talks(slug: "astana-2") {
        name(locale: $locale)
        city(locale: $locale)
        aim(locale: $locale)
        process { name(locale: $locale) }
        sessions { note(locale: $locale) }
        outcomes { summary(locale: $locale) }
        delegations { name(locale: $locale) seats { title(locale: $locale) person { name(locale: $locale) } } }
      }
      pledge(slug: "next-meeting") { summary(locale: $locale) makers { name(locale: $locale) } }
    }`;
    const [english, arabic] = [
      await read(everything, { locale: 'en' }),
      await read(everything, { locale: 'ar' }),
    ];
    expect(english.talks).toMatchObject({
      name: 'Second round of the Astana talks on Syria',
      city: 'Astana',
      aim: 'To consolidate the fragile ceasefire in Syria',
      process: { name: 'Astana process' },
      sessions: [{ note: 'The last meeting, in which all the parties took part.' }],
    });
    expect(arabic.talks).toMatchObject({
      name: 'الجولة الثانية من محادثات أستانا بشأن سوريا',
      city: 'أستانا',
      aim: 'تثبيت الوقف الهش لإطلاق النار في سوريا',
      process: { name: 'مسار أستانا' },
      sessions: [{ note: 'الاجتماع الأخير، بمشاركة الأطراف جميعاً.' }],
    });
    expect(english.talks.delegations[0]).toEqual({
      name: 'Iranian delegation',
      seats: [{ title: 'deputy foreign minister', person: { name: 'Hossein Jaberi Ansari' } }],
    });
    expect(arabic.talks.delegations[0]).toEqual({
      name: 'الوفد الإيراني',
      seats: [{ title: 'نائب وزير الخارجية', person: { name: 'حسين جابري أنصاري' } }],
    });
    const arabicLetters = /\p{Script=Arabic}/u;
    for (const word of textIn(english)) expect(word).not.toMatch(arabicLetters);
    for (const word of textIn(arabic)) expect(word).toMatch(arabicLetters);
    // For Syria's Arabic its parent, and for French, which nobody wrote, English.
    expect(await read(everything, { locale: 'ar-SY' })).toEqual(arabic);
    expect(await read(everything, { locale: 'fr' })).toEqual(english);
    expect(
      await read(everything.replaceAll('(locale: $locale)', '').replace('($locale: Locale!)', '')),
    ).toEqual(english);
  });

  test('of a name are its preferred form in each language', async () => {
    const { read } = shared();
    const { person } = await read(`{
      person(slug: "alexander-lavrentiev") {
        name
        ar: name(locale: "ar")
        ru: name(locale: "ru")
        fa: name(locale: "fa")
        british: name(locale: "en-GB")
        names { value locale preferred }
      }
    }`);
    expect(person).toEqual({
      name: 'Alexander Lavrentiev',
      ar: 'ألكسندر لافرنتييف',
      ru: 'Александр Лаврентьев',
      fa: 'Alexander Lavrentiev',
      british: 'Alexander Lavrentiev',
      names: [
        { value: 'Alexander Lavrentiev', locale: 'en', preferred: true },
        { value: 'Alexander Lavrentyev', locale: 'en', preferred: false },
        { value: 'Aleksandr Lavrentyev', locale: 'en', preferred: false },
        { value: 'ألكسندر لافرنتييف', locale: 'ar', preferred: true },
        { value: 'الكسندر لافرينتييف', locale: 'ar', preferred: false },
        { value: 'Александр Лаврентьев', locale: 'ru', preferred: true },
      ],
    });
  });
});

onSharedRecord('words in some languages only', madeUp, (shared) => {
  test('fall back from a region to its language, to English, and to any language', async () => {
    const { read } = shared();
    const named = async (field: string, ...locales: string[]) => {
      const aliases = locales.map((locale, index) => `l${index}: name(locale: "${locale}")`);
      const [found] = Object.values(await read(`{ ${field} { ${aliases.join(' ')} } }`));
      return Object.values(found as object);
    };
    expect(
      await named(
        'process(slug: "delta")',
        'en-GB',
        'en-GB-oxendict',
        'en-US',
        'en',
        'EN-gb',
        'fr',
      ),
    ).toEqual([
      ...['Delta, old chap', 'Delta, old chap', 'Delta', 'Delta', 'Delta, old chap', 'Delta'],
    ]);
    expect(await named('process(slug: "idle")', 'en', 'ar', 'fr', 'fr-CA')).toEqual(
      Array(4).fill('Processus immobile'),
    );
    // Of two other languages, the first by its tag.
    expect(await named('person(slug: "cat")', 'en', 'ru', 'ru-RU', 'ar', 'fa-AF')).toEqual([
      ...['گربه', 'Кот', 'Кот', 'گربه', 'گربه'],
    ]);
  });

  test('that the record does not have are null in every language', async () => {
    const { read } = shared();
    expect(await read('{ talks(slug: "a-1") { city ar: city(locale: "ar") aim } }')).toEqual({
      talks: { city: null, ar: null, aim: null },
    });
  });

  test('of a quotation are translated into exactly the language asked for', async () => {
    const { read } = shared();
    const translations = `
      text locale translation
      en: translation(locale: "en") british: translation(locale: "en-GB")
      fr: translation(locale: "fr") quebec: translation(locale: "fr-CA")
      ar: translation(locale: "ar") upper: translation(locale: "AR")`;
    const { french, arabic } = await read(
      `{ french: quote(slug: "q-d") { ${translations} } arabic: quote(slug: "q-b") { ${translations} } }`,
    );
    expect(french).toEqual({
      text: 'Nous ferons la paix',
      locale: 'fr',
      translation: null,
      en: null,
      british: 'We shall make peace, rather',
      fr: 'Nous ferons la paix',
      quebec: null,
      ar: null,
      upper: null,
    });
    expect(arabic).toEqual({
      text: 'كلام عن السلام',
      locale: 'ar',
      translation: 'Words of peace',
      en: 'Words of peace',
      british: null,
      fr: null,
      quebec: null,
      ar: 'كلام عن السلام',
      upper: 'كلام عن السلام',
    });
  });
});

/** Every text within an answer. */
function textIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textIn) : [];
}
