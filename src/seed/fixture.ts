// What a fixture file may say. Members in camelCase are the fixture's own; members in PascalCase are those of the
// service's API, with its names, types and limits.
import {
  choice,
  either,
  flag,
  list,
  map,
  object,
  optional,
  required,
  type Shape,
  text,
  type Value,
  wholeNumber,
  wireObject,
} from "./shape.js";
import { inputMembers, wireShape } from "./wire-shape.js";

export const userStatuses = ["CONFIRMED", "FORCE_CHANGE_PASSWORD", "UNCONFIRMED", "RESET_REQUIRED"] as const;
export const verifiable = ["email", "phone_number"] as const;
export const secondFactors = ["SMS_MFA", "SOFTWARE_TOKEN_MFA", "EMAIL_OTP"] as const;

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const arn = text("an ARN", /arn:[\w+=/,.@-]+:[\w+=/,.@-]+:[^:\s]*:\d*:\S+/, { max: 2048 });
const name = text("a name", /[\w\s+=,.@-]+/, { min: 1, max: 128 });
const attributeValue = text("text, a number, true or false", undefined, {
  max: 2048,
  lenient: true,
  secret: true,
});

const client = wireObject(
  "Client",
  {
    id: optional(
      text("a client id: 1 to 128 letters, digits, _ or +", /[\w+]{1,128}/),
      "The client id, so that applications can hard-code it. AWS's have 26 lower-case letters and digits.",
    ),
    name: required(name, "The client's name, unique in its pool."),
    secret: optional(
      text("a client secret: 24 to 64 letters, digits, _ or +", /[\w+]{24,64}/, { secret: true }),
      "The client secret. Without it, the client is public, or has a random secret with GenerateSecret: true.",
    ),
  },
  inputMembers("cognito-idp", "CreateUserPoolClient", ["UserPoolId", "ClientName", "ClientSecret"]),
);

const group = object("Group", {
  name: required(
    text("a group name", /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u, { min: 1, max: 128 }),
    "The group's name.",
  ),
  description: optional(text("text", undefined, { max: 2048 }), "What the group is for."),
  role: optional(arn, "The IAM role of its members, in cognito:roles and cognito:preferred_role."),
  precedence: optional(wholeNumber(0), "The lower, the stronger: decides which role is preferred."),
});

/** Base32 of 10 bytes or more, as authenticator apps take it. */
const authenticatorSecret = text("the secret of an authenticator in base32", /[A-Z2-7]+/, {
  ...{ min: 16, max: 128, secret: true },
});

const userMfa = object("UserMfa", {
  secret: optional(
    authenticatorSecret,
    "The secret of the user's authenticator app, which is set up with it.",
  ),
  factors: optional(
    list(choice(secondFactors)),
    "The second factors that are turned on. Default: SOFTWARE_TOKEN_MFA where there is a secret.",
  ),
  preferred: optional(choice(secondFactors), "The one that is asked for first."),
});

const user = object("User", {
  username: required(
    text("a user name", /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u, { min: 1, max: 128 }),
    "What the user signs in with; an e-mail address or phone number where UsernameAttributes says so.",
  ),
  password: optional(
    text("a password", /\S(.*\S)?/, { min: 6, max: 256, secret: true }),
    "The password; a temporary one for FORCE_CHANGE_PASSWORD.",
  ),
  status: optional(
    choice(userStatuses),
    "CONFIRMED (default with a password), FORCE_CHANGE_PASSWORD (default without), UNCONFIRMED or RESET_REQUIRED.",
  ),
  enabled: optional(flag, "false disables the user."),
  sub: optional(text("a UUID", uuid), "The user's sub, so that applications can hard-code it."),
  attributes: optional(
    map(text("an attribute name", /[\p{L}\p{M}\p{S}\p{N}\p{P}]+/u, { min: 1, max: 32 }), attributeValue),
    "Attributes by name: email, given_name, custom:tier ...",
  ),
  verified: optional(
    list(choice(verifiable)),
    "Which of email and phone_number are verified; short for email_verified: true.",
  ),
  groups: optional(
    list(text("a group name")),
    "The groups of this file that the user belongs to, and no others.",
  ),
  mfa: optional(userMfa, "Second factors of the user."),
});

const resourceServer = object("ResourceServer", {
  identifier: required(
    text("an identifier such as https://api.example.com", /[\x21\x23-\x5B\x5D-\x7E]+/, { min: 1, max: 256 }),
    "The identifier, first part of its scopes.",
  ),
  name: optional(
    text("a name", /[\w\s+=,.@-]+/, { min: 1, max: 256 }),
    "Its name; made from the identifier when not given.",
  ),
  scopes: optional(
    map(
      text("a scope name", /[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]+/, { min: 1, max: 256 }),
      text("a description", undefined, { min: 1, max: 256 }),
    ),
    "Scope names with their descriptions.",
  ),
});

const domainName = text("a domain prefix, or a custom domain such as auth.example.com", /[a-z0-9.-]+/, {
  min: 1,
  max: 63,
});
const domain = either(
  domainName,
  wireObject(
    "Domain",
    { name: required(domainName, "The domain's prefix, or the custom domain.") },
    inputMembers("cognito-idp", "CreateUserPoolDomain", ["UserPoolId", "Domain"]),
  ),
);

