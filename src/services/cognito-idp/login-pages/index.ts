// Operations on sign-in pages: their domains, their looks, and the terms that they link to.
import type { Operation } from "../../operation.js";
import { CreateManagedLoginBranding } from "./CreateManagedLoginBranding.js";
import { CreateTerms } from "./CreateTerms.js";
import { CreateUserPoolDomain } from "./CreateUserPoolDomain.js";
import { DeleteManagedLoginBranding } from "./DeleteManagedLoginBranding.js";
import { DeleteTerms } from "./DeleteTerms.js";
import { DeleteUserPoolDomain } from "./DeleteUserPoolDomain.js";
import { DescribeManagedLoginBranding } from "./DescribeManagedLoginBranding.js";
import { DescribeManagedLoginBrandingByClient } from "./DescribeManagedLoginBrandingByClient.js";
import { DescribeTerms } from "./DescribeTerms.js";
import { DescribeTermsByClient } from "./DescribeTermsByClient.js";
import { DescribeUserPoolDomain } from "./DescribeUserPoolDomain.js";
import { GetUICustomization } from "./GetUICustomization.js";
import { ListTerms } from "./ListTerms.js";
import { SetUICustomization } from "./SetUICustomization.js";
import { UpdateManagedLoginBranding } from "./UpdateManagedLoginBranding.js";
import { UpdateTerms } from "./UpdateTerms.js";
import { UpdateUserPoolDomain } from "./UpdateUserPoolDomain.js";

export const loginPageOperations: readonly Operation[] = [
  CreateUserPoolDomain,
  DescribeUserPoolDomain,
  UpdateUserPoolDomain,
  DeleteUserPoolDomain,
  SetUICustomization,
  GetUICustomization,
  CreateManagedLoginBranding,
  DescribeManagedLoginBranding,
  DescribeManagedLoginBrandingByClient,
  UpdateManagedLoginBranding,
  DeleteManagedLoginBranding,
  CreateTerms,
  DescribeTerms,
  DescribeTermsByClient,
  ListTerms,
  UpdateTerms,
  DeleteTerms,
];
