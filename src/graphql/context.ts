/**
 * What one operation reads the record through: a lookup for every relation, so that a level of a
 * query is one statement however many objects are on it, or none where they are at hand. Made
 * afresh for each operation: what a lookup has asked the store for, it gives again as it was.
 */
import type { Citation } from '../record/set.ts';
import { actorsBySlug } from '../store/actors.ts';
import { type CitationOwner, citationsOf } from '../store/citations.ts';
import * as delegations from '../store/delegations.ts';
import { countsOf, type Listing } from '../store/list.ts';
import * as log from '../store/log.ts';
import { type Page, pagesOf, type Window } from '../store/pages.ts';
import * as pledges from '../store/pledges.ts';
import { processesBySlug } from '../store/processes.ts';
import { quotesBySlug } from '../store/quotes.ts';
import { sourcesBySlug } from '../store/sources.ts';
import { sponsorsByKey, sponsorsOf } from '../store/sponsors.ts';
import { type Counts, type RecordState, recordCounts, recordState } from '../store/state.ts';
import { type Store, stoppable } from '../store/store.ts';
import * as talks from '../store/talks.ts';
import { JointReads } from './joint-reads.ts';
import { type Batch, type ByKey, Lookup, type Reader } from './lookup.ts';
import type { KeptRows, RowCache } from './row-cache.ts';
import type { Soon } from './soon.ts';

/** Which page of which list is asked for. */
export interface AskedList<Row> {
  /** Tells the list, its filter and order, and the page from all others. */
  name: string;
  /** Made where it is to be read. */
  listing: () => Listing<Row>;
  window: Window;
}

export interface ListLookups<Row> {
  page: ByKey<string, Page<Row>>;
  /** How many rows there are, whatever the page. */
  count: ByKey<string, number>;
}

/** What operations have in common that read one store. */
export interface CommonReads {
  /** What is at hand of the store; everything is read anew if not given. */
  rows?: RowCache | undefined;
  /** By which they ask for rows together; each asks for itself if not given. */
  joint?: JointReads | undefined;
}

export function createContext(
  store: Store,
  common: CommonReads = {},
  now = new Date(),
): RecordContext {
  return new RecordContext(store, common, now);
}

export class RecordContext implements Reader {
  /** The day that the operation began on, in UTC: `2017-02-16`. */
  readonly today: string;
  readonly #rows: RowCache | undefined;
  readonly #joint: JointReads;
  /**
   * Not where none are kept, or where the state of the record was unknown when the operation began:
   * it is read from the store then, and may be newer than rows that come to be at hand meanwhile.
   */
  readonly #takesRows: boolean;
  #store: Store;
  #stop: AbortSignal | undefined;
  readonly #lists = new Map<string, ListLookups<unknown>>();
  readonly #listsByArguments = new WeakMap<object, ListLookups<unknown>>();
  /** What no row is older than; a promise must have come before anything else may be read. */
  #state: Soon<RecordState> | undefined;

  constructor(store: Store, { rows, joint = new JointReads(store) }: CommonReads, now: Date) {
    this.#store = store;
    this.#rows = rows;
    this.#joint = joint;
    this.today = now.toISOString().slice(0, 10);
    this.#state = rows?.known ?? undefined;
    this.#takesRows = this.#state !== undefined && rows?.keeps === true;
  }

  get store(): Store {
    return this.#store;
  }

  /** Reads nothing more once the signal is aborted: whatever is asked for then fails with its reason. */
  stopWith(signal: AbortSignal): void {
    this.#stop = signal;
    this.#store = stoppable(this.#store, signal);
  }

