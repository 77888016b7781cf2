"""Files of planning: births, use of places, applications, planned measures, registrations and pupils."""
