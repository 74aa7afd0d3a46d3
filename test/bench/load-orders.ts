/** What the program that makes the load is told, and what it answers. */
import type { Dialect, Layout } from './layout.ts';
import type { OperationName } from './operations.ts';

export interface LoadOrder {
  origin: string;
  operation: OperationName;
  dialect: Dialect;
  layout: Layout;
  /** The index of the first variables. */
  from: number;
  /** Whether every request has variables of its own, or all have the first. */
  isCold: boolean;
  /** How many requests to send; each is answered before the load is over. */
  amount: number;
  connections: number;
  /** Sent beside the usual ones. */
  headers: Readonly<Record<string, string>>;
}

export interface LoadResult {
  requests: number;
  seconds: number;
  /** How much of its core the load took, from 0 to 1: near 1, it is the load that was measured. */
  busy: number;
  /** The first index whose variables were not sent. */
  next: number;
}

/** The failure, where there was one. */
export type LoadAnswer = LoadResult | { failure: string };

/** What every request says of itself, whoever sends it. */
export const requestHeaders = {
  'content-type': 'application/json',
  accept: 'application/graphql-response+json, application/json',
};
