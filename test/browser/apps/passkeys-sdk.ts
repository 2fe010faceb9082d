// An application on the SDK itself and the browser's own WebAuthn functions.
import {
  CognitoIdentityProviderClient,
  CompleteWebAuthnRegistrationCommand,
  type CompleteWebAuthnRegistrationCommandInput,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  StartWebAuthnRegistrationCommand,
} from "@aws-sdk/client-cognito-identity-provider";

type Document = CompleteWebAuthnRegistrationCommandInput["Credential"];

const client = (endpoint: string) =>
  new CognitoIdentityProviderClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
  });

/** What tests change in what the browser is asked for. */
type Change = Partial<PublicKeyCredentialRequestOptions>;

const app = {
  async register(
    endpoint: string,
    AccessToken: string,
    change: Partial<PublicKeyCredentialCreationOptions> = {},
  ): Promise<string> {
    const idp = client(endpoint);
    const { CredentialCreationOptions } = await idp.send(
      new StartWebAuthnRegistrationCommand({ AccessToken }),
    );
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(
      CredentialCreationOptions as unknown as PublicKeyCredentialCreationOptionsJSON,
    );
    const publicKey = { ...options, ...change };
    const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
    const Credential = credential.toJSON() as unknown as Document;
    await idp.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential }));
    return credential.id;
  },

  async signIn(endpoint: string, ClientId: string, USERNAME: string, change: Change = {}) {
    const idp = client(endpoint);
    const { Session, ChallengeName, ChallengeParameters } = await idp.send(
      new InitiateAuthCommand({
        ...{ ClientId, AuthFlow: "USER_AUTH" },
        AuthParameters: { USERNAME, PREFERRED_CHALLENGE: "WEB_AUTHN" },
      }),
    );
    const options = JSON.parse(ChallengeParameters?.CREDENTIAL_REQUEST_OPTIONS ?? "null");
    const publicKey = { ...PublicKeyCredential.parseRequestOptionsFromJSON(options), ...change };
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    const CREDENTIAL = JSON.stringify(credential.toJSON());
    const { AuthenticationResult } = await idp.send(
      new RespondToAuthChallengeCommand({
        ...{ ClientId, ChallengeName, Session },
        ChallengeResponses: { USERNAME, CREDENTIAL },
      }),
    );
    return AuthenticationResult;
  },
};

declare global {
  interface Window {
    sdkApp: typeof app;
  }
}
window.sdkApp = app;
