// Which view draws which page.
import type { Drawn, Page } from "../page.js";
import type { View } from "../views.js";
import { account } from "./account.js";
import { authenticator } from "./authenticator.js";
import { code } from "./code.js";
import { confirm } from "./confirm.js";
import { failure, federation, notBuilt, signedOut } from "./ends.js";
import { forgotPassword } from "./forgot-password.js";
import { mfaOptions } from "./mfa-options.js";
import { mfaRegister } from "./mfa-register.js";
import { newPassword } from "./new-password.js";
import { passkey } from "./passkey.js";
import { passkeyOffer } from "./passkey-offer.js";
import { password } from "./password.js";
import { resetPassword } from "./reset-password.js";
import { selectChallenge } from "./select-challenge.js";
import { signIn } from "./sign-in.js";
import { signUp } from "./sign-up.js";

type Drawers = {
  readonly [Kind in View["kind"]]: (view: Extract<View, { kind: Kind }>, page: Page) => Drawn;
};

const drawers: Drawers = {
  "sign-in": signIn,
  account,
  "select-challenge": selectChallenge,
  password,
  passkey,
  code,
  "mfa-options": mfaOptions,
  "mfa-register": mfaRegister,
  authenticator,
  "new-password": newPassword,
  "sign-up": signUp,
  confirm,
  "forgot-password": forgotPassword,
  "reset-password": resetPassword,
  "passkey-offer": passkeyOffer,
  "signed-out": signedOut,
  federation,
  error: failure,
  "not-built": notBuilt,
};

export const draw = (view: View, page: Page): Drawn =>
  (drawers[view.kind] as (view: View, page: Page) => Drawn)(view, page);
