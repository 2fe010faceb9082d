// Tells calls of KMS from those of Cognito, without loading what answers them.
import type { WireRequest, WireResponse } from "../wire/dispatch.js";

/** What `X-Amz-Target` begins with. */
export const KMS_TARGET = "TrentService.";

type Answer = (request: WireRequest) => Promise<WireResponse>;

/** @param load gives what answers KMS; called at its first request */
export function withKms(
  dispatch: Answer,
  load: () => Promise<(request: WireRequest) => WireResponse>,
): Answer {
  let kms: ReturnType<typeof load> | undefined;
  return (request) => {
    const target = request.headers["x-amz-target"];
    if (typeof target !== "string" || !target.startsWith(KMS_TARGET)) return dispatch(request);
    kms ??= load();
    return kms.then((answer) => answer(request));
  };
}
