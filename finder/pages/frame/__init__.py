"""What all pages share: links, head and foot, form, shortlist bar, styles, answering."""
