/** What this process knows of the record's state, kept up with what every process writes. */
import type { Listening } from './listen.ts';
import { type RecordState, recordState } from './state.ts';
import type { Store } from './store.ts';

/** How long a store that cannot be read is left alone, in milliseconds. */
const retryAfter = 250;

export interface WatchParts {
  store: Store;
  /** Hears that the state has gone on: at once where this process wrote, else within milliseconds. */
  onChange: (state: RecordState) => void;
  /** Hears why the store could not be read; it is tried again. */
  onFault: (cause: unknown) => void;
}

/**
 * A doorbell says that there may be a new state; the store says which. The doorbell is armed before
 * the state is read, so nothing falls between the two.
 */
export class RecordWatch {
  readonly #parts: WatchParts;
  #state: RecordState = { version: 0, logEnd: 0 };
  /** Whether the doorbell is armed, and the state has been read since. */
  #current = false;
  #refreshing = false;
  #rungAgain = false;
  #retry: NodeJS.Timeout | undefined;
  #listening: Listening | undefined;
  #failing = false;
  #stopped = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Begins to listen, once. */
  start(): void {
    if (this.#listening || this.#stopped) return;
    this.#listening = this.#parts.store.listen(
      () => this.ring(),
      () => {
        // Whoever writes meanwhile is not heard.
        this.#current = false;
      },
    );
    // What was written before the doorbell was armed has rung nobody.
    this.ring();
  }

  /** Listens no more, and knows no more that what it knows is current. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#current = false;
    clearTimeout(this.#retry);
    await this.#listening?.stop();
  }

  /**
   * The newest state that this process has heard of; null as long as it may not hear of more. What
   * the process itself has written is in it before anybody is told that it is on disk.
   */
  get known(): RecordState | null {
    return this.#current ? this.#state : null;
  }

  /** Whether it hears of what others write, or is about to. */
  get isHearing(): boolean {
    return this.#listening?.isArmed() === true && !this.#failing;
  }

  /** The newest end of the log that this process has ever heard of. */
  get logEnd(): number {
    return this.#state.logEnd;
  }

  /** The state as the store has it now. */
  async read(): Promise<RecordState> {
    const state = await recordState(this.#parts.store);
    this.heard(state);
    return state;
  }

  /** Takes a state that somebody has read or written. */
  heard(state: RecordState): void {
    if (state.version <= this.#state.version) return;
    this.#state = state;
    this.#parts.onChange(state);
  }

  /** Says that there may be a new state. Costs nothing where there is none. */
  ring(): void {
    if (this.#stopped) return;
    this.#rungAgain = true;
    if (!this.#refreshing) void this.#refresh();
  }

  async #refresh(): Promise<void> {
    this.#refreshing = true;
    while (this.#rungAgain) {
      this.#rungAgain = false;
      try {
        await this.read();
        this.#failing = false;
        this.#current = this.#listening?.isArmed() === true && !this.#stopped;
      } catch (cause) {
        this.#current = false;
        this.#failing = true;
        if (this.#stopped) break;
        this.#parts.onFault(cause);
        this.#retry = setTimeout(() => this.ring(), retryAfter).unref();
      }
    }
    this.#refreshing = false;
  }
}
