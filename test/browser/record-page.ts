/** The page for people on a server of its own, in a browser without a network. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { RecordSet } from '../../src/record/set.ts';
import { signToken } from '../../src/server/tokens.ts';
import { importSet } from '../../src/store/import.ts';
import { openStore, type StoreLocation } from '../../src/store/open.ts';
import { type Running, settingsFor, startServer } from '../cli/processes.ts';
import { emptyFolder } from '../databases.ts';
import { startChromium } from './chromium.ts';

const secret = 'what only the browser tests sign their tokens with';
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

export interface OpenPage {
  page: Page;
  /** Errors on the console, exceptions, refusals by the policy, and requests to other places. */
  complaints: string[];
}

export interface RecordSite {
  server: Running;
  browser: Browser;
  /** Where the record is kept. */
  location: StoreLocation;
  /** Opens an address in a tab, and waits for its heading. */
  open(path: string, size?: { width: number; height: number }): Promise<OpenPage>;
}

export interface SiteParts {
  /** What is on record; the shipped record if not given. */
  set?: RecordSet;
  /** Where it is kept; in a folder of its own if not given. */
  location?: StoreLocation;
}

export async function openSite({ set, ...parts }: SiteParts = {}): Promise<RecordSite> {
  const location = parts.location ?? (await emptyFolder());
  if (set !== undefined) {
    const store = await openStore(location);
    await importSet(store, [set]);
    await store.close();
  }
  const server = await startRecord(location);
  const browser = await startChromium();
  return {
    server,
    browser,
    location,
    async open(path, viewport = { width: 1280, height: 900 }) {
      const page = await browser.newPage({ viewport });
      const complaints = gatherComplaints(page, server.origin);
      await page.goto(server.origin + path);
      await page.locator('h1').waitFor();
      return { page, complaints };
    },
  };
}

/** Serves the record that is kept somewhere, on any free port if none is given. */
export function startRecord(location: StoreLocation, port = '0'): Promise<Running> {
  // All browsers of a test come from one address.
  const settings = { JWT_SECRET: secret, PORT: port, RATE_LIMIT: 'off' };
  return startServer({ ...settingsFor(location), ...settings });
}

/** Records what became of a pledge, as an editor does through the API; answers the entry's global ID. */
export async function recordUpdate(origin: string, pledge: string, status: string) {
  const document = `mutation ($input: RecordPledgeUpdateInput!) {
    recordPledgeUpdate(input: $input) {
      __typename
      ... on PledgeUpdateRecorded { update { id } }
      ... on UserError { message }
    }
  }`;
  const rationale = `Seen to be ${status.toLowerCase()}.`;
  const evidence = { url: `https://news.example/reports/${'on-what-became-of-it-'.repeat(3)}1` };
  const { recordPledgeUpdate: result } = await post(origin, document, {
    input: { pledge, status, rationale, evidence },
  });
  if (result.__typename !== 'PledgeUpdateRecorded') throw new Error(result.message);
  return String(result.update.id);
}

/** Takes an entry back. */
export async function retractUpdate(origin: string, update: string): Promise<void> {
  const document = `mutation ($input: RetractPledgeUpdateInput!) {
    retractPledgeUpdate(input: $input) { __typename ... on UserError { message } }
  }`;
  const { retractPledgeUpdate: result } = await post(origin, document, {
    input: { update, reason: 'It was another pledge.' },
  });
  if (result.__typename !== 'PledgeUpdateRecorded') throw new Error(result.message);
}

// biome-ignore lint/suspicious/noExplicitAny: tests read answers by their fields
async function post(origin: string, query: string, variables: object): Promise<any> {
  const token = await signToken(secret, { name: 'The desk', role: 'editor', days: 1 });
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

/** What axe-core finds wrong with the page as it is, each with its places. */
export async function axeFindings(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(axeSource);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** By how many pixels the page is wider than the window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

function gatherComplaints(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.context().on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:'))
      complaints.push(`elsewhere: ${url}`);
  });
  return complaints;
}
