/** Everything of one kind that is on record, one page after the other. */
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import {
  PartiesListDocument,
  PeopleListDocument,
  QuotesListDocument,
  SourcesListDocument,
  TalksListDocument,
  type TypedDocumentString,
} from '../../generated/web/graphql.ts';
import type { Listed } from '../address.ts';
import { untied, useAnswer } from '../answer.ts';
import { type Page, usePages } from '../pages.ts';
import { PartyLine, PersonLine, SourceLine } from '../parts/lines.tsx';
import { TalksLine } from '../parts/milestone.tsx';
import { More } from '../parts/more.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Empty, Waiting } from '../parts/panels.tsx';
import { Quotation } from '../parts/quotation.tsx';
import { useReading } from '../reading.ts';
import { useService } from '../service.ts';

const listViews = {
  talks: () => (
    <List
      kind="talks"
      document={TalksListDocument}
      variables={inLanguage}
      listIn={({ allTalks }) => allTalks}
      row={(talks) => <TalksLine talks={talks} />}
    />
  ),
  quotes: () => (
    <List
      kind="quotes"
      document={QuotesListDocument}
      variables={inLanguage}
      listIn={({ quotes }) => quotes}
      row={(quote) => <Quotation quote={quote} withTalks />}
    />
  ),
  people: () => (
    <List
      kind="people"
      document={PeopleListDocument}
      variables={inLanguage}
      listIn={({ people }) => people}
      row={(person) => <PersonLine person={person} />}
    />
  ),
  parties: () => (
    <List
      kind="parties"
      document={PartiesListDocument}
      variables={inLanguage}
      listIn={({ parties }) => parties}
      row={(party) => <PartyLine party={party} />}
    />
  ),
  sources: () => (
    <List
      kind="sources"
      document={SourcesListDocument}
      variables={() => ({})}
      listIn={({ sources }) => sources}
      row={(source) => <SourceLine source={source} />}
    />
  ),
} satisfies Record<Listed, unknown>;

function inLanguage(locale: string) {
  return { locale };
}

export function ListView({ kind }: { kind: Listed }) {
  const Listing = listViews[kind];
  return <Listing />;
}

type NamedPage = Page & { totalCount: number; nodes: readonly { slug: string }[] };

interface Props<Data, Variables, Found extends NamedPage> {
  kind: Listed;
  document: TypedDocumentString<Data, Variables>;
  /** Those of the first page. */
  variables(locale: string): Variables;
  listIn(data: Data): Found;
  row(one: Found['nodes'][number]): ComponentChildren;
}

function List<Data, Variables extends object, Found extends NamedPage>(
  props: Props<Data, Variables, Found>,
) {
  const { kind, document, listIn } = props;
  const { language, words } = useReading();
  const answer = useAnswer(document, props.variables(language));
  return (
    <>
      <PageTitle title={words.home.counts[kind]} />
      {answer.state === 'ready' ? (
        <Rows {...props} first={listIn(answer.data)} />
      ) : (
        <Waiting answer={answer} titled />
      )}
    </>
  );
}

function Rows<Data, Variables extends object, Found extends NamedPage>(
  props: Props<Data, Variables, Found> & { first: Found },
) {
  const { kind, document, variables, listIn, row, first } = props;
  const { language, words } = useReading();
  const service = useService();
  const list = useRef<HTMLUListElement>(null);
  const pages = usePages(kind, first, async (after) => {
    const all = { ...variables(language), after };
    return listIn(await service.query<Data, object>(untied(document), all));
  });
  const rows: Found['nodes'][number][] = pages.read.flatMap(({ nodes }) => nodes);
  if (rows.length === 0) return <Empty text={words.states.none} />;
  return (
    <>
      <ul class="results" ref={list}>
        {rows.map((one) => (
          <li key={one.slug}>{row(one)}</li>
        ))}
      </ul>
      <More pages={pages} shown={rows.length} all={first.totalCount} list={list} />
    </>
  );
}
