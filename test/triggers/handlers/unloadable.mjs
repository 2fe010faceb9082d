// Cannot be loaded.
throw new Error("at the top");