  /** What goes on reading with the same signal, and has read nothing yet. */
  afresh(): RecordContext {
    const common = { rows: this.#rows, joint: this.#joint };
    const record = new RecordContext(this.#store, common, new Date());
    record.#stop = this.#stop;
    return record;
  }

  /** Aborted when nobody waits for what is read or written any longer. */
  get stop(): AbortSignal | undefined {
    return this.#stop;
  }

  readonly source = this.#by('source', sourcesBySlug);
  readonly process = this.#by('process', processesBySlug);
  readonly actor = this.#by('actor', actorsBySlug);
  readonly talks = this.#by('talks', talks.talksBySlug);
  readonly previousTalks = this.#by('previousTalks', talks.previousOf);
  readonly nextTalks = this.#by('nextTalks', talks.nextOf);
  readonly sessionsOfTalks = this.#by('sessionsOfTalks', talks.sessionsOf);
  readonly outcomesOfTalks = this.#by('outcomesOfTalks', talks.outcomesOf);
  readonly delegation = this.#by('delegation', delegations.delegationsByKey);
  readonly delegationsOfTalks = this.#by('delegationsOfTalks', delegations.delegationsOf);
  readonly seatsOfDelegation = this.#by('seatsOfDelegation', delegations.seatsOfDelegations);
  readonly seatsOfPerson = this.#by('seatsOfPerson', delegations.seatsOfPeople);
  readonly sponsor = this.#by('sponsor', sponsorsByKey);
  readonly sponsorsOfTalks = this.#by('sponsorsOfTalks', sponsorsOf);
  readonly quote = this.#by('quote', quotesBySlug);
  readonly quotesOfPledge = this.#by('quotesOfPledge', pledges.quotesOfPledges);
  readonly pledge = this.#by('pledge', pledges.pledgesBySlug);
  readonly pledgesOfQuote = this.#by('pledgesOfQuote', pledges.pledgesOfQuotes);
  readonly partiesOfPledge = this.#by('partiesOfPledge', pledges.pledgePartiesOf);
  readonly historyOfPledge = this.#by('historyOfPledge', log.historiesOf);
  readonly update = this.#by('update', log.updatesByKey);
  readonly updateAt = this.#by('updateAt', log.updatesByPlace);
  readonly retractionOf = this.#by('retractionOf', log.retractionsOf);
  readonly #counts = this.#by('counts', async (store) => [await recordCounts(store)]);
  readonly citations = this.#by<CitationOwner, Citation[]>('citations', citationsOf);

  /**
   * A list's pages and counts by the key of the parent; for a list that has no parent, by the empty
   * string. Lists of the same name ask for the same page, and are read together. Arguments that come
   * again, as the very object, are those of a list that has been described already.
   */
  list<Row>(args: object, describe: () => AskedList<Row>): ListLookups<Row> {
    const described = this.#listsByArguments.get(args);
    // A list's name and its arguments tell what its rows are: each has lookups of one type.
    if (described) return described as ListLookups<Row>;
    const asked = describe();
    const list = this.#lists.get(asked.name) ?? this.#listOf(asked);
    this.#lists.set(asked.name, list);
    this.#listsByArguments.set(args, list);
    return list as ListLookups<Row>;
  }

  /**
   * The record's version and the end of its log, as known or read before whatever the operation
   * reads else: fields of one selection are all asked for before the first lookup is sent off.
   */
  state(): Soon<RecordState> {
    this.#state ??= recordState(this.store);
    return this.#state;
  }

  counts(): Soon<Counts> {
    return this.#counts.load('all');
  }

  kept<Key extends string | number, Row>(relation: string): KeptRows<Key, Row> | null {
    return (this.#takesRows && this.#rows?.relation(relation)) || null;
  }

  async ready(): Promise<void> {
    await this.#state;
    this.#stop?.throwIfAborted();
  }

  read<Key, Row>(name: string, keys: readonly Key[], batch: Batch<Key, Row>): Promise<Row[]> {
    return this.#joint.read({ name, keys, batch, stop: this.#stop });
  }

  #by<Key extends string | number, Row>(
    relation: string,
    batch: Batch<Key, Row>,
  ): Lookup<Key, Row> {
    return new Lookup(this, relation, batch);
  }

  #listOf<Row>({ name, listing, window }: AskedList<Row>): ListLookups<Row> {
    // What a list holds may depend on the day, by the schedule that it is filtered by.
    const onDay = `${this.today} ${name}`;
    const pages: Batch<string, Page<Row>> = (store, parents) => {
      const list = listing();
      return pagesOf(store, list, window, list.parent ? parents : null);
    };
    const counts: Batch<string, number> = (store, parents) => {
      const list = listing();
      return countsOf(store, list, list.parent ? parents : null);
    };
    return {
      page: new Lookup(this, 'page', pages, onDay),
      count: new Lookup(this, 'count', counts, onDay),
    };
  }
}
