// The TIMESTAMP format of SRP claims.
import { describe, expect, it } from "vitest";
import { parseSrpTimestamp } from "../../src/core/credentials/srp-timestamp.js";

describe("parseSrpTimestamp", () => {
  it.each([
    ["Wed May 7 00:09:40 UTC 2025", "2025-05-07T00:09:40Z"],
    ["Mon Dec 31 23:59:59 UTC 2029", "2029-12-31T23:59:59Z"],
    ["Thu Feb 29 12:00:00 UTC 2024", "2024-02-29T12:00:00Z"],
    ["Sat Jan 1 01:02:03 UTC 2000", "2000-01-01T01:02:03Z"],
    // A wrong weekday does not matter.
    ["Tue May 7 00:09:40 UTC 2025", "2025-05-07T00:09:40Z"],
  ])("reads %s", (text, iso) => {
    expect(parseSrpTimestamp(text)).toBe(Date.parse(iso));
  });

  it("reads every month as clients write it", () => {
    for (let month = 0; month < 12; month++) {
      const date = new Date(Date.UTC(2026, month, 10, 11, 12, 13));
      const [weekday, day, name, year, time] = date.toUTCString().replace(",", "").split(" ");
      expect(parseSrpTimestamp(`${weekday} ${name} ${day} ${time} UTC ${year}`)).toBe(date.getTime());
    }
  });

  it.each([
    ["a zero before the day", "Wed May 07 00:09:40 UTC 2025"],
    ["two spaces before the day", "Wed May  7 00:09:40 UTC 2025"],
    ["another zone", "Wed May 7 00:09:40 GMT 2025"],
    ["another language", "Mi Mai 7 00:09:40 UTC 2025"],
    ["another language's month", "Wed Mai 7 00:09:40 UTC 2025"],
    ["a month in capitals", "Wed MAY 7 00:09:40 UTC 2025"],
    ["a long month", "Wed June 7 00:09:40 UTC 2025"],
    ["no such day", "Sun Feb 30 00:00:00 UTC 2025"],
    ["no leap year", "Sat Feb 29 00:00:00 UTC 2025"],
    ["day 32", "Wed May 32 00:00:00 UTC 2025"],
    ["day 0", "Wed May 0 00:00:00 UTC 2025"],
    ["hour 24", "Wed May 7 24:00:00 UTC 2025"],
    ["minute 60", "Wed May 7 12:60:00 UTC 2025"],
    ["second 60", "Wed May 7 12:59:60 UTC 2025"],
    ["an hour of one digit", "Wed May 7 0:09:40 UTC 2025"],
    ["twelve hours", "Wed May 7 00:09:40 AM UTC 2025"],
    ["a year of two digits", "Wed May 7 00:09:40 UTC 25"],
    ["a year before 100", "Wed May 7 00:09:40 UTC 0025"],
    ["ISO 8601", "2025-05-07T00:09:40Z"],
    ["text around it", " Wed May 7 00:09:40 UTC 2025"],
    ["a line break behind it", "Wed May 7 00:09:40 UTC 2025\n"],
    ["nothing", ""],
  ])("refuses %s", (_, text) => {
    expect(parseSrpTimestamp(text)).toBeUndefined();
  });
});
