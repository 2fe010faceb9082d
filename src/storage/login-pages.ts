// How login pages look, and the terms that they link to, in SQLite.
import type { Database } from "./database.js";
import type {
  Branding,
  BrandingAsset,
  Page,
  PageRequest,
  TermsDocument,
  UiCustomization,
} from "./records.js";
import { page, present } from "./rows.js";

export function createUiCustomizationRepository({ sql }: Database) {
  const find = sql.prepare<[string, string], UiCustomization>(
    `SELECT pool_id AS poolId, client_id AS clientId, css, image, created_at AS createdAt, changed_at AS changedAt
     FROM ui_customizations WHERE pool_id = ? AND ifnull(client_id, '') = ?`,
  );
  const put = sql.prepare(
    `INSERT INTO ui_customizations (pool_id, client_id, css, image, created_at, changed_at)
     VALUES (@poolId, @clientId, @css, @image, @createdAt, @changedAt)
     ON CONFLICT (pool_id, ifnull(client_id, ''))
     DO UPDATE SET css = excluded.css, image = excluded.image, changed_at = excluded.changed_at`,
  );
  const remove = sql.prepare("DELETE FROM ui_customizations WHERE pool_id = ? AND ifnull(client_id, '') = ?");

  return {
    /** Of the client, or of the whole pool when none is named. */
    find(poolId: string, clientId: string | undefined): UiCustomization | undefined {
      const row = find.get(poolId, clientId ?? "");
      return row && present(row);
    },
    put(customization: UiCustomization): void {
      put.run({ clientId: null, css: null, image: null, ...customization });
    },
    remove(poolId: string, clientId: string | undefined): void {
      remove.run(poolId, clientId ?? "");
    },
  };
}

type BrandingRow = Omit<Branding, "provided" | "settings"> & { provided: number; settings: string | null };

export function createBrandingRepository({ sql }: Database) {
  const columns =
    "id, pool_id AS poolId, client_id AS clientId, provided, settings, created_at AS createdAt, changed_at AS changedAt";
  const byId = sql.prepare<[string], BrandingRow>(
    `SELECT ${columns} FROM managed_login_brandings WHERE id = ?`,
  );
  const byClient = sql.prepare<[string], BrandingRow>(
    `SELECT ${columns} FROM managed_login_brandings WHERE client_id = ?`,
  );
  const count = sql
    .prepare<[string]>("SELECT count(*) FROM managed_login_brandings WHERE pool_id = ?")
    .pluck();
  const put = sql.prepare(
    `INSERT INTO managed_login_brandings (id, pool_id, client_id, provided, settings, created_at, changed_at)
     VALUES (@id, @poolId, @clientId, @provided, @settings, @createdAt, @changedAt)
     ON CONFLICT (id) DO UPDATE
     SET provided = excluded.provided, settings = excluded.settings, changed_at = excluded.changed_at`,
  );
  const remove = sql.prepare("DELETE FROM managed_login_brandings WHERE id = ?");
  const assetColumns = "category, color_mode AS colorMode, resource_id AS resourceId, extension";
  const assets = sql.prepare<[string], BrandingAsset>(
    `SELECT ${assetColumns}, bytes FROM managed_login_assets WHERE branding_id = ? ORDER BY id`,
  );
  const assetNames = sql.prepare<[string], Omit<BrandingAsset, "bytes">>(
    `SELECT ${assetColumns} FROM managed_login_assets WHERE branding_id = ? ORDER BY id`,
  );
  const asset = sql.prepare<[string, string, string, string], BrandingAsset>(
    `SELECT ${assetColumns}, bytes FROM managed_login_assets
     WHERE branding_id = ? AND category = ? AND color_mode = ? AND resource_id = ?`,
  );
  const putAsset = sql.prepare(
    `INSERT INTO managed_login_assets (branding_id, category, color_mode, resource_id, extension, bytes)
     VALUES (@brandingId, @category, @colorMode, @resourceId, @extension, @bytes)
     ON CONFLICT (branding_id, category, color_mode, resource_id)
     DO UPDATE SET extension = excluded.extension, bytes = excluded.bytes`,
  );
  const removeAssets = sql.prepare("DELETE FROM managed_login_assets WHERE branding_id = ?");

  const record = (row: BrandingRow | undefined): Branding | undefined =>
    row && {
      ...row,
      provided: row.provided === 1,
      settings: row.settings === null ? undefined : JSON.parse(row.settings),
    };

  return {
    find: (id: string): Branding | undefined => record(byId.get(id)),
    ofClient: (clientId: string): Branding | undefined => record(byClient.get(clientId)),
    count: (poolId: string): number => count.get(poolId) as number,
    put(branding: Branding): void {
      const { provided, settings } = branding;
      put.run({
        ...branding,
        provided: provided ? 1 : 0,
        settings: settings === undefined ? null : JSON.stringify(settings),
      });
    },
    remove(id: string): void {
      remove.run(id);
    },
    assets: (id: string): readonly BrandingAsset[] => assets.all(id),
    /** Without the images themselves. */
    assetNames: (id: string): readonly Omit<BrandingAsset, "bytes">[] => assetNames.all(id),
    asset: (
      id: string,
      { category, colorMode, resourceId }: Record<"category" | "colorMode" | "resourceId", string>,
    ): BrandingAsset | undefined => asset.get(id, category, colorMode, resourceId),
    putAsset(brandingId: string, given: BrandingAsset): void {
      putAsset.run({ brandingId, ...given });
    },
    removeAssets(id: string): void {
      removeAssets.run(id);
    },
  };
}

type TermsRow = Omit<TermsDocument, "links"> & { position: number; links: string };

export function createTermsRepository({ sql }: Database) {
  const columns =
    "position, id, pool_id AS poolId, client_id AS clientId, name, source, enforcement, links, created_at AS createdAt, changed_at AS changedAt";
  const byId = sql.prepare<[string], TermsRow>(`SELECT ${columns} FROM terms WHERE id = ?`);
  const byName = sql.prepare<[string, string], TermsRow>(
    `SELECT ${columns} FROM terms WHERE client_id = ? AND name = ?`,
  );
  const list = sql.prepare<[string, number, number], TermsRow>(
    `SELECT ${columns} FROM terms WHERE pool_id = ? AND position > ? ORDER BY position LIMIT ? + 0`,
  );
  const put = sql.prepare(
    `INSERT INTO terms (id, pool_id, client_id, name, source, enforcement, links, created_at, changed_at)
     VALUES (@id, @poolId, @clientId, @name, @source, @enforcement, @links, @createdAt, @changedAt)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, source = excluded.source,
       enforcement = excluded.enforcement, links = excluded.links, changed_at = excluded.changed_at`,
  );
  const remove = sql.prepare("DELETE FROM terms WHERE id = ?");
  const record = ({ position: _, ...row }: TermsRow): TermsDocument => ({
    ...row,
    links: JSON.parse(row.links),
  });

  return {
    find(id: string): TermsDocument | undefined {
      const row = byId.get(id);
      return row && record(row);
    },
    named(clientId: string, name: string): TermsDocument | undefined {
      const row = byName.get(clientId, name);
      return row && record(row);
    },
    put(terms: TermsDocument): void {
      put.run({ ...terms, links: JSON.stringify(terms.links) });
    },
    remove(id: string): void {
      remove.run(id);
    },
    /** Oldest first. */
    list(poolId: string, request: PageRequest): Page<TermsDocument> {
      return page(
        request,
        (limit) => list.all(poolId, Number(request.after ?? 0), limit),
        record,
        (row) => String(row.position),
      );
    },
  };
}
