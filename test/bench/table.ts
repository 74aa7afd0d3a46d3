/** Figures as tables, in Markdown. */

import type { ReadResult } from './reads.ts';
import { type Measured, medianSample, ratioTo } from './reckoning.ts';
import { type ServerKey, serverNames } from './servers.ts';

export function tableOf(name: string, { answerBytes, measured }: ReadResult): string {
  const ours = measured.find(({ server }) => server === 'ours');
  const limit = measured.find(({ server }) => server === 'limit');
  const rows = measured.map((each) => {
    const { requestsPerSecond, cpuMicroseconds, loadBusy } = medianSample(each);
    return [
      serverNames[each.server as ServerKey],
      Math.round(requestsPerSecond).toLocaleString('en'),
      `${cpuMicroseconds.toFixed(0)} µs`,
      limit && each !== limit ? ratio(each, limit) : '',
      ours && each !== ours ? ratio(ours, each) : '',
      loadBusy > 0.9 ? `load busy ${loadBusy.toFixed(2)}` : '',
    ];
  });
  const head = ['', 'requests/s', 'CPU a request', 'to the limit', 'ours to it', ''];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`\n### ${name} (${(answerBytes / 1000).toFixed(1)} kB)\n`, ...lines].join('\n');
}

function ratio(one: Measured, other: Measured): string {
  const { throughput, cpu } = ratioTo(one, other);
  return `${cpu.toFixed(2)} (${throughput.toFixed(2)})`;
}
