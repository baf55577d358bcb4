"""The cover as a section, and the pages that show all sections: the file, the desks, search."""
