// Translates the service's patterns, which are Java's, into JavaScript's dialect with the u flag.

// Java's \s and \S know ASCII white space only; JavaScript's would also take a no-break space for one.
const WHITE_SPACE = String.raw` \t\n\x0B\f\r`;

/** The same pattern for JavaScript. Throws when it cannot be compiled, so that no pattern is lost silently. */
export function javascriptPattern(pattern: string): string {
  const translated = pattern
    .replaceAll(String.raw`[\S]`, `[^${WHITE_SPACE}]`)
    .replaceAll(String.raw`\s`, WHITE_SPACE);
  if (translated.includes(String.raw`\S`))
    throw new Error(`No translation for \\S in the pattern ${pattern}`);
  new RegExp(`^(?:${translated})$`, "u");
  return translated;
}
