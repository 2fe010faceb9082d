// Operations on sign-in pages: their domains, their looks, and the terms that they link to.
import { registered } from "../../registered.js";

export const loginPageOperations = registered({
  CreateUserPoolDomain: () => import("./CreateUserPoolDomain.js"),
  DescribeUserPoolDomain: () => import("./DescribeUserPoolDomain.js"),
  UpdateUserPoolDomain: () => import("./UpdateUserPoolDomain.js"),
  DeleteUserPoolDomain: () => import("./DeleteUserPoolDomain.js"),
  SetUICustomization: () => import("./SetUICustomization.js"),
  GetUICustomization: () => import("./GetUICustomization.js"),
  CreateManagedLoginBranding: () => import("./CreateManagedLoginBranding.js"),
  DescribeManagedLoginBranding: () => import("./DescribeManagedLoginBranding.js"),
  DescribeManagedLoginBrandingByClient: () => import("./DescribeManagedLoginBrandingByClient.js"),
  UpdateManagedLoginBranding: () => import("./UpdateManagedLoginBranding.js"),
  DeleteManagedLoginBranding: () => import("./DeleteManagedLoginBranding.js"),
  CreateTerms: () => import("./CreateTerms.js"),
  DescribeTerms: () => import("./DescribeTerms.js"),
  DescribeTermsByClient: () => import("./DescribeTermsByClient.js"),
  ListTerms: () => import("./ListTerms.js"),
  UpdateTerms: () => import("./UpdateTerms.js"),
  DeleteTerms: () => import("./DeleteTerms.js"),
});
