// Terms of use and privacy policies: where they are, by language, for one client.
import type { CreateTermsRequest } from "../../model/cognito-idp.gen.js";
import { fault } from "../../model/fault.js";
import type { Clock } from "../../platform/clock.js";
import type { Entropy } from "../../platform/entropy.js";
import type { Client, Page, PageRequest, Pool, TermsDocument } from "../../storage/records.js";
import type { Store } from "../../storage/store.js";

export type TermsInput = Omit<CreateTermsRequest, "UserPoolId" | "ClientId">;

export interface TermsLinks {
  readonly termsOfUse: string;
  readonly privacyPolicy: string;
}

/** The languages of pages, as terms name them. */
const LANGUAGES: Readonly<Record<string, string>> = {
  de: "german",
  en: "english",
  es: "spanish",
  fr: "french",
  id: "bahasa-indonesia",
  it: "italian",
  ja: "japanese",
  ko: "korean",
  nl: "dutch",
  "pt-BR": "portuguese-brazil",
  "zh-CN": "chinese-simplified",
  "zh-TW": "chinese-traditional",
};

/** The operations' texts are assumed. */
export function createTerms(store: Store, clock: Clock, entropy: Entropy) {
  const { terms } = store;

  const requireFree = (clientId: string, name: string): void => {
    if (terms.named(clientId, name))
      throw fault("TermsExistsException", `Terms ${name} already exist for client ${clientId}.`);
  };
  const linkOf = (clientId: string, name: string, lang: string): string | undefined => {
    const links = terms.named(clientId, name)?.links ?? {};
    const link = links[`cognito:${LANGUAGES[lang]}`] ?? links["cognito:default"];
    // Terms may be any text; a page links only to pages.
    return link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
  };

  return {
    list: (pool: Pool, request: PageRequest): Page<TermsDocument> => terms.list(pool.id, request),
    /** @throws ResourceNotFoundException */
    require(pool: Pool, id: string): TermsDocument {
      const found = terms.find(id);
      if (found?.poolId !== pool.id) throw fault("ResourceNotFoundException", `Terms ${id} do not exist.`);
      return found;
    },
    /** @throws ResourceNotFoundException */
    requireNamed(client: Client, name: string): TermsDocument {
      const found = terms.named(client.id, name);
      if (!found)
        throw fault("ResourceNotFoundException", `Terms ${name} do not exist for client ${client.id}.`);
      return found;
    },
    /**
     * The model lets a request leave out the links, but no answer: terms without any are refused (assumed).
     * Runs in a transaction.
     * @throws InvalidParameterException, TermsExistsException
     */
    create(pool: Pool, client: Client, input: TermsInput): TermsDocument {
      const links = input.Links;
      if (!links)
        throw fault("InvalidParameterException", "Links must be provided for terms of source LINK.");
      requireFree(client.id, input.TermsName);
      const now = clock.now();
      const document = {
        ...{ id: entropy.uuid(), poolId: pool.id, clientId: client.id, name: input.TermsName },
        ...{ source: input.TermsSource, enforcement: input.Enforcement, links },
        ...{ createdAt: now, changedAt: now },
      };
      terms.put(document);
      return document;
    },
    /**
     * What is not given stays (assumed); links are replaced whole. Runs in a transaction.
     * @throws TermsExistsException
     */
    change(document: TermsDocument, input: Partial<TermsInput>): TermsDocument {
      const name = input.TermsName ?? document.name;
      if (name !== document.name) requireFree(document.clientId, name);
      const changed = {
        ...{ ...document, name, links: input.Links ?? document.links, changedAt: clock.now() },
        source: input.TermsSource ?? document.source,
        enforcement: input.Enforcement ?? document.enforcement,
      };
      terms.put(changed);
      return changed;
    },
    remove: (document: TermsDocument): void => terms.remove(document.id),
    /** Both documents in the language, or by default; undefined unless there are both (documented). */
    linksFor(clientId: string, lang: string): TermsLinks | undefined {
      const termsOfUse = linkOf(clientId, "terms-of-use", lang);
      const privacyPolicy = linkOf(clientId, "privacy-policy", lang);
      return termsOfUse && privacyPolicy ? { termsOfUse, privacyPolicy } : undefined;
    },
  };
}
