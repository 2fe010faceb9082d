// The envelope of every trigger's event: which pool, which user, and who asked.
import type { Call } from "../../model/call.js";
import type { ContextDataType, UserContextDataType } from "../../model/cognito-idp.gen.js";
import type { Client, Pool } from "../../storage/records.js";
import type { TriggerEvent } from "./invoker.js";

/** Key-value pairs that a caller hands to functions: ClientMetadata or ValidationData. */
export type ClientMetadata = Readonly<Record<string, string>>;

/** What a request tells of the device of whose sign-in it is about, for threat protection. */
export type CallerContext =
  | { readonly kind: "app"; readonly data: UserContextDataType }
  | { readonly kind: "server"; readonly data?: ContextDataType | undefined };

/** Whose request a trigger belongs to. A page of managed login has no SDK, hence an empty user agent. */
export interface Caller extends Pick<Call, "userAgent"> {
  readonly sourceIp?: string | undefined;
  /** User agent of the browser that shows a page. */
  readonly browser?: string | undefined;
  /** Whether a page of the pool's domain asks, where people may do what the code of clients may not. */
  readonly onPage?: boolean | undefined;
  readonly context?: CallerContext | undefined;
  /** Whether the password that the request carries is known to others; looked at only where that matters. */
  readonly hasCompromisedPassword?: boolean | undefined;
}

/** The request that fires a trigger. */
export interface Occasion {
  readonly pool: Pool;
  /** Absent for operations of an administrator that name none. */
  readonly client?: Client | undefined;
  readonly caller: Caller;
}

/** What one trigger adds to the envelope; `request` and `response` in the form that goes to the function. */
export interface Description {
  /** `1` when not given. */
  readonly version?: string | undefined;
  /** The trigger source, such as `PreSignUp_SignUp`. */
  readonly source: string;
  readonly userName: string;
  readonly request: object;
  /** Absent for functions that are not waited for. */
  readonly response?: object | undefined;
}

/** As captured from AdminCreateUser; for the other operations without a client assumed. */
const NO_CLIENT = "CLIENT_ID_NOT_APPLICABLE";

export function eventOf({ pool, client, caller }: Occasion, description: Description): TriggerEvent {
  const { version = "1", source, userName, request, response } = description;
  return {
    version,
    region: pool.region,
    userPoolId: pool.id,
    userName,
    callerContext: { awsSdkVersion: sdkVersion(caller.userAgent), clientId: client?.id ?? NO_CLIENT },
    triggerSource: source,
    request,
    response,
  };
}

/** `aws-sdk-js/3.1169.0 ...` is shown as `aws-sdk-js-3.1169.0`; whatever is no AWS SDK's name, such as Amplify's, as unknown. */
function sdkVersion(userAgent: string): string {
  const [, sdk, version] = /^(aws-sdk-[\w+-]+)\/(\d[\w.-]*)/.exec(userAgent) ?? [];
  return sdk && version ? `${sdk}-${version}` : "aws-sdk-unknown-unknown";
}

/** The member of a request that is left out, not null, when the caller sent no metadata. */
export const clientMetadataOf = (metadata: ClientMetadata | undefined) =>
  metadata && { clientMetadata: metadata };
