/** Deadlines as a calendar. https://www.rfc-editor.org/rfc/rfc5545 */

/** A whole day, and what it is the last day of. */
export interface Deadline {
  /** Names the event for ever. */
  uid: string;
  /** `2017-03-15` */
  day: string;
  summary: string;
  description: string;
  url: string | null;
  /** An instant, `2017-02-16T15:04:05.000Z`: when what it says was last changed. */
  stamp: string;
  /** How often that has been. */
  sequence: number;
}

export function calendarStart(name: string): string {
  return lines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Talks Record//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
  ]);
}

export const calendarEnd = 'END:VCALENDAR\r\n';

/** One event that takes nobody's time. */
export function calendarEvent(deadline: Deadline): string {
  const { uid, day, summary, description, url, stamp, sequence } = deadline;
  return lines([
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${stamp.replace(/\.\d+/, '').replace(/[-:]/g, '')}`,
    `SEQUENCE:${sequence}`,
    // Without an end it is that day alone.
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    'TRANSP:TRANSPARENT',
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(description)}`,
    ...(url === null ? [] : [`URL:${url}`]),
    'END:VEVENT',
  ]);
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${folded(line)}\r\n`).join('');
}

/** A line has at most 75 octets; what follows begins with a blank, and no letter is torn. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += letter;
    octets += size;
  }
  return text;
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ');
}
