/** The forms that exports are written in, each by its standard. */
import { expect, test } from 'vitest';
import { calendarEvent, calendarStart } from '../../src/export/calendar.ts';
import { csvRow } from '../../src/export/csv.ts';

test.each([
  ['plain', 'plain'],
  ['one, two', '"one, two"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ['+49', "'+49"],
  ['-1', "'-1"],
  ['@import', "'@import"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['a=b', 'a=b'],
  [-1, '-1'],
  [true, 'true'],
  [null, ''],
  ['', ''],
])('a cell with %j is written so that a spreadsheet shows it', (cell, written) => {
  expect(csvRow([cell, 'x'])).toBe(`${written},x\r\n`);
});

const deadline = {
  uid: 'pledge-one@talks-record',
  day: '2017-03-15',
  summary: 'Meet again; in one of four cities, by\nthe 15th\\',
  description:
    'ستجتمع الأطراف من جديد قبل انقضاء شهر في إحدى أربع مدن: أستانا وموسكو وطهران وأنقرة 𝒜',
  url: 'https://record.example/pledges/one',
  stamp: '2017-02-16T15:04:05.123Z',
  sequence: 2,
};

test('a deadline is an event of the whole day, with its words escaped', () => {
  const lines = unfolded(calendarEvent(deadline));
  expect(lines).toEqual([
    'BEGIN:VEVENT',
    'UID:pledge-one@talks-record',
    'DTSTAMP:20170216T150405Z',
    'SEQUENCE:2',
    'DTSTART;VALUE=DATE:20170315',
    'TRANSP:TRANSPARENT',
    'SUMMARY:Meet again\\; in one of four cities\\, by\\nthe 15th\\\\',
    `DESCRIPTION:${deadline.description}`,
    'URL:https://record.example/pledges/one',
    'END:VEVENT',
    '',
  ]);
});

test('no line of a calendar is longer than 75 octets, and no letter is torn', () => {
  const text = calendarStart('آجال التعهّدات') + calendarEvent(deadline);
  const lines = text.split('\r\n');
  expect(lines.length).toBeGreaterThan(16);
  expect(lines.map((line) => Buffer.byteLength(line)).filter((size) => size > 75)).toEqual([]);
  expect(text).not.toMatch(/[^\r]\n/);
  expect(text.isWellFormed()).toBe(true);
});

/** As a calendar reads it. */
function unfolded(text: string): string[] {
  return text.replaceAll('\r\n ', '').split('\r\n');
}
