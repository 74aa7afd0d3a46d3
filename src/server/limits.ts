/**
 * How much one caller may ask for, alike over HTTP, server-sent events and WebSocket. Each figure is
 * in the README, and in the error of whoever goes beyond it.
 */
import { GraphQLError } from 'graphql';

export const limits = {
  /** The body of a request, and a message of a WebSocket, in bytes. */
  bodyBytes: 100_000,
  /** An operation, in tokens: a page of this record with all its fields takes some 500. */
  tokens: 2_000,
  /** Levels of fields. What is below `__schema` and `__type` has a rule of its own in GraphQL.js. */
  depth: 12,
  aliases: 30,
  directives: 30,
  /** Values that an answer may hold, as `costOf` reckons them. */
  cost: 25_000,
  /** Items of one list among the arguments. */
  listItems: 100,
  /** Operations under way on one WebSocket. */
  socketOperations: 100,
  /** Subscriptions of one connection without a token. */
  subscriptions: 10,
  /** How long the head of a request may take to come, its body, and an operation, in milliseconds. */
  headersWithin: 10_000,
  bodyWithin: 20_000,
  operationWithin: 10_000,
} as const;

/** What one went beyond, for programs: beside `code` in the error's extensions. */
export interface Beyond {
  limit: keyof typeof limits | 'requestsPerMinute';
  maximum: number;
  /** What came, where it was counted to its end. */
  actual?: number;
}

/** An error that tells the caller which limit it went beyond. */
export function beyondLimit(code: string, message: string, beyond: Beyond): GraphQLError {
  // The request was well formed: https://graphql.github.io/graphql-over-http/draft/#sec-application-json
  return new GraphQLError(message, {
    extensions: { code, ...beyond, http: { spec: true, status: 400 } },
  });
}

/** `count` is told with its noun: `31 aliases`. */
export function tooComplex(noun: string, advice: string, beyond: Required<Beyond>): GraphQLError {
  const { maximum, actual } = beyond;
  return beyondLimit(
    'OPERATION_TOO_COMPLEX',
    `Expected an operation of at most ${maximum} ${noun}, got ${actual}. ${advice}`,
    beyond,
  );
}
