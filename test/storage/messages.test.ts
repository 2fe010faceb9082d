// The inbox keeps the newest messages only, so that it doesn't grow without end.
import { expect, it, onTestFinished } from "vitest";
import { KEPT_MESSAGES } from "../../src/storage/messages.js";
import { openStore } from "../../src/storage/store.js";

it("forgets the oldest messages once there are too many", () => {
  const store = openStore(":memory:");
  onTestFinished(() => store.close());
  const pool = { id: "p", account: "1", region: "r", name: "n", settings: {}, createdAt: 0, changedAt: 0 };
  store.pools.insert(pool);
  const message = {
    poolId: "p",
    username: "u",
    medium: "EMAIL",
    to: "a@b",
    kind: "SignUp",
    text: "",
  } as const;
  store.transaction(() => {
    for (let at = 0; at < KEPT_MESSAGES + 2; at++)
      store.messages.insert({ ...message, id: `m${at}`, at, deliveries: [] });
  });
  const kept = store.messages.list({}, KEPT_MESSAGES + 2);
  expect(kept).toHaveLength(KEPT_MESSAGES);
  expect(kept[0]?.id).toBe("m2");
});
