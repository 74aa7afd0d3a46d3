/** What looks on while the server works: the log, the metrics and the traces, told of the same things. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Report } from '../errors.ts';
import { beginExchange, type Exchange, type ExchangeStart } from './exchange.ts';

/** One of those that look on. Each hook is called for every request and statement, so it is quick. */
export interface Instrument {
  begin?(exchange: Exchange): void;
  end?(exchange: Exchange): void;
  /** `exchange` is what the statement ran for; undefined for what the server does by itself. */
  statement?(statement: Statement, exchange: Exchange | undefined): void;
  fault?(text: string, exchange: Exchange | undefined): void;
}

export interface Statement {
  /** With placeholders, without what is in them. */
  sql: string;
  milliseconds: number;
  failed: boolean;
}

export interface Instruments {
  begin(start: ExchangeStart): Exchange;
  /** What `run` does, and whatever comes of it later, is known to belong to the exchange. */
  within<Result>(exchange: Exchange, run: () => Result): Result;
  /** What `run` begins belongs to nobody, though somebody gave rise to it. */
  outside<Result>(run: () => Result): Result;
  current(): Exchange | undefined;
  /** Of several calls for one exchange only the first counts. */
  end(exchange: Exchange): void;
  statement(sql: string, milliseconds: number, failed: boolean): void;
  /** Takes an internal fault, with the exchange in which it came to be. */
  report: Report;
}

export function createInstruments(all: readonly Instrument[]): Instruments {
  const answering = new AsyncLocalStorage<Exchange>();
  const open = new WeakSet<Exchange>();
  return {
    begin(start) {
      const exchange = beginExchange(start);
      open.add(exchange);
      for (const each of all) each.begin?.(exchange);
      return exchange;
    },
    within: (exchange, run) => answering.run(exchange, run),
    outside: (run) => answering.exit(run),
    current: () => answering.getStore(),
    end(exchange) {
      if (!open.delete(exchange)) return;
      exchange.milliseconds = performance.now() - exchange.began;
      for (const each of all) each.end?.(exchange);
    },
    statement(sql, milliseconds, failed) {
      const exchange = answering.getStore();
      for (const each of all) each.statement?.({ sql, milliseconds, failed }, exchange);
    },
    report(text) {
      const exchange = answering.getStore();
      for (const each of all) each.fault?.(text, exchange);
    },
  };
}
