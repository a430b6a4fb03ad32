"""Everything a hub knows while it runs: settings, clock, tables, keys."""
