/** Tells whoever runs the server whether it lives, and whether it can answer. */
import type { ServerResponse } from 'node:http';
import { recordState } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { describeFault, type Report } from './errors.ts';
import { answerText } from './routes.ts';

/** `/health`: the process runs. A restart helps where this fails. */
export function answerHealth(_request: unknown, response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  answerText(response, 200, 'alive');
}

/** `/ready`: the store can be read, with the tables that this version needs. 503 where it cannot. */
export function createReadiness(store: Store, report: Report) {
  return async (_request: unknown, response: ServerResponse): Promise<void> => {
    response.setHeader('Cache-Control', 'no-store');
    try {
      await recordState(store);
      answerText(response, 200, 'ready');
    } catch (error) {
      report(describeFault(error, '/ready'));
      answerText(response, 503, 'The store cannot be read.');
    }
  };
}
