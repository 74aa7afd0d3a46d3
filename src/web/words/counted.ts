/** Words that change with a number, by the plural rules of their language, and lists. */

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** A function that says a number with its noun; `#` in a form stands for the number. */
export function counted(locale: string, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}

/** `1, 2 and 3` */
export function listIn(locale: string, parts: readonly string[]): string {
  return new Intl.ListFormat(locale).format(parts);
}
