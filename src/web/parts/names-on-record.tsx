/** Every way of writing a name that is on record. */
import { useReading } from '../reading.ts';
import { Section } from './section.tsx';

interface Props {
  names: readonly { value: string; locale: string; preferred: boolean }[];
}

export function NamesOnRecord({ names }: Props) {
  const { words, languageName } = useReading();
  const byLocale = Map.groupBy(names, ({ locale }) => locale);
  return (
    <Section id="names" title={words.actor.names}>
      <dl class="facts">
        {[...byLocale].map(([locale, written]) => (
          <div key={locale}>
            <dt>{languageName(locale)}</dt>
            {written.map(({ value, preferred }) => (
              <dd key={value}>
                <bdi lang={locale}>{value}</bdi>{' '}
                {preferred && <span class="detail"> ({words.actor.preferred})</span>}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Section>
  );
}
