// An emulator whose functions do what a test tells them, and the events that they were sent.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LambdaConfigType } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, expect } from "vitest";
import type { EmulatorOptions } from "../../src/config.js";
import { aPoolAndClient, type ClientInput, type PoolInput } from "../support/accounts.js";
import { type TestEmulator, useEmulator } from "../support/emulator.js";

export const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:obedient";

/** What the function does about a trigger source, or about all of a trigger. */
export interface Instruction {
  /** Set in the event's response. */
  readonly response?: Readonly<Record<string, unknown>>;
  /** Answered instead of the event. */
  readonly answer?: unknown;
  /** Thrown. */
  readonly error?: string;
}

/** By `PreSignUp_SignUp` or `PreSignUp`. */
export type Instructions = Readonly<Record<string, Instruction>>;

export function useTriggers(options: EmulatorOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "cognito-emulator-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const target = join(import.meta.dirname, "handlers/obedient.mjs");
  const obedient = { target, environment: { INSTRUCTIONS: folder } };
  const emulator = useEmulator({ ...options, triggers: { obedient, ...options.triggers } });

  const tell = (pool: { Id: string }, instructions: Instructions): void =>
    writeFileSync(join(folder, `${pool.Id}.json`), JSON.stringify(instructions));

  return {
    emulator,
    tell,
    /** A pool and a client with these triggers, whose function does as told. */
    async aSite(
      triggers: readonly (keyof LambdaConfigType)[] | LambdaConfigType,
      instructions: Instructions = {},
      poolInput: PoolInput = {},
      clientInput: ClientInput = {},
    ) {
      const LambdaConfig = Array.isArray(triggers)
        ? Object.fromEntries(triggers.map((trigger) => [trigger, FUNCTION]))
        : (triggers as LambdaConfigType);
      const site = await aPoolAndClient(emulator(), { LambdaConfig, ...poolInput }, clientInput);
      tell(site.pool, instructions);
      return site;
    },
  };
}

/** The events that the functions of a pool were sent, oldest first. Passwords are masked in them. */
export const eventsOf = ({ invocations }: TestEmulator, pool: { Id: string }, source?: string): object[] =>
  invocations.list({ poolId: pool.Id, source }).map(({ event }) => event);

/** Their trigger sources. */
export const sourcesOf = ({ invocations }: TestEmulator, pool: { Id: string }): string[] =>
  invocations.list({ poolId: pool.Id }).map(({ triggerSource }) => triggerSource);

/** Typed by an independent description of the events; says what is null there by `as`. */
export const expectEvents = <Event extends object>(events: object[], ...expected: Event[]): void =>
  expect(events).toEqual(expected);

/** What every event has beside request and response. */
export const envelope = <Source extends string>(
  pool: { Id: string },
  triggerSource: Source,
  userName: string,
  clientId = "CLIENT_ID_NOT_APPLICABLE",
  version = "1",
) => ({
  version,
  region: "us-east-1",
  userPoolId: pool.Id,
  userName,
  callerContext: { awsSdkVersion: expect.stringMatching(/^aws-sdk-js-3\.\d+\.\d+$/), clientId },
  triggerSource,
});
