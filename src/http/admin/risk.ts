// What threat protection shall decide next about a user: POST { pool, username, level?, decision?, compromised? }.
import express, { type Router } from "express";
import type { SiteDeps } from "../deps.js";

export function mountRisk(router: Router, { core }: SiteDeps): void {
  router.post("/risk", express.json(), (request, response) => {
    const { pool, ...wish } = request.body ?? {};
    const problem = core.threats.forcedRisks.wish({ ...wish, poolId: String(pool) });
    if (problem === undefined) response.json({});
    else response.status(400).json({ message: problem });
  });
}
