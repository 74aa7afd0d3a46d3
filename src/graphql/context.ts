/**
 * What one operation reads the record through: a loader for every relation, so that a level of a
 * query is one statement however many objects are on it. Made afresh for each operation, since a
 * loader that lived longer would answer with what was, not with what is.
 */
import DataLoader from 'dataloader';
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

/** Reads the values of many keys at once, in the keys' order. */
type Batch<Key, Value> = (store: Store, keys: readonly Key[]) => Promise<Value[]>;

export function createContext(store: Store, now = new Date()): RecordContext {
  return new RecordContext(store, now);
}

export class RecordContext {
  /** The day that the operation began on, in UTC: `2017-02-16`. */
  readonly today: string;
  readonly #store: Store;
  #stop: AbortSignal | undefined;
  readonly #lists = new Map<string, DataLoader<string, unknown>>();
  /** What must have been read before anything else may be, where the operation asks for it. */
  #state: Promise<RecordState> | undefined;

  constructor(store: Store, now: Date) {
    this.#store = store;
    this.today = now.toISOString().slice(0, 10);
  }

  get store(): Store {
    return this.#stop ? stoppable(this.#store, this.#stop) : this.#store;
  }

  /** Reads nothing more once the signal is aborted: whatever is asked for then fails with its reason. */
  stopWith(signal: AbortSignal): void {
    this.#stop = signal;
  }

  /** What goes on reading with the same signal, and has read nothing yet. */
  afresh(): RecordContext {
    const record = new RecordContext(this.#store, new Date());
    record.#stop = this.#stop;
    return record;
  }

  /** Aborted when nobody waits for what is read or written any longer. */
  get stop(): AbortSignal | undefined {
    return this.#stop;
  }

  readonly source = this.#by(sourcesBySlug);
  readonly process = this.#by(processesBySlug);
  readonly actor = this.#by(actorsBySlug);
  readonly talks = this.#by(talks.talksBySlug);
  readonly previousTalks = this.#by(talks.previousOf);
  readonly nextTalks = this.#by(talks.nextOf);
  readonly sessionsOfTalks = this.#by(talks.sessionsOf);
  readonly outcomesOfTalks = this.#by(talks.outcomesOf);
  readonly delegation = this.#by(delegations.delegationsByKey);
  readonly delegationsOfTalks = this.#by(delegations.delegationsOf);
  readonly seatsOfDelegation = this.#by(delegations.seatsOfDelegations);
  readonly seatsOfPerson = this.#by(delegations.seatsOfPeople);
  readonly sponsor = this.#by(sponsorsByKey);
  readonly sponsorsOfTalks = this.#by(sponsorsOf);
  readonly quote = this.#by(quotesBySlug);
  readonly quotesOfPledge = this.#by(pledges.quotesOfPledges);
  readonly pledge = this.#by(pledges.pledgesBySlug);
  readonly pledgesOfQuote = this.#by(pledges.pledgesOfQuotes);
  readonly partiesOfPledge = this.#by(pledges.pledgePartiesOf);
  readonly historyOfPledge = this.#by(log.historiesOf);
  readonly update = this.#by(log.updatesByKey);
  readonly updateAt = this.#by(log.updatesByPlace);
  readonly retractionOf = this.#by(log.retractionsOf);
  readonly citations = this.#by<CitationOwner, Awaited<ReturnType<typeof citationsOf>>[number]>(
    citationsOf,
  );

  /**
   * A page of a list for each parent: lists of the same name ask for the same page, and are read
   * together. For a list that has no parent, the key is the empty string.
   */
  page<Row>(name: string, listing: Listing<Row>, window: Window): DataLoader<string, Page<Row>> {
    return this.#list(`page ${name}`, (parents) =>
      pagesOf(this.store, listing, window, listing.parent ? parents : null),
    );
  }

  /** How many rows a list has for each parent, whatever the page. */
  count(name: string, listing: Listing<unknown>): DataLoader<string, number> {
    return this.#list(`count ${name}`, (parents) =>
      countsOf(this.store, listing, listing.parent ? parents : null),
    );
  }

  /**
   * The record's version and the end of its log, read once and before whatever the operation reads
   * else: fields of one selection are all asked for before the first loader is sent off.
   */
  state(): Promise<RecordState> {
    this.#state ??= recordState(this.store);
    return this.#state;
  }

  async counts(): Promise<Counts> {
    await this.#state;
    return recordCounts(this.store);
  }

  #by<Key, Value>(batch: Batch<Key, Value>): DataLoader<Key, Value> {
    return new DataLoader(async (keys) => {
      await this.#state;
      this.#stop?.throwIfAborted();
      return batch(this.store, keys);
    });
  }

  #list<Value>(
    name: string,
    read: (parents: readonly string[]) => Promise<Value[]>,
  ): DataLoader<string, Value> {
    const loader =
      this.#lists.get(name) ?? this.#by((_, parents: readonly string[]) => read(parents));
    this.#lists.set(name, loader);
    // A list's name tells what its rows are, so each name has loaders of one type.
    return loader as DataLoader<string, Value>;
  }
}
