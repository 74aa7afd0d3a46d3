/** The frame around every view: the ways to go, the search, the connection, and what was just heard. */
import { useMemo, useState } from 'preact/hooks';
import { addressIn, pathWithoutLanguage } from './address.ts';
import { KeptContext, KeptStates } from './kept.ts';
import { type Connection, type Desk, DeskContext } from './live.ts';
import { ConnectionSign } from './parts/connection-sign.tsx';
import { SearchForm } from './parts/search-form.tsx';
import { ReadingContext, readingIn } from './reading.ts';
import { useVisit } from './router.ts';
import { useScroll } from './scroll.ts';
import { ServiceContext, serviceOf } from './service.ts';
import { View } from './views/view.tsx';
import { VisitContext } from './visit.ts';

export function App() {
  const visit = useVisit();
  useScroll(visit);
  const { language, place } = visit;
  const reading = useMemo(() => readingIn(language), [language]);
  const service = useMemo(() => serviceOf(location.origin), []);
  const kept = useMemo(() => new KeptStates(), []);
  const [connection, show] = useState<Connection>('off');
  const [announcement, announce] = useState('');
  const desk = useMemo<Desk>(() => ({ show, announce }), []);
  const { words, at } = reading;
  const current = (view: string) => (place.view === view ? 'page' : undefined);
  const other = language === 'en' ? 'ar' : 'en';
  const otherAddress =
    addressIn(other, pathWithoutLanguage(location.pathname)) + location.search + location.hash;
  return (
    <ServiceContext.Provider value={service}>
      <ReadingContext.Provider value={reading}>
        <DeskContext.Provider value={desk}>
          <VisitContext.Provider value={visit}>
            <a class="skip" href="#content">
              {words.skip}
            </a>
            <header class="masthead">
              <p class="site">
                <a href={at('/')}>{words.site}</a>
              </p>
              <nav aria-label={words.mainMenu}>
                <ul>
                  <li>
                    <a href={at('/')} aria-current={current('home')}>
                      {words.menu.home}
                    </a>
                  </li>
                  <li>
                    <a href={at('/pledges')} aria-current={current('board')}>
                      {words.menu.board}
                    </a>
                  </li>
                  <li>
                    <a href="/graphql">{words.menu.explorer}</a>
                  </li>
                </ul>
              </nav>
              <SearchForm key={visit.query.get('q') ?? ''} text={visit.query.get('q') ?? ''} />
              <a class="language" href={otherAddress} lang={other} hreflang={other}>
                {words.otherLanguage}
              </a>
            </header>
            <ConnectionSign connection={connection} />
            <p class="unseen" aria-live="polite">
              {announcement}
            </p>
            <main id="content" tabIndex={-1}>
              <KeptContext.Provider value={kept}>
                <View visit={visit} />
              </KeptContext.Provider>
            </main>
            <footer>
              <p>{words.footer}</p>
            </footer>
          </VisitContext.Provider>
        </DeskContext.Provider>
      </ReadingContext.Provider>
    </ServiceContext.Provider>
  );
}
