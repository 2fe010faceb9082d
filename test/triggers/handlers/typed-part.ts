// Imported by typed.ts, under the name that TypeScript gives it.
export const greeting = (name: string): string => `hello ${name}`;
