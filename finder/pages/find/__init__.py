"""The search itself: form, list, facility, first paint, parts, and the page without a script."""
