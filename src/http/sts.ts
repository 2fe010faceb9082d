// The part of STS that identity pools need: the Query protocol, parameters in and XML out, at the emulator's root.
import express, { type Express, type Request, type Response } from "express";
import { AssumeRoleWithWebIdentity } from "../services/sts/AssumeRoleWithWebIdentity.js";
import { StsFault } from "../services/sts/fault.js";
import { GetCallerIdentity, type StsCaller } from "../services/sts/GetCallerIdentity.js";
import type { Parameters } from "../services/sts/parameters.js";
import type { SiteDeps } from "./deps.js";

type StsDeps = Pick<SiteDeps, "core" | "clock" | "config" | "requestId">;

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

export function mountSts(site: Express, deps: StsDeps): void {
  const form = express.urlencoded({ extended: false, limit: "256kb" });
  site.all("/", form, async (request, response, next) => {
    const parameters = single({ ...request.query, ...request.body });
    if (parameters.Action === undefined) return next();
    const requestId = deps.requestId();
    response.set({ "x-amzn-RequestId": requestId, "access-control-allow-origin": "*" });
    try {
      const result = await run(parameters.Action, parameters, request, deps);
      const name = parameters.Action;
      const content = { [`${name}Result`]: result, ResponseMetadata: { RequestId: requestId } };
      write(response, 200, `${name}Response`, content);
    } catch (error) {
      if (!(error instanceof StsFault)) throw error;
      const { code, message, status } = error;
      const content = { Error: { Type: "Sender", Code: code, Message: message }, RequestId: requestId };
      write(response, status, "ErrorResponse", content);
    }
  });
}

async function run(action: string, parameters: Parameters, request: Request, deps: StsDeps): Promise<object> {
  switch (action) {
    case "AssumeRoleWithWebIdentity":
      return AssumeRoleWithWebIdentity(parameters, deps);
    case "GetCallerIdentity":
      return GetCallerIdentity(callerOf(request, deps), deps);
    default:
      throw new StsFault(
        "InvalidAction",
        `cognito-emulator has AssumeRoleWithWebIdentity and GetCallerIdentity of STS, but not ${action}.`,
      );
  }
}

/** Signatures are not verified here. An access key of 12 digits is taken as the account id. */
function callerOf(request: Request, { config }: StsDeps): StsCaller {
  const accessKeyId = /Credential=([^/,\s]+)\//.exec(request.headers.authorization ?? "")?.[1];
  if (accessKeyId === undefined)
    throw new StsFault("MissingAuthenticationToken", "Request is missing Authentication Token");
  const sessionToken = request.get("x-amz-security-token");
  return {
    accessKeyId,
    sessionToken,
    account: /^\d{12}$/.test(accessKeyId) ? accessKeyId : config.account,
  };
}

/** Repeated parameters are none of this protocol's. */
function single(values: Record<string, unknown>): Parameters {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function write(response: Response, status: number, root: string, content: object): void {
  const body = `<${root} xmlns="${NAMESPACE}">${elements(content)}</${root}>`;
  response.status(status).type("text/xml").send(body);
}

function elements(content: object): string {
  return Object.entries(content)
    .map(
      ([name, value]) =>
        `<${name}>${typeof value === "object" && value !== null ? elements(value) : escaped(String(value))}</${name}>`,
    )
    .join("");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
