/** The view of an address. */
import type { Named } from '../address.ts';
import { NotFound } from '../parts/panels.tsx';
import type { Visit } from '../router.ts';
import { BoardView } from './board.tsx';
import { HomeView } from './home.tsx';
import { ListView } from './lists.tsx';
import { PartyView } from './party.tsx';
import { PersonView } from './person.tsx';
import { PledgeView } from './pledge.tsx';
import { ProcessView } from './process.tsx';
import { QuoteView } from './quote.tsx';
import { SearchView } from './search.tsx';
import { SourceView } from './source.tsx';
import { TalksView } from './talks.tsx';

const namedViews = {
  talks: TalksView,
  processes: ProcessView,
  pledges: PledgeView,
  quotes: QuoteView,
  people: PersonView,
  parties: PartyView,
  sources: SourceView,
} satisfies Record<Named, unknown>;

export function View({ visit: { place, query } }: { visit: Visit }) {
  if (place.view === 'home') return <HomeView />;
  if (place.view === 'board') return <BoardView query={query} />;
  if (place.view === 'search') return <SearchView text={query.get('q')?.trim() ?? ''} />;
  if (place.view === 'list') return <ListView key={place.kind} kind={place.kind} />;
  if (!('slug' in place)) return <NotFound />;
  const NamedView = namedViews[place.view];
  return <NamedView key={`${place.view}/${place.slug}`} slug={place.slug} />;
}
