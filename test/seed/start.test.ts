// Fixtures that an emulator is started with: loaded before the first answer, one load at a time.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AdminGetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, expect, it } from "vitest";
import { bootEmulator, type TestEmulator } from "../support/emulator.js";

const folder = mkdtempSync(join(tmpdir(), "seed-"));
const running: TestEmulator[] = [];
afterAll(async () => {
  await Promise.all(running.map((emulator) => emulator.close()));
  rmSync(folder, { recursive: true, force: true });
});

const SUB = "0a0b0c0d-1001-7012-8345-00000000000a";

const fixture = `
userPools:
  - name: links
    id: us-east-1_Links0001
    AutoVerifiedAttributes: [email]
    VerificationMessageTemplate: { DefaultEmailOption: CONFIRM_WITH_LINK }
    clients:
      - name: web
        id: links0000000000000000client
    users:
      - username: waiting
        password: Wait1ng-Room!
        status: UNCONFIRMED
        sub: ${SUB}
        attributes: { email: waiting@example.com }
`;

const file = (name: string): string => {
  const path = join(folder, name);
  writeFileSync(path, fixture);
  return path;
};

it("can sign users up, with a sub of the file's and a link to the emulator's own URL", async () => {
  const emulator = await bootEmulator({ seeds: [file("links.yaml")] });
  running.push(emulator);
  const user = await emulator.idp.send(
    new AdminGetUserCommand({ UserPoolId: "us-east-1_Links0001", Username: "waiting" }),
  );
  expect(user.UserStatus).toBe("UNCONFIRMED");
  expect(user.UserAttributes).toContainEqual({ Name: "sub", Value: SUB });
  const [message] = emulator.inbox.list({ to: "waiting@example.com" });
  expect(message?.link).toContain(`${emulator.url}/confirmUser?client_id=links0000000000000000client`);
});

it("are loaded one after the other, however many ask at once", async () => {
  const emulator = await bootEmulator();
  running.push(emulator);
  const reports = await Promise.all([1, 2, 3].map(() => emulator.seed(file("thrice.yaml"))));
  expect(reports.map(({ created, unchanged }) => [created > 0, unchanged > 0])).toEqual([
    [true, false],
    [false, true],
    [false, true],
  ]);
});
