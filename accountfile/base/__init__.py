"""What every package uses: rows and text as they are stored, the clock, files, cache and broker."""
