"""Planning of Kita, Ganztag and school: children by cohort, years ahead, places, targets and the balance."""
