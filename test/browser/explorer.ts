/** GraphiQL as a person uses it, and all that it did which it should not have done. */
import type { Page, Request } from 'playwright-core';
import { startServer } from '../cli/processes.ts';
import { emptyFolder } from '../databases.ts';
import { startChromium } from './chromium.ts';

export interface Explorer {
  page: Page;
  /** The server's address. */
  origin: string;
  /** Errors on the console, exceptions, refusals by the policy, and requests to other places. */
  complaints: string[];
  /** Opens the tab of this name, and answers once its operation is in the editor. */
  open(tab: string): Promise<void>;
  /** Does what makes the operation run, and answers what the server said to it. */
  run(operation: string, start: () => Promise<void>): Promise<Answer>;
}

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers by their fields
  data: any;
  errors?: unknown[];
}

/** Starts the server on a new store, and opens its explorer in a new browser. */
export async function openExplorer(env: Record<string, string> = {}): Promise<Explorer> {
  const { dataDir } = await emptyFolder();
  const { origin } = await startServer({ DATA_DIR: dataDir, ...env });
  const browser = await startChromium();
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const complaints = gatherComplaints(page, origin);
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`The policy ${violatedDirective} refused ${blockedURI}`),
    );
  });
  await page.goto(`${origin}/graphql`);
  await page.getByRole('button', { name: 'Execute query' }).waitFor();

  return {
    page,
    origin,
    complaints,
    async open(tab) {
      await page.getByRole('button', { name: tab, exact: true }).click();
      await page.locator(`[role=tab][aria-selected=true]:has-text("${tab}")`).waitFor();
      await page.locator('.graphiql-query-editor .view-line', { hasText: tab }).first().waitFor();
      // GraphiQL runs what it has read last: half a second later, when it also writes it down.
      await page.waitForFunction(
        (name) => localStorage.getItem('graphiql:query')?.includes(name),
        tab,
      );
    },
    async run(operation, start) {
      const answered = page.waitForResponse((response) => asks(response.request(), operation));
      await start();
      return await (await answered).json();
    },
  };
}

/** Whether a request is for this operation; a subscription stands in the address. */
export function asks(request: Request, operation: string): boolean {
  const inAddress = new URL(request.url()).searchParams.get('operationName');
  return (inAddress ?? request.postDataJSON()?.operationName) === operation;
}

function gatherComplaints(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.context().on('request', (request) => {
    const url = request.url();
    const isOwn = [`${origin}/`, `blob:${origin}/`, 'data:'].some((start) => url.startsWith(start));
    if (!isOwn) complaints.push(`elsewhere: ${url}`);
  });
  return complaints;
}
