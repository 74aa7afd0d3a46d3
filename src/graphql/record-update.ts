/** Writing into the pledge log. */
import { isRating, ratingIssues, retractionIssues } from '../record/update-input.ts';
import { digestOf } from '../store/import-digests.ts';
import type { PledgeUpdate as PledgeUpdateShape } from '../store/log.ts';
import type { LogRequest } from '../store/log-request.ts';
import { builder } from './builder.ts';
import { editorOf } from './editor.ts';
import { PledgeStatus } from './enums.ts';
import { readGlobalId } from './global-id.ts';
import type { Caller, OperationContext } from './operation.ts';
import { PledgeUpdate } from './pledge-update.ts';
import {
  InvalidInputError,
  type InvalidInputShape,
  invalidInput,
  NotFoundError,
  type NotFoundShape,
  refusal,
  VersionConflictError,
  type VersionConflictShape,
} from './user-error.ts';

interface RecordedShape {
  type: 'PledgeUpdateRecorded';
  update: PledgeUpdateShape;
  created: boolean;
}

/** What both inputs have alike. */
interface Signature {
  expectedVersion?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}

type Outcome = RecordedShape | NotFoundShape | InvalidInputShape | VersionConflictShape;

const PledgeUpdateRecorded = builder.objectRef<RecordedShape>('PledgeUpdateRecorded').implement({
  fields: (t) => ({
    update: t.expose('update', { type: PledgeUpdate }),
    created: t.exposeBoolean('created'),
  }),
});

const outcomes = {
  types: [PledgeUpdateRecorded, NotFoundError, InvalidInputError, VersionConflictError],
  resolveType: ({ type }: Outcome) => type,
};
const RecordPledgeUpdateResult = builder.unionType('RecordPledgeUpdateResult', outcomes);
const RetractPledgeUpdateResult = builder.unionType('RetractPledgeUpdateResult', outcomes);

const CitationInput = builder.inputType('CitationInput', {
  fields: (t) => ({
    source: t.string({ required: true }),
    start: t.int({ required: true }),
    end: t.int({ required: true }),
    sha256: t.string({ required: true }),
  }),
});

const EvidenceInput = builder.inputType('EvidenceInput', {
  isOneOf: true,
  fields: (t) => ({ citation: t.field({ type: CitationInput }), url: t.string() }),
});

const RecordPledgeUpdateInput = builder.inputType('RecordPledgeUpdateInput', {
  fields: (t) => ({
    pledge: t.string({ required: true }),
    status: t.field({ type: PledgeStatus, required: true }),
    rationale: t.string({ required: true }),
    locale: t.field({ type: 'Locale', required: true, defaultValue: 'en' }),
    occurredOn: t.field({ type: 'Date' }),
    evidence: t.field({ type: EvidenceInput, required: true }),
    supersededBy: t.string(),
    expectedVersion: t.int(),
    idempotencyKey: t.string(),
  }),
});

const RetractPledgeUpdateInput = builder.inputType('RetractPledgeUpdateInput', {
  fields: (t) => ({
    update: t.id({ required: true }),
    reason: t.string({ required: true }),
    locale: t.field({ type: 'Locale', required: true, defaultValue: 'en' }),
    expectedVersion: t.int(),
    idempotencyKey: t.string(),
  }),
});

function recordPledgeUpdate(
  input: typeof RecordPledgeUpdateInput.$inferInput,
  context: OperationContext,
): Promise<Outcome> | Outcome {
  const editor = editorOf(context);
  const { pledge, status, rationale, locale } = input;
  const { citation } = input.evidence;
  const passage = citation ? { ...citation, sha256: citation.sha256.toLowerCase() } : null;
  const rest = {
    occurredOn: input.occurredOn ?? null,
    supersededBy: input.supersededBy ?? null,
    passage,
    url: input.evidence.url ?? null,
  };
  const { idempotencyKey = null } = input;
  const issues = ratingIssues(
    { pledge, status, rationale, ...rest, idempotencyKey },
    context.record.today,
  );
  if (issues.length > 0 || !isRating(status)) return invalidInput(issues);
  const content = { pledge, status, rationale, locale, ...rest };
  return send(context, signed(editor, input, content));
}

function retractPledgeUpdate(
  input: typeof RetractPledgeUpdateInput.$inferInput,
  context: OperationContext,
): Promise<Outcome> | Outcome {
  const editor = editorOf(context);
  const { reason, locale } = input;
  const { idempotencyKey = null } = input;
  const issues = retractionIssues({ reason, idempotencyKey });
  if (issues.length > 0) return invalidInput(issues);
  const named = readGlobalId(input.update);
  const retracts = named?.type === 'PledgeUpdate' ? named.key : null;
  return send(context, signed(editor, input, { retracts, rationale: reason, locale }));
}

/**
 * What a request says, with who says it; a repeat under the same key is told by all of it. What is
 * not said counts for nothing, so that a field that the input gains does not make repeats differ.
 */
function signed<Content extends object>(
  editor: Caller,
  { expectedVersion = null, idempotencyKey: key = null }: Signature,
  content: Content,
) {
  const said = Object.entries({ ...content, expectedVersion }).filter(([, each]) => each !== null);
  const idempotency = key === null ? null : { key, sha256: digestOf(Object.fromEntries(said)) };
  return { ...content, editor: editor.id, recordedBy: editor.name, expectedVersion, idempotency };
}

async function send(context: OperationContext, request: LogRequest): Promise<Outcome> {
  const result = await context.log.write(request, context.record.stop);
  // Loaders that a mutation before this one has used hold what was. It is answered whole already.
  context.record = context.record.afresh();
  if (result.kind !== 'recorded') return refusal(result);
  return { type: 'PledgeUpdateRecorded', update: result.update, created: result.created };
}

builder.mutationType({
  fields: (t) => ({
    recordPledgeUpdate: t.field({
      type: RecordPledgeUpdateResult,
      nullable: true,
      args: { input: t.arg({ type: RecordPledgeUpdateInput, required: true }) },
      resolve: (_, { input }, context) => recordPledgeUpdate(input, context),
    }),
    retractPledgeUpdate: t.field({
      type: RetractPledgeUpdateResult,
      nullable: true,
      args: { input: t.arg({ type: RetractPledgeUpdateInput, required: true }) },
      resolve: (_, { input }, context) => retractPledgeUpdate(input, context),
    }),
  }),
});
