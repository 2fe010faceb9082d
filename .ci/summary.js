// Adds up the JSON reports of vitest that are named on the command line and prints one line, `N passed, N failed`.
// Fails when a test failed, when a test file could not be run, or when no test ran at all.

import { readFileSync } from "node:fs";

const total = { passed: 0, failed: 0, skipped: 0 };

for (const path of process.argv.slice(2)) {
  const report = readReport(path);
  if (!report) {
    console.error(`No test report: ${path}`);
    total.failed += 1;
    continue;
  }
  total.passed += report.numPassedTests;
  total.skipped += report.numPendingTests + (report.numTodoTests ?? 0);
  // A file that fails before its first test (an import, a syntax error) counts as one failure.
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  total.failed += report.numFailedTests + broken.length;
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
