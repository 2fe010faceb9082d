// Every operation of identity pools that is built. What the model has and this list lacks answers an honest 501.
import { registered } from "../registered.js";

export const cognitoIdentity = registered({
  CreateIdentityPool: () => import("./CreateIdentityPool.js"),
  DeleteIdentities: () => import("./DeleteIdentities.js"),
  DeleteIdentityPool: () => import("./DeleteIdentityPool.js"),
  DescribeIdentity: () => import("./DescribeIdentity.js"),
  DescribeIdentityPool: () => import("./DescribeIdentityPool.js"),
  GetCredentialsForIdentity: () => import("./GetCredentialsForIdentity.js"),
  GetId: () => import("./GetId.js"),
  GetIdentityPoolRoles: () => import("./GetIdentityPoolRoles.js"),
  GetOpenIdToken: () => import("./GetOpenIdToken.js"),
  GetOpenIdTokenForDeveloperIdentity: () => import("./GetOpenIdTokenForDeveloperIdentity.js"),
  GetPrincipalTagAttributeMap: () => import("./GetPrincipalTagAttributeMap.js"),
  ListIdentities: () => import("./ListIdentities.js"),
  ListIdentityPools: () => import("./ListIdentityPools.js"),
  ListTagsForResource: () => import("./ListTagsForResource.js"),
  LookupDeveloperIdentity: () => import("./LookupDeveloperIdentity.js"),
  MergeDeveloperIdentities: () => import("./MergeDeveloperIdentities.js"),
  SetIdentityPoolRoles: () => import("./SetIdentityPoolRoles.js"),
  SetPrincipalTagAttributeMap: () => import("./SetPrincipalTagAttributeMap.js"),
  TagResource: () => import("./TagResource.js"),
  UnlinkDeveloperIdentity: () => import("./UnlinkDeveloperIdentity.js"),
  UnlinkIdentity: () => import("./UnlinkIdentity.js"),
  UntagResource: () => import("./UntagResource.js"),
  UpdateIdentityPool: () => import("./UpdateIdentityPool.js"),
});
