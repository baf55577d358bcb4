"""The sample company, the measuring population, the bench and backups."""
