// Loads fixture files into the running emulator.
import express, { type Router } from "express";
import type { SiteDeps } from "../deps.js";

export function mountSeed(router: Router, _deps: SiteDeps): void {
  router.post("/seed", express.json({ limit: "20mb" }), (_request, response) => {
    response.status(501).json({ message: "Seeding over HTTP is not built yet." });
  });
}
