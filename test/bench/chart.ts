/** Draws what was measured as SVG: bars, a panel for each work, readable in light and dark. */
import type { Bar, WorkReport } from './report.ts';

const columns = 2;
const panelWidth = 470;
const gap = 32;
const barHeight = 18;
const barGap = 8;
const labelWidth = 215;
const valueWidth = 64;
const headHeight = 34;
const top = 60;

const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 17px; font-weight: 600; }
  .panel { font-weight: 600; }
  .quiet { fill: #59636e; }
  .value { font-variant-numeric: tabular-nums; }
  .ours { fill: #1a7f5a; } .peer { fill: #8c959f; } .limit { fill: #c9d1d9; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .quiet { fill: #9198a1; }
    .ours { fill: #3fb98a; } .peer { fill: #6e7681; } .limit { fill: #444c56; }
  }`;

/** The whole picture; a work that has no bars is left out. */
export function chartOf(reports: readonly WorkReport[], subtitle: string): string {
  const panels = reports.flatMap(({ title, bars }) => (bars ? [{ title, bars }] : []));
  const rows = Array.from({ length: Math.ceil(panels.length / columns) }, (_, row) =>
    panels.slice(row * columns, (row + 1) * columns),
  );
  let y = top;
  const drawn: string[] = [];
  for (const row of rows) {
    row.forEach(({ title, bars }, column) => {
      drawn.push(panelOf(title, bars, gap + column * (panelWidth + gap), y));
    });
    y += Math.max(...row.map(({ bars }) => heightOf(bars))) + gap;
  }
  const width = columns * (panelWidth + gap) + gap;
  const title = 'Requests that one second of processor time answers; longer is better';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-labelledby="title description">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(panels.map(inWords).join(' '))}</desc>
<style>${style}
</style>
<text class="title" x="${gap}" y="28">${escaped(title)}</text>
<text class="quiet" x="${gap}" y="47">${escaped(subtitle)}</text>
${drawn.join('\n')}
</svg>
`;
}

function panelOf(title: string, bars: readonly Bar[], x: number, y: number): string {
  const most = Math.max(...bars.map(({ value }) => value).filter(Number.isFinite), 1);
  const room = panelWidth - labelWidth - valueWidth;
  const lines = bars.map(({ label, value, kind }, index) => {
    const at = y + headHeight + index * (barHeight + barGap);
    const length = Number.isFinite(value) ? Math.max(1, (value / most) * room) : 0;
    const middle = at + barHeight / 2 + 5;
    return [
      `<text x="${x + labelWidth - 8}" y="${middle}" text-anchor="end">${escaped(label)}</text>`,
      `<rect class="${kind}" x="${x + labelWidth}" y="${at}" width="${length.toFixed(1)}" height="${barHeight}" rx="2"/>`,
      `<text class="value" x="${(x + labelWidth + length + 6).toFixed(1)}" y="${middle}">${shown(value)}</text>`,
    ].join('\n');
  });
  return [
    '<g>',
    `<text class="panel" x="${x}" y="${y + 18}">${escaped(title)}</text>`,
    ...lines,
    '</g>',
  ].join('\n');
}

function heightOf(bars: readonly Bar[]): number {
  return headHeight + bars.length * (barHeight + barGap);
}

/** For whoever hears the picture. */
function inWords({ title, bars }: { title: string; bars: readonly Bar[] }): string {
  return `${title}: ${bars.map(({ label, value }) => `${label} ${shown(value)}`).join(', ')}.`;
}

function shown(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString('en') : 'not known';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
