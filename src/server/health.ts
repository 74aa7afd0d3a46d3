/** Tells whoever runs the server whether it lives, and whether it can answer. */
import type { ServerResponse } from 'node:http';
import { recordState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { describeFault, type Report } from './errors.ts';
import type { LogFeed } from './log-feed.ts';
import { answerText } from './routes.ts';

/** `/health`: the process runs. A restart helps where this fails. */
export function answerHealth(_request: unknown, response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  answerText(response, 200, 'alive');
}

export interface ReadinessParts {
  store: Store;
  feed: Pick<LogFeed, 'isRunning'>;
  /** Whether the server has been told to stop. */
  isLeaving: () => boolean;
  report: Report;
}

/**
 * `/ready`: the store can be read, with the tables that this version needs, and whoever follows the
 * log hears of what is new. 503 where that is not so, and from when the server is told to stop.
 */
export function createReadiness({ store, feed, isLeaving, report }: ReadinessParts) {
  return async (_request: unknown, response: ServerResponse): Promise<void> => {
    response.setHeader('Cache-Control', 'no-store');
    if (isLeaving()) return answerText(response, 503, 'The server is about to stop.');
    try {
      await recordState(store);
      if (feed.isRunning) return answerText(response, 200, 'ready');
      answerText(response, 503, 'Subscribers do not hear of new entries: the feed is down.');
    } catch (error) {
      report(describeFault(error, '/ready'));
      answerText(response, 503, 'The store cannot be read.');
    }
  };
}
