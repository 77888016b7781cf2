"""What an edition tells of reach: nothing from which few people follow."""
