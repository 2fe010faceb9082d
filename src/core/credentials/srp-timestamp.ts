// The TIMESTAMP of an SRP claim: `ddd MMM D HH:mm:ss UTC YYYY`, in English whatever the client's language.

const format =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) ([1-9]\d?) (\d{2}):(\d{2}):(\d{2}) UTC (\d{4})$/;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * The instant in epoch milliseconds, or undefined when the text is not in the format. A day of one digit has
 * no zero in front of it, which clients with a date formatter of their own often get wrong. The weekday is
 * not compared with the date.
 */
export function parseSrpTimestamp(text: string): number | undefined {
  const [, monthName = "", ...digits] = format.exec(text) ?? [];
  const month = months.indexOf(monthName);
  if (month === -1) return undefined;
  const [day, hour, minute, second, year] = digits.map(Number) as [number, number, number, number, number];
  if (minute > 59 || second > 59) return undefined;

  const instant = new Date(Date.UTC(year, month, day, hour, minute, second));
  // Date turns 31 April and 30 April 24:00 into 1 May, and the years before 100 into those of the 20th
  // century.
  return instant.getUTCDate() === day && instant.getUTCFullYear() === year ? instant.getTime() : undefined;
}
