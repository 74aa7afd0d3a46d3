/** What the caller of a mutation can mend, as data. */
import type { Issue, LogResult } from '../store/log-request.ts';
import { builder } from './builder.ts';

interface UserErrorShape {
  type: string;
  message: string;
}

export interface NotFoundShape extends UserErrorShape {
  type: 'NotFoundError';
  path: string[];
}

export interface InvalidInputShape extends UserErrorShape {
  type: 'InvalidInputError';
  issues: Issue[];
}

export interface VersionConflictShape extends UserErrorShape {
  type: 'VersionConflictError';
  expectedVersion: number;
  actualVersion: number;
}

const UserError = builder.interfaceRef<UserErrorShape>('UserError').implement({
  resolveType: ({ type }) => type,
  fields: (t) => ({ message: t.exposeString('message') }),
});

export const NotFoundError = builder.objectRef<NotFoundShape>('NotFoundError').implement({
  interfaces: [UserError],
  fields: (t) => ({ path: t.exposeStringList('path') }),
});

const InputIssue = builder.objectRef<Issue>('InputIssue').implement({
  fields: (t) => ({
    path: t.exposeStringList('path'),
    message: t.exposeString('message'),
  }),
});

export const InvalidInputError = builder
  .objectRef<InvalidInputShape>('InvalidInputError')
  .implement({
    interfaces: [UserError],
    fields: (t) => ({ issues: t.expose('issues', { type: [InputIssue] }) }),
  });

export const VersionConflictError = builder
  .objectRef<VersionConflictShape>('VersionConflictError')
  .implement({
    interfaces: [UserError],
    fields: (t) => ({
      expectedVersion: t.exposeInt('expectedVersion'),
      actualVersion: t.exposeInt('actualVersion'),
    }),
  });

/** Every issue in one error. */
export function invalidInput(issues: Issue[]): InvalidInputShape {
  const message = issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
  return { type: 'InvalidInputError', message, issues };
}

/** What the log says of a request that it did not write. */
export function refusal(
  result: Exclude<LogResult, { kind: 'recorded' }>,
): NotFoundShape | InvalidInputShape | VersionConflictShape {
  switch (result.kind) {
    case 'unknown':
      return { type: 'NotFoundError', message: result.message, path: result.path };
    case 'invalid':
      return invalidInput(result.issues);
    case 'conflict': {
      const { expectedVersion, actualVersion } = result;
      const message = `Expected the pledge at version ${expectedVersion}, it is at ${actualVersion}. Read what was recorded meanwhile, and decide anew.`;
      return { type: 'VersionConflictError', message, expectedVersion, actualVersion };
    }
  }
}
