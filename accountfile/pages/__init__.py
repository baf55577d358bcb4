"""How a page is made: lists, records, forms, exports, conflicts and drafts, whatever they show."""
