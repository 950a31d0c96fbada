"""What all PDF documents share: pages, typefaces, the map."""
