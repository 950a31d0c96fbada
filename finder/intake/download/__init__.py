"""The download of findtreatment.gov: a row a facility, a column a code."""