const poolMfa = wireObject("Mfa", {}, inputMembers("cognito-idp", "SetUserPoolMfaConfig", ["UserPoolId"]));

const poolRisks = wireObject(
  "Risks",
  {},
  inputMembers("cognito-idp", "SetRiskConfiguration", ["UserPoolId", "ClientId"]),
);

const userPool = wireObject(
  "UserPool",
  {
    id: optional(
      text("a user pool id such as us-east-1_AbCdEf123", /[\w-]+_[0-9a-zA-Z]+/, { max: 55 }),
      "The pool id, so that applications can hard-code it. Its region is where the pool is.",
    ),
    name: required(name, "The pool's name, by which the rest of the file refers to it."),
    clients: optional(list(client), "App clients."),
    groups: optional(list(group), "Groups."),
    users: optional(list(user), "Users."),
    resourceServers: optional(list(resourceServer), "Resource servers with their scopes."),
    domains: optional(list(domain), "A prefix domain, a custom domain, or both."),
    mfa: optional(poolMfa, "Second factors, and passkeys: what SetUserPoolMfaConfig sets."),
    risks: optional(poolRisks, "What threat protection does about risks: what SetRiskConfiguration sets."),
  },
  inputMembers("cognito-idp", "CreateUserPool", ["PoolName"]),
);

const roleMapping = wireShape("cognito-identity", "RoleMapping") as Shape<Readonly<Record<string, unknown>>>;
const principalTags = either(
  flag,
  map(text("a tag name", undefined, { min: 1, max: 128 }), text("a claim name")),
);
const principalTagsAbout = "Claims that become session tags, by tag name; true for AWS's defaults.";

const identityPoolLogin = wireObject(
  "IdentityPoolLogin",
  {
    pool: required(text("the name of a user pool of this file"), "The name of a user pool of this file."),
    client: required(text("the name of a client of that pool"), "The name of one of that pool's clients."),
    roleMapping: optional(roleMapping, "How a role is chosen for its users."),
    principalTags: optional(principalTags, principalTagsAbout),
  },
  { ServerSideTokenCheck: { shape: flag, required: false, about: "Refuse tokens of signed-out users." } },
);

const identityPool = wireObject(
  "IdentityPool",
  {
    id: optional(
      text(
        "an identity pool id such as us-east-1:01234567-89ab-cdef-0123-456789abcdef",
        /[\w-]+:[0-9a-f-]+/,
        {
          max: 55,
        },
      ),
      "The identity pool id, so that applications can hard-code it.",
    ),
    name: required(name, "The identity pool's name."),
    userPools: optional(list(identityPoolLogin), "User pool clients whose users may sign in."),
    roles: optional(
      object("Roles", {
        authenticated: optional(arn, "The role of signed-in users."),
        unauthenticated: optional(arn, "The role of guests."),
      }),
      "The default roles.",
    ),
    roleMappings: optional(
      map(text("a provider name"), roleMapping),
      "Role mappings of other providers, by provider name.",
    ),
    principalTags: optional(map(text("a provider name"), principalTags), "Session tags of other providers."),
  },
  {
    ...inputMembers("cognito-identity", "CreateIdentityPool", ["IdentityPoolName"]),
    AllowUnauthenticatedIdentities: {
      shape: flag,
      required: false,
      about: "Whether guests may have identities. Default: false.",
    },
  },
);

const functionTarget = text(
  "./file.js#handler or an http(s) URL",
  /https?:\/\/[^\s]+|(?![\w+]{2,}:\/\/)[^\s#][^#]*(#[\w$]+)?/,
);
const lambdaFunction = either(
  functionTarget,
  object("Function", {
    target: required(functionTarget, "A module, relative to this file, with its export; or a URL."),
    environment: optional(
      map(text("a variable's name", /\w+/), text("text", undefined, { secret: true })),
      "Environment variables of a module.",
    ),
  }),
);

export const fixture = object("Fixture", {
  $schema: optional(text("the URL of a JSON Schema"), "The JSON Schema of this file, for editors."),
  region: optional(
    text("a region such as us-east-1", /[a-z]{2,}-[a-z-]+-\d+/),
    "The region of pools whose id does not name one. Default: the emulator's.",
  ),
  account: optional(text("an account id of 12 digits", /\d{12}/), "The account. Default: the emulator's."),
  userPools: optional(list(userPool), "User pools with what is in them."),
  identityPools: optional(list(identityPool), "Identity pools."),
  triggers: optional(
    map(
      text(
        "a function's name or ARN",
        /[\w-]{1,140}(:[$\w-]{1,128})?|arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[$\w-]+)?/,
      ),
      lambdaFunction,
    ),
    "Where the functions of Lambda triggers are, by name or ARN.",
  ),
});

export type Fixture = Value<typeof fixture>;
export type UserPoolFixture = Value<typeof userPool>;
export type ClientFixture = Value<typeof client>;
export type FunctionFixture = Value<typeof lambdaFunction>;
export type GroupFixture = Value<typeof group>;
export type UserFixture = Value<typeof user>;
export type ResourceServerFixture = Value<typeof resourceServer>;
export type DomainFixture = Value<typeof domain>;
export type IdentityPoolFixture = Value<typeof identityPool>;
export type IdentityPoolLoginFixture = Value<typeof identityPoolLogin>;
export type PrincipalTagsFixture = Value<typeof principalTags>;
